"""Asking servers of strangers without being sent where we must not go."""
