"""A sign-in on its way through the provider: what it must bring back, sealed in the browser's cookie.

One cookie per attempt, named by its `state`, so that two tabs do not end each other. It is sealed for
the browser's form secret: brought into another browser it is nothing.
"""

import json
import time
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response

from api.access.secrets import digest
from api.encryption.sealing import UnsealError, sealer_of
from api.oauth import cookies
from api.settings import Settings

PATH = "/login/federation"
_SECONDS = 600
_NAME = "simpul_federation_"
_LONGEST = 3_800  # characters: browsers drop a cookie of more than 4,096 without a word
_MOST = 4


class TooLongError(Exception):
    """The authorization request that is carried along does not fit into a cookie."""


@dataclass(frozen=True)
class Attempt:
    """What Authlib remembers (`session`), and the authorization request as `pages.pack` made it."""

    session: dict[str, Any]
    carried: str


def _prefix(settings: Settings) -> str:
    # __Host- would have the cookie sent to every path; being sealed for this browser stands for it.
    return f"__Secure-{_NAME}" if _secure(settings) else _NAME


def _secure(settings: Settings) -> bool:
    return settings.base_url.startswith("https://")


def _name(settings: Settings, state: str) -> str:
    return _prefix(settings) + digest(state)[:16]


def _context(secret: str) -> str:
    return f"federation:{digest(secret)}"


def keep(request: Request, response: Response, state: str, attempt: Attempt) -> None:
    """Have the browser bring the attempt back to the callback. Raises `TooLongError`."""
    settings: Settings = request.app.state.settings
    secret = cookies.form_secret(request)
    expires = int(time.time()) + _SECONDS
    content = json.dumps({"s": attempt.session, "r": attempt.carried, "exp": expires})
    sealed = sealer_of(settings).seal(content, _context(secret))
    if len(sealed) > _LONGEST:
        raise TooLongError
    cookies.keep_form_secret(request, response, secret)
    others = [name for name in request.cookies if name.startswith(_prefix(settings))]
    if len(others) >= _MOST:
        for name in others:
            _drop(response, settings, name)
    response.set_cookie(
        _name(settings, state),
        sealed,
        max_age=_SECONDS,
        path=PATH,
        secure=_secure(settings),
        httponly=True,
        samesite="lax",
    )


def find(request: Request, state: str) -> Attempt | None:
    """The attempt of this `state`, if this browser began it less than ten minutes ago."""
    settings: Settings = request.app.state.settings
    sealed = request.cookies.get(_name(settings, state), "")
    try:
        content = sealer_of(settings).unseal(sealed, _context(cookies.form_secret(request)))
    except UnsealError:
        return None
    kept = json.loads(content)
    return Attempt(kept["s"], kept["r"]) if kept["exp"] > time.time() else None


def forget(request: Request, response: Response, state: str) -> None:
    """Take the attempt from the browser: whatever came of it, it is over."""
    settings: Settings = request.app.state.settings
    _drop(response, settings, _name(settings, state))


def _drop(response: Response, settings: Settings, name: str) -> None:
    response.delete_cookie(name, path=PATH, secure=_secure(settings), httponly=True, samesite="lax")
