"""The keys that sign access tokens: made once, kept private, published by their public part."""

from pathlib import Path
from typing import Any

from joserfc.jwk import KeySet, RSAKey

from api import keyfiles
from api.access.tokens import ALGORITHM

_BITS = 2048


def ensure(path: Path) -> None:
    """Create the private JWK Set (RFC 7517) with one RSA key at `path`, mode 0600, if missing.

    Safe to run by several processes at once: the first one's key stays.
    """
    if not path.exists():
        keyfiles.create(path, KeySet([new_key()]))


def new_key() -> RSAKey:
    """A key that signs access tokens."""
    return RSAKey.generate_key(_BITS, {"use": "sig", "alg": ALGORITHM}, auto_kid=True)


def public_jwks(keys: KeySet) -> dict[str, Any]:
    """The JWK Set that anybody may read: `kty`, `n`, `e`, `kid`, `use`, `alg` of each key."""
    return dict(keys.as_dict(private=False))
