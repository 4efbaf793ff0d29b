"""The keys that sign access tokens: made once, kept private, published by their public part.

A file holds the newest first. A new key is published some time before it signs, so that whoever
caches the published keys knows it by then; the former ones verify until their last token is over.
"""

from pathlib import Path
from typing import Any

from joserfc.jwk import Key, KeySet, RSAKey

from api import keyfiles
from api.access.tokens import ALGORITHM

_BITS = 2048
_PUBLIC = ("kty", "kid", "use", "alg", "n", "e")
_SPARE = 300  # seconds: for clocks, and for processes that learn late


def ensure(path: Path) -> None:
    """Create the private JWK Set (RFC 7517) with one RSA key at `path`, mode 0600, if missing.

    Safe to run by several processes at once: the first one's key stays.
    """
    if not path.exists():
        keyfiles.create(path, KeySet([new_key()]))


def new_key(from_moment: int = 0) -> RSAKey:
    """A key that signs access tokens from a moment (Unix seconds) on."""
    parameters: Any = {"use": "sig", "alg": ALGORITHM}
    if from_moment:
        parameters[keyfiles.FROM] = from_moment
    return RSAKey.generate_key(_BITS, parameters, auto_kid=True)


def public_jwks(keys: KeySet) -> dict[str, Any]:
    """The JWK Set that anybody may read: `kty`, `n`, `e`, `kid`, `use`, `alg` of each key."""
    described = keys.as_dict(private=False)["keys"]
    return {"keys": [{name: key[name] for name in _PUBLIC} for key in described]}


def rotate(
    path: Path, *, moment: int, lifetime: int, announced_for: int = keyfiles.ANNOUNCED_FOR
) -> list[Key]:
    """Put a new key into a file; gives those that were dropped. Times in (Unix) seconds.

    It signs after `announced_for`. Dropped are the keys whose last token, of `lifetime`, is over.
    Raises `OSError` and `ValueError`.
    """
    with keyfiles.locked(path):
        before = keyfiles.read(path).keys
        kept = _verifying(before, moment - lifetime - _SPARE)
        keyfiles.replace(path, KeySet([new_key(moment + announced_for), *kept]))
    return before[len(kept) :]


def replace_all(path: Path, *, moment: int) -> list[Key]:
    """Drop all keys for a new one: one of them was stolen. Live access tokens end; gives the dropped."""
    with keyfiles.locked(path):
        before = keyfiles.read(path).keys
        keyfiles.replace(path, KeySet([new_key(moment)]))
    return list(before)


def _verifying(keys: list[Key], past: int) -> list[Key]:
    """The keys without those that signed nothing since `past`: a newer one did by then."""
    for count, key in enumerate(keys, start=1):
        if keyfiles.used_from(key) <= past:
            return keys[:count]
    return keys
