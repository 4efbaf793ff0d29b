"""Governments that ask to take part, and the province's answer."""
