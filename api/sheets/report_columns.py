"""The columns of a table of reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from api.errors import Text
from api.reports.schemas import ReportKind
from api.sheets import cells
from api.sheets.columns import Column

POSTS = 10  # of a row
_SHOWN_POSTS = 2  # in the template
_KINDS = cells.labels(
    ReportKind,
    {
        "publication": ("Publikasi",),
        "campaign": ("Kampanye",),
        "training": ("Pelatihan", "Bimtek", "Lokakarya"),
        "briefing": ("Pengarahan", "Rapat", "Sosialisasi"),
        "hoax_response": ("Penanganan hoaks", "Tanggapan hoaks", "Klarifikasi hoaks"),
        "public_service": ("Layanan publik", "Pelayanan publik"),
        "monitoring": ("Pemantauan",),
        "other": ("Lainnya", "Lain-lain"),
    },
)
KIND_NAMES = {value: names[0] for value, names in _KINDS.items()}
_NO_UNIT = Text("Perangkat daerah ini tidak ada.", "This unit does not exist.")
_NO_TENANT = Text("Kode ini tidak ada di provinsi ini.", "No such code in this province.")
_NO_CHANNEL = Text("Kanal ini tidak ada.", "This channel does not exist.")
_CHANNELS = Text(
    "Lebih dari satu kanal bernama ini: tulis alamatnya, atau misalnya kab.contoh (instagram).",
    "Several channels are called this: write its address, or such as kab.contoh (instagram).",
)
_DATE = Text(
    "Tulis tanggal seperti 14/10/2026 atau 2026-10-14.", "Write a date as 14/10/2026 or 2026-10-14."
)
_COUNT = Text("Tulis bilangan bulat, misalnya 1.200.", "Write a whole number, such as 1,200.")
_LIST = Text("Pisahkan dengan titik koma.", "Separate them with semicolons.")
_TEXT = Text("Tulis satu baris, paling banyak 300 huruf.", "One line of at most 300 characters.")


@dataclass(frozen=True)
class Names:
    """What a tenant calls its own things, by `cells.plain` of the name."""

    units: Mapping[str, UUID]
    tenants: Mapping[str, str]
    channels: Mapping[str, UUID | None]  # None: several are called that
    # As they are written, to pick from: by the field that they go into.
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)


NOBODY = Names({}, {}, {})


def columns(names: Names = NOBODY, *, posts: int = POSTS) -> list[Column]:
    """All columns; those of posts come once for each of them."""
    found = [*_activity(), *_people(names), *_rest()]
    for number in range(1, posts + 1):
        found += _post(number, names)
    return found


def template(names: Names) -> list[Column]:
    """The columns that the template shows."""
    return columns(names, posts=_SHOWN_POSTS)


def _activity() -> list[Column]:
    period = Text("Tulis bulan seperti 2026-10 atau Oktober 2026.", "Write a month as 2026-10.")
    kinds = ", ".join(_KINDS)
    kind = Text(f"Pilih salah satu: {_in_indonesian()}.", f"Choose one of: {kinds}.")
    title = Text("Tulis judul satu baris, paling banyak 300 huruf.", "One line, 300 characters.")
    summary = Text("Wajib untuk mengajukan.", "Needed to submit.")
    return [
        Column("period", Text("Periode", "Period"), period, "2026-10", cells.month, required=True),
        Column(
            "kind",
            Text("Jenis", "Kind"),
            kind,
            "Pelatihan",
            cells.choice(_KINDS),
            ("Jenis kegiatan",),
            required=True,
            choices=tuple(names[0] for names in _KINDS.values()),
        ),
        Column(
            "title",
            Text("Judul", "Title"),
            title,
            "Lokakarya pengelolaan media sosial",
            also=("Judul kegiatan", "Nama kegiatan"),
            required=True,
        ),
        Column("summary", Text("Ringkasan", "Summary"), summary, "Pelatihan dua hari bagi ..."),
        Column("starts_on", Text("Tanggal mulai", "Starts on"), _DATE, "13/10/2026", cells.day),
        Column("ends_on", Text("Tanggal selesai", "Ends on"), _DATE, "14/10/2026", cells.day),
        Column("location", Text("Lokasi", "Location"), _TEXT, "Aula Diskominfo", also=("Tempat",)),
        Column("organiser", Text("Penyelenggara", "Organiser"), _TEXT, "Diskominfo"),
    ]


def _in_indonesian() -> str:
    return ", ".join(names[0] for names in _KINDS.values())


def _people(names: Names) -> list[Column]:
    unit = Text(
        "Tulis nama perangkat daerah yang terdaftar dan aktif.", "Name an active unit of yours."
    )
    tenants = Text(
        "Tulis kode Kemendagri, misalnya 32.04; 32.73.", "Write Kemendagri codes: 32.04; 32.73."
    )
    return [
        Column(
            "unit_id",
            Text("Perangkat daerah", "Unit"),
            unit,
            read=cells.named(names.units, _NO_UNIT),
            also=("OPD", "Unit kerja"),
        ),
        Column(
            "partner_institutions",
            Text("Mitra", "Partner institutions"),
            _LIST,
            "Kejaksaan Negeri; Polres",
            cells.many,
            ("Instansi mitra",),
        ),
        Column("speakers", Text("Narasumber", "Speakers"), _LIST, "Pranata Humas", cells.many),
        Column(
            "participants",
            Text("Peserta", "Participants"),
            _COUNT,
            "120",
            cells.whole,
            ("Jumlah peserta",),
        ),
        Column(
            "participating_tenants",
            Text("Daerah peserta", "Participating tenants"),
            tenants,
            "32.04; 32.73",
            _codes(names),
        ),
        Column(
            "participating_units",
            Text("Jumlah perangkat daerah peserta", "Participating units"),
            _COUNT,
            "30",
            cells.whole,
        ),
    ]


def _codes(names: Names) -> cells.Reader:
    known = cells.named(names.tenants, _NO_TENANT)

    def read(cell: str) -> list[str]:
        # A spreadsheet takes 32.10 for a number.
        whole = [
            f"{one}0" if len(one) == len("32.1") and "." in one else one
            for one in cells.words(cell)
        ]
        return [known(one) for one in whole]

    return read


def _rest() -> list[Column]:
    numbers = Text("Tulis nomor seperti KLR-2026-000123.", "Write numbers such as KLR-2026-000123.")
    attest = Text("Tulis ya untuk menyatakan netral secara politik.", "Write yes to attest it.")
    reference = Text(
        "Nomor Anda sendiri; tiap laporan nomornya lain.", "Your own number, one for each report."
    )
    return [
        Column(
            "clarification_numbers",
            Text("Nomor klarifikasi", "Clarification numbers"),
            numbers,
            "",
            cells.words,
        ),
        Column(
            "neutrality_attested",
            Text("Netral", "Neutrality attested"),
            attest,
            "ya",
            cells.yes_no,
            ("Netralitas",),
            choices=("ya", "tidak"),
        ),
        Column(
            "external_reference",
            Text("Nomor rujukan", "External reference"),
            reference,
            "SIMLAP-2026-881",
            also=("Rujukan", "Reference"),
        ),
    ]


def _post(number: int, names: Names) -> list[Column]:
    channel = Text(
        "Tulis handle atau nama kanal yang terdaftar.", "Write the handle or name of your channel."
    )
    url = Text("Tulis alamat https:// unggahan itu.", "Write the https:// address of the post.")
    own = cells.named(names.channels, _NO_CHANNEL, _CHANNELS)
    fields: list[tuple[str, Text, Text, Any]] = [
        ("channel_id", Text("kanal", "channel"), channel, own),
        ("url", Text("tautan", "url"), url, cells.text),
        ("posted_on", Text("tanggal", "date"), _DATE, cells.day),
        ("reach", Text("jangkauan", "reach"), _COUNT, cells.whole),
        ("engagement", Text("interaksi", "engagement"), _COUNT, cells.whole),
    ]
    return [
        Column(
            f"posts/{number}/{name}",
            Text(f"Unggahan {number} {title.id}", f"Post {number} {title.en}"),
            hint,
            read=read,
        )
        for name, title, hint, read in fields
    ]
