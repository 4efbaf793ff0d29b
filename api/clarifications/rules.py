"""What may happen to a clarification, who must have seen it, and who must sign it. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NoReturn, TypeAlias

from api.clarifications import translations
from api.clarifications.models import (
    Clarification,
    ClarificationRevision,
    ClarificationStatus,
)
from api.clarifications.schemas import (
    Audience,
    Checklist,
    ClarificationCreate,
    ClarificationPatch,
    Countersign,
    Topic,
)
from api.conduct.election_rules import Window, reasons_of
from api.errors import (
    CountersignRequiredError,
    FieldError,
    InvalidBodyError,
    Text,
    TransitionNotAllowedError,
)
from api.transitions import Machine
from tenants.directory import Place

S = ClarificationStatus
_Operations: TypeAlias = dict[str, tuple[set[str], str | None]]
_TEXT: _Operations = {  # the way of any text to publication, the first one and a correction's
    "update_clarification": ({S.DRAFT, S.CHANGES_REQUESTED}, None),
    "submit_clarification": ({S.DRAFT, S.CHANGES_REQUESTED}, S.IN_REVIEW),
    "withdraw_clarification": ({S.IN_REVIEW}, S.DRAFT),
    "request_changes": ({S.IN_REVIEW, S.APPROVED}, S.CHANGES_REQUESTED),
    "approve_clarification": ({S.IN_REVIEW}, S.APPROVED),
    "countersign_clarification": ({S.IN_REVIEW, S.APPROVED}, None),
    "publish_clarification": ({S.APPROVED}, S.PUBLISHED),
    "cancel_publication": ({S.APPROVED}, None),
}
LIFE = Machine(
    {
        **_TEXT,
        "delete_clarification": ({S.DRAFT}, None),
        "correct_clarification": ({S.PUBLISHED}, None),
        "discard_correction": (set(), None),
        "retract_clarification": ({S.PUBLISHED}, S.RETRACTED),
    }
)
_OPEN: set[str] = {S.DRAFT, S.IN_REVIEW, S.CHANGES_REQUESTED, S.APPROVED}
# The states of an open correction; its clarification is published all the while.
CORRECTION = Machine(
    {
        **_TEXT,
        "delete_clarification": (set(), None),
        "correct_clarification": (set(), None),
        "discard_correction": ({S.DRAFT, S.CHANGES_REQUESTED}, None),
        "retract_clarification": (_OPEN, S.RETRACTED),
    }
)
NAMED_IN_SOURCE = ("title", "publisher", "official")
TO_SUBMIT = ("verdict", "topic", "body")
_MISSING = Text("Isian ini wajib untuk mengajukan.", "This field is required to submit.")
_SOURCE = Text("Sebutkan paling sedikit satu sumber.", "Name at least one source.")
_TRUE = Text("Harus dinyatakan benar untuk menyetujui.", "Must be attested to approve.")
_REGION = Text("Kode ini tidak ada di provinsi ini.", "No such code in this province.")
AHEAD_AT_MOST = timedelta(days=90)
_TOO_LATE = Text("Paling lama 90 hari dari sekarang.", "At most 90 days from now.")
_NO_CORRECTION = Text(
    "Hanya berlaku selama koreksi terbuka.", "Applies only while a correction is open."
)
_ALREADY_PUBLIC = Text(
    "Sudah dibaca publik; cabut bila harus hilang.", "The public has read it; retract it instead."
)
_COVER = Text("Sampul harus salah satu dari asset_ids.", "The cover must be one of asset_ids.")


def check_fields(body: ClarificationCreate, codes: frozenset[str]) -> None:
    """Raise `InvalidBodyError` for regions that nobody has, and a cover not attached."""
    errors = [
        FieldError(f"/regions/{place}", "not-found", _REGION)
        for place, code in enumerate(body.regions)
        if code not in codes
    ]
    errors += translations.errors_in(body)
    if body.cover_asset_id and body.cover_asset_id not in body.asset_ids:
        errors.append(FieldError("/cover_asset_id", "not-attached", _COVER))
    if errors:
        raise InvalidBodyError(errors)


def check_complete(revision: ClarificationRevision) -> None:
    """Raise `InvalidBodyError` with what a clarification still needs before it is submitted."""
    errors = [
        FieldError(f"/{name}", "missing", _MISSING)
        for name in TO_SUBMIT
        if getattr(revision, name) is None
    ]
    errors += translations.missing_in(revision)
    if not revision.sources:
        errors.append(FieldError("/sources", "missing", _SOURCE))
    if errors:
        raise InvalidBodyError(errors)


def check_attested(checklist: Checklist) -> None:
    """Raise `InvalidBodyError` for every line that the approver did not attest."""
    errors = [
        FieldError(f"/checklist/{name}", "must-be-true", _TRUE)
        for name, value in checklist.model_dump().items()
        if not value
    ]
    if errors:
        raise InvalidBodyError(errors)


def check_time(at: datetime, moment: datetime) -> None:
    """Raise `InvalidBodyError` for a publication too far ahead."""
    if at - moment > AHEAD_AT_MOST:
        raise InvalidBodyError([FieldError("/publish_at", "too-late", _TOO_LATE)])


def public_note(
    row: Clarification, revision: ClarificationRevision, patch: ClarificationPatch
) -> str | None:
    """The public note once the patch is applied. Raises `InvalidBodyError`."""
    if "public_note" not in patch.model_fields_set:
        return revision.public_note
    if not is_correction(row, revision):
        raise InvalidBodyError([FieldError("/public_note", "no-correction", _NO_CORRECTION)])
    if patch.public_note is None:
        raise InvalidBodyError([FieldError("/public_note", "missing", _MISSING)])
    return patch.public_note


def check_audience(published: ClarificationRevision, body: ClarificationCreate) -> None:
    """Raise `InvalidBodyError` for a correction that takes from the public what it has read."""
    if (published.audience, body.audience) == (Audience.PUBLIC, Audience.GOVERNMENT):
        raise InvalidBodyError([FieldError("/audience", "already-public", _ALREADY_PUBLIC)])


def is_correction(row: Clarification, revision: ClarificationRevision) -> bool:
    """Whether this text is the open correction.

    Who does not see one (the province, while it is a draft) has the published text in hand.
    """
    return revision.revision == row.correction_revision


def stage_of(row: Clarification, revision: ClarificationRevision) -> str:
    """The state of this text: an open correction has one of its own."""
    if is_correction(row, revision) and row.correction_status:
        return row.correction_status
    return row.status


def follow(operation: str, row: Clarification, revision: ClarificationRevision) -> str:
    """The state of this text after `operation`. Raises `TransitionNotAllowedError`."""
    return _machine(row, revision).follow(operation, stage_of(row, revision))


def settle(row: Clarification, revision: ClarificationRevision, status: str) -> None:
    """Put this text into a state that is not yet public."""
    if is_correction(row, revision):
        row.correction_status = status
    else:
        row.status = status


def refuse(operation: str, row: Clarification, revision: ClarificationRevision) -> NoReturn:
    """Raise `TransitionNotAllowedError` for what the state alone would allow."""
    stage = stage_of(row, revision)
    allowed = [name for name in _machine(row, revision).allowed(stage) if name != operation]
    raise TransitionNotAllowedError(stage, allowed)


def _machine(row: Clarification, revision: ClarificationRevision) -> Machine:
    return CORRECTION if is_correction(row, revision) else LIFE


def is_ahead(row: Clarification, revision: ClarificationRevision) -> bool:
    """Whether publishing is ahead; what is published is not asked again for a signature."""
    return stage_of(row, revision) not in {S.PUBLISHED, S.RETRACTED}


def countersign_of(
    revision: ClarificationRevision, author: Place, windows: Sequence[Window] = ()
) -> Countersign:
    """Whether the province must sign: regions beyond the author's own, and elections of today.

    A signature under the revision counts whatever the reasons were when it was given.
    """
    beyond = not author.is_province and any(code != author.code for code in revision.regions)
    politics = revision.topic == Topic.POLITICS
    elections = reasons_of(windows, revision.regions, _texts(revision), politics=politics)
    reasons = [*(["regions"] if beyond else []), *elections]
    return Countersign(required=bool(reasons), reasons=reasons, at=revision.countersigned_at)


def _texts(revision: ClarificationRevision) -> list[str]:
    """All that is read of it once it is published: who is quoted, too."""
    named = (source.get(each) for source in revision.sources for each in NAMED_IN_SOURCE)
    main = (revision.title, revision.claim_reviewed, revision.body or "")
    return [*main, *translations.texts_of(revision), *filter(None, named)]


def check_unsigned(row: Clarification, revision: ClarificationRevision) -> None:
    """Raise `TransitionNotAllowedError` for a revision that the province has signed."""
    if revision.countersigned_at is not None:
        refuse("countersign_clarification", row, revision)


def check_countersigned(
    revision: ClarificationRevision, author: Place, windows: Sequence[Window]
) -> list[str]:
    """The reasons for which it was signed. Raises `CountersignRequiredError` if it must still be."""
    needed = countersign_of(revision, author, windows)
    if needed.required and needed.at is None:
        raise CountersignRequiredError(reasons=needed.reasons)
    return needed.reasons
