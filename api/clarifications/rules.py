"""What may happen to a clarification, who must have seen it, and how plainly it speaks. Pure."""

import re
from collections.abc import Sequence

from api.clarifications.models import (
    Clarification,
    ClarificationRevision,
    ClarificationStatus,
)
from api.clarifications.schemas import (
    Checklist,
    ClarificationCreate,
    Countersign,
    Readability,
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
LIFE = Machine(
    {
        "update_clarification": ({S.DRAFT, S.CHANGES_REQUESTED}, None),
        "delete_clarification": ({S.DRAFT}, None),
        "submit_clarification": ({S.DRAFT, S.CHANGES_REQUESTED}, S.IN_REVIEW),
        "withdraw_clarification": ({S.IN_REVIEW}, S.DRAFT),
        "request_changes": ({S.IN_REVIEW, S.APPROVED}, S.CHANGES_REQUESTED),
        "approve_clarification": ({S.IN_REVIEW}, S.APPROVED),
        "countersign_clarification": ({S.IN_REVIEW, S.APPROVED}, None),
        "publish_clarification": ({S.APPROVED}, S.PUBLISHED),
        "retract_clarification": ({S.PUBLISHED}, S.RETRACTED),
    }
)
NAMED_IN_SOURCE = ("title", "publisher", "official")
TO_SUBMIT = ("verdict", "topic", "body")
_MISSING = Text("Isian ini wajib untuk mengajukan.", "This field is required to submit.")
_SOURCE = Text("Sebutkan paling sedikit satu sumber.", "Name at least one source.")
_TRUE = Text("Harus dinyatakan benar untuk menyetujui.", "Must be attested to approve.")
_REGION = Text("Kode ini tidak ada di provinsi ini.", "No such code in this province.")
_CLAIM = Text("Isu ini tidak ada.", "This claim does not exist.")
NO_WORDS = Text("Isinya tidak memuat kata.", "There is nothing to read in it.")
_COVER = Text("Sampul harus salah satu dari asset_ids.", "The cover must be one of asset_ids.")

_SENTENCE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_LONG_WORD = 10  # letters
_LONG_SENTENCE = 25  # words


def check_fields(body: ClarificationCreate, codes: frozenset[str]) -> None:
    """Raise `InvalidBodyError` for regions and claims that nobody has, and a cover not attached."""
    errors = [
        FieldError(f"/regions/{place}", "not-found", _REGION)
        for place, code in enumerate(body.regions)
        if code not in codes
    ]
    # There is no room for claims yet, so none can be named.
    errors += [
        FieldError(f"/claim_ids/{place}", "not-found", _CLAIM)
        for place in range(len(body.claim_ids))
    ]
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


def is_ahead(row: Clarification) -> bool:
    """Whether publishing is ahead; what is published is not asked again for a signature."""
    return row.status not in {S.PUBLISHED, S.RETRACTED}


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
    return [revision.title, revision.claim_reviewed, revision.body or "", *filter(None, named)]


def check_unsigned(row: Clarification, revision: ClarificationRevision) -> None:
    """Raise `TransitionNotAllowedError` for a revision that the province has signed."""
    if revision.countersigned_at is not None:
        allowed = [name for name in LIFE.allowed(row.status) if name != "countersign_clarification"]
        raise TransitionNotAllowedError(row.status, allowed)


def check_countersigned(
    revision: ClarificationRevision, author: Place, windows: Sequence[Window]
) -> list[str]:
    """The reasons for which it was signed. Raises `CountersignRequiredError` if it must still be."""
    needed = countersign_of(revision, author, windows)
    if needed.required and needed.at is None:
        raise CountersignRequiredError(reasons=needed.reasons)
    return needed.reasons


def readability_of(body: str | None) -> Readability | None:
    """How plainly an Indonesian text speaks; None without a text."""
    sentences = [_WORD.findall(part) for part in _SENTENCE.findall(body or "")]
    sentences = [words for words in sentences if words]
    if not sentences:
        return None
    words = [word for sentence in sentences for word in sentence]
    long_words = sum(len(word) > _LONG_WORD for word in words)
    return Readability(
        words_per_sentence=round(len(words) / len(sentences), 1),
        long_word_share=round(long_words / len(words), 2),
        hint=_hint(sentences),
    )


def _hint(sentences: Sequence[Sequence[str]]) -> str | None:
    for place, words in enumerate(sentences, start=1):
        if len(words) > _LONG_SENTENCE:
            return f"Kalimat ke-{place} panjang ({len(words)} kata)."
    return None
