"""Measurements: ratios between two things measured in one run, and the load."""
