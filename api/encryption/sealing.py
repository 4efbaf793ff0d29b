"""Sealing text: JWE compact (RFC 7516), `dir` with A256GCM, by keys from a file outside the database.

What a text is for (its *context*) is authenticated with it, so that a sealed value cannot be moved to
another row or column.
"""

import hmac
import json
from functools import cache
from pathlib import Path

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OctKey
from joserfc.util import urlsafe_b64decode

from api import keyfiles
from api.settings import Settings

_BITS = 256
_ALGORITHMS = ["dir", "A256GCM"]
# `ctx` is ours: what the sealed text belongs to.
_REGISTRY = jwe.JWERegistry(algorithms=_ALGORITHMS, strict_check_header=False)


class UnsealError(Exception):
    """Not sealed by a key of ours, or for something else."""


class Sealer:
    """Seals with the first key of the file; each of them unseals."""

    def __init__(self, path: Path) -> None:
        self._file = keyfiles.KeyFile(path)

    def seal(self, text: str, context: str) -> str:
        """The sealed text, ASCII. `context` says what it is for, such as `totp:<person id>`."""
        key = self._file.keys().keys[0]
        header = {"alg": "dir", "enc": "A256GCM", "kid": key.kid, "ctx": context}
        return jwe.encrypt_compact(header, text.encode(), key, registry=_REGISTRY)

    def unseal(self, sealed: str, context: str) -> str:
        """The text. Raises `UnsealError`."""
        try:
            opened = jwe.decrypt_compact(sealed, self._known(), registry=_REGISTRY)
        except (JoseError, ValueError, KeyError) as error:
            raise UnsealError from error
        given = str(opened.headers().get("ctx", ""))
        if opened.plaintext is None or not hmac.compare_digest(given.encode(), context.encode()):
            raise UnsealError
        return opened.plaintext.decode()

    def is_current(self, sealed: str) -> bool:
        """Whether the first key sealed it; the others are on their way out."""
        return _kid(sealed) == self._file.keys(at_once=True).keys[0].kid

    def _known(self) -> KeySet:
        return self._file.keys()


def _kid(sealed: str) -> str:
    header = json.loads(urlsafe_b64decode(sealed.partition(".")[0].encode()))
    return str(header.get("kid", ""))


@cache
def _sealer(path: Path) -> Sealer:
    return Sealer(path)


def sealer_of(settings: Settings) -> Sealer:
    """The sealer of this deployment."""
    return _sealer(settings.encryption.keys_file)


def new_key() -> OctKey:
    """A key for A256GCM, with an id of its own."""
    return OctKey.generate_key(_BITS, {"use": "enc", "alg": "A256GCM"}, auto_kid=True)


def ensure(path: Path) -> None:
    """Create the file with one key, mode 0600, if it is missing."""
    if not path.exists():
        keyfiles.create(path, KeySet([new_key()]))
