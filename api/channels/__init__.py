"""Official accounts and outlets."""
