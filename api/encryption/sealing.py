"""Sealing text: JWE compact (RFC 7516), `dir` with A256GCM, by keys from a file outside the database.

What a text is for (its *context*) is authenticated with it, so that a sealed value cannot be moved to
another row or column.
"""

import hmac
import json
import time
from functools import cache
from pathlib import Path
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OctKey
from joserfc.util import urlsafe_b64decode

from api import keyfiles
from api.settings import Settings

_BITS = 256
_LONGEST = 48 * 1024  # bytes; joserfc opens up to 64 KiB of ciphertext
_ALGORITHMS = ["dir", "A256GCM"]
# `ctx` is ours: what the sealed text belongs to.
_REGISTRY = jwe.JWERegistry(algorithms=_ALGORITHMS, strict_check_header=False)


class UnsealError(Exception):
    """Not sealed by a key of ours, or for something else."""


class Sealer:
    """Seals with the newest key of the file whose time has come; each of them unseals."""

    def __init__(self, path: Path) -> None:
        self._file = keyfiles.KeyFile(path)

    def seal(self, text: str, context: str) -> str:
        """The sealed text, ASCII. `context` says what it is for, such as `totp:<person id>`.

        Raises `ValueError` for a text above 48 KiB.
        """
        key = keyfiles.in_use(self._file.keys(), time.time())
        header = {"alg": "dir", "enc": "A256GCM", "kid": key.kid, "ctx": context}
        if len(text.encode()) > _LONGEST:
            message = "too long: it would not open again"
            raise ValueError(message)
        return jwe.encrypt_compact(header, text.encode(), key, registry=_REGISTRY)

    def unseal(self, sealed: str, context: str) -> str:
        """The text. Raises `UnsealError`."""
        try:
            opened = jwe.decrypt_compact(sealed, self._known(sealed), registry=_REGISTRY)
        except (JoseError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise UnsealError from error
        given = str(opened.headers().get("ctx", ""))
        if opened.plaintext is None or not hmac.compare_digest(given.encode(), context.encode()):
            raise UnsealError
        return opened.plaintext.decode()

    def is_current(self, sealed: str) -> bool:
        """Whether the key in use sealed it; the former ones are on their way out."""
        return kid_of(sealed) == keyfiles.in_use(self._file.keys(at_once=True), time.time()).kid

    def _known(self, sealed: str) -> OctKey:
        # By hand: joserfc compares a key's `alg` (A256GCM) with the message's (`dir`), and finds none.
        kid = kid_of(sealed)
        for at_once in (False, True):  # another process may seal with a key that is new to us
            for key in self._file.keys(at_once=at_once).keys:
                if isinstance(key, OctKey) and key.kid == kid:
                    return key
        raise KeyError(kid)


def kid_of(sealed: str) -> str:
    """The id of the key that sealed a text. Raises `ValueError` for what was not sealed."""
    header = json.loads(urlsafe_b64decode(sealed.partition(".")[0].encode()))
    return str(header.get("kid", "")) if isinstance(header, dict) else ""


@cache
def _sealer(path: Path) -> Sealer:
    return Sealer(path)


def sealer_of(settings: Settings) -> Sealer:
    """The sealer of this deployment."""
    return _sealer(settings.encryption.keys_file)


def new_key(from_moment: int = 0) -> OctKey:
    """A key for A256GCM, with an id of its own, that seals from a moment (Unix seconds) on."""
    parameters: Any = {"use": "enc", "alg": "A256GCM"}
    if from_moment:
        parameters[keyfiles.FROM] = from_moment
    return OctKey.generate_key(_BITS, parameters, auto_kid=True)


def ensure(path: Path) -> None:
    """Create the file with one key, mode 0600, if it is missing."""
    if not path.exists():
        keyfiles.create(path, KeySet([new_key()]))
