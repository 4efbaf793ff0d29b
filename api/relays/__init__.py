"""Passing a clarification on, and who did."""
