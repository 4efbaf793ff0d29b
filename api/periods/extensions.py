"""More time for one tenant, granted by the province. Nothing here commits."""

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.access.reach import within
from api.audit.service import record
from api.errors import FieldError, InvalidBodyError, Text
from api.listing import Found, find_page, where_given
from api.periods import calendar, rules
from api.periods.models import PeriodExtension
from api.periods.schemas import ExtensionCreate, ExtensionQuery
from tenants.directory import directory_of
from tenants.session import as_tenant, entered

_UNKNOWN_TENANT = Text("Kode ini tidak ada di provinsi ini.", "No such code in this province.")


async def extend_period(
    session: AsyncSession, caller: Principal, period: str, body: ExtensionCreate
) -> PeriodExtension:
    """Let a tenant hand in for the first time until a day. Raises `InvalidBodyError`."""
    place = directory_of(session).by_code(body.tenant)
    if place is None:
        raise InvalidBodyError([FieldError("/tenant", "not-found", _UNKNOWN_TENANT)])
    dates = await calendar.dates_of(session, period)
    rules.check_extension(dates, body.open_until, calendar.today_in(session))
    row = PeriodExtension(
        tenant_id=place.id,
        period=period,
        open_until=body.open_until,
        reason=body.reason,
        granted_by=caller.id,
    )
    async with entered(session, as_tenant(place.id, "extend a period")):
        session.add(row)
    until = body.open_until.isoformat()
    record(session, caller, "extend_period", row.id, place.id, period=period, open_until=until)
    return row


async def list_extensions(
    session: AsyncSession, caller: Principal, period: str, query: ExtensionQuery
) -> Found[PeriodExtension]:
    """A page of the extensions of a period in the caller's reach."""
    filtered = where_given(PeriodExtension, query, ()).where(col(PeriodExtension.period) == period)
    statement = await within(session, caller, filtered, PeriodExtension, query.tenant)
    return await find_page(session, statement, query, PeriodExtension, query.sort)
