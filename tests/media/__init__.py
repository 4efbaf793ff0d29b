"""Tests of api/media."""
