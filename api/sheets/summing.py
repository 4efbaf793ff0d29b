"""What an export tells besides its rows: what it is, and sums that are added up row by row."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from api.sheets.export_tables import Row, Table


class About(NamedTuple):
    """What an export says of itself."""

    title: str
    moment: datetime
    periods: Sequence[str]

    @property
    def subtitle(self) -> str:
        """When it was made, and of what."""
        what = ", ".join(self.periods) or "semua periode"
        return f"Dibuat {self.moment:%Y-%m-%d %H:%M %Z}, {what}"


class Sums:
    """What the summary tells, added up row by row."""

    def __init__(self, table: Table) -> None:
        self._table, amounts = table, len(table.amounts)
        self.groups: dict[str, list[int]] = defaultdict(lambda: [0] * amounts)
        self.months: dict[str, list[int]] = defaultdict(lambda: [0] * amounts)
        self.heat: dict[tuple[str, str], int] = defaultdict(int)

    def add(self, row: Row) -> None:
        """Count one row."""
        tenant, month, group, amounts = row.figures
        if not is_counted(self._table, amounts):
            return
        self.heat[tenant, month] += amounts[self._table.shown]
        for sums in (self.groups[group], self.months[month]):
            for place, amount in enumerate(amounts):
                sums[place] += amount


def is_counted(table: Table, amounts: Sequence[int]) -> bool:
    """False where there is nothing to have a rate of."""
    return not table.rates or amounts[table.rates[0][2]] > 0
