"""Rate limits: per caller, and per address when anonymous (draft-ietf-httpapi-ratelimit-headers)."""

import time
from ipaddress import IPv6Address, ip_address
from uuid import UUID

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
        self._registrations = parse(settings.registrations)
        self._codes = parse(settings.failed_codes)
        self._resets = parse(settings.resets)
        self._invitations = parse(settings.invitations_per_member)
        self._account_resets = parse(settings.resets_per_account)
        self._matches = parse(settings.matches)
        self._claims = parse(settings.claims)

    async def hit_caller(self, request: Request, key: str) -> None:
        """Count a request of a signed-in caller. Raises `TooManyRequestsError` over the limit."""
        await self._hit(request, self._caller, "caller", key)

    async def hit_address(self, request: Request) -> None:
        """Count an anonymous request of its address."""
        await self._hit(request, self._address, "address", network_of(address_of(request)))

    async def hit_registration(self, request: Request) -> None:
        """Count one more thing that an address hands in without an account, per operation."""
        operation: str = request.scope["route"].operation_id
        key = f"{operation}:{network_of(address_of(request))}"
        await self._hit(request, self._registrations, "registrations", key)

    async def may_confirm(self, email: str) -> bool:
        """Count a link that is sent to an address; false once it got too many, whoever asks."""
        return await self._strategy.hit(self._registrations, "registration link", email)

    async def hit_claim(self, request: Request) -> None:
        """Count one more claim, or file of one, that an address hands in, per operation."""
        operation: str = request.scope["route"].operation_id
        key = f"{operation}:{network_of(address_of(request))}"
        await self._hit(request, self._claims, "claims", key)

    async def may_be_told(self, contact: str) -> bool:
        """Count an answer that is to be sent to an address; false once it got too many."""
        return await self._strategy.hit(self._claims, "answer", contact)

    async def hit_match(self, request: Request) -> None:
        """Count a message that an address compares with what is published: that is work."""
        await self._hit(request, self._matches, "matches", network_of(address_of(request)))

    async def hit_invitation(self, member: UUID) -> None:
        """Count one more letter that invites somebody. Raises `TooManyRequestsError`.

        Per invited membership, not per mailbox: an office must not learn whom others invite.
        """
        key = ("invitation", str(member))
        if not await self._strategy.hit(self._invitations, *key):
            raise TooManyRequestsError(await self._wait(self._invitations, *key))

    async def may_sign_in(self, account: str, address: str) -> bool:
        """False after too many failures of this account from this address together.

        Both together, so that a stranger's failures do not lock a colleague out.
        """
        return await self._strategy.test(self._failures, "sign-in", account, network_of(address))

    async def failed_sign_in(self, account: str, address: str) -> None:
        """Count one failed attempt."""
        await self._strategy.hit(self._failures, "sign-in", account, network_of(address))

    async def sign_in_wait(self, account: str, address: str) -> int:
        """Seconds until `may_sign_in` may say yes again."""
        return await self._wait(self._failures, "sign-in", account, network_of(address))

    async def may_give_code(self, account: str, address: str) -> bool:
        """False after too many wrong second factors: from this address, or of this account at all.

        Only who knows the password comes so far, so this locks nobody out who is not robbed already.
        """
        near = await self._strategy.test(self._failures, "code", account, network_of(address))
        return near and await self._strategy.test(self._codes, "code", account)

    async def failed_code(self, account: str, address: str) -> None:
        """Count one wrong second factor."""
        await self._strategy.hit(self._failures, "code", account, network_of(address))
        await self._strategy.hit(self._codes, "code", account)

    async def code_wait(self, account: str, address: str) -> int:
        """Seconds until `may_give_code` may say yes again."""
        near = await self._wait(self._failures, "code", account, network_of(address))
        return max(near, await self._wait(self._codes, "code", account))

    async def hit_reset(self, request: Request) -> None:
        """Count an address that asks for a new password. Raises `TooManyRequestsError`."""
        await self._hit(request, self._resets, "resets", network_of(address_of(request)))

    async def may_reset(self, account: str) -> bool:
        """Count a new password asked for an account, known or not; false over the limit."""
        return await self._strategy.hit(self._account_resets, "reset", account)

    async def _wait(self, item: RateLimitItem, *key: str) -> int:
        window = await self._strategy.get_window_stats(item, *key)
        return max(1, round(window.reset_time - time.time())) if window.remaining <= 0 else 1

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


def network_of(address: str) -> str:
    """What limits count an address as: an IPv6 one as its /64, all of which one subscriber has."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return f"{IPv6Address(int(parsed) >> 64 << 64)}/64"
