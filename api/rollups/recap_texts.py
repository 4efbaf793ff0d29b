"""What a recap says, in Indonesian and English, and how it writes numbers and dates."""

from datetime import date, datetime

from api.errors import Text
from api.periods.letters import day_name, month_name
from api.periods.rules import first_day
from api.sheets.report_columns import KIND_NAMES

# Not `%Z`: the names of Indonesia's zones are known to the people, not to every zone database.
_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
# From where on: what would be rounded to a thousand of the smaller unit belongs to the larger.
_UNITS = (
    (999_950_000, 1_000_000_000, Text("\u00a0mlr", "B")),
    (999_500, 1_000_000, Text("\u00a0jt", "M")),
)
_THOUSANDS = 10_000
WORDS = {
    "title": Text("Rekap laporan kegiatan", "Activity report recap"),
    "made": Text("Disusun", "Made on"),
    "due": Text("batas waktu", "due"),
    "completeness": Text("Kelengkapan", "Completeness"),
    "timeliness": Text("Ketepatan waktu", "Timeliness"),
    "standing": Text("Pernyataan", "Declaration"),
    "activities": Text("Kegiatan", "Activities"),
    "participants": Text("Peserta", "Participants"),
    "reach": Text("Jangkauan", "Reach"),
    "engagement": Text("Keterlibatan", "Engagement"),
    "posts": Text("Unggahan", "Posts"),
    "accepted": Text("Diterima", "Accepted"),
    "submitted": Text("Menunggu", "Waiting"),
    "returned": Text("Dikembalikan", "Returned"),
    "late_reports": Text("Terlambat", "Late"),
    "map_title": Text("Siapa sudah, siapa belum", "Who has declared, and who has not"),
    "own_map_title": Text("Letak dan keadaan bulan ini", "Where, and how this month stands"),
    "map_note": Text(
        "Setiap kotak satu kabupaten atau kota, kira-kira di tempatnya pada peta. Angka di pojok: "
        "jumlah kegiatan bulan ini.",
        "Each tile is one regency or city, about where it is on the map. The figure in the corner: "
        "its activities of the month.",
    ),
    "grid_note": Text(
        "Setiap kotak satu kabupaten atau kota, urut menurut kode. Angka di pojok: jumlah kegiatan "
        "bulan ini.",
        "Each tile is one regency or city, in the order of their codes. The figure in the corner: "
        "its activities of the month.",
    ),
    "kinds_title": Text("Kegiatan menurut jenis", "Activities by kind"),
    "reach_title": Text("Jangkauan dari bulan ke bulan", "Reach month by month"),
    "year_title": Text("Pernyataan dari bulan ke bulan", "Declarations month by month"),
    "tables_title": Text("Angka di balik gambar", "The figures behind the pictures"),
    "by_tenant": Text("Menurut pemerintah daerah", "By government"),
    "by_kind": Text("Menurut jenis kegiatan", "By kind of activity"),
    "by_month": Text("Menurut bulan", "By month"),
    "by_unit": Text("Menurut perangkat daerah", "By unit"),
    "code": Text("Kode", "Code"),
    "government": Text("Pemerintah daerah", "Government"),
    "kind": Text("Jenis", "Kind"),
    "month": Text("Bulan", "Month"),
    "unit": Text("Perangkat daerah", "Unit"),
    "no_unit": Text("Tanpa perangkat daerah", "Without a unit"),
    "expected": Text("Ditunggu", "Expected"),
    "received": Text("Sudah", "Received"),
    "on_time": Text("Tepat waktu", "On time"),
    "total": Text("Jumlah", "Total"),
    "undeclared_names": Text("Belum menyatakan", "Not declared yet"),
    "nobody_missing": Text("Semua sudah menyatakan.", "Everybody has declared."),
    "nil": Text("nihil", "nil"),
    "nothing": Text("Belum ada kegiatan.", "No activities yet."),
    "no_reach": Text("Belum ada jangkauan.", "No reach yet."),
    "none": Text("\u2013", "\u2013"),
    "note": Text(
        "Draf tidak dihitung. Lengkap: pemerintah daerah menyatakan laporannya lengkap atau nihil. "
        "Tepat waktu: pernyataan pertama paling lambat pada batas waktu. Yang dibebaskan dan yang "
        "belum aktif tidak ditunggu.",
        "Drafts do not count. Complete: a government declared that it has reported all, or that "
        "there was nothing. On time: first declared by the due day. Who is exempt or not active is "
        "not expected.",
    ),
}
STANDINGS = {
    "on_time": Text("Tepat waktu", "On time"),
    "late": Text("Terlambat", "Late"),
    "undeclared": Text("Belum", "Not declared"),
    "exempt": Text("Dibebaskan", "Exempt"),
    "not_expected": Text("Tidak ditunggu", "Not expected"),
}
STATES = {
    "upcoming": Text("belum dibuka", "not open yet"),
    "open": Text("sedang berjalan", "open"),
    "late": Text("lewat batas waktu, masih diterima", "past due, still taken"),
    "closed": Text("sudah ditutup", "closed"),
}


