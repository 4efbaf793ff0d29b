"""The keys that sign access tokens: made once, kept private, published by their public part."""

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from joserfc.jwk import KeySet, RSAKey

from api.access.tokens import ALGORITHM

_BITS = 2048


def ensure(path: Path) -> None:
    """Create the private JWK Set (RFC 7517) with one RSA key at `path`, mode 0600, if missing.

    Safe to run by several processes at once: the first one's key stays.
    """
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    key = RSAKey.generate_key(_BITS, {"use": "sig", "alg": ALGORITHM}, auto_kid=True)
    text = json.dumps(KeySet([key]).as_dict(private=True), indent=2)
    # mkstemp makes the file readable by its owner alone, before anything is in it.
    handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # A link, unlike a rename, never replaces a key that another process made meanwhile.
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        Path(fresh).unlink()


def public_jwks(keys: KeySet) -> dict[str, Any]:
    """The JWK Set that anybody may read: `kty`, `n`, `e`, `kid`, `use`, `alg` of each key."""
    return dict(keys.as_dict(private=False))
