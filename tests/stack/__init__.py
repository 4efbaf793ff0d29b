"""Tests of api/stack."""
