"""A report's posts and attachments: rows of their own, with their own `handed_in`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.channels.models import Channel
from api.errors import FieldError, InvalidBodyError, Text
from api.media.attachments import hand_in, pointers, unknown
from api.reports.models import Report, ReportAsset, ReportPost, ReportStatus
from api.reports.schemas import ReportCreate, ReportPostBody
from api.units.references import unknown_unit

# The fields of a create request that are columns of the report itself.
COLUMNS = set(ReportCreate.model_fields) - {"posts", "asset_ids"}
_POST = set(ReportPostBody.model_fields)
_UNKNOWN_CHANNEL = Text("Kanal ini tidak ada.", "This channel does not exist.")


@dataclass
class Children:
    """What belongs to one report, in its order."""

    posts: list[ReportPost] = field(default_factory=list)
    asset_ids: list[UUID] = field(default_factory=list)


async def children_of(session: AsyncSession, reports: Sequence[Report]) -> dict[UUID, Children]:
    """The children of some reports, by the report's id, in two queries."""
    found = {report.id: Children() for report in reports}
    posts = select(ReportPost).where(col(ReportPost.report_id).in_(found))
    for post in await session.scalars(posts.order_by(col(ReportPost.position))):
        found[post.report_id].posts.append(post)
    assets = select(ReportAsset).where(col(ReportAsset.report_id).in_(found))
    for asset in await session.scalars(assets.order_by(col(ReportAsset.position))):
        found[asset.report_id].asset_ids.append(asset.asset_id)
    return found


def as_body(report: Report, own: Children) -> ReportCreate:
    """A report as the request that would create it."""
    return ReportCreate(
        **{name: getattr(report, name) for name in COLUMNS},
        posts=[ReportPostBody(**post.model_dump(include=_POST)) for post in own.posts],
        asset_ids=own.asset_ids,
    )


async def content_of(session: AsyncSession, report: Report) -> ReportCreate:
    """The same, read now: what a merge patch applies to, and what a resubmission is compared with."""
    return as_body(report, (await children_of(session, [report]))[report.id])


async def check_references(
    session: AsyncSession, body: ReportCreate, unit_before: UUID | None = None
) -> None:
    """Raise `InvalidBodyError` for units, channels and assets that are not the tenant's own.

    A report keeps the unit that it had, also when that was archived meanwhile.
    """
    errors = await unknown_unit(session, body.unit_id, unit_before)
    errors += await unknown(session, pointers("asset_ids", body.asset_ids))
    wanted = {post.channel_id for post in body.posts if post.channel_id}
    if wanted:
        own = select(col(Channel.id)).where(col(Channel.id).in_(wanted))
        wanted -= set(await session.scalars(own))
    errors += [
        FieldError(f"/posts/{place}/channel_id", "not-found", _UNKNOWN_CHANNEL)
        for place, post in enumerate(body.posts)
        if post.channel_id in wanted
    ]
    if errors:
        raise InvalidBodyError(errors)


async def replace(session: AsyncSession, report: Report, body: ReportCreate) -> None:
    """Make the report's children those of `body`; the province sees them if it sees the report."""
    handed_in = report.status != ReportStatus.DRAFT
    before = await asset_ids_of(session, report)
    await session.execute(delete(ReportPost).where(col(ReportPost.report_id) == report.id))
    await session.execute(delete(ReportAsset).where(col(ReportAsset.report_id) == report.id))
    after = add(session, report, body)
    if handed_in:
        await hand_in(session, before, after)


def add(session: AsyncSession, report: Report, body: ReportCreate) -> list[UUID]:
    """Give a report that has none the children of `body`; the ids of its attachments."""
    same: dict[str, Any] = {
        "tenant_id": report.tenant_id,
        "report_id": report.id,
        "handed_in": report.status != ReportStatus.DRAFT,
    }
    session.add_all(
        ReportPost(**same, position=place, **post.model_dump())
        for place, post in enumerate(body.posts)
    )
    after = list(dict.fromkeys(body.asset_ids))
    session.add_all(
        ReportAsset(**same, position=place, asset_id=asset) for place, asset in enumerate(after)
    )
    return after


async def asset_ids_of(session: AsyncSession, report: Report) -> list[UUID]:
    """The ids of a report's attachments."""
    statement = select(col(ReportAsset.asset_id)).where(col(ReportAsset.report_id) == report.id)
    return list(await session.scalars(statement))


async def show_to_province(session: AsyncSession, report: Report, *, shown: bool) -> None:
    """Set or clear `handed_in` on the children, and count the use of the assets."""
    for child in (ReportPost, ReportAsset):
        await session.execute(
            update(child).where(col(child.report_id) == report.id).values(handed_in=shown)
        )
    ids = await asset_ids_of(session, report)
    await hand_in(session, [] if shown else ids, ids if shown else [])
