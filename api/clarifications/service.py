"""Writing and reading clarifications. One transaction per request: nothing here commits."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.authors import author_of
from api.access.principal import Principal
from api.access.reach import find, find_own, within
from api.access.references import require_free
from api.access.rules import with_author
from api.audit.service import record
from api.clarifications import children, rules
from api.clarifications.claims import unknown_claims
from api.clarifications.models import Clarification, ClarificationRevision
from api.clarifications.schemas import (
    ClarificationCreate,
    ClarificationPatch,
    ClarificationQuery,
)
from api.conditional import IfMatch
from api.errors import InvalidBodyError
from api.listing import Found, find_page, where_given
from api.media.attachments import pointers, unknown
from api.patching import merged
from tenants.directory import directory_of

# The fields of a create request that are columns of the revision.
COLUMNS = set(ClarificationCreate.model_fields) - {"asset_ids", "external_reference"}
_FILTERS = ("status", "correction_status", "number", "external_reference")


async def create_clarification(
    session: AsyncSession, caller: Principal, body: ClarificationCreate
) -> Clarification:
    """A new draft of the caller's tenant. Raises `InvalidBodyError`, `ReferenceTakenError`."""
    await _check(session, body)
    await require_free(session, Clarification, body.external_reference)
    author = await author_of(session, caller)
    row = Clarification(
        tenant_id=caller.tenant.id,
        external_reference=body.external_reference,
        created_by_name=author.name,
        created_by_kind=author.kind,
    )
    session.add(row)
    await session.flush()
    revision = ClarificationRevision(
        tenant_id=row.tenant_id,
        clarification_id=row.id,
        **_columns(body, caller),
        author_ids=[author.person_id],
    )
    session.add(revision)
    await session.flush()
    await children.replace_assets(session, children.Text(revision), body)
    record(session, caller, "create_clarification", row.id)
    return row


async def update_clarification(
    session: AsyncSession,
    caller: Principal,
    identifier: UUID,
    patch: ClarificationPatch,
    seen: IfMatch,
) -> Clarification:
    """Change a draft or one with changes requested; whoever does is one of its authors."""
    row = await find_own(session, Clarification, identifier, lock=True)
    seen.check(row)
    text = await children.text_of(session, row)
    rules.follow("update_clarification", row, text.revision)
    note = rules.public_note(row, text.revision, patch)
    before = _as_body(row, text)
    body = merged(before, _without_note(patch))
    if body == before and note == text.revision.public_note:
        return row  # nothing changed, and nobody became an author
    await _check(session, body)
    if rules.is_correction(row, text.revision):
        published = await children.text_in(session, row, row.revision)
        rules.check_audience(published.revision, body)
    await require_free(session, Clarification, body.external_reference, itself=row.id)
    author = await author_of(session, caller)
    for name, value in _columns(body, caller).items():
        setattr(text.revision, name, value)
    text.revision.public_note = note
    text.revision.author_ids = with_author(text.revision.author_ids, author.person_id)
    row.external_reference = body.external_reference
    row.touch()
    await children.replace_assets(session, text, body)
    changed = sorted(patch.model_fields_set)
    record(session, caller, "update_clarification", row.id, fields=changed)
    return row


async def delete_clarification(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> None:
    """Remove a draft that was never published."""
    row = await find_own(session, Clarification, identifier, lock=True)
    seen.check(row)
    rules.follow("delete_clarification", row, (await children.text_of(session, row)).revision)
    await session.delete(row)
    record(session, caller, "delete_clarification", row.id)


async def get_clarification(
    session: AsyncSession, caller: Principal, identifier: UUID
) -> Clarification:
    """A clarification in the caller's reach. Raises `NotFoundError`."""
    return await find(session, caller, Clarification, identifier)


async def list_clarifications(
    session: AsyncSession, caller: Principal, query: ClarificationQuery
) -> Found[Clarification]:
    """A page of the clarifications in the caller's reach."""
    filtered = where_given(Clarification, query, _FILTERS)
    statement = await within(session, caller, filtered, Clarification, query.tenant)
    return await find_page(session, statement, query, Clarification, query.sort)


async def _check(session: AsyncSession, body: ClarificationCreate) -> None:
    rules.check_fields(body, directory_of(session).codes)
    errors = await unknown(session, pointers("asset_ids", body.asset_ids))
    errors += await unknown_claims(session, body.claim_ids)
    if errors:
        raise InvalidBodyError(errors)


def _columns(body: ClarificationCreate, caller: Principal) -> dict[str, Any]:
    columns = body.model_dump(include=COLUMNS)
    columns["regions"] = list(dict.fromkeys(body.regions)) or [caller.tenant.code]
    return columns


def _without_note(patch: ClarificationPatch) -> ClarificationPatch:
    """The patch without the one member that is none of a creation's."""
    bare = patch.model_copy()
    bare.model_fields_set.discard("public_note")
    return bare


def _as_body(row: Clarification, text: children.Text) -> ClarificationCreate:
    """A clarification as the request that would create it: what a merge patch applies to."""
    return ClarificationCreate(
        **text.revision.model_dump(include=COLUMNS),
        asset_ids=text.asset_ids,
        external_reference=row.external_reference,
    )
