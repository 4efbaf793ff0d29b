"""What is shown already changes: a corrected text takes its place, or a tombstone does."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.clarifications.models import (
    Clarification,
    ClarificationRevision,
    PublicClarification,
    PublicState,
    SharedClarification,
)
from api.clarifications.schemas import Audience

# What a tombstone keeps none of.
_EMPTY: dict[str, Any] = {
    "title": "",
    "claim_reviewed": "",
    "summary": "",
    "body_html": "",
    "body_text": "",
    "translations": [],
    "sources": [],
    "appearances": [],
    "corrections": [],
    "cover": None,
    "share_image_key": None,
}


async def replace(
    session: AsyncSession,
    projected: dict[str, Any],
    before: ClarificationRevision,
    after: ClarificationRevision,
    moment: datetime,
) -> None:
    """Write what is `projected` of `after` over what is shown of `before`, with the correction's note.

    The cover stays if it is the same picture; the share picture has the title in it and is drawn anew.
    """
    shared = await locked(session, SharedClarification, after.clarification_id)
    public = await locked(session, PublicClarification, after.clarification_id)
    assert shared is not None  # noqa: S101 - it is published
    note = {"revision": after.revision, "at": moment.isoformat(), "note": after.public_note}
    values = {
        **projected,
        "state": PublicState.CORRECTED,
        "corrections": [*shared.corrections, note],
        "share_image_key": None,
        "updated_at": moment,
    }
    same_cover = after.cover_asset_id == before.cover_asset_id
    if same_cover and before.audience == after.audience == Audience.PUBLIC:
        values["cover"] = shared.cover
    for shown in filter(None, (shared, public)):
        for name, value in values.items():
            setattr(shown, name, value)
    if public is None and after.audience == Audience.PUBLIC:
        session.add(PublicClarification(**values))


async def bury(session: AsyncSession, row: Clarification) -> None:
    """Leave a tombstone of a retracted clarification in both projections."""
    for table in (SharedClarification, PublicClarification):
        shown = await locked(session, table, row.id)
        if shown is None:  # for governments only, it never was public
            continue
        for name, value in _EMPTY.items():
            setattr(shown, name, value)
        shown.state = PublicState.RETRACTED
        shown.public_reason = row.public_reason
        shown.updated_at = row.updated_at


async def locked(
    session: AsyncSession,
    table: type[SharedClarification] | type[PublicClarification],
    identifier: UUID,
) -> SharedClarification | PublicClarification | None:
    """What is shown of a clarification, for a change: a job may be about to show its pictures."""
    asked = select(table).where(col(table.id) == identifier).with_for_update()
    found: SharedClarification | PublicClarification | None = await session.scalar(asked)
    return found
