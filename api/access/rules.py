"""Four eyes, for every room: person ids are compared, and nothing else. Pure."""

from collections.abc import Collection, Sequence
from uuid import UUID

from api.errors import FourEyesError


def require_other(person: UUID, involved: Collection[UUID | None]) -> None:
    """Raise `FourEyesError` for somebody who took part before."""
    if person in involved:
        raise FourEyesError


def with_author(authors: Sequence[UUID], person: UUID) -> list[UUID]:
    """The people behind a row once this one wrote on it too."""
    return list(dict.fromkeys([*authors, person]))
