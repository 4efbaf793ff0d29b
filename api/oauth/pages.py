"""The HTML of signing in: plain forms that work without JavaScript, under a strict policy."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.oauth import cookies
from api.oauth.applications import BUILT_IN
from api.oauth.subjects import Member
from api.oauth.texts import WORDS
from api.problems import in_language

# form-action binds the redirects after a form too (in Chromium), and they end at the client's
# loopback address.
_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self' http://127.0.0.1:*; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
_TEMPLATES = Environment(
    loader=PackageLoader("api.oauth"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
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
    "nonce",
    "prompt",
    "max_age",
    "signed_in_since",
)
Items = Sequence[tuple[str, str]]


class DeniedError(Exception):
    """A form that is shown again: with which status and text, and how many seconds to wait."""

    def __init__(self, status: int, error: str, wait: int = 0) -> None:
        super().__init__(error)
        self.status, self.error, self.wait = status, error, wait


def page(
    request: Request,
    template: str,
    status: int = 200,
    *,
    items: Items = (),
    headers: Mapping[str, str] | None = None,
    **values: Any,  # noqa: ANN401 - what the template shows
) -> HTMLResponse:
    """A page with its words, a proof for its forms, and a link to itself in the other language.

    `items` is the authorization request that the link keeps. A page that answers a POST has a GET at
    the same path.
    """
    language, secret = cookies.language(request), cookies.form_secret(request)
    html = _TEMPLATES.get_template(template).render(
        language=language,
        words={name: in_language(text, language) for name, text in WORDS.items()},
        switch=_switch(request, items, language),
        field=cookies.FIELD,
        proof=cookies.form_proof(secret),
        **values,
    )
    shown = {**HEADERS, "Content-Language": language, "Vary": "Accept-Language, Cookie"}
    response = HTMLResponse(html, status, {**shown, **(headers or {})})
    cookies.keep_form_secret(request, response, secret)
    cookies.keep_language(request, response)
    return response


def _switch(request: Request, items: Items, language: str) -> tuple[str, str]:
    other = next(each for each in cookies.LANGUAGES if each != language)
    return other, f"{request.url.path}?{urlencode([*_known(items), ('lang', other)])}"


def form(
    request: Request,
    template: str,
    denied: DeniedError | None,
    values: Mapping[str, Any],
    items: Items = (),
) -> HTMLResponse:
    """A page with a form, and what was wrong with it when it was sent."""
    status, error = (denied.status, denied.error) if denied else (200, "")
    headers = {"Retry-After": str(denied.wait)} if denied and denied.wait else None
    return page(request, template, status, items=items, headers=headers, error=error, **values)


def sign_in(
    request: Request, carried: str, denied: DeniedError | None = None, *, email: str = ""
) -> HTMLResponse:
    """The sign-in form. `carried` is the authorization request, as `pack` made it."""
    items = unpack(carried)
    application = BUILT_IN.get(dict(items).get("client_id", ""))
    values = {
        "carried": carried,
        "application": application.client_id if application else "",
        "done": done(request) if denied is None else "",
        "email": email,
        "federation": request.app.state.settings.federation,
    }
    return form(request, "sign_in.html", denied, values, items)


def code(request: Request, carried: str, denied: DeniedError | None = None) -> HTMLResponse:
    """The form for the second factor."""
    items = unpack(carried)
    values = {"carried": carried, "query": urlencode(items)}
    return form(request, "code.html", denied, values, items)


def done(request: Request) -> str:
    """The text that says what was just done, as the address has it; empty for none."""
    name = f"done_{request.query_params.get('done')}"
    return name if name in WORDS else ""


def choose_tenant(request: Request, items: Items, members: Sequence[Member]) -> HTMLResponse:
    """Which tenant to work for; the form repeats the request with `tenant` set."""
    kept = [(name, value) for name, value in _known(items) if name != "tenant"]
    return page(request, "choose.html", items=kept, kept=kept, members=members)


def refused(request: Request, description: str) -> HTMLResponse:
    """A request that is answered to nobody but the person. `description` is for its developer."""
    items = request.query_params.multi_items()
    return page(request, "refused.html", 400, items=items, description=description)


def message(
    request: Request,
    name: str,
    status: int = 200,
    *,
    headers: Mapping[str, str] | None = None,
    link: tuple[str, str] | None = None,
) -> HTMLResponse:
    """A page of a title and a few words: `name` and `name_lead` of the texts.

    `link` is an address of ours and the word that leads there.
    """
    return page(request, "message.html", status, headers=headers, name=name, link=link)


def redirect(location: str, status: int = 303) -> Response:
    """Go there; nothing of this page is told to it."""
    return RedirectResponse(location, status, HEADERS)


def to_sign_in(items: Items) -> Response:
    """The sign-in page, with the authorization request kept in its query."""
    return redirect(f"/login?{urlencode(_known(items))}")


def to_code(carried: str) -> Response:
    """The page of the second factor, likewise."""
    return redirect(f"/login/code?{urlencode(unpack(carried))}")


def onward(carried: str) -> Response:
    """Back to the authorization endpoint; without a request, to the person's own page.

    The target is always ours: only the parameters are carried, never an address.
    """
    items = unpack(carried)
    return redirect(f"/oauth/authorize?{urlencode(items)}" if items else "/account")


def pack(items: Items) -> str:
    """An authorization request as one hidden field, in letters that need no escaping."""
    return base64.urlsafe_b64encode(urlencode(_known(items)).encode()).decode()


def unpack(carried: str) -> Items:
    """What `pack` packed; nothing for what it did not."""
    try:
        text = base64.urlsafe_b64decode(carried.encode()).decode()
        return _known(parse_qsl(text, max_num_fields=len(_CARRIED)))
    except (ValueError, binascii.Error):
        return []


def _known(items: Items) -> Items:
    return [(name, value) for name, value in items if name in _CARRIED]
