"""The two cookies of the sign-in pages, and the field that proves a form came from them."""

import hmac

from fastapi import Request, Response

from api.access.secrets import digest, new_secret
from api.settings import Settings

FIELD = "csrf"
_LENGTH = 43


def _secure(settings: Settings) -> bool:
    return settings.base_url.startswith("https://")


def _name(settings: Settings, name: str) -> str:
    # The prefix has browsers refuse such a cookie from a sibling host; it needs Secure.
    return f"__Host-{name}" if _secure(settings) else name


def _read(request: Request, name: str) -> str | None:
    value = request.cookies.get(_name(request.app.state.settings, name), "")
    return value if len(value) == _LENGTH and value.isascii() else None


def _write(request: Request, response: Response, name: str, value: str, age: int | None) -> None:
    settings: Settings = request.app.state.settings
    response.set_cookie(
        _name(settings, name),
        value,
        max_age=age,
        path="/",
        secure=_secure(settings),
        httponly=True,
        samesite="lax",
    )


def session_secret(request: Request) -> str | None:
    """The secret of the browser session, if one was sent."""
    return _read(request, "simpul_session")


def keep_session(request: Request, response: Response, secret: str) -> None:
    """Have the browser keep the session's secret for as long as the session lasts."""
    hours: int = request.app.state.settings.oauth.session_hours
    _write(request, response, "simpul_session", secret, hours * 3600)


def form_secret(request: Request) -> str:
    """The browser's secret that forms are bound to: one for all its tabs, new if it has none."""
    return _read(request, "simpul_form") or new_secret()


def keep_form_secret(request: Request, response: Response, secret: str) -> None:
    """Have the browser keep it until it is closed."""
    _write(request, response, "simpul_form", secret, None)


def form_proof(secret: str) -> str:
    """The hidden field's value; the cookie itself never appears in a page."""
    return digest(f"form:{secret}")


def is_from_our_page(request: Request, proof: str) -> bool:
    """Whether the field belongs to this browser's cookie, which no other site can read or set."""
    secret = _read(request, "simpul_form")
    return secret is not None and hmac.compare_digest(form_proof(secret).encode(), proof.encode())