class Writer:
    """Writes in one language: `en`, or Indonesian."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words = {name: self.say(text) for name, text in WORDS.items()}

    def say(self, text: Text) -> str:
        """One of the two."""
        return text.en if self.language == "en" else text.id

    def number(self, value: int) -> str:
        """`1.234`, in English `1,234`."""
        return self._marks(f"{value:,}")

    def short(self, value: int) -> str:
        """`1,2 jt`, in English `1.2M`; whole below ten thousand."""
        for least, whole, unit in _UNITS:
            if value >= least:
                shown = f"{value / whole:,.1f}".removesuffix(".0")
                return self._marks(shown) + self.say(unit)
        if value >= _THOUSANDS:
            return f"{value / 1000:.0f}" + self.say(Text("\u00a0rb", "k"))
        return self.number(value)

    def share(self, rate: float | None) -> str:
        """`74 %`, in English `74%`; rounded down, so that 100 means all."""
        if rate is None:
            return self.words["none"]
        # First to a millionth: a product such as 0.29 * 100 falls short of what it should be.
        percent = int(round(rate * 100, 6))
        return f"{percent}%" if self.language == "en" else f"{percent}\u00a0%"

    def change(self, before: int, after: int) -> str:
        """`+12 %` against the month before; empty where there is nothing to compare with."""
        if not before:
            return ""
        sign = "\u2212" if after < before else "+"
        return f"{sign}{self.share(abs(after - before) / before)}"

    def standing(self, standing: str) -> str:
        """How somebody stands; a value that is new here as it is."""
        return self.say(STANDINGS.get(standing, Text(standing, standing)))

    def state(self, state: str) -> str:
        """What a period is today."""
        return self.say(STATES.get(state, Text(state, state)))

    def kind(self, kind: str) -> str:
        """A kind of activity."""
        english = kind.replace("_", " ").capitalize()
        return self.say(Text(KIND_NAMES.get(kind) or english, english))

    def month(self, period: str) -> str:
        """`Oktober 2026`."""
        return self.say(month_name(first_day(period)))

    def short_month(self, period: str) -> str:
        """`Okt`."""
        return self.month(period)[:3]

    def date(self, day: date) -> str:
        """`10 November 2026`."""
        return self.say(day_name(day))

    def moment(self, moment: datetime) -> str:
        """`23 November 2026, 10.41 WIB`."""
        offset = moment.utcoffset()
        hours = offset.total_seconds() / 3600 if offset else 0
        clock = f"{moment:%H:%M}" if self.language == "en" else f"{moment:%H.%M}"
        return (
            f"{self.date(moment.date())}, {clock} {_ZONES.get(int(hours), 'UTC' + f'{moment:%z}')}"
        )

    def _marks(self, english: str) -> str:
        if self.language == "en":
            return english
        return english.translate(str.maketrans(",.", ".,"))
