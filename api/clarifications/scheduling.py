"""Publishing at a time: a verifier plans it, the worker keeps it (`due.py`)."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.principal import Principal
from api.access.reach import find_own
from api.audit.service import record
from api.clarifications import children, readiness, rules
from api.clarifications.models import Clarification
from api.conditional import IfMatch
from tenants.rows import now


async def plan(
    session: AsyncSession, caller: Principal, row: Clarification, text: children.Text, at: datetime
) -> Clarification:
    """Have an approved text published at `at`; what would refuse it then refuses this now.

    Raises `CountersignRequiredError` by the election windows of that day, and `InvalidBodyError`.
    """
    rules.check_time(at, now())
    await readiness.require_signature(session, row, text.revision, at)
    await readiness.require_descriptions(session, text)
    row.publish_at = at.astimezone(UTC)
    row.touch()
    record(session, caller, "publish_clarification", row.id, publish_at=row.publish_at.isoformat())
    return row


async def cancel_publication(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Clarification:
    """Call a planned publication off; the text stays approved."""
    row = await find_own(session, Clarification, identifier, lock=True)
    seen.check(row)
    revision = (await children.text_of(session, row)).revision
    rules.follow("cancel_publication", row, revision)
    if row.publish_at is None:
        rules.refuse("cancel_publication", row, revision)
    row.publish_at = None
    row.touch()
    record(session, caller, "cancel_publication", row.id)
    return row
