"""Tests on real servers; the tree mirrors the source."""
