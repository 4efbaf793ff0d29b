"""Circulating messages that somebody wants checked."""
