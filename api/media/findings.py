"""What a check finds. The child process imports this: only the standard library."""

from collections.abc import Sequence
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
    SCRIPTS = "scripts"
    EMBEDDED = "embedded-files"
    LOCKED = "password-protected"
    LOCATION = "location"
    TRACKS = "other-tracks"
    VIRUS = "virus"


@dataclass(frozen=True)
class Copy:
    """A picture that was made from the upload; `size` in bytes."""

    content_type: str
    width: int
    height: int
    size: int


@dataclass(frozen=True)
class Edit:
    """Bytes to write over the upload from `offset` on: `head` (hex), then so many zeros."""

    offset: int
    head: str
    zeros: int = 0


@dataclass(frozen=True)
class Findings:
    """A refusal, or a fit file and what to store of it.

    A picture has its width and height as shown, a blurhash, and `copies`: itself made anew, then its
    variants, in the order in which their bytes came. Every other file is stored with its `edits`.
    """

    refusal: Refusal | None = None
    width: int | None = None
    height: int | None = None
    blurhash: str | None = None
    copies: Sequence[Copy] = ()
    edits: Sequence[Edit] = ()


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
    Refusal.PIXELS: "Gambar lebih dari 50 juta piksel (WebP: 13 juta). Perkecil gambarnya. "
    + _AGAIN,
    Refusal.FRAMES: (
        "Animasi lebih dari 500 bingkai, atau lebih dari 50 juta piksel di semua bingkainya. "
        "Kirim sebagai video MP4."
    ),
    Refusal.HEAVY: "Berkas terlalu berat untuk diperiksa. Simpan ulang lebih sederhana.",
    Refusal.OLD_WORKBOOK: (
        "Buku kerja berformat lama (.xls) atau berkata sandi. Simpan sebagai .xlsx tanpa kata sandi."
    ),
    Refusal.MACROS: "Buku kerja berisi makro. Simpan sebagai .xlsx tanpa makro.",
    Refusal.ENCODING: "Huruf berkas CSV ini tidak terbaca. Di Excel, simpan sebagai CSV UTF-8.",
    Refusal.SCRIPTS: "PDF berisi skrip atau menjalankan program. Cetak ulang sebagai PDF biasa.",
    Refusal.EMBEDDED: "Berkas ini memuat berkas lain di dalamnya. Kirim berkas itu tersendiri.",
    Refusal.LOCKED: "PDF berkata sandi. Simpan tanpa kata sandi.",
    Refusal.LOCATION: (
        "Foto di dalam dokumen ini memuat lokasi (GPS). Hapus lokasi dari foto itu, lalu buat "
        "dokumennya lagi."
    ),
    Refusal.TRACKS: (
        "Rekaman ini memuat jalur selain gambar dan suara, misalnya lokasi kamera. Ekspor ulang "
        "dengan gambar dan suara saja."
    ),
    Refusal.VIRUS: "Pemindai virus menemukan program berbahaya dalam berkas ini. Jangan dibuka.",
}


def sentence(refusal: Refusal) -> str:
    """What an asset's `refusal` says: the code, and a sentence for the person who uploaded it."""
    return f"{refusal.value}: {_SENTENCES[refusal]}"
