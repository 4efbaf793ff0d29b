"""What may happen to a claim, and when two of them are the same. Pure."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from api.claims.models import Claim, ClaimStatus
from api.claims.schemas import ClaimClose, ClaimFields, ClaimOutcome, Medium
from api.errors import FieldError, InvalidBodyError, Text
from api.transitions import Machine

S = ClaimStatus
OPEN = (S.NEW, S.ASSIGNED)
WENT_ON = (S.TRANSFERRED, S.ESCALATED)
LIFE = Machine(
    {
        "assign_claim": (set(OPEN), S.ASSIGNED),
        "transfer_claim": (set(OPEN), S.TRANSFERRED),
        "close_claim": (set(OPEN), None),
    }
)
_NOTHING = Text(
    "Isi teks, tautan, atau berkas: paling sedikit satu.",
    "Give a text, a link or a file: at least one.",
)
_NUMBER = Text("Sebutkan nomor klarifikasinya.", "Name the clarification's number.")
_NO_NUMBER = Text("Hanya untuk hasil clarified.", "For the outcome clarified alone.")
_DUPLICATE = Text("Sebutkan isu yang sama.", "Name the claim that it repeats.")
_NO_DUPLICATE = Text("Hanya untuk hasil duplicate.", "For the outcome duplicate alone.")
_SPACE = re.compile(r"\s+")
_FORMAT = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]")
_MEDIA = tuple(medium.value for medium in Medium)


def check_fields(body: ClaimFields) -> None:
    """Raise `InvalidBodyError` for a claim about nothing."""
    if not (body.text or body.links or body.asset_ids):
        raise InvalidBodyError([FieldError("/text", "missing", _NOTHING)])


def check_outcome(body: ClaimClose) -> None:
    """Raise `InvalidBodyError` for an outcome without what belongs to it, or with what does not."""
    clarified = body.outcome is ClaimOutcome.CLARIFIED
    duplicate = body.outcome is ClaimOutcome.DUPLICATE
    errors = []
    if clarified != (body.clarification_number is not None):
        wrong = ("missing", _NUMBER) if clarified else ("not-allowed", _NO_NUMBER)
        errors.append(FieldError("/clarification_number", *wrong))
    if duplicate != (body.duplicate_of is not None):
        wrong = ("missing", _DUPLICATE) if duplicate else ("not-allowed", _NO_DUPLICATE)
        errors.append(FieldError("/duplicate_of", *wrong))
    if errors:
        raise InvalidBodyError(errors)


def fingerprint(text: str | None, links: Iterable[str], files: Iterable[str]) -> str:
    """The same for messages that are the same but for case, spaces and invisible signs.

    `files` are their sha256. What is told beside the message (where it was seen) does not matter.
    """
    plain = _FORMAT.sub("", unicodedata.normalize("NFKC", text or "")).casefold()
    words = _SPACE.sub(" ", plain).strip()
    together = json.dumps([words, sorted(set(links)), sorted(set(files))], ensure_ascii=False)
    return hashlib.sha256(together.encode()).hexdigest()


def medium_of(body: ClaimFields, file_type: str | None) -> Medium:
    """What circulates, where nobody says it: the file if there is one, else the text or the link."""
    if body.medium is not None:
        return body.medium
    kind = (file_type or "").partition("/")[0]
    if kind in _MEDIA:
        return Medium(kind)
    return Medium.TEXT if body.text or not body.links else Medium.LINK


def is_open(claim: Claim) -> bool:
    """Whether its office still has to answer it."""
    return claim.status in OPEN


def is_overdue(claim: Claim, moment: datetime) -> bool:
    """Whether its office should have answered it by now."""
    return is_open(claim) and claim.due_at < moment
