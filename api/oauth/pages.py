"""The HTML of signing in: plain forms that work without JavaScript, under a strict policy."""

import base64
import binascii
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.oauth import cookies
from api.oauth.subjects import Member
from api.oauth.texts import WORDS
from api.problems import in_language, language_of

# form-action binds the redirects after a form too (in Chromium), and they end at the client's
# loopback address.
_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self' http://127.0.0.1:*; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
_TEMPLATES = Environment(
    loader=PackageLoader("api.oauth"), autoescape=True, undefined=StrictUndefined
)
# What an authorization request may say; nothing else is carried through the sign-in page.
_CARRIED = (
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "code_challenge",
    "code_challenge_method",
    "tenant",
)
Items = Sequence[tuple[str, str]]


def _page(request: Request, template: str, status: int, **values: object) -> HTMLResponse:
    language = language_of(request)
    words = {name: in_language(text, language) for name, text in WORDS.items()}
    html = _TEMPLATES.get_template(template).render(language=language, words=words, **values)
    headers = {**HEADERS, "Content-Language": language}
    return HTMLResponse(html, status, headers)


def sign_in(
    request: Request, carried: str, *, status: int = 200, error: str = "", email: str = ""
) -> HTMLResponse:
    """The sign-in form. `carried` is the authorization request, as `pack` made it."""
    secret = cookies.form_secret(request)
    page = _page(
        request,
        "sign_in.html",
        status,
        carried=carried,
        error=error,
        email=email,
        field=cookies.FIELD,
        proof=cookies.form_proof(secret),
    )
    cookies.keep_form_secret(request, page, secret)
    return page


def choose_tenant(request: Request, items: Items, members: Sequence[Member]) -> HTMLResponse:
    """Which tenant to work for; the form repeats the request with `tenant` set."""
    kept = [(name, value) for name, value in _known(items) if name != "tenant"]
    return _page(request, "choose.html", 200, items=kept, members=members)


def refused(request: Request, description: str) -> HTMLResponse:
    """A request that is answered to nobody but the person. `description` is for its developer."""
    return _page(request, "refused.html", 400, description=description)


def signed_in(request: Request) -> HTMLResponse:
    """For who signed in without an application asking for it."""
    return _page(request, "done.html", 200)


def redirect(location: str, status: int = 303) -> Response:
    """Go there; nothing of this page is told to it."""
    return RedirectResponse(location, status, HEADERS)


def to_sign_in(items: Items) -> Response:
    """The sign-in page, with the authorization request kept in its query."""
    return redirect(f"/login?{urlencode(_known(items))}")


def to_authorization(carried: str) -> Response | None:
    """Back to the authorization endpoint, None if the page was opened without a request.

    The target is always ours: only the parameters are carried, never an address.
    """
    items = _unpack(carried)
    return redirect(f"/oauth/authorize?{urlencode(items)}") if items else None


def pack(items: Items) -> str:
    """An authorization request as one hidden field, in letters that need no escaping."""
    return base64.urlsafe_b64encode(urlencode(_known(items)).encode()).decode()


def _unpack(carried: str) -> Items:
    try:
        text = base64.urlsafe_b64decode(carried.encode()).decode()
        return _known(parse_qsl(text, max_num_fields=len(_CARRIED)))
    except (ValueError, binascii.Error):
        return []


def _known(items: Items) -> Items:
    return [(name, value) for name, value in items if name in _CARRIED]
