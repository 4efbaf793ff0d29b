"""Election windows as they are answered with."""

from collections.abc import Sequence

from api.conduct.election_schemas import ElectionWindowAnswer
from api.conduct.models import ElectionWindow


def many(rows: Sequence[ElectionWindow]) -> list[ElectionWindowAnswer]:
    """Some windows, in the same order."""
    return [one(row) for row in rows]


def one(row: ElectionWindow) -> ElectionWindowAnswer:
    """One window."""
    return ElectionWindowAnswer(**row.model_dump(include=set(ElectionWindowAnswer.model_fields)))
