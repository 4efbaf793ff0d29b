"""From draft to approval: two people of the tenant, and the province where it must sign."""

import asyncio
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.principal import Principal
from api.access.reach import find, find_own
from api.access.rules import require_other
from api.audit.service import record
from api.clarifications import children, rules, translations
from api.clarifications.models import Clarification, ClarificationRevision
from api.clarifications.schemas import ClarificationApprove
from api.conditional import IfMatch
from api.errors import InvalidBodyError, ProvinceRequiredError
from api.media.attachments import require_ready
from tenants.rows import now


async def submit_clarification(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Clarification:
    """Hand a draft in for review. Raises `InvalidBodyError` with what is missing."""
    row = await find_own(session, Clarification, identifier, lock=True)
    seen.check(row)
    text = await children.text_of(session, row)
    status = rules.follow("submit_clarification", row, text.revision)
    rules.check_complete(text.revision)
    await _check_words(text.revision)
    await require_ready(session, text.asset_ids)
    rules.settle(row, text.revision, status)
    row.touch()
    text.revision.submitted_at = now()
    if not text.revision.handed_in:
        await children.show_to_province(session, text, shown=True)
    record(session, caller, "submit_clarification", row.id)
    return row


async def withdraw_clarification(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Clarification:
    """Take it back into draft; the province no longer sees it."""
    row = await find_own(session, Clarification, identifier, lock=True)
    seen.check(row)
    text = await children.text_of(session, row)
    status = rules.follow("withdraw_clarification", row, text.revision)
    rules.settle(row, text.revision, status)
    row.touch()
    _forget_decisions(text.revision)
    text.revision.submitted_at = None
    await children.show_to_province(session, text, shown=False)
    record(session, caller, "withdraw_clarification", row.id)
    return row


async def request_changes(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch, note: str
) -> Clarification:
    """Send it back with a note, as its tenant or the province; an approval and a signature fall."""
    row = await find(session, caller, Clarification, identifier, lock=True)
    seen.check(row)
    text = await children.text_of(session, row)
    status = rules.follow("request_changes", row, text.revision)
    rules.settle(row, text.revision, status)
    row.publish_at = None
    row.touch()
    _forget_decisions(text.revision)
    text.revision.decision_note = note
    record(session, caller, "request_changes", row.id, row.tenant_id)
    return row


async def approve_clarification(
    session: AsyncSession,
    caller: Principal,
    identifier: UUID,
    seen: IfMatch,
    approval: ClarificationApprove,
) -> Clarification:
    """Approve a revision. Raises `FourEyesError` for one who wrote or edited it."""
    row = await find_own(session, Clarification, identifier, lock=True)
    seen.check(row)
    revision = (await children.text_of(session, row)).revision
    status = rules.follow("approve_clarification", row, revision)
    require_other(caller.id, [*revision.author_ids, revision.countersigned_by])
    rules.check_attested(approval.checklist)
    rules.settle(row, revision, status)
    row.touch()
    revision.approved_by = caller.id
    revision.approved_at = now()
    revision.checklist = approval.checklist.model_dump()
    revision.decision_note = approval.note
    record(session, caller, "approve_clarification", row.id, revision=revision.revision)
    return row


async def countersign_clarification(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Clarification:
    """The province's signature under a revision; for its own, by a second verifier."""
    if not caller.tenant.is_province:
        raise ProvinceRequiredError
    row = await find(session, caller, Clarification, identifier, lock=True)
    seen.check(row)
    revision = (await children.text_of(session, row)).revision
    rules.follow("countersign_clarification", row, revision)
    rules.check_unsigned(row, revision)
    require_other(caller.id, [*revision.author_ids, revision.approved_by])
    row.touch()
    revision.countersigned_by = caller.id
    revision.countersigned_at = now()
    record(session, caller, "countersign_clarification", row.id, row.tenant_id)
    return row


async def _check_words(revision: ClarificationRevision) -> None:
    """Raise `InvalidBodyError` for a body of which nothing is left to read."""
    errors = await asyncio.to_thread(translations.wordless_in, revision)
    if errors:
        raise InvalidBodyError(errors)


def _forget_decisions(revision: ClarificationRevision) -> None:
    revision.approved_by = revision.approved_at = revision.checklist = None
    revision.countersigned_by = revision.countersigned_at = revision.decision_note = None
