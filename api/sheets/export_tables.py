"""What the exports hold: their columns, the statement behind them, and how a row reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.channels.models import Channel
from api.reports.models import Report
from api.sheets.report_columns import KIND_NAMES
from api.sheets.schemas import ExportCreate, ExportKind
from api.units.models import Unit
from tenants.directory import directory_of
from tenants.models import Tenant

Cell = str | int | date | None
_STATUS = {
    "draft": "draf",
    "submitted": "diajukan",
    "returned": "dikembalikan",
    "accepted": "diterima",
    "pending": "menunggu",
    "verified": "resmi",
    "rejected": "ditolak",
    "suspended": "ditangguhkan",
    "archived": "diarsipkan",
}


@dataclass(frozen=True)
class Names:
    """Governments by their codes, the codes by id, and the names of the own units."""

    tenants: Mapping[str, str]
    codes: Mapping[UUID, str]
    units: Mapping[UUID, str]


class Heading(NamedTuple):
    """A column of an export; its width is in characters."""

    title: str
    width: int = 14


class Figures(NamedTuple):
    """What a row counts for in the summary."""

    tenant: str
    month: str
    group: str
    amounts: tuple[int, ...]


class Row(NamedTuple):
    """A row of an export, and what it counts for."""

    cells: list[Cell]
    figures: Figures


@dataclass(frozen=True)
class Table:
    """One export. `amounts` are the titles of what the summary adds up, by `group`.

    `rates` have a title each, and which amount is divided by which; `shown` is the amount of the
    heat table.
    """

    title: str
    file_name: str
    headings: tuple[Heading, ...]
    group: str
    amounts: tuple[str, ...]
    model: Any
    statement: Select[Any]
    row: Callable[[Any], Row]
    rates: tuple[tuple[str, int, int], ...] = ()
    shown: int = 0


async def names_of(session: AsyncSession) -> Names:
    """Read in the caller's own scope."""
    tenants = await session.execute(select(col(Tenant.code), col(Tenant.name)))
    units = await session.execute(select(col(Unit.id), col(Unit.name)))
    directory = directory_of(session)
    places = [directory.by_code(code) for code in directory.codes]
    codes = {place.id: place.code for place in places if place}
    return Names(dict(tenants.all()), codes, dict(units.all()))


def table_of(body: ExportCreate, names: Names, zone: ZoneInfo) -> Table:
    """The export that is asked for; that of completeness has a module of its own."""
    make = _channels if body.kind is ExportKind.CHANNELS else _reports
    return make(body, names, zone)


def in_zone(moment: datetime | None, zone: ZoneInfo) -> str | None:
    """A moment as people there read it."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else None


def _listed(values: list[str]) -> str | None:
    return "; ".join(values) or None


_REPORT = (
    Heading("Kode", 8),
    Heading("Pemerintah daerah", 28),
    Heading("Periode", 10),
    Heading("Status", 13),
    Heading("Terlambat", 10),
    Heading("Jenis", 18),
    Heading("Judul", 50),
    Heading("Ringkasan", 50),
    Heading("Tanggal mulai", 12),
    Heading("Tanggal selesai", 12),
    Heading("Lokasi", 24),
    Heading("Penyelenggara", 24),
    Heading("Perangkat daerah", 24),
    Heading("Mitra", 30),
    Heading("Narasumber", 30),
    Heading("Peserta", 10),
    Heading("Daerah peserta", 18),
    Heading("Jumlah perangkat daerah peserta", 12),
    Heading("Unggahan", 10),
    Heading("Jangkauan", 12),
    Heading("Interaksi", 12),
    Heading("Nomor klarifikasi", 20),
    Heading("Netral", 8),
    Heading("Nomor rujukan", 20),
    Heading("Diajukan pertama", 17),
    Heading("Diputuskan", 17),
    Heading("Catatan", 40),
)
_REPORT_COLUMNS = (
    *("tenant_id", "period", "status", "late", "kind", "title", "summary", "starts_on", "ends_on"),
    *("location", "organiser", "unit_id", "partner_institutions", "speakers", "participants"),
    *("participating_tenants", "participating_units", "posts_count", "reach", "engagement"),
    *("clarification_numbers", "neutrality_attested", "external_reference"),
    *("first_submitted_at", "decided_at", "decision_note"),
)


def _reports(body: ExportCreate, names: Names, zone: ZoneInfo) -> Table:
    columns = [col(getattr(Report, name)) for name in _REPORT_COLUMNS]
    statement = select(*columns).order_by(
        col(Report.period), col(Report.tenant_id), col(Report.created_at), col(Report.id)
    )
    if body.periods:
        statement = statement.where(col(Report.period).in_(body.periods))

    def row(found: Any) -> Row:  # noqa: ANN401 - a row of the statement
        code = names.codes[found.tenant_id]
        kind = KIND_NAMES.get(found.kind, found.kind)
        cells: list[Cell] = [
            *(code, names.tenants[code], found.period, _STATUS.get(found.status, found.status)),
            *("ya" if found.late else "tidak", kind, found.title, found.summary),
            *(found.starts_on, found.ends_on, found.location, found.organiser),
            *(names.units.get(found.unit_id), _listed(found.partner_institutions)),
            *(_listed(found.speakers), found.participants, _listed(found.participating_tenants)),
            *(found.participating_units, found.posts_count, found.reach, found.engagement),
            *(_listed(found.clarification_numbers), "ya" if found.neutrality_attested else "tidak"),
            *(found.external_reference, in_zone(found.first_submitted_at, zone)),
            *(in_zone(found.decided_at, zone), found.decision_note),
        ]
        amounts = (1, found.participants or 0, found.reach, found.engagement)
        return Row(cells, Figures(code, found.period, kind, amounts))

    return Table(
        title="Laporan kegiatan",
        file_name="laporan",
        headings=_REPORT,
        group="Jenis",
        amounts=("Laporan", "Peserta", "Jangkauan", "Interaksi"),
        model=Report,
        statement=statement,
        row=row,
    )


_CHANNEL = (
    Heading("Kode", 8),
    Heading("Pemerintah daerah", 28),
    Heading("Platform", 12),
    Heading("Nama", 40),
    Heading("Handle", 24),
    Heading("Alamat", 44),
    Heading("Status", 14),
    Heading("Perangkat daerah", 24),
    Heading("Bahasa", 8),
    Heading("Nomor rujukan", 20),
    Heading("Diverifikasi", 17),
    Heading("Terakhir dikonfirmasi", 17),
)


def _channels(body: ExportCreate, names: Names, zone: ZoneInfo) -> Table:
    del body
    order = (col(Channel.tenant_id), col(Channel.platform), col(Channel.created_at))
    statement = select(Channel).order_by(*order, col(Channel.id))

    def row(found: Any) -> Row:  # noqa: ANN401 - a row of the statement
        one: Channel = found[0]
        code, status = names.codes[one.tenant_id], _STATUS.get(one.status, one.status)
        cells: list[Cell] = [
            *(code, names.tenants[code], one.platform, one.name, one.handle, one.url, status),
            *(names.units.get(one.unit_id) if one.unit_id else None, one.language),
            *(one.external_reference, in_zone(one.verified_at, zone)),
            in_zone(one.last_confirmed_at, zone),
        ]
        month = f"{one.created_at.astimezone(zone):%Y-%m}"
        return Row(cells, Figures(code, month, one.platform, (1, int(one.status == "verified"))))

    return Table(
        title="Kanal resmi",
        file_name="kanal",
        headings=_CHANNEL,
        group="Platform",
        amounts=("Kanal", "Resmi"),
        model=Channel,
        statement=statement,
        row=row,
    )
