"""A clarification's current revision and the files that it shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.clarifications.models import (
    Clarification,
    ClarificationAsset,
    ClarificationRevision,
    ClarificationStatus,
)
from api.clarifications.schemas import ClarificationCreate
from api.media.attachments import hand_in


@dataclass
class Text:
    """What a clarification says now."""

    revision: ClarificationRevision
    asset_ids: list[UUID] = field(default_factory=list)


async def texts_of(session: AsyncSession, rows: Sequence[Clarification]) -> dict[UUID, Text]:
    """The current texts of some clarifications, by the clarification's id, in two queries."""
    if not rows:
        return {}
    joined = and_(
        col(ClarificationRevision.tenant_id) == col(Clarification.tenant_id),
        col(ClarificationRevision.clarification_id) == col(Clarification.id),
        col(ClarificationRevision.revision) == col(Clarification.revision),
    )
    statement = select(ClarificationRevision).join(Clarification, joined)
    wanted = statement.where(col(Clarification.id).in_([row.id for row in rows]))
    found = {revision.id: Text(revision) for revision in await session.scalars(wanted)}
    assets = select(ClarificationAsset).where(col(ClarificationAsset.revision_id).in_(found))
    for asset in await session.scalars(assets.order_by(col(ClarificationAsset.position))):
        found[asset.revision_id].asset_ids.append(asset.asset_id)
    return {text.revision.clarification_id: text for text in found.values()}


async def text_of(session: AsyncSession, row: Clarification) -> Text:
    """What one clarification says now."""
    return (await texts_of(session, [row]))[row.id]


async def replace_assets(
    session: AsyncSession, row: Clarification, text: Text, body: ClarificationCreate
) -> None:
    """Make the revision's files those of `body`; the province sees them if it sees the revision."""
    before, after = text.asset_ids, list(dict.fromkeys(body.asset_ids))
    if before == after:
        return
    revision = text.revision
    gone = delete(ClarificationAsset).where(col(ClarificationAsset.revision_id) == revision.id)
    await session.execute(gone)
    session.add_all(
        ClarificationAsset(
            tenant_id=row.tenant_id,
            revision_id=revision.id,
            position=place,
            asset_id=asset,
            handed_in=revision.handed_in,
        )
        for place, asset in enumerate(after)
    )
    if row.status != ClarificationStatus.DRAFT:
        await hand_in(session, before, after)


async def show_to_province(session: AsyncSession, text: Text, *, shown: bool) -> None:
    """Set or clear `handed_in` on the revision and its files, and count the use of the assets."""
    text.revision.handed_in = shown
    if not text.asset_ids:
        return
    await session.execute(
        update(ClarificationAsset)
        .where(col(ClarificationAsset.revision_id) == text.revision.id)
        .values(handed_in=shown)
    )
    ids = text.asset_ids
    await hand_in(session, [] if shown else ids, ids if shown else [])
