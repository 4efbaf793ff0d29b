"""Access tokens: where they come from, and when there is a new one.

A refresh token is good once; using it a second time ends the sign-in. So threads, tasks and
processes take turns: whoever comes second finds the new token.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any, Protocol

import httpx
from attrs import field, frozen

from simpul_client.models import OAuthError, TokenAnswer
from simpul_client.problems import SignInError, problem_error, read_problem, unexpected
from simpul_client.transport import REPEATABLE, Patience, SteadyTransport

_EARLY = timedelta(seconds=60)


@frozen
class Tokens:
    """What the token endpoint gave. A repr shows neither token."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    expires_at: datetime
    """of the access token; aware"""

    @property
    def usable(self) -> bool:
        """Whether the access token is good for another minute."""
        return datetime.now(UTC) + _EARLY < self.expires_at


class TokenStore(Protocol):
    """Where the tokens of one sign-in are kept between runs, for all processes of a user."""

    def load(self) -> Tokens | None:
        """The tokens as they are now, None when nobody is signed in."""

    def save(self, tokens: Tokens) -> None:
        """Keep these instead; they must be safe when this returns."""

    def lock(self) -> AbstractContextManager[object]:
        """Keep other processes from refreshing meanwhile."""


class TokenSource(Protocol):
    """Gives tokens. Called by one thread at a time."""

    def renew(self, refused: str | None) -> Tokens:
        """Usable tokens, other than the access token that the API has refused."""


@frozen
class TokenEndpoint:
    """Where tokens are asked for (RFC 6749 3.2); `settings` are those of an httpx client.

    Each request has a connection of its own: closing the API's must not lose a refresh half-way.
    """

    settings: Mapping[str, Any]
    patience: Patience | None = None

    def ask(
        self, form: dict[str, str], *, auth: httpx.Auth | None = None, repeatable: bool = False
    ) -> Tokens:
        """The tokens for this form. Raises `SignInError` when it is refused.

        Codes and refresh tokens are not `repeatable`: sent twice, they end the sign-in.
        """
        extensions = {REPEATABLE: repeatable}
        with httpx.Client(**self.settings, transport=SteadyTransport(self.patience)) as http:
            response = http.post(
                "oauth/token", data=form, auth=auth or httpx.Auth(), extensions=extensions
            )
        if not response.is_success:
            raise _refusal(response)
        answer = TokenAnswer.from_dict(response.json())
        expires_at = datetime.now(UTC) + timedelta(seconds=answer.expires_in)
        return Tokens(answer.access_token, answer.refresh_token or None, expires_at)


class ClientCredentials:
    """A machine client's own right (RFC 6749 4.4): no refresh token, it asks again."""

    def __init__(
        self, endpoint: TokenEndpoint, client_id: str, client_secret: str, scope: str | None
    ) -> None:
        self._endpoint = endpoint
        self._basic = httpx.BasicAuth(client_id, client_secret)
        self._form = {"grant_type": "client_credentials", **({"scope": scope} if scope else {})}

    def renew(self, refused: str | None) -> Tokens:
        """Tokens for id and secret. Raises `SignInError`."""
        del refused
        return self._endpoint.ask(self._form, auth=self._basic, repeatable=True)


class StoredSignIn:
    """A person's sign-in, kept alive by its refresh token."""

    def __init__(self, endpoint: TokenEndpoint, store: TokenStore, client_id: str) -> None:
        self._endpoint = endpoint
        self._store = store
        self._client_id = client_id

    def renew(self, refused: str | None) -> Tokens:
        """The stored tokens, or those that their refresh token gives, stored. Raises `SignInError`."""
        with self._store.lock():
            # Only now: another process may have refreshed while this one waited.
            held = self._store.load()
            if held is None:
                raise SignInError("login_required", "Nobody is signed in.")
            if held.usable and held.access_token != refused:
                return held
            if held.refresh_token is None:
                raise SignInError("login_required", "The sign-in has ended.")
            form = {
                "grant_type": "refresh_token",
                "refresh_token": held.refresh_token,
                "client_id": self._client_id,
            }
            fresh = self._endpoint.ask(form)
            self._store.save(fresh)
            return fresh


class TokenAuth(httpx.Auth):
    """Puts a token on each request: a new one a minute before the old one ends, or once after a 401.

    One for synchronous and asynchronous clients, threads and tasks.
    """

    def __init__(self, source: TokenSource) -> None:
        self._source = source
        self._tokens: Tokens | None = None
        self._lock = threading.Lock()

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        """The request with a token; once more with another if that was refused."""
        token = self._at_hand() or self._renewed(None)
        response = yield _with(request, token)
        if _refuses_token(response):
            yield _with(request, self._renewed(token))

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """The same. Renewing runs in a thread: a cancelled task must not lose a refresh half-way."""
        token = self._at_hand()
        if token is None:
            token = await asyncio.to_thread(self._renewed, None)
        response = yield _with(request, token)
        if _refuses_token(response):
            yield _with(request, await asyncio.to_thread(self._renewed, token))

    def _at_hand(self) -> str | None:
        tokens = self._tokens
        return tokens.access_token if tokens is not None and tokens.usable else None

    def _renewed(self, refused: str | None) -> str:
        with self._lock:
            token = self._at_hand()
            if token is not None and token != refused:
                return token
            self._tokens = self._source.renew(refused)
            return self._tokens.access_token


def _refusal(response: httpx.Response) -> Exception:
    problem = read_problem(response.content)
    if problem is not None:
        return problem_error(problem, response.headers)
    try:
        error = OAuthError.from_dict(response.json())
    except (ValueError, LookupError, TypeError):
        return unexpected(response.status_code, response.content)
    return SignInError(error.error, error.error_description or "")


def _with(request: httpx.Request, token: str) -> httpx.Request:
    request.headers["Authorization"] = f"Bearer {token}"
    return request


def _refuses_token(response: httpx.Response) -> bool:
    """Whether another token may help (RFC 6750 3.1)."""
    challenge = response.headers.get("www-authenticate", "")
    return response.status_code == HTTPStatus.UNAUTHORIZED and "invalid_token" in challenge
