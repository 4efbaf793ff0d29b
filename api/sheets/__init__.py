"""Spreadsheets in and out, and the long work that they are."""
