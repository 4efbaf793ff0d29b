"""Units as they are answered with."""

from collections.abc import Sequence

from api.units.models import Unit
from api.units.schemas import UnitAnswer


def many(units: Sequence[Unit]) -> list[UnitAnswer]:
    """Some units, in the same order."""
    return [one(unit) for unit in units]


def one(unit: Unit) -> UnitAnswer:
    """One unit."""
    return UnitAnswer(**unit.model_dump(include=set(UnitAnswer.model_fields)))
