"""What a table may be, and when a row repeats another. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from api.access.permissions import Permission
from api.errors import FieldError, PermissionRequiredError, Text
from api.sheets.models import JobKind

MOST_ROWS = {JobKind.IMPORT_REPORTS: 25_000, JobKind.IMPORT_CHANNELS: 2_000}
MOST_COLUMNS = 200
LONGEST_CELL = 50_000  # characters: a summary's
LARGEST = 20 * 1024 * 1024  # bytes; 25,000 rows are some 3 MB
SECONDS = 60  # of processor time to read a table
MOST_TOLD = 1_000  # rows that an answer tells of; the file tells of all
MOST_AT_ONCE = 3  # jobs of a tenant that wait or run
HEADER_WITHIN = 20  # rows: titles and logos stand above it
# Whoever may follow jobs may not yet read what lies in a table of these.
READS = {
    JobKind.IMPORT_REPORTS: Permission.REPORTS_READ,
    JobKind.IMPORT_CHANNELS: Permission.CHANNELS_READ,
}
EXPORT_READS = {"reports": Permission.REPORTS_READ, "channels": Permission.CHANNELS_READ}

REFUSALS: Mapping[str, Text] = {
    "too-large": Text("Tabel ini terlalu besar.", "This table is too large."),
    "too-many-rows": Text(
        f"Paling banyak {MOST_ROWS[JobKind.IMPORT_REPORTS]} baris laporan atau "
        f"{MOST_ROWS[JobKind.IMPORT_CHANNELS]} baris kanal, tanpa ribuan baris kosong.",
        f"At most {MOST_ROWS[JobKind.IMPORT_REPORTS]} rows of reports or "
        f"{MOST_ROWS[JobKind.IMPORT_CHANNELS]} of channels, without thousands of empty ones.",
    ),
    "too-many-columns": Text(
        f"Paling banyak {MOST_COLUMNS} kolom.", f"At most {MOST_COLUMNS} columns."
    ),
    "unreadable": Text("Tabel ini tidak terbaca.", "This table cannot be read."),
    "empty": Text("Tabel ini kosong.", "This table is empty."),
    "missing-column": Text(
        "Ada kolom wajib yang tidak ada:", "Columns that are needed are missing:"
    ),
    "two-columns": Text("Ada dua kolom untuk:", "There are two columns for:"),
    "gone": Text("Berkas ini tidak ada lagi.", "This file is there no more."),
}
_TWICE = Text("Nomor rujukan ini sudah ada di baris {}.", "This reference stands in line {}, too.")
_TAKEN = Text(
    "Nomor rujukan ini sudah dipakai, dengan isi yang lain.",
    "This reference is taken, by a row that says something else.",
)


def require_reading(held: Collection[Permission], kind: str, parameters: Mapping[str, Any]) -> None:
    """Raise `PermissionRequiredError` for who may not read what a job's table holds."""
    needed = READS.get(JobKind(kind))
    if kind == JobKind.EXPORT:
        needed = EXPORT_READS.get(parameters["kind"])
    if needed and needed not in held:
        raise PermissionRequiredError(needed)


class TableRefusedError(Exception):
    """A table that is not imported at all: a code of `REFUSALS`, and what it is about."""

    def __init__(self, code: str, about: Text | None = None) -> None:
        super().__init__(code)
        self.code, self.about = code, about


def repeated(line: int) -> FieldError:
    """A reference that stands twice in a table."""
    text = Text(*(one.format(line) for one in _TWICE))
    return FieldError("/external_reference", "duplicate", text)


def taken() -> FieldError:
    """A reference that something else has."""
    return FieldError("/external_reference", "external-reference-taken", _TAKEN)
