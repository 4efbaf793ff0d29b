"""Passwords: argon2id, outside the event loop, and only a few at a time."""

import asyncio
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from api.oauth.opaque import new_secret

# OWASP's first choice for argon2id: 19 MiB, two passes; about 20 ms on the small machines we run on.
_HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1),))
_LONGEST = 1024  # characters
_AT_ONCE = 4

# Held while a password is checked, so that a crowd at the door takes 4 x 19 MiB and not more.
turns = asyncio.Semaphore(_AT_ONCE)


def hash_password(password: str) -> str:
    """The argon2id hash in PHC form, salt included. Takes about 20 ms: not for the event loop."""
    return _HASHER.hash(password)


@cache
def _nobody() -> str:
    return hash_password(new_secret())


def _verify(password: str, password_hash: str | None) -> bool:
    matches = _HASHER.verify(password[:_LONGEST], password_hash or _nobody())
    return matches and password_hash is not None and len(password) <= _LONGEST


async def verify_password(password: str, password_hash: str | None) -> bool:
    """Whether the password is right. None is an unknown account: it takes as long, and is False.

    Hold `turns` around it.
    """
    return await asyncio.to_thread(_verify, password, password_hash)
