"""Planned publications whose time has come: everything is asked again, as if somebody published now."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, MembershipStatus
from api.access.permissions import Permission
from api.access.recipients import recipients
from api.access.roles import Role, permissions_of
from api.audit.models import AuditEvent
from api.audit.service import record_by_system
from api.clarifications import children, letters
from api.clarifications.models import Clarification
from api.clarifications.publishing import put_out
from api.conduct.gate import require_planner
from api.errors import InvalidBodyError, PermissionRequiredError, SimpulError, Text
from api.mail.service import send
from api.settings import settings_of
from tenants.directory import directory_of
from tenants.rows import now

_VERIFY = Permission.CLARIFICATIONS_VERIFY
_NO_LONGER = Text(
    "Yang menjadwalkannya tidak lagi verifikator.", "Whoever planned it is a verifier no more."
)


async def due(session: AsyncSession) -> Sequence[UUID]:
    """The session's tenant's planned publications that are due, the earliest first."""
    at = col(Clarification.publish_at)
    return (
        await session.scalars(select(col(Clarification.id)).where(at <= now()).order_by(at))
    ).all()


async def publish(session: AsyncSession, identifier: UUID) -> None:
    """Publish one that is still due. Raises what publishing by hand would raise, and nothing is done.

    Who planned it must be a verifier still who has read the policy; the chain knows who that was.
    """
    row = await _locked(session, identifier)
    if row is None:
        return
    text = await children.text_of(session, row)
    planner = await _planner(session, identifier)
    await _require_verifier(session, row, planner)
    await require_planner(session, planner)
    facts = await put_out(session, row, text, None)
    planned = {**facts, "scheduled_by": str(planner)}
    record_by_system(session, "publish_clarification", identifier, **planned)


async def give_up(session: AsyncSession, identifier: UUID, error: SimpulError) -> None:
    """Leave one that is still due approved, and tell the tenant's verifiers why."""
    row = await _locked(session, identifier)
    if row is None or row.publish_at is None:
        return
    at, row.publish_at = row.publish_at, None
    row.touch()
    planner = str(await _planner(session, identifier))
    record_by_system(
        session, "cancel_publication", identifier, reason=error.code, scheduled_by=planner
    )
    title = (await children.text_of(session, row)).revision.title
    settings = settings_of(session)
    link = f"{settings.base_url}/v1/clarifications/{identifier}"
    letter = letters.not_published(title, at, settings.zone, _reasons(error), link)
    for _, email in await recipients(session, [Role.VERIFIER]):
        await send(session, email, letter)


async def _locked(session: AsyncSession, identifier: UUID) -> Clarification | None:
    """The row, if it is due still: another worker, or a person, may have been quicker."""
    asked = select(Clarification).where(col(Clarification.id) == identifier)
    row: Clarification | None = await session.scalar(asked.with_for_update())
    return row if row and row.publish_at and row.publish_at <= now() else None


async def _planner(session: AsyncSession, identifier: UUID) -> UUID:
    """The person who planned it last."""
    planned = select(col(AuditEvent.actor_id)).where(
        col(AuditEvent.subject) == str(identifier),
        col(AuditEvent.action) == "publish_clarification",
    )
    return UUID((await session.scalars(planned.order_by(col(AuditEvent.seq).desc()))).first())


async def _require_verifier(session: AsyncSession, row: Clarification, person: UUID) -> None:
    here = select(col(Membership.roles)).where(
        col(Membership.person_id) == person,
        col(Membership.status) == MembershipStatus.ACTIVE,
    )
    roles = await session.scalar(here) or []
    place = directory_of(session).by_id(row.tenant_id)
    if _VERIFY not in permissions_of(roles, province=place.is_province):
        raise PermissionRequiredError(_VERIFY, _NO_LONGER)


def _reasons(error: SimpulError) -> list[Text]:
    more = [one.detail for one in error.errors] if isinstance(error, InvalidBodyError) else []
    return [error.detail, *more]
