"""The calendar of reporting, and who declared what for a period."""
