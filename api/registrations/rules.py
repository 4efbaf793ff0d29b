"""Who may register what, and what may happen to a registration. Pure: no session."""

from collections.abc import Sequence
from datetime import timedelta

from api.errors import FieldError, InvalidBodyError, Text
from api.registrations.models import RegistrationStatus
from api.registrations.schemas import RegistrationCreate
from api.transitions import Machine

S = RegistrationStatus
CONFIRM_WITHIN = timedelta(days=7)
# The e-mailed link alone leads from unconfirmed to pending.
LIFE = Machine(
    {
        "approve_registration": ({S.PENDING}, S.APPROVED),
        "reject_registration": ({S.PENDING}, S.REJECTED),
    }
)
_UNKNOWN_REGION = Text("Kode ini tidak ada di provinsi ini.", "No such code in this province.")
_BOTH = Text(
    "letter_asset_id dan letter_ticket dikirim bersama.",
    "letter_asset_id and letter_ticket are sent together.",
)
_TICKET = Text(
    "Tiket ini tidak berlaku untuk berkas itu. Buat tiket baru.",
    "This ticket is not good for that file. Get a new one.",
)


def is_official(email: str, endings: Sequence[str]) -> bool:
    """Whether a (lower-case) address has one of the endings; one with a leading dot: any below it."""
    domain = email.rpartition("@")[2]
    return any(
        domain.endswith(ending) if ending.startswith(".") else domain == ending
        for ending in map(str.lower, endings)
    )


def check_fields(body: RegistrationCreate, endings: Sequence[str], *, known: bool) -> None:
    """Raise `InvalidBodyError` for a region that is not `known`, or an address that is not official."""
    errors = []
    if not known:
        errors.append(FieldError("/region", "not-found", _UNKNOWN_REGION))
    if not is_official(body.email, endings):
        errors.append(FieldError("/email", "not-official", _official(endings)))
    if body.letter_ticket is None and body.letter_asset_id is not None:
        errors.append(FieldError("/letter_ticket", "missing", _BOTH))
    if body.letter_asset_id is None and body.letter_ticket is not None:
        errors.append(FieldError("/letter_asset_id", "missing", _BOTH))
    if errors:
        raise InvalidBodyError(errors)


def bad_ticket() -> InvalidBodyError:
    """One refusal for a ticket that is unknown, used, expired or another file's."""
    return InvalidBodyError([FieldError("/letter_ticket", "not-found", _TICKET)])


def _official(endings: Sequence[str]) -> Text:
    names = ", ".join(endings)
    return Text(
        f"Pakai surel resmi pemerintah. Akhiran yang diterima: {names}.",
        f"Use an official address of the government. These endings are taken: {names}.",
    )
