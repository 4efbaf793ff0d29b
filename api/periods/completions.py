"""Completions: declared by a tenant, opened again and exempted by the province. Nothing here commits."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.authors import author_of
from api.access.principal import Principal
from api.access.reach import within
from api.audit.service import record
from api.conditional import IfMatch
from api.errors import NotFoundError, ReportsExistError
from api.listing import Found, find_page, where_given
from api.periods import calendar, rules
from api.periods.handed_in import count_reports
from api.periods.models import Completion, CompletionStatus
from api.periods.schemas import CompletionDeclare, CompletionQuery, CompletionWarning
from tenants.directory import Place, directory_of
from tenants.rows import now
from tenants.session import as_tenant, entered

Warnings = Sequence[tuple[CompletionWarning, int]]


async def declare_completion(
    session: AsyncSession,
    caller: Principal,
    period: str,
    body: CompletionDeclare,
    *,
    at: datetime | None = None,
) -> tuple[Completion, Warnings]:
    """Say that the caller's tenant has reported all of a period, or that there was nothing.

    Now, unless seeds say when.

    May be repeated while the period takes reports, and after the province opened it again. Raises
    `PeriodNotOpenError`, `PeriodClosedError`, `ReportsExistError`, `TransitionNotAllowedError`.
    """
    await calendar.alone_in_tenant(session, period)
    row = await _own(session, period)
    status = rules.LIFE.follow("declare_completion", row.status if row else rules.UNDECLARED)
    moment = at or now()
    await _require_taken(session, period, row, moment)
    warnings = await _overlooked(session, period, body)
    row = row or _new(session, caller.tenant.id, period)
    row.status, row.nil, row.note = status, body.nil, body.note
    author = await author_of(session, caller)
    row.declared_by, row.declared_by_name = author.person_id, author.name
    row.declared_at = moment
    row.first_declared_at = row.first_declared_at or row.declared_at
    row.late = await calendar.is_late(session, period, row.first_declared_at)
    row.touch()
    await session.flush()
    record(session, caller, "declare_completion", row.id, period=period, nil=row.nil)
    return row, warnings


async def _require_taken(
    session: AsyncSession, period: str, row: Completion | None, moment: datetime
) -> None:
    if row is not None and row.status == CompletionStatus.REOPENED:
        dates = await calendar.dates_of(session, period)
        rules.check_opened(dates, calendar.today_in(session, moment))
        return
    await calendar.require_taken(session, period, moment)


async def _overlooked(session: AsyncSession, period: str, body: CompletionDeclare) -> Warnings:
    handed_in, drafts = await count_reports(session, period)
    if body.nil and handed_in:
        raise ReportsExistError
    found = []
    if not body.nil and not handed_in:
        found.append((CompletionWarning.NO_REPORTS, 0))
    if drafts:
        found.append((CompletionWarning.DRAFTS_REMAIN, drafts))
    return found


async def reopen_completion(
    session: AsyncSession,
    caller: Principal,
    period: str,
    code: str,
    reason: str,
    seen: IfMatch,
) -> Completion:
    """Have a tenant declare again, or take its exemption back (province). Raises `NotFoundError`."""
    place = _place(session, code)
    async with entered(session, as_tenant(place.id, "reopen a completion")):
        row = await _own(session, period)
        if row is None:
            raise NotFoundError
        seen.check(row)
        row.status = rules.LIFE.follow("reopen_completion", row.status)
        _decided(row, caller, reason)
    record(session, caller, "reopen_completion", row.id, place.id, period=period)
    return row


async def exempt_completion(
    session: AsyncSession,
    caller: Principal,
    period: str,
    code: str,
    reason: str,
    seen: IfMatch,
) -> Completion:
    """Say that a tenant need not report for a period (province); If-Match where a row is there."""
    place = _place(session, code)
    async with entered(session, as_tenant(place.id, "exempt a tenant")):
        await calendar.alone_in_tenant(session, period)
        row = await _own(session, period)
        if row is not None:
            seen.check(row)
        status = rules.LIFE.follow("exempt_completion", row.status if row else rules.UNDECLARED)
        row = row or _new(session, place.id, period)
        row.status = status
        _decided(row, caller, reason)
    record(session, caller, "exempt_completion", row.id, place.id, period=period)
    return row


async def list_completions(
    session: AsyncSession, caller: Principal, period: str, query: CompletionQuery
) -> Found[Completion]:
    """A page of the completions of a period in the caller's reach."""
    filtered = where_given(Completion, query, ("status",)).where(col(Completion.period) == period)
    statement = await within(session, caller, filtered, Completion, query.tenant)
    return await find_page(session, statement, query, Completion, query.sort)


async def no_longer_nil(session: AsyncSession, period: str) -> None:
    """A report was handed in: what the session's tenant declared as nil is complete from now on."""
    declared = update(Completion).where(col(Completion.period) == period, col(Completion.nil))
    changes = {"nil": False, "version": Completion.version + 1, "updated_at": now()}
    await session.execute(declared.values(changes))


async def _own(session: AsyncSession, period: str) -> Completion | None:
    statement = select(Completion).where(col(Completion.period) == period).with_for_update()
    found: Completion | None = await session.scalar(statement)
    return found


def _new(session: AsyncSession, tenant: UUID, period: str) -> Completion:
    row = Completion(tenant_id=tenant, period=period, status=rules.UNDECLARED, version=0)
    session.add(row)
    return row


def _decided(row: Completion, caller: Principal, reason: str) -> None:
    row.reason, row.decided_by, row.decided_at = reason, caller.id, now()
    row.touch()


def _place(session: AsyncSession, code: str) -> Place:
    place = directory_of(session).by_code(code)
    if place is None:
        raise NotFoundError
    return place
