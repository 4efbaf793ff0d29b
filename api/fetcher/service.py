"""Fetching one page of a stranger's server."""

import asyncio
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpcore2
import httpx2

from api.fetcher.backend import GuardedBackend, Resolver, resolve
from api.fetcher.failures import Failure, FetchError
from api.settings import Settings

LARGEST = 1024 * 1024  # bytes of an answer
_PATIENCE = 15.0  # seconds for everything: a server that drips must not keep us
_LONGEST = 2000  # characters of an address


@dataclass(frozen=True)
class Fetched:
    """An answer, whatever its status: redirects are not followed."""

    status: int
    headers: dict[str, str]  # by lower-case name; the last of several
    body: bytes


async def fetch(
    settings: Settings,
    url: str,
    *,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    content: bytes = b"",
    resolver: Resolver = resolve,
    certificates: ssl.SSLContext | None = None,
) -> Fetched:
    """Ask once, or raise `FetchError`.

    `resolver` and `certificates` (of whom to trust) are the system's unless given.
    """
    target = _target(url)
    pool = httpcore2.AsyncConnectionPool(
        ssl_context=certificates or httpcore2.default_ssl_context(),
        max_keepalive_connections=0,
        network_backend=GuardedBackend(settings.fetcher.allowed, resolver),
    )
    sent = {**_headers(settings, target), **(headers or {})}
    try:
        async with asyncio.timeout(_PATIENCE), pool:
            return await _ask(pool, method, target, sent, content)
    except (TimeoutError, httpcore2.TimeoutException) as error:
        raise FetchError(Failure.TOO_SLOW) from error
    except httpcore2.ConnectError as error:
        # The connection stood already: it was the certificate.
        raise FetchError(Failure.INSECURE) from error
    except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
        raise FetchError(Failure.NO_HTTP) from error
    except (httpcore2.NetworkError, OSError) as error:
        raise FetchError(Failure.UNREACHABLE) from error


async def _ask(
    pool: httpcore2.AsyncConnectionPool,
    method: str,
    target: httpcore2.URL,
    headers: dict[str, str],
    content: bytes,
) -> Fetched:
    async with pool.stream(
        method, target, headers=list(headers.items()), content=content
    ) as answer:
        given = {name.decode("latin-1").lower(): value for name, value in answer.headers}
        # Compressed, a little says much; we asked for it plain.
        if given.get("content-encoding", b"identity") != b"identity":
            raise FetchError(Failure.NO_HTTP)
        body = bytearray()
        async for chunk in answer.aiter_stream():
            body += chunk
            if len(body) > LARGEST:
                raise FetchError(Failure.TOO_LARGE)
        named = {name: value.decode("latin-1") for name, value in given.items()}
        return Fetched(answer.status, named, bytes(body))


def _target(url: str) -> httpcore2.URL:
    """The address in parts, its host in ASCII; raises `FetchError` for what leads elsewhere."""
    try:
        parts, found = urlsplit(url), httpx2.URL(url)
        known = parts.scheme in {"http", "https"} and (parts.port or 1) > 0
        plain = known and "@" not in parts.netloc and not found.userinfo
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(Failure.NO_ADDRESS) from error
    if not plain or not found.raw_host or len(url) > _LONGEST:
        raise FetchError(Failure.NO_ADDRESS)
    return httpcore2.URL(
        scheme=found.raw_scheme, host=found.raw_host, port=found.port, target=found.raw_path
    )


def _headers(settings: Settings, target: httpcore2.URL) -> dict[str, str]:
    host = target.host.decode("ascii")
    shown = f"[{host}]" if ":" in host else host
    return {
        "Host": shown if target.port is None else f"{shown}:{target.port}",
        "User-Agent": f"simpul (+{settings.base_url})",
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
