"""The cookies of the sign-in pages, and the field that proves a form came from them."""

import hmac

from fastapi import Request, Response

from api.access.secrets import digest, new_secret
from api.problems import language_of
from api.settings import Settings

FIELD = "csrf"
LANGUAGES = ("id", "en")
_LENGTH = 43
_YEAR = 365 * 24 * 3600


def _secure(settings: Settings) -> bool:
    return settings.base_url.startswith("https://")


def _name(settings: Settings, name: str) -> str:
    # The prefix has browsers refuse such a cookie from a sibling host; it needs Secure.
    return f"__Host-{name}" if _secure(settings) else name


def _sent(request: Request, name: str) -> str:
    return request.cookies.get(_name(request.app.state.settings, name), "")


def _read(request: Request, name: str) -> str | None:
    value = _sent(request, name)
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


def forget_session(request: Request, response: Response) -> None:
    """Have the browser forget the session, and what its forms were bound to."""
    for name in ("simpul_session", "simpul_form"):
        _write(request, response, name, "", 0)


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


def language(request: Request) -> str:
    """`id` or `en`: what the link on a page asked for, then the cookie, then the browser."""
    for wanted in (request.query_params.get("lang"), _sent(request, "simpul_language")):
        if wanted in LANGUAGES:
            return str(wanted)
    return language_of(request)


def keep_language(request: Request, response: Response) -> None:
    """Have the browser keep the language that the page's link asked for."""
    wanted = request.query_params.get("lang")
    if wanted in LANGUAGES:
        _write(request, response, "simpul_language", str(wanted), _YEAR)
