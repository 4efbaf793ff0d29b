"""Files of keys: private JWK Sets (RFC 7517), written whole or not at all, and read again when they change."""

import fcntl
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet

# Our own member of a private JWK: Unix seconds. Without it a key has been in use since ever.
FROM = "simpul_from"
# How long a new key is known before it is used: published keys are cached for 5 minutes, and a Secret
# takes a while to reach every process.
ANNOUNCED_FOR = 600  # seconds
_LOOK_EVERY = 1.0  # seconds


class KeyFile:
    """A JWK Set in a file that a rotation may replace while this process runs."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._looked_at = 0.0
        self._seen: tuple[int, int] | None = None
        self._keys = KeySet([])

    def keys(self, *, at_once: bool = False) -> KeySet:
        """The keys of the file as it is now, or was a second ago; `at_once` looks again.

        A file that cannot be read any more leaves the keys that were read before. Raises `OSError`
        or `ValueError` when there are none yet.
        """
        moment = time.monotonic()
        if at_once or moment - self._looked_at >= _LOOK_EVERY:
            self._looked_at = moment
            try:
                self._refresh()
            except (OSError, ValueError):
                if self._seen is None:
                    raise
        return self._keys

    def _refresh(self) -> None:
        status = self._path.stat()
        seen = (status.st_mtime_ns, status.st_ino)
        if seen != self._seen:
            self._keys = read(self._path)
            self._seen = seen


def read(path: Path) -> KeySet:
    """The keys of a file, the newest first; one at least. Raises `OSError` and `ValueError`."""
    try:
        keys = KeySet.import_key_set(json.loads(path.read_text(encoding="utf-8")))
    except (JoseError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(path)) from error
    if not keys.keys:
        raise ValueError(str(path))
    return keys


def used_from(key: Key) -> int:
    """The moment from which a key is used, Unix seconds."""
    return int(str(key.get(FROM) or 0))


def in_use(keys: KeySet, moment: float) -> Key:
    """The key to sign or seal with at a moment: the newest whose time has come."""
    ready = (key for key in keys.keys if used_from(key) <= moment)
    return next(ready, keys.keys[-1])


def create(path: Path, keys: KeySet) -> None:
    """Write a new file, mode 0600; the file of another process that was quicker stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = _written(path, keys)
    # A link, unlike a rename, never replaces keys that another process made meanwhile.
    with suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()


def replace(path: Path, keys: KeySet) -> None:
    """Put other keys into a file, mode 0600, so that a reader sees all of the old or all of the new.

    The file keeps its owner, who may be another user than the one that rotates.
    """
    owner = path.stat()
    fresh = _written(path, keys)
    try:
        if owner.st_uid != os.geteuid():
            os.chown(fresh, owner.st_uid, owner.st_gid)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Held while a file's keys are changed, so that of two who do no one's key is lost."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _written(path: Path, keys: KeySet) -> Path:
    # mkstemp makes the file readable by its owner alone, before anything is in it.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(keys.as_dict(private=True), indent=2))
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
