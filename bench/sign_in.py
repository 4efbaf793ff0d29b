"""Signing people in as a script does it: authorization code and PKCE, through the sign-in pages."""

import asyncio
import base64
import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from httpx2 import AsyncClient, Response

from bench.measured import Measured

CLIENT = "simpulctl"
CALLBACK = "http://127.0.0.1/callback"  # nobody listens there: the code is read off the redirect
_MOST_PAGES = 8
_MARGIN = 60.0  # seconds before its end that an access token is renewed

OpenClient = Callable[[], AsyncClient]


class SignInError(Exception):
    """Somebody could not sign in; `later` when the server was busy rather than unwilling."""

    def __init__(self, reason: str, *, later: bool = False) -> None:
        super().__init__(reason)
        self.later = later


@dataclass(frozen=True)
class Account:
    """A person of credentials.json, acting for one tenant."""

    tenant: str
    email: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Tokens:
    """What a sign-in gave. `ends_at` is on this process's monotonic clock."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    ends_at: float


class Person:
    """Somebody with a token that never ends: refreshed in time, signed in again where that fails.

    `open_client` gives a client of its own for each sign-in, because cookies of one person must not
    reach the next.
    """

    def __init__(self, account: Account, open_client: OpenClient, measured: Measured) -> None:
        self.account = account
        self._open_client = open_client
        self._measured = measured
        self._tokens: Tokens | None = None
        self._lock = asyncio.Lock()

    async def bearer(self) -> str:
        """An access token that is good for a while. Raises `SignInError`, and httpx's errors."""
        async with self._lock:
            if self._tokens is None or self._tokens.ends_at - time.monotonic() < _MARGIN:
                # A refresh token is good once: forgotten before it is spent, so that a lost answer
                # leads to the sign-in page instead of a second use, which would end the family.
                spent, self._tokens = self._tokens, None
                self._tokens = await self._renew(spent)
            return self._tokens.access

    def expire(self, access: str) -> None:
        """Have this token, which the server refused, renewed; unless it has been meanwhile."""
        if self._tokens is not None and self._tokens.access == access:
            self._tokens = Tokens(access, self._tokens.refresh, 0.0)

    async def _renew(self, spent: Tokens | None) -> Tokens:
        async with self._open_client() as browser:
            if spent is not None:
                try:
                    with self._measured.timed("refresh_token"):
                        return await refresh(browser, spent)
                except SignInError:
                    pass
            with self._measured.timed("sign_in"):
                return await sign_in(browser, self.account)


async def sign_in(browser: AsyncClient, account: Account) -> Tokens:
    """Tokens for a person's e-mail and password. Raises `SignInError`."""
    verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": CALLBACK,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
        "state": state,
        "tenant": account.tenant,
    }
    given = await _through_the_pages(browser, account, asked)
    if given.get("state") != [state] or "code" not in given:
        message = f"{account.email} was sent back without a code: {given.get('error')}"
        raise SignInError(message)
    return await _tokens(
        browser,
        grant_type="authorization_code",
        code=given["code"][0],
        redirect_uri=CALLBACK,
        client_id=CLIENT,
        code_verifier=verifier,
    )


async def refresh(browser: AsyncClient, spent: Tokens) -> Tokens:
    """The tokens that replace these. Raises `SignInError`."""
    return await _tokens(
        browser, grant_type="refresh_token", refresh_token=spent.refresh, client_id=CLIENT
    )


async def _through_the_pages(
    browser: AsyncClient, account: Account, asked: dict[str, str]
) -> dict[str, list[str]]:
    """The query that the callback is sent."""
    answer = await browser.get("/oauth/authorize", params=asked)
    filled_in = False
    for _ in range(_MOST_PAGES):
        location = urljoin(str(answer.url), answer.headers.get("location", ""))
        if answer.is_redirect and location.startswith(f"{CALLBACK}?"):
            return parse_qs(urlsplit(location).query)
        if answer.is_redirect:
            answer = await browser.get(location)
            continue
        form = first_form(answer.text)
        if answer.status_code != HTTPStatus.OK or form is None or filled_in:
            raise _refused(answer, f"{account.email} cannot sign in")
        filled_in = True
        typed = {**form.hidden, "email": account.email, "password": account.password}
        answer = await browser.post(urljoin(str(answer.url), form.action), data=typed)
    message = f"{account.email} is sent from page to page without end"
    raise SignInError(message)


async def _tokens(browser: AsyncClient, **form: str) -> Tokens:
    answer = await browser.post("/oauth/token", data=form)
    if answer.status_code != HTTPStatus.OK:
        raise _refused(answer, "no token")
    found: dict[str, Any] = answer.json()
    ends_at = time.monotonic() + found["expires_in"]
    return Tokens(found["access_token"], found["refresh_token"], ends_at)


def _refused(answer: Response, what: str) -> SignInError:
    status = answer.status_code
    busy = status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return SignInError(f"{what}: {answer.url.path} answered {status}", later=busy)


class FirstForm(HTMLParser):
    """The first form of a page: where it goes, and its hidden fields."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.hidden: dict[str, str] = {}
        self.inside: bool | None = None  # None before it began

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the form, and a hidden field in it."""
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and self.inside is None:
            self.inside, self.action = True, values.get("action", "")
        elif tag == "input" and self.inside and values.get("type") == "hidden":
            self.hidden[values.get("name", "")] = values.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Stop at its end."""
        if tag == "form" and self.inside:
            self.inside = False


def first_form(page: str) -> FirstForm | None:
    """The first form of a page, or None."""
    parser = FirstForm()
    parser.feed(page)
    return None if parser.inside is None else parser
