"""What a check finds. The child process imports this: only the standard library."""

from dataclasses import dataclass
from enum import StrEnum


class Refusal(StrEnum):
    """What is wrong with a file."""

    MISSING = "upload-missing"
    SIZE = "size-mismatch"
    SHA256 = "sha256-mismatch"
    MARKUP = "markup"
    TYPE = "type-mismatch"
    DAMAGED = "damaged"
    PIXELS = "too-many-pixels"
    FRAMES = "too-many-frames"
    HEAVY = "too-heavy"
    OLD_WORKBOOK = "old-or-protected-workbook"
    MACROS = "macros"
    ENCODING = "not-utf-8"


@dataclass(frozen=True)
class Findings:
    """A refusal, or a fit file (with its width and height in pixels if it is a picture)."""

    refusal: Refusal | None = None
    width: int | None = None
    height: int | None = None


class RefusedError(Exception):
    """A file is not taken."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


_AGAIN = "Buat aset baru dan unggah lagi."
_SENTENCES = {
    Refusal.MISSING: f"Berkas tidak ada lagi di penyimpanan. {_AGAIN}",
    Refusal.SIZE: f"Ukuran berkas tidak sama dengan size yang didaftarkan. {_AGAIN}",
    Refusal.SHA256: (
        "Isi berkas tidak sama dengan sha256 yang didaftarkan; mungkin berubah di jalan. " + _AGAIN
    ),
    Refusal.MARKUP: "HTML, SVG, dan XML tidak diterima. Kirim sebagai PNG atau PDF.",
    Refusal.TYPE: "Isi berkas bukan jenis yang disebut content_type. Periksa jenisnya. " + _AGAIN,
    Refusal.DAMAGED: f"Berkas rusak atau terpotong dan tidak dapat dibuka. {_AGAIN}",
    Refusal.PIXELS: "Gambar lebih dari 50 juta piksel (WebP: 30 juta). Perkecil gambarnya. "
    + _AGAIN,
    Refusal.FRAMES: "Animasi lebih dari 500 bingkai. Kirim sebagai video MP4.",
    Refusal.HEAVY: "Berkas terlalu berat untuk diperiksa. Simpan ulang lebih sederhana.",
    Refusal.OLD_WORKBOOK: (
        "Buku kerja berformat lama (.xls) atau berkata sandi. Simpan sebagai .xlsx tanpa kata sandi."
    ),
    Refusal.MACROS: "Buku kerja berisi makro. Simpan sebagai .xlsx tanpa makro.",
    Refusal.ENCODING: "Berkas CSV bukan teks UTF-8. Di Excel, simpan sebagai CSV UTF-8.",
}


def sentence(refusal: Refusal) -> str:
    """What an asset's `refusal` says: the code, and a sentence for the person who uploaded it."""
    return f"{refusal.value}: {_SENTENCES[refusal]}"
