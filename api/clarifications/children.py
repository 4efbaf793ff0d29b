"""A clarification's revisions and the files that they show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.clarifications.models import (
    Clarification,
    ClarificationAsset,
    ClarificationRevision,
)
from api.clarifications.schemas import ClarificationCreate
from api.errors import NotFoundError
from api.media.attachments import hand_in


@dataclass
class Text:
    """What a clarification says in one revision."""

    revision: ClarificationRevision
    asset_ids: list[UUID] = field(default_factory=list)


async def texts_of(session: AsyncSession, rows: Sequence[Clarification]) -> dict[UUID, Text]:
    """The texts worked on, by the clarification's id, in two queries.

    Of a published one with an open correction that is the correction, for those who may see it: row-level
    security hides one that is not handed in from the province, which then reads what is published.
    One that was withdrawn or deleted between the reading of its row and this is left out.
    """
    if not rows:
        return {}
    worked_on = [(row, row.correction_revision or row.revision) for row in rows]
    wanted = {(row.tenant_id, row.id, place) for row, place in worked_on}
    wanted |= {(row.tenant_id, row.id, row.revision) for row in rows}
    key = tuple_(
        col(ClarificationRevision.tenant_id),
        col(ClarificationRevision.clarification_id),
        col(ClarificationRevision.revision),
    )
    texts = await _texts(session, key.in_(wanted))
    return {text.revision.clarification_id: text for text in texts}


async def text_of(session: AsyncSession, row: Clarification) -> Text:
    """The text worked on of one clarification. Raises `NotFoundError` when it is gone by now."""
    found = (await texts_of(session, [row])).get(row.id)
    if found is None:
        raise NotFoundError
    return found


async def text_in(session: AsyncSession, row: Clarification, revision: int) -> Text:
    """What a clarification says in a revision that is there."""
    wanted = col(ClarificationRevision.revision) == revision
    return (await _texts(session, of(row), wanted))[0]


def of(row: Clarification) -> ColumnElement[bool]:
    """The revisions of a clarification; by its tenant too, with which their index begins."""
    key = (col(ClarificationRevision.tenant_id), col(ClarificationRevision.clarification_id))
    return tuple_(*key) == (row.tenant_id, row.id)


async def fill(session: AsyncSession, texts: Sequence[Text]) -> None:
    """Read the files of some revisions, in one query."""
    by_id = {text.revision.id: text for text in texts}
    assets = select(ClarificationAsset).where(col(ClarificationAsset.revision_id).in_(by_id))
    for asset in await session.scalars(assets.order_by(col(ClarificationAsset.position))):
        by_id[asset.revision_id].asset_ids.append(asset.asset_id)


async def _texts(session: AsyncSession, *wanted: ColumnElement[bool]) -> list[Text]:
    """Revisions with their files, the latest last."""
    statement = select(ClarificationRevision).where(*wanted)
    ordered = statement.order_by(col(ClarificationRevision.revision))
    texts = [Text(revision) for revision in await session.scalars(ordered)]
    await fill(session, texts)
    return texts


async def replace_assets(session: AsyncSession, text: Text, body: ClarificationCreate) -> None:
    """Make the revision's files those of `body`; the province sees them if it sees the revision."""
    before, after = text.asset_ids, list(dict.fromkeys(body.asset_ids))
    if before == after:
        return
    revision = text.revision
    gone = delete(ClarificationAsset).where(col(ClarificationAsset.revision_id) == revision.id)
    await session.execute(gone)
    attach(session, revision, after)
    if revision.handed_in:
        await hand_in(session, before, after)


def attach(session: AsyncSession, revision: ClarificationRevision, ids: Sequence[UUID]) -> None:
    """Give a revision that has no files these."""
    session.add_all(
        ClarificationAsset(
            tenant_id=revision.tenant_id,
            revision_id=revision.id,
            position=place,
            asset_id=asset,
            handed_in=revision.handed_in,
        )
        for place, asset in enumerate(ids)
    )


async def drop_correction(session: AsyncSession, row: Clarification) -> None:
    """Remove the open correction, if there is one, in the scope of its tenant."""
    if row.correction_revision is None:
        return
    text = await text_in(session, row, row.correction_revision)
    if text.revision.handed_in:
        await hand_in(session, text.asset_ids, [])
    await session.delete(text.revision)
    row.correction_revision = row.correction_status = row.publish_at = None


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
