"""Passwords: argon2id, outside the event loop, and only a few at a time."""

import asyncio
import unicodedata
from functools import cache
from weakref import WeakKeyDictionary

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from api.access.secrets import new_secret

# OWASP's parameters for argon2id: 19 MiB, two passes; about 20 ms on a small machine.
_HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1),))
LONGEST = 1024  # characters
_AT_ONCE = 4
# A semaphore belongs to one event loop, and a process may run several one after the other.
_TURNS: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def turns() -> asyncio.Semaphore:
    """Held while a password is worked on: a crowd at the door takes 4 x 19 MiB and not more."""
    return _TURNS.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(_AT_ONCE))


def normal(password: str) -> str:
    """NFKC (NIST SP 800-63B 3.1.1.2): the same keys give the same password on every device."""
    return unicodedata.normalize("NFKC", password)


async def hash_password(password: str) -> str:
    """The argon2id hash in PHC form, salt included. Waits for its turn."""
    async with turns():
        return await asyncio.to_thread(_HASHER.hash, normal(password))


async def verify_password(password: str, password_hash: str | None) -> bool:
    """Whether the password is right. None is an unknown account: it takes as long, and is False.

    Hold `turns()` around it.
    """
    return (await verify_and_renew(password, password_hash))[0]


async def verify_and_renew(password: str, password_hash: str | None) -> tuple[bool, str | None]:
    """The same, and the hash to keep instead when ours are made in another way by now."""
    return await asyncio.to_thread(_verify, password, password_hash)


def _verify(password: str, password_hash: str | None) -> tuple[bool, str | None]:
    given, kept = normal(password[:LONGEST]), password_hash or _nobody()
    matches, renewed = _HASHER.verify_and_update(given, kept)
    if not matches and given != password[:LONGEST]:
        # A hash of before passwords were normalised.
        matches = _HASHER.verify(password[:LONGEST], kept)
        renewed = _HASHER.hash(given) if matches else None
    right = matches and password_hash is not None and len(password) <= LONGEST
    return right, renewed if right else None


@cache
def _nobody() -> str:
    return _HASHER.hash(new_secret())
