"""Corrections: a text of their own, beside the published one until they are published themselves."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.authors import author_of
from api.access.principal import Principal
from api.access.reach import find_own
from api.audit.service import record
from api.clarifications import children, rules
from api.clarifications.models import Clarification, ClarificationRevision, ClarificationStatus
from api.clarifications.service import COLUMNS
from api.conditional import IfMatch


async def correct_clarification(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch, note: str
) -> Clarification:
    """Open a correction: a draft copy of what is published, whose author is who opens it."""
    row = await find_own(session, Clarification, identifier, lock=True)
    seen.check(row)
    text = await children.text_of(session, row)
    rules.follow("correct_clarification", row, text.revision)
    author = await author_of(session, caller)
    row.correction_revision = row.revision + 1
    row.correction_status = ClarificationStatus.DRAFT
    row.touch()
    revision = ClarificationRevision(
        tenant_id=row.tenant_id,
        clarification_id=row.id,
        revision=row.correction_revision,
        **text.revision.model_dump(include=COLUMNS),
        public_note=note,
        author_ids=[author.person_id],
    )
    session.add(revision)
    await session.flush()
    children.attach(session, revision, text.asset_ids)
    record(session, caller, "correct_clarification", row.id, revision=revision.revision)
    return row


async def discard_correction(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Clarification:
    """Give an open correction up; what is published stays as it is."""
    row = await find_own(session, Clarification, identifier, lock=True)
    seen.check(row)
    text = await children.text_of(session, row)
    rules.follow("discard_correction", row, text.revision)
    await children.drop_correction(session, row)
    row.touch()
    record(session, caller, "discard_correction", row.id, revision=text.revision.revision)
    return row
