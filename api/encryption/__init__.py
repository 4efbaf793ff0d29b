"""Secrets at rest: sealed with a key of this deployment, which can be rotated."""
