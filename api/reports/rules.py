"""What may happen to a report, and what it needs. Pure: no session, no clock of its own."""

from collections.abc import Mapping
from typing import Any

from api.errors import FieldError, InvalidBodyError, Text
from api.reports.models import Report, ReportStatus
from api.reports.schemas import ReportChange, ReportCreate
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


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[ReportChange]:
    """What differs from the content that was returned, in the order of the form; both as JSON."""
    return [
        ReportChange(field=name, before=before[name], after=after[name])
        for name in ReportCreate.model_fields
        if name in before and before[name] != after[name]
    ]
