"""What the offices declared for the two months before, and one that is exempt from this month."""

from datetime import UTC, date, datetime, time

from api.access.roles import Role
from api.conditional import IfMatch
from api.periods import completions
from api.periods.rules import first_day, months_after
from api.periods.schemas import CompletionDeclare
from api.seeds.office import Office
from tenants.rows import now

_EXEMPT = 9  # the place of one regency in the order of codes
_MISSING = {3, 7, 11, 15, 19, 23, 27}  # the places of those that have not declared last month
_WHY = "Seluruh pegawai bertugas dalam tanggap darurat banjir."


async def add_completions(office: Office, province: Office, today: date) -> None:
    """An office's declarations: most in time, some late, some of last month still missing."""
    this_month = f"{today:%Y-%m}"
    for ago in (2, 1):
        if ago == 1 and office.number in _MISSING:
            continue
        await _declare(office, months_after(this_month, -ago), office.number * 5 % 14 + 2)
    if office.number == _EXEMPT:
        async with province.act(Role.ADMIN) as (session, caller):
            await completions.exempt_completion(
                session, caller, this_month, office.place.code, _WHY, IfMatch(None)
            )


async def _declare(office: Office, period: str, day: int) -> None:
    """On a day of the next month, unless that has not come yet."""
    following = first_day(months_after(period, 1)).replace(day=day)
    at = datetime.combine(following, time(3), UTC)
    if at > now():
        return
    async with office.act(Role.OPERATOR) as (session, caller):
        row, _ = await completions.declare_completion(
            session, caller, period, CompletionDeclare(), at=at
        )
        row.created_at = row.updated_at = at
