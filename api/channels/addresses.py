"""Addresses as they are told apart: strictly, so that what only looks like an address is none.

What a browser would mend (a backslash, tabs, full-width letters) is refused instead of mended:
whoever writes an address so means to pass it off as another one.
"""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import parse_qsl

from pydantic import HttpUrl, ValidationError

LONGEST = 2000  # characters
_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[^/?#:@\[\]]+)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>/[^?#]*)?(?:\?(?P<query>[^#]*))?(?:#.*)?",
    re.DOTALL,
)
_SCHEME = re.compile(r"https?(?=://)", re.IGNORECASE | re.ASCII)
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{1,59}})")
_LONGEST_HOST = 253
_PORTS = {("http", "80"), ("https", "443")}
# Unassigned, control, surrogate, private; marks that nobody sees; spaces of every kind.
_UNSEEN = ("C", "Z")


class NotAnAccountError(Exception):
    """An address, or a handle, of no account; `platform` is known when its host is."""

    def __init__(self, platform: str | None = None) -> None:
        super().__init__(platform or "no address")
        self.platform = platform


class Address(NamedTuple):
    """A plain address: the host in lower-case ASCII without port, the path without its last `/`."""

    host: str
    path: str
    query: str

    def parameter(self, name: str) -> str:
        """The one value of a parameter; empty when it is missing or stands there twice.

        Twice also by names that a server may take for it (` id`, `ID`, `id[]`, `screen.name`).
        """
        found = parse_qsl(self.query, keep_blank_values=True)
        values = [(key, value) for key, value in found if _read_as(key) == name]
        return values[0][1] if len(values) == 1 and values[0][0] == name else ""


def parse(url: str) -> Address:
    """An http address. Raises `NotAnAccountError` for everything that does not read plainly."""
    text = _SCHEME.sub(lambda found: found[0].lower(), url, count=1)
    if len(text) > LONGEST or "\\" in text or any(map(_is_unseen, text)):
        raise NotAnAccountError
    found = _ADDRESS.fullmatch(text)
    if found is None:
        raise NotAnAccountError
    if found["port"] and (found["scheme"], found["port"]) not in _PORTS:
        raise NotAnAccountError
    return Address(
        host=_host(found["host"]),
        path=(found["path"] or "").removesuffix("/"),
        query=found["query"] or "",
    )


def _read_as(key: str) -> str:
    """The name of a parameter as PHP, and servers that ignore capitals, read it."""
    plain = re.split(r"[\[\0]", key.strip().lower())[0]
    return re.sub(r"[. ]", "_", plain)


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter).startswith(_UNSEEN)


def _host(written: str) -> str:
    """The host as name servers know it. Raises `NotAnAccountError`."""
    # Not in lower case before: the Kelvin sign would become a plain k.
    host = written.lower() if written.isascii() else _in_ascii(written)
    if len(host) > _LONGEST_HOST or not _HOST.fullmatch(host):
        raise NotAnAccountError
    return host


def _in_ascii(written: str) -> str:
    """Another script as `xn--`; what would become plain ASCII (full-width letters) is a disguise."""
    try:
        host = HttpUrl(f"https://{written}/").host or ""
    except ValidationError as error:
        raise NotAnAccountError from error
    before, after = written.split("."), host.split(".")
    honest = len(before) == len(after) and all(
        new == old.lower() if old.isascii() else new.startswith("xn--")
        for old, new in zip(before, after, strict=True)
    )
    if not honest:
        raise NotAnAccountError
    return host
