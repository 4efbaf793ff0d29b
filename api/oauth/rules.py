"""What may be asked of the authorization server. Pure decisions, no session."""

import re
from collections.abc import Iterable

# With `openid` a client asks for an id token, which this server does not issue: asked for, ignored.
_IGNORED = frozenset({"openid"})
_S256 = re.compile(r"[A-Za-z0-9_-]{43}")
_PORT = re.compile(r":[1-9][0-9]{0,4}")
_HIGHEST_PORT = 65_535


def asked_scopes(scope: str | None) -> frozenset[str] | None:
    """The names in a `scope` parameter; None when it is omitted, which means all."""
    return (frozenset((scope or "").split()) - _IGNORED) or None


def scope_text(names: Iterable[str]) -> str:
    """A `scope` parameter: names in order, separated by spaces (RFC 6749 3.3)."""
    return " ".join(sorted(names))


def is_s256(challenge: str | None, method: str | None) -> bool:
    """Whether this is a PKCE challenge by S256 (RFC 7636 4.2); `plain`, also by omission, is not."""
    return method == "S256" and _S256.fullmatch(challenge or "") is not None


def is_redirect_to(registered: str, asked: str | None) -> bool:
    """Whether `asked` is the registered loopback address, on whatever port (RFC 8252 7.3).

    Compared as text, so that no two URL parsers can disagree about it: but for the port, it is the
    registered address, character by character. `registered` has no port.
    """
    scheme, separator, rest = registered.partition("://")
    host, slash, path = rest.partition("/")
    start, end = f"{scheme}{separator}{host}", f"{slash}{path}"
    port = (asked or "").removeprefix(start).removesuffix(end)
    if asked != f"{start}{port}{end}":
        return False
    return not port or (_PORT.fullmatch(port) is not None and int(port[1:]) <= _HIGHEST_PORT)
