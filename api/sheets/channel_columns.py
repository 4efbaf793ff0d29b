"""The columns of a table of channels."""

from api.channels.schemas import ChannelPlatform
from api.errors import Text
from api.sheets import cells
from api.sheets.columns import Column
from api.sheets.report_columns import NOBODY, Names

_PLATFORMS = cells.labels(
    ChannelPlatform,
    {
        "website": ("Situs web", "Situs", "Web", "Laman"),
        "x": ("Twitter", "X (Twitter)"),
        "whatsapp": ("WA", "Saluran WhatsApp"),
        "facebook": ("FB",),
        "instagram": ("IG",),
        "other": ("Lainnya",),
    },
)
_NO_UNIT = Text("Perangkat daerah ini tidak ada.", "This unit does not exist.")


def columns(names: Names = NOBODY) -> list[Column]:
    """All columns. Custodians and proofs are given for each channel on its own."""
    every = ", ".join(_PLATFORMS)
    platform = Text(f"Pilih salah satu: {every}.", f"Choose one of: {every}.")
    url = Text("Tulis alamat https://; videotron dan radio kosong.", "Write an https:// address.")
    handle = Text("Tulis handle seperti di platformnya.", "Write the handle as the platform does.")
    unit = Text("Tulis nama perangkat daerah yang aktif.", "Name an active unit of yours.")
    language = Text("Tulis kode bahasa, misalnya id atau su.", "Write a code such as id or su.")
    reference = Text("Nomor Anda sendiri, tiap kanal lain.", "Your own number of the channel.")
    return [
        Column(
            "platform",
            Text("Platform", "Platform"),
            platform,
            "instagram",
            cells.choice(_PLATFORMS),
            required=True,
            choices=tuple(_PLATFORMS),
        ),
        Column(
            "url",
            Text("Alamat", "URL"),
            url,
            "https://www.instagram.com/kab.contoh/",
            also=("Tautan",),
        ),
        Column("handle", Text("Handle", "Handle"), handle, "kab.contoh", also=("Akun",)),
        Column(
            "name",
            Text("Nama", "Name"),
            Text("Tulis nama kanal, paling banyak 200 huruf.", "At most 200 characters."),
            "Pemerintah Kabupaten Contoh",
            also=("Nama kanal",),
            required=True,
        ),
        Column(
            "unit_id",
            Text("Perangkat daerah", "Unit"),
            unit,
            read=cells.named(names.units, _NO_UNIT),
            also=("OPD",),
        ),
        Column("language", Text("Bahasa", "Language"), language, "id"),
        Column(
            "external_reference",
            Text("Nomor rujukan", "External reference"),
            reference,
            also=("Rujukan", "Reference"),
        ),
    ]
