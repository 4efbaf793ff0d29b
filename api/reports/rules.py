"""What may happen to a report, and when it is late. Pure: no session, no clock of its own."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from api.errors import FieldError, InvalidBodyError, Text
from api.reports.models import Report, ReportStatus
from api.reports.schemas import ReportCreate
from api.transitions import Machine

S = ReportStatus
LIFE = Machine(
    {
        "update_report": ({S.DRAFT, S.RETURNED}, None),
        "delete_report": ({S.DRAFT}, None),
        "submit_report": ({S.DRAFT, S.RETURNED}, S.SUBMITTED),
        "withdraw_report": ({S.SUBMITTED}, S.DRAFT),
        "return_report": ({S.SUBMITTED}, S.RETURNED),
        "accept_report": ({S.SUBMITTED}, S.ACCEPTED),
        "reopen_report": ({S.ACCEPTED}, S.RETURNED),
    }
)
TO_SUBMIT = ("summary", "starts_on", "ends_on")
_MISSING = Text("Isian ini wajib untuk mengajukan.", "This field is required to submit.")
_ATTEST = Text("Netralitas harus dinyatakan.", "Neutrality must be attested.")
_ORDER = Text("Tanggal mulai setelah tanggal selesai.", "It starts after it ends.")
_UNKNOWN_TENANT = Text("Kode ini tidak ada di provinsi ini.", "No such code in this province.")


def check_fields(body: ReportCreate, codes: frozenset[str]) -> None:
    """Raise `InvalidBodyError` for fields that contradict each other or name what nobody has."""
    errors = [
        FieldError(f"/participating_tenants/{place}", "not-found", _UNKNOWN_TENANT)
        for place, code in enumerate(body.participating_tenants)
        if code not in codes
    ]
    if body.starts_on and body.ends_on and body.starts_on > body.ends_on:
        errors.append(FieldError("/starts_on", "date-after-end", _ORDER))
    if errors:
        raise InvalidBodyError(errors)


def check_complete(report: Report) -> None:
    """Raise `InvalidBodyError` with what a report still needs before it is submitted."""
    errors = [
        FieldError(f"/{name}", "missing", _MISSING)
        for name in TO_SUBMIT
        if getattr(report, name) is None
    ]
    if not report.neutrality_attested:
        errors.append(FieldError("/neutrality_attested", "must-be-true", _ATTEST))
    if errors:
        raise InvalidBodyError(errors)


def due_on(period: str, due_day: int) -> date:
    """The last day to submit a period's reports in time: `due_day` of the month after it."""
    year, month = (int(part) for part in period.split("-"))
    return date(year + month // 12, month % 12 + 1, due_day)


def is_late(report: Report, due_day: int, zone: ZoneInfo) -> bool:
    """Whether the first submission came after the due date, counted in the province's days."""
    first: datetime | None = report.first_submitted_at
    return first is not None and first.astimezone(zone).date() > due_on(report.period, due_day)
