"""What an election window may say, and whether it asks for a second look at a text. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from api.conduct.election_schemas import ElectionWindowCreate
from api.conduct.election_terms import Terms, words_of
from api.errors import FieldError, InvalidBodyError, Text

_ORDER = Text("Tanggal mulai setelah tanggal selesai.", "It starts after it ends.")
_REGION = Text("Kode ini tidak ada di provinsi ini.", "No such code in this province.")
_NO_WORDS = Text("Istilah ini tidak memuat kata.", "There is no word in this term.")


class Reason(StrEnum):
    """Why an election window asks for the province's signature."""

    POLITICS = "election-politics"
    TERM = "election-term"


@dataclass(frozen=True)
class Window:
    """A window of today, as clarifications are held against it."""

    province: str
    regions: frozenset[str]
    terms: Terms

    def binds(self, regions: Collection[str]) -> bool:
        """Whether a text of these regions is read where the election is.

        The province's code stands for all of it on either side, as it does in the published lists.
        """
        everywhere = not self.regions or self.province in self.regions
        return everywhere or self.province in regions or not self.regions.isdisjoint(regions)


def reasons_of(
    windows: Sequence[Window], regions: Collection[str], texts: Iterable[str], *, politics: bool
) -> list[Reason]:
    """Why today's windows ask for a signature under a text; it says nothing about the text's truth."""
    binding = [window for window in windows if window.binds(regions)]
    if not binding:
        return []
    reasons = [Reason.POLITICS] if politics else []
    # Apart, so that the end of a title and the beginning of a body never make up a name.
    words = [words_of(text) for text in texts]
    if any(window.terms.are_in(each) for window in binding for each in words):
        reasons.append(Reason.TERM)
    return reasons


def check_fields(body: ElectionWindowCreate, codes: Collection[str]) -> None:
    """Raise `InvalidBodyError` for days the wrong way round, unknown regions and wordless terms."""
    errors = [
        FieldError(f"/regions/{place}", "not-found", _REGION)
        for place, code in enumerate(body.regions)
        if code not in codes
    ]
    errors += [
        FieldError(f"/terms/{place}", "missing", _NO_WORDS)
        for place, term in enumerate(body.terms)
        if not words_of(term)
    ]
    if body.starts_on > body.ends_on:
        errors.append(FieldError("/starts_on", "date-after-end", _ORDER))
    if errors:
        raise InvalidBodyError(errors)


def once_each(terms: Iterable[str]) -> list[str]:
    """The terms as given, each once whatever its case."""
    first: dict[str, str] = {}
    for term in terms:
        first.setdefault(term.casefold(), term)
    return list(first.values())
