"""Who is expected, what a rate is, which months a question is about. Pure: no session, no clock."""

from collections.abc import Iterable
from typing import Any

from api.errors import FieldError, InvalidParameterError, Text
from api.periods.models import CompletionStatus
from api.periods.rules import is_expected, months_after
from api.rollups.schemas import CompletenessTotals, ReportCounts, Standing, TenantCompleteness

MOST_MONTHS = 36
COUNTED = ("expected", "received", "on_time", "nil", "exempt")
_ORDER = Text("`from` tidak boleh setelah `to`.", "`from` must not come after `to`.")
_TOO_MANY = Text(f"Paling banyak {MOST_MONTHS} bulan.", f"At most {MOST_MONTHS} months.")
_ONE_OF = Text("Pakai `period`, atau `from` dan `to`.", "Use `period`, or `from` and `to`.")


def stands(row: Any) -> Standing:  # noqa: ANN401 - of a statement
    """How the tenant of a row of `statements` stands in the row's period."""
    expected = is_expected(row.kind, row.status, row.joined_in, row.period)
    return standing(row.completion, expected=expected, late=bool(row.late))


def standing(completion: str | None, *, expected: bool, late: bool) -> Standing:
    """How a tenant stands, by whether it is waited for, and its completion if there is one."""
    if completion == CompletionStatus.EXEMPT:
        return Standing.EXEMPT
    if not expected:
        return Standing.NOT_EXPECTED
    if completion != CompletionStatus.DECLARED:
        return Standing.UNDECLARED
    return Standing.LATE if late else Standing.ON_TIME


def counted(stands: Standing, *, nil: bool) -> dict[str, int]:
    """What a standing counts for."""
    received = stands in {Standing.ON_TIME, Standing.LATE}
    return {
        "expected": int(received or stands is Standing.UNDECLARED),
        "received": int(received),
        "on_time": int(stands is Standing.ON_TIME),
        "nil": int(received and nil),
        "exempt": int(stands is Standing.EXEMPT),
    }


def totals(rows: Iterable[TenantCompleteness]) -> CompletenessTotals:
    """The sums of some rows, and their rates."""
    known = list(rows)
    sums: dict[str, int] = {name: sum(getattr(row, name) for row in known) for name in COUNTED}
    return CompletenessTotals(
        **sums,
        completeness=rate(sums["received"], sums["expected"]),
        timeliness=rate(sums["on_time"], sums["expected"]),
        reports=ReportCounts(
            **{
                name: sum(getattr(row.reports, name) for row in known)
                for name in ReportCounts.model_fields
            }
        ),
    )


def rate(part: int, whole: int) -> float | None:
    """A share from 0 to 1; None where there is nothing to share."""
    return part / whole if whole else None


def asked(
    period: str | None, first: str | None, last: str | None, *, default: str, back: int
) -> tuple[str, str]:
    """The first and the last month of a question. Raises `InvalidParameterError`.

    Without `last` it is `default` (but not before `first`), without `first` so many months before.
    """
    if period:
        if first or last:
            raise _refused("?period", "one-of", _ONE_OF)
        return period, period
    last = last or max(default, first or default)
    first = first or months_after(last, -back)
    if first > last:
        raise _refused("?from", "from-after-to", _ORDER)
    if first < months_after(last, 1 - MOST_MONTHS):
        raise _refused("?from", "too-many-months", _TOO_MANY)
    return first, last


def _refused(*problem: Any) -> InvalidParameterError:  # noqa: ANN401 - as FieldError has them
    return InvalidParameterError([FieldError(*problem)])


def months(first: str, last: str) -> list[str]:
    """All months from the first to the last."""
    found = [first]
    while found[-1] < last:
        found.append(months_after(found[-1], 1))
    return found
