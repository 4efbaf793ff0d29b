"""What people paste into a WhatsApp group: who has declared, and who has not. Indonesian alone."""

from collections.abc import Mapping, Sequence

from api.periods.letters import day_name, month_name
from api.periods.rules import Dates, first_day
from api.rollups.schemas import Standing, TenantCompleteness


def whatsapp(dated: Mapping[str, Dates], rows: Sequence[TenantCompleteness]) -> str:
    """A text for each of the months, parted by an empty line."""
    return "\n\n".join(
        _month(period, dates, [row for row in rows if row.period == period])
        for period, dates in dated.items()
    )


def _month(period: str, dates: Dates, rows: Sequence[TenantCompleteness]) -> str:
    month, due = month_name(first_day(period)).id, day_name(dates.due_on).id
    missing = _names(rows, Standing.UNDECLARED)
    received = sum(row.received for row in rows)
    stand = f"{received} sudah, {len(missing)} belum"
    lines = [
        f"*Laporan kegiatan {month}* (batas waktu {due})",
        f"{stand}: {', '.join(missing)}." if missing else f"{stand}.",
    ]
    asides = {
        "Terlambat": _names(rows, Standing.LATE),
        "Nihil": [row.name for row in rows if row.nil],
        "Dibebaskan": _names(rows, Standing.EXEMPT),
    }
    lines += [f"{title}: {', '.join(names)}." for title, names in asides.items() if names]
    return "\n".join(lines)


def _names(rows: Sequence[TenantCompleteness], standing: Standing) -> list[str]:
    return [row.name for row in rows if row.standing == standing]
