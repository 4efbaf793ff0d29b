"""A corrected text takes the place of the one before, in both projections."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.clarifications.models import (
    ClarificationRevision,
    PublicClarification,
    PublicState,
    SharedClarification,
)
from api.clarifications.schemas import Audience


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
    shared = await _locked(session, SharedClarification, after.clarification_id)
    public = await _locked(session, PublicClarification, after.clarification_id)
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


async def _locked(
    session: AsyncSession,
    table: type[SharedClarification] | type[PublicClarification],
    identifier: UUID,
) -> SharedClarification | PublicClarification | None:
    # Locked, because a job may be about to show its pictures.
    locked = select(table).where(col(table.id) == identifier).with_for_update()
    found: SharedClarification | PublicClarification | None = await session.scalar(locked)
    return found
