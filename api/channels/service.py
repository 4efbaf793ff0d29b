"""Writing and reading channels. One transaction per request: nothing here commits."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.authors import author_of
from api.access.principal import Principal
from api.access.reach import find, find_own, within
from api.access.references import require_free
from api.access.rules import with_author
from api.audit.service import record
from api.channels import children, registry, rules
from api.channels.models import Channel, ChannelStatus, Ending
from api.channels.schemas import (
    ChannelCreate,
    ChannelPatch,
    ChannelQuery,
    CustodianBody,
    ProofBody,
    ProofKind,
)
from api.conditional import IfMatch
from api.listing import Found, find_page, where_given
from api.patching import merged
from tenants.rows import now

# The fields of a create request that are columns of the channel itself.
COLUMNS = set(ChannelCreate.model_fields) - {"custodians", "proof"}
_CUSTODIAN = set(CustodianBody.model_fields)
_FILTERS = ("status", "platform", "unit_id", "external_reference")


async def create_channel(session: AsyncSession, caller: Principal, body: ChannelCreate) -> Channel:
    """A new pending channel of the caller's tenant; others who hold the same one do not show.

    Raises `InvalidBodyError`, `ReferenceTakenError`.
    """
    body = rules.completed(body, body.model_fields_set)
    await _check(session, body)
    await require_free(session, Channel, body.external_reference)
    author = await author_of(session, caller)
    channel = Channel(
        tenant_id=caller.tenant.id,
        **body.model_dump(include=COLUMNS),
        proof_code=rules.new_proof_code(),
        author_ids=[author.person_id],
    )
    session.add(channel)
    await session.flush()
    await children.replace(session, channel, body)
    record(session, caller, "create_channel", channel.id)
    return channel


async def update_channel(
    session: AsyncSession, caller: Principal, identifier: UUID, patch: ChannelPatch, seen: IfMatch
) -> Channel:
    """Change a channel; whoever changes it is one of its authors from then on.

    A rejected channel is pending again, and so is a verified one whose address changed: until it is
    verified anew, the address that the province saw stays the official one.
    """
    channel = await find_own(session, Channel, identifier, lock=True)
    seen.check(channel)
    rules.LIFE.follow("update_channel", channel.status)
    before = await _as_body(session, channel)
    body = merged(before, patch)
    if set(rules.ADDRESS) & patch.model_fields_set:
        body = rules.completed(body, patch.model_fields_set)
    if body == before and channel.status != ChannelStatus.REJECTED:
        return channel
    await _check(session, body, before)
    await require_free(session, Channel, body.external_reference, itself=channel.id)
    if body.platform != channel.platform:
        await registry.require_not_official(session, channel)
    author = await author_of(session, caller)
    moved = rules.has_moved(channel, body)
    status = rules.status_after_update(channel.status, moved=moved)
    for name, value in body.model_dump(include=COLUMNS).items():
        setattr(channel, name, value)
    channel.author_ids = with_author(channel.author_ids, author.person_id)
    _settle(channel, status)
    if moved:  # the code was looked for, or found, on another page
        channel.proof_checked_at = channel.proof_result = None
    channel.touch()
    await children.replace(session, channel, body)
    await registry.rename(session, channel)
    changed = sorted(patch.model_fields_set)
    record(session, caller, "update_channel", channel.id, fields=changed)
    return channel


async def archive_channel(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Channel:
    """Give a channel up; what was official is former from now on."""
    channel = await find_own(session, Channel, identifier, lock=True)
    seen.check(channel)
    channel.status = rules.LIFE.follow("archive_channel", channel.status)
    channel.touch()
    await registry.end(session, channel, now(), Ending.ARCHIVED)
    record(session, caller, "archive_channel", channel.id)
    return channel


async def get_channel(session: AsyncSession, caller: Principal, identifier: UUID) -> Channel:
    """A channel in the caller's reach. Raises `NotFoundError`."""
    return await find(session, caller, Channel, identifier)


async def list_channels(
    session: AsyncSession, caller: Principal, query: ChannelQuery
) -> Found[Channel]:
    """A page of the channels in the caller's reach."""
    filtered = where_given(Channel, query, _FILTERS)
    if query.dormant is not None:
        dormant = col(Channel.dormant_since).is_not(None)
        filtered = filtered.where(dormant if query.dormant else ~dormant)
    statement = await within(session, caller, filtered, Channel, query.tenant)
    return await find_page(session, statement, query, Channel, query.sort)


async def _check(
    session: AsyncSession, body: ChannelCreate, before: ChannelCreate | None = None
) -> None:
    rules.check_fields(body)
    await children.check_references(session, body, before)


def _settle(channel: Channel, status: str) -> None:
    """What was verified and confirmed was another address, once the channel is pending again."""
    channel.status = status
    if status == ChannelStatus.PENDING:
        channel.verified_at = channel.last_confirmed_at = None
        rules.begin_anew(channel)


async def _as_body(session: AsyncSession, channel: Channel) -> ChannelCreate:
    """A channel as the request that would create it: what a merge patch applies to."""
    own = (await children.children_of(session, [channel]))[channel.id]
    return ChannelCreate(
        **{name: getattr(channel, name) for name in COLUMNS},
        custodians=[CustodianBody(**c.model_dump(include=_CUSTODIAN)) for c in own.custodians],
        proof=_proof_of(channel),
    )


def _proof_of(channel: Channel) -> ProofBody | None:
    if channel.proof_kind is None:
        return None
    return ProofBody(kind=ProofKind(channel.proof_kind), asset_id=channel.proof_asset_id)
