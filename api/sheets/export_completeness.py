"""The export of completeness: who was expected to declare a month, who did and when, and the rates.

The figures are those of `get_completeness`, by the same statement and the same rules.
"""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.periods import calendar
from api.periods.models import Completion
from api.periods.rules import months_after
from api.rollups import rules, statements
from api.rollups.completeness import reached
from api.rollups.models import ReportSummary
from api.rollups.recap_texts import STANDINGS
from api.sheets.export_tables import Cell, Figures, Heading, Row, Table, in_zone
from api.sheets.schemas import ExportCreate

_HEADINGS = (
    Heading("Kode", 8),
    Heading("Pemerintah daerah", 28),
    Heading("Periode", 10),
    Heading("Status", 14),
    Heading("Nihil", 8),
    Heading("Terlambat", 10),
    Heading("Dinyatakan pertama", 18),
    Heading("Catatan", 40),
    Heading("Alasan", 40),
    Heading("Ditunggu", 10),
    Heading("Sudah", 10),
    Heading("Tepat waktu", 10),
    Heading("Dibebaskan", 11),
    Heading("Laporan masuk", 10),
)


async def table(
    session: AsyncSession, caller: Principal, body: ExportCreate, zone: ZoneInfo
) -> Table:
    """A row for each government and month, and the session in the reach that its statement needs."""
    places = await reached(session, caller, body.tenants)
    periods = sorted(set(body.periods)) or await _periods(session)
    more = (col(Completion.note), col(Completion.reason))

    def row(found: Any) -> Row:  # noqa: ANN401 - a row of the statement
        stands = rules.stands(found)
        counts = rules.counted(stands, nil=bool(found.nil))
        told = (counts["expected"], counts["received"], counts["on_time"], counts["exempt"])
        cells: list[Cell] = [
            *(found.code, found.name, found.period, STANDINGS[stands].id.lower()),
            *("ya" if counts["nil"] else "tidak", "ya" if found.late else "tidak"),
            *(in_zone(found.first_declared_at, zone), found.note, found.reason),
            *(*told, found.reports_activities),
        ]
        return Row(cells, Figures(found.code, found.period, found.name, told))

    return Table(
        title="Kelengkapan laporan",
        file_name="kelengkapan",
        headings=_HEADINGS,
        group="Pemerintah daerah",
        amounts=("Ditunggu", "Sudah", "Tepat waktu", "Dibebaskan"),
        rates=(("Kelengkapan", 1, 0), ("Ketepatan waktu", 2, 0)),
        shown=1,
        model=Completion,
        statement=statements.declared(places, periods).add_columns(*more),
        row=row,
    )


async def _periods(session: AsyncSession) -> list[str]:
    """Every month of which anything was declared or handed in, and the month before this one."""
    known = union(select(col(Completion.period)), select(col(ReportSummary.period)))
    last = months_after(calendar.this_month(session), -1)
    return sorted({last, *await session.scalars(known)})
