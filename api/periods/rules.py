"""When a period takes reports and what may happen to a completion. Pure: no session, no clock."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from api.errors import FieldError, InvalidBodyError, PeriodClosedError, PeriodNotOpenError, Text
from api.periods.models import CompletionStatus
from api.periods.schemas import PeriodState
from api.transitions import Machine
from tenants.models import TenantKind, TenantStatus

C = CompletionStatus
UNDECLARED = "undeclared"  # the state of a completion that is no row yet
LIFE = Machine(
    {
        "declare_completion": ({UNDECLARED, C.DECLARED, C.REOPENED}, C.DECLARED),
        "reopen_completion": ({C.DECLARED, C.EXEMPT}, C.REOPENED),
        "exempt_completion": ({UNDECLARED, C.DECLARED, C.REOPENED}, C.EXEMPT),
    }
)
DUE_SOON = timedelta(days=3)  # before the due day
CATCH_UP = timedelta(days=3)  # how late a notice may still come, after the worker stood still
_BEFORE_OPENING = Text(
    "Batas waktu tidak boleh sebelum periode dibuka.", "It cannot be due before it opens."
)
_BEFORE_DUE = Text(
    "Penutupan tidak boleh sebelum batas waktu.", "It cannot close before it is due."
)
_TOO_SOON = Text(
    "Harus setelah periode ini ditutup, dan tidak sebelum hari ini.",
    "Must be after the period closes, and not before today.",
)


@dataclass(frozen=True)
class Dates:
    """The three days of a period, each in the province's zone; the last two are inclusive."""

    opens_on: date
    due_on: date
    closes_on: date

    def state(self, today: date) -> PeriodState:
        """What the period is on a day."""
        if today < self.opens_on:
            return PeriodState.UPCOMING
        if today <= self.due_on:
            return PeriodState.OPEN
        return PeriodState.LATE if today <= self.closes_on else PeriodState.CLOSED

    def is_late(self, first: datetime, zone: ZoneInfo) -> bool:
        """Whether what was first handed in at a moment came after the due day."""
        return day_of(first, zone) > self.due_on


def shipped(period: str, due_day: int, close_days: int) -> Dates:
    """The dates of a period where the province set no others.

    It opens on its first day, is due on `due_day` of the month after it, and closes `close_days` later.
    """
    due = first_day(months_after(period, 1)).replace(day=due_day)
    return Dates(first_day(period), due, due + timedelta(days=close_days))


def first_day(period: str) -> date:
    """The first day of a month such as `2026-10`."""
    year, month = (int(part) for part in period.split("-"))
    return date(year, month, 1)


def months_after(period: str, months: int) -> str:
    """The month so many months later, or earlier when it is negative."""
    year, month = (int(part) for part in period.split("-"))
    years, rest = divmod(month - 1 + months, 12)
    return f"{year + years:04}-{rest + 1:02}"


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day of a moment in the province: from 17:00 UTC on it is the next one in WIB."""
    return moment.astimezone(zone).date()


def check_order(dates: Dates) -> None:
    """Raise `InvalidBodyError` for dates that are not in their order."""
    errors = []
    if dates.due_on < dates.opens_on:
        errors.append(FieldError("/due_on", "date-before-opening", _BEFORE_OPENING))
    if dates.closes_on < dates.due_on:
        errors.append(FieldError("/closes_on", "date-before-due", _BEFORE_DUE))
    if errors:
        raise InvalidBodyError(errors)


def check_extension(dates: Dates, open_until: date, today: date) -> None:
    """Raise `InvalidBodyError` for an extension that gives nobody any time."""
    if open_until <= dates.closes_on or open_until < today:
        raise InvalidBodyError([FieldError("/open_until", "date-too-soon", _TOO_SOON)])


def check_opened(dates: Dates, today: date) -> None:
    """Raise `PeriodNotOpenError` before the period opens."""
    if today < dates.opens_on:
        raise PeriodNotOpenError(dates.opens_on)


def check_takes(dates: Dates, extended_until: date | None, today: date) -> None:
    """Raise unless the period takes first submissions: `PeriodNotOpenError`, `PeriodClosedError`."""
    check_opened(dates, today)
    last = last_day(dates, extended_until)
    if today > last:
        raise PeriodClosedError(last)


def last_day(dates: Dates, extended_until: date | None) -> date:
    """The last day on which a tenant's first submissions are taken."""
    return max(dates.closes_on, extended_until or dates.closes_on)


def is_expected(kind: str, status: str, joined_in: str | None, period: str) -> bool:
    """Whether anybody waits for what a tenant declares of a period; the province collects.

    Who joined later is waited for from the month in which he joined.
    """
    collects, here = kind == TenantKind.PROVINCE, status == TenantStatus.ACTIVE
    return here and not collects and period >= (joined_in or period)


# Days are subtracted, never added to: the province may set the first or the last day that there is.
def is_due_soon(dates: Dates, today: date) -> bool:
    """Whether who has not declared is to be reminded."""
    return timedelta() <= dates.due_on - today <= DUE_SOON


def is_overdue(dates: Dates, today: date) -> bool:
    """Whether who has not declared is to be told that the due day has passed."""
    return timedelta() < today - dates.due_on <= CATCH_UP
