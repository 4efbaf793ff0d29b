"""Secrets that we hand out: 256 random bits, so sha256 is enough to keep them by."""

import hashlib
import secrets


def new_secret() -> str:
    """43 characters, base64url."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored and looked up: sha256, in hex."""
    return hashlib.sha256(secret.encode()).hexdigest()
