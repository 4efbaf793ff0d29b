"""Connections: the generated client with tokens, retries and checked answers.

What these functions return works for the synchronous and the asynchronous operations.
"""

from importlib.metadata import version
from ipaddress import ip_address
from typing import Any

import httpx

from simpul_client.client import AuthenticatedClient, Client
from simpul_client.tokens import (
    ClientCredentials,
    StoredSignIn,
    TokenAuth,
    TokenEndpoint,
    TokenSource,
    TokenStore,
)
from simpul_client.transport import Patience, SteadyTransport


def connect_with_secret(
    base_url: str,
    client_id: str,
    client_secret: str,
    *,
    scope: str | None = None,
    language: str = "id",
    timeout: float = 30.0,
    patience: Patience | None = None,
) -> AuthenticatedClient:
    """A connection of a machine client (RFC 6749 4.4).

    `scope` (space-separated) narrows what its tokens may do. `language` is that of problems, `id` or
    `en`. `timeout` is in seconds, for each try; `patience` says how often to try. Raises `ValueError`
    for an address without TLS that is not this machine's. The first request asks for a token, and
    may raise `SignInError`.
    """
    settings = _settings(base_url, language, timeout)
    endpoint = TokenEndpoint(settings, patience)
    source = ClientCredentials(endpoint, client_id, client_secret, scope)
    return _authenticated(settings, patience, source)


def connect_with_tokens(
    base_url: str,
    store: TokenStore,
    *,
    client_id: str = "simpulctl",
    language: str = "id",
    timeout: float = 30.0,
    patience: Patience | None = None,
) -> AuthenticatedClient:
    """A connection of the person whose tokens are in `store`, refreshed there when they end.

    Arguments as of `connect_with_secret`. Requests raise `SignInError` when nobody is signed in, or
    the sign-in has ended.
    """
    settings = _settings(base_url, language, timeout)
    source = StoredSignIn(TokenEndpoint(settings, patience), store, client_id)
    return _authenticated(settings, patience, source)


def connect_anonymously(
    base_url: str,
    *,
    language: str = "id",
    timeout: float = 30.0,
    patience: Patience | None = None,
) -> Client:
    """A connection for what the public may read; arguments as of `connect_with_secret`."""
    settings = _settings(base_url, language, timeout)
    return Client(**settings, httpx_args={"transport": SteadyTransport(patience)})


def checked(base_url: str) -> str:
    """The address without a slash at its end. Raises `ValueError` where a secret would travel in clear."""
    url = httpx.URL(base_url)
    if url.scheme != "https" and not (url.scheme == "http" and _is_loopback(url.host)):
        message = f"{base_url}: only https keeps secrets (http is for this machine's own addresses)"
        raise ValueError(message)
    return base_url.rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _settings(base_url: str, language: str, timeout: float) -> dict[str, Any]:
    return {
        "base_url": checked(base_url),
        "headers": {
            "Accept-Language": language,
            "User-Agent": f"simpul-client/{version('simpul-client')}",
        },
        "timeout": httpx.Timeout(timeout),
    }


def _authenticated(
    settings: dict[str, Any], patience: Patience | None, source: TokenSource
) -> AuthenticatedClient:
    args = {"auth": TokenAuth(source), "transport": SteadyTransport(patience)}
    headers = dict(settings["headers"])  # the generated client writes into what it is given
    # `TokenAuth` puts the real token in place of this one.
    return AuthenticatedClient(**{**settings, "headers": headers}, token="", httpx_args=args)
