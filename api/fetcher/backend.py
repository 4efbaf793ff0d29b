"""Connecting to the address that was checked, whatever the name says a moment later."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable

import httpcore2

from api.fetcher.addresses import is_public
from api.fetcher.failures import Failure, FetchError

Resolver = Callable[[str, int], Awaitable[list[str]]]
WEB_PORTS = frozenset({80, 443})


async def resolve(host: str, port: int) -> list[str]:
    """All addresses of `host`, as the system knows them."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Resolves once, refuses unless every address may be asked, and connects to one of these."""

    def __init__(self, allowed: Iterable[str], resolver: Resolver = resolve) -> None:
        self._allowed = frozenset(allowed)
        self._resolve = resolver
        self._network = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to a checked address of `host`; raises `FetchError` for one that is none."""
        failed: Exception | None = None
        for address in await self._addresses(host, port):
            try:
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise FetchError(Failure.UNREACHABLE) from failed

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(Failure.UNKNOWN_HOST) from error
        if not found:
            raise FetchError(Failure.UNKNOWN_HOST)
        # One good address among bad ones is how a name leads elsewhere.
        if not all(self._may_ask(address, port) for address in found):
            raise FetchError(Failure.NOT_PUBLIC)
        return found

    def _may_ask(self, address: str, port: int) -> bool:
        if f"{address}:{port}" in self._allowed:
            return True
        return port in WEB_PORTS and is_public(address)
