"""What may be asked of the authorization server. Pure decisions, no session."""

import re
from collections.abc import Iterable, Mapping

# What OpenID Connect adds to the permissions: who the person is. All of them tell the same.
OPENID = "openid"
IDENTITY = frozenset({OPENID, "profile", "email"})
# When the person must sign in (again); what is asked once is not asked again when he comes back.
ASKED_ONCE = frozenset({"prompt", "max_age"})
SIGNED_IN_SINCE = "signed_in_since"
_MOMENT = re.compile(r"[0-9]{1,11}(\.[0-9]{1,6})?")
_SECONDS = re.compile(r"[0-9]{1,9}")
_LONGEST_NONCE = 512  # characters
_S256 = re.compile(r"[A-Za-z0-9_-]{43}")
_PORT = re.compile(r":[1-9][0-9]{0,4}")
_HIGHEST_PORT = 65_535


def asked_scopes(scope: str | None) -> frozenset[str] | None:
    """The names in a `scope` parameter; None when it is omitted, which means all."""
    return frozenset((scope or "").split()) or None


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


def is_nonce(nonce: str | None) -> bool:
    """Whether it can be kept and given back in an ID token; none at all is fine."""
    return nonce is None or (nonce.isprintable() and len(nonce) <= _LONGEST_NONCE)


def signed_in_since(values: Mapping[str, str], moment: float) -> float | None:
    """The Unix time since which the person must have signed in; None: whenever he did.

    From `prompt=login` and `max_age` (OpenID Connect Core 3.1.2.1), or from what became of them when
    the request was sent to the sign-in page. Raises `ValueError` for what is no number.
    """
    demands = []
    if "login" in values.get("prompt", "").split():
        demands.append(moment)
    if "max_age" in values:
        demands.append(moment - int(_matching(_SECONDS, values["max_age"])))
    if SIGNED_IN_SINCE in values:
        since = float(_matching(_MOMENT, values[SIGNED_IN_SINCE]))
        if since <= moment:  # one to come would be asked for again after every sign-in
            demands.append(since)
    return max(demands, default=None)


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if pattern.fullmatch(text) is None:
        raise ValueError(text)
    return text
