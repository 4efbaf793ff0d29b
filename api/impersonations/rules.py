"""What may happen to a case, and which account it is about. Pure: no session, no fetching."""

from api.channels.addresses import NotAnAccountError
from api.channels.platforms import OTHER, Account, account_at, address_at
from api.errors import FieldError, InvalidBodyError, Text, TransitionNotAllowedError
from api.impersonations.models import ImpersonationStatus

S = ImpersonationStatus
# By the state: the states that a PATCH may set.
_LEADS_TO: dict[str, set[str]] = {
    S.OPEN: {S.REPORTED, S.DISMISSED},
    S.REPORTED: {S.TAKEN_DOWN, S.DISMISSED},
    S.TAKEN_DOWN: {S.DISMISSED},
    S.DISMISSED: set(),
}
CLOSED = {S.TAKEN_DOWN, S.DISMISSED}

_NO_ACCOUNT = Text(
    "Alamat ini bukan alamat akun; salin alamat halaman utama akun itu.",
    "This is not the address of an account; copy that of the account's own page.",
)
_OTHER_PLATFORM = Text(
    "Alamat ini milik platform lain; kosongkan platform.",
    "This address belongs to another platform; leave the platform out.",
)
_NEEDS_TICKET = Text(
    "Isi nomor laporan ke platform.", "Give the number of your report to the platform."
)
_NO_WARNING = Text(
    "Kasus yang ditutup sebagai keliru tidak memberi peringatan.",
    "A case that is dismissed warns of nothing.",
)


def account_of(url: str, platform: str | None) -> Account:
    """The account that a case is about. Raises `InvalidBodyError`."""
    try:
        found = address_at(url) if platform == OTHER else account_at(url)
    except NotAnAccountError as error:
        raise InvalidBodyError([FieldError("/url", "not-an-account", _NO_ACCOUNT)]) from error
    if platform is not None and found.platform != platform:
        raise InvalidBodyError([FieldError("/platform", "wrong-platform", _OTHER_PLATFORM)])
    return found


def follow(before: str, after: str) -> None:
    """Raise `TransitionNotAllowedError`, with the states that a case may be set to, unless it may.

    A dismissed case stays as it is.
    """
    allowed = _LEADS_TO[before]
    if after not in allowed | ({before} - {S.DISMISSED}):
        raise TransitionNotAllowedError(str(before), sorted(allowed))


def check(status: str, ticket: str | None, *, warns: bool) -> None:
    """Raise `InvalidBodyError` for what a case of this status lacks, or may not have.

    `warns`: the request gives it another public warning than before.
    """
    errors = []
    if status in {S.REPORTED, S.TAKEN_DOWN} and ticket is None:
        errors.append(FieldError("/platform_ticket", "missing", _NEEDS_TICKET))
    if status == S.DISMISSED and warns:
        errors.append(FieldError("/public_warning", "must-be-null", _NO_WARNING))
    if errors:
        raise InvalidBodyError(errors)
