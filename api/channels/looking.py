"""What the worker finds where a channel's proof code should stand."""

import html
from contextlib import suppress
from enum import StrEnum
from urllib.parse import urljoin
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from api.audit.service import record_by_system
from api.channels import rules
from api.channels.models import Channel
from api.channels.schemas import ChannelPlatform
from api.fetcher.failures import FetchError
from api.fetcher.service import fetch
from api.jobs.queue import Runtime
from api.settings import Settings
from tenants.rows import now
from tenants.session import as_tenant, transaction

# Where a website can show the code without changing a page.
WELL_KNOWN = "/.well-known/simpul.txt"
_OK = 200


class ProofResult(StrEnum):
    """What looking found; otherwise a `Failure` of the fetcher."""

    FOUND = "found"
    NOT_FOUND = "not-found"
    NOT_SHOWN = "not-shown"  # the server answered with something else than the page


def page_of(channel: rules.Addressed) -> str | None:
    """The account's own page. Of its address as it was written this alone is verified.

    Many a page repeats what stands in its address, and below a host others may write, too.
    """
    account = rules.known_as(channel)
    if account and channel.url and account.platform == ChannelPlatform.WEBSITE:
        return urljoin(channel.url, "/")  # with its `www`: the host without may show nothing
    return account.url if account else None


async def conclude(runtime: Runtime, tenant: UUID, identifier: UUID) -> None:
    """Look for the code, and note what was found, unless the channel is another one meanwhile."""
    scope = as_tenant(tenant, "proof of a channel")
    async with transaction(runtime.sessions, scope) as session:
        asked = await _channel(session, identifier)
    page = page_of(asked) if asked else None
    if asked is None or page is None:
        return
    # No transaction is open while a stranger's server takes its time.
    result = await look(runtime.settings, page, asked.platform, asked.proof_code)
    async with transaction(runtime.sessions, scope) as session:
        channel = await _channel(session, identifier, lock=True)
        if channel is None or page_of(channel) != page:
            return
        channel.proof_checked_at, channel.proof_result = now(), result
        channel.touch()
        record_by_system(session, "note_channel_proof", channel.id, result=result)


async def _channel(
    session: AsyncSession, identifier: UUID, *, lock: bool = False
) -> Channel | None:
    query = select(Channel).where(col(Channel.id) == identifier)
    found: Channel | None = await session.scalar(query.with_for_update() if lock else query)
    return found


async def look(settings: Settings, url: str, platform: str, code: str) -> str:
    """A `ProofResult`, or the `Failure` of the last page that was asked for."""
    pages = [url]
    if platform == ChannelPlatform.WEBSITE:
        pages.append(urljoin(url, WELL_KNOWN))
    found: str = ProofResult.NOT_FOUND
    for page in pages:
        found = await _look_at(settings, page, code)
        if found == ProofResult.FOUND:
            break
    return found


async def _look_at(settings: Settings, page: str, code: str) -> str:
    try:
        answer = await fetch(settings, page)
    except FetchError as error:
        return error.failure
    if answer.status != _OK:
        return ProofResult.NOT_SHOWN
    text = answer.body.decode("utf-8", "replace")
    with suppress(ValueError):  # `&#` and more digits than Python reads
        text = html.unescape(text)
    return ProofResult.FOUND if code.lower() in text.lower() else ProofResult.NOT_FOUND
