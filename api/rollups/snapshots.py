"""Pictures of a period that never change, and how today's numbers differ. Nothing here commits."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.audit.service import record
from api.errors import NotFoundError
from api.listing import Found, find_page, where_given
from api.periods import calendar
from api.periods.rules import check_opened
from api.rollups import freezing, statements
from api.rollups.completeness import reached
from api.rollups.models import RollupSnapshot, RollupSnapshotPart
from api.rollups.schemas import (
    FrozenPart,
    FrozenRow,
    SnapshotAnswer,
    SnapshotCreate,
    SnapshotHead,
    SnapshotPartAnswer,
    SnapshotQuery,
)
from api.rollups.sums import figures
from tenants.directory import directory_of
from tenants.models import Tenant, TenantKind
from tenants.session import as_tenant, enter, entered


async def create_snapshot(
    session: AsyncSession, caller: Principal, body: SnapshotCreate
) -> SnapshotAnswer:
    """Keep the numbers of all tenants as one moment has them (province). Raises `PeriodNotOpenError`.

    What others do at the same time is in all of it or in none: the numbers come from one statement.
    """
    dates = await calendar.dates_of(session, body.period)
    check_opened(dates, calendar.today_in(session))
    numbers = await _live(session, caller, body.period)
    await enter(session, caller.scope())
    data = {code: part.model_dump(mode="json") for code, part in numbers.items()}
    sums = {code: freezing.checksum(part) for code, part in data.items()}
    row = RollupSnapshot(
        tenant_id=caller.tenant.id,
        period=body.period,
        note=body.note,
        checksum=freezing.checksum_over(sums),
    )
    session.add(row)
    for code in sorted(numbers):
        place = directory_of(session).by_code(code)
        assert place  # noqa: S101 - it is one of the directory's codes
        async with entered(session, as_tenant(place.id, "a part of a snapshot")):
            part = RollupSnapshotPart(
                tenant_id=place.id, snapshot_id=row.id, checksum=sums[code], data=data[code]
            )
            session.add(part)
        facts = {"period": body.period, "checksum": sums[code]}
        record(session, caller, "create_snapshot", row.id, place.id, **facts)
    return await get_snapshot(session, caller, row.id)


async def get_snapshot(
    session: AsyncSession, caller: Principal, identifier: UUID
) -> SnapshotAnswer:
    """A snapshot with what the caller's reach has of it. Raises `NotFoundError`."""
    # By its whole key: a row that a regency wrote into the shared table is none of the province's.
    key = (directory_of(session).province.id, identifier)
    row = await session.get(RollupSnapshot, key)
    if row is None:
        raise NotFoundError
    now = await _live(session, caller, row.period)
    of_this = select(RollupSnapshotPart).where(col(RollupSnapshotPart.snapshot_id) == row.id)
    frozen = (await session.scalars(of_this)).all()
    directory = directory_of(session)
    by_code = {directory.by_id(part.tenant_id).code: part for part in frozen}
    parts = [_part(code, by_code[code], now) for code in sorted(by_code)]
    return SnapshotAnswer(
        **head(row).model_dump(), valid=_is_whole(row, caller, parts), parts=parts
    )


def head(row: RollupSnapshot) -> SnapshotHead:
    """A snapshot without its numbers."""
    return SnapshotHead(**row.model_dump(include=set(SnapshotHead.model_fields)))


def _part(code: str, row: RollupSnapshotPart, now: Mapping[str, FrozenPart]) -> SnapshotPartAnswer:
    data = freezing.thawed(row.data)
    whole = data is not None and data.tenant == code
    return SnapshotPartAnswer(
        tenant=code,
        checksum=row.checksum,
        valid=whole and freezing.checksum(row.data) == row.checksum,
        data=data,
        difference=freezing.differences(data, now[code]) if data else [],
    )


def _is_whole(row: RollupSnapshot, caller: Principal, parts: Sequence[SnapshotPartAnswer]) -> bool:
    """Whether all parts are as they were; who sees all of them also proves that none is missing."""
    whole = bool(parts) and all(
        part.valid and part.data is not None and part.data.period == row.period for part in parts
    )
    if not caller.tenant.is_province:
        return whole
    return whole and row.checksum == freezing.checksum_over(
        {part.tenant: part.checksum for part in parts}
    )


async def _live(session: AsyncSession, caller: Principal, period: str) -> dict[str, FrozenPart]:
    """Today's numbers in the caller's reach by code, all by one statement; leaves it in that reach."""
    places = await reached(session, caller)
    found = await session.execute(statements.frozen(places, period))
    parts = {}
    for code, group in groupby(found, key=lambda row: row.code):
        rows = list(group)
        sums = [
            FrozenRow(kind=row.report_kind, unit_id=row.unit_id, **figures(row))
            for row in rows
            if row.report_kind
        ]
        parts[str(code)] = freezing.freeze(rows[0], sums)
    return parts


async def list_snapshots(session: AsyncSession, query: SnapshotQuery) -> Found[RollupSnapshot]:
    """A page of the province's snapshots."""
    theirs = where_given(RollupSnapshot, query, ("period",)).join(
        Tenant, col(Tenant.id) == col(RollupSnapshot.tenant_id)
    )
    of_province = theirs.where(col(Tenant.kind) == TenantKind.PROVINCE)
    return await find_page(session, of_province, query, RollupSnapshot, query.sort)
