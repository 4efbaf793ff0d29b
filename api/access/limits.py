"""Rate limits: per caller, and per address when anonymous (draft-ietf-httpapi-ratelimit-headers)."""

import time

from fastapi import Request
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from api.errors import TooManyRequestsError
from api.settings import LimitSettings


class Limiter:
    """Counts in this process's memory: each API process grants the limit on its own."""

    def __init__(self, settings: LimitSettings) -> None:
        self._strategy = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._caller = parse(settings.caller)
        self._address = parse(settings.address)
        self._failures = parse(settings.failed_sign_ins)

    async def hit_caller(self, request: Request, key: str) -> None:
        """Count a request of a signed-in caller. Raises `TooManyRequestsError` over the limit."""
        await self._hit(request, self._caller, "caller", key)

    async def hit_address(self, request: Request) -> None:
        """Count an anonymous request of its address."""
        await self._hit(request, self._address, "address", address_of(request))

    async def may_sign_in(self, account: str, address: str) -> bool:
        """False after too many failures of this account from this address together.

        Both together, so that a stranger's failures do not lock a colleague out.
        """
        return await self._strategy.test(self._failures, "sign-in", account, address)

    async def failed_sign_in(self, account: str, address: str) -> None:
        """Count one failed attempt."""
        await self._strategy.hit(self._failures, "sign-in", account, address)

    async def _hit(self, request: Request, item: RateLimitItem, name: str, key: str) -> None:
        allowed = await self._strategy.hit(item, name, key)
        window = await self._strategy.get_window_stats(item, name, key)
        wait = max(0, round(window.reset_time - time.time()))
        request.state.rate_limit = (
            f'"{name}";r={window.remaining};t={wait}',
            f'"{name}";q={item.amount};w={item.get_expiry()}',
        )
        if not allowed:
            raise TooManyRequestsError(wait)


async def limited(request: Request) -> None:
    """A dependency of what needs no token: counts the request of its address."""
    limiter: Limiter = request.app.state.limiter
    await limiter.hit_address(request)


def address_of(request: Request) -> str:
    """The client's address; behind trusted proxies the one that the outermost of them saw."""
    proxies: int = request.app.state.settings.trusted_proxies
    if proxies:
        # All lines of the header: a proxy may add one of its own after the caller's.
        lines = ",".join(request.headers.getlist("x-forwarded-for"))
        hops = [hop.strip() for hop in lines.split(",") if hop.strip()]
        if len(hops) >= proxies:
            return hops[-proxies]
    return request.client.host if request.client else "unknown"
