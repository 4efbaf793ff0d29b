"""What applicants are written, in both languages.

The first letter goes to an address that nobody has proven to be his: it repeats nothing of what a
stranger typed, or we would carry his words to people who trust us.
"""

from datetime import timedelta

from api.errors import Text
from api.mail.service import Letter

_NOT_YOU = Text(
    "Bila bukan Anda yang mendaftar, abaikan surat ini: tidak terjadi apa-apa tanpa tautan itu.",
    "If you did not ask for this, ignore this letter: nothing happens without that link.",
)


def to_confirm(place: str, link: str, within: timedelta) -> Letter:
    """With the link that proves the address."""
    return Letter(
        Text(f"Konfirmasi pendaftaran {place}", f"Confirm the registration of {place}"),
        (
            Text(
                f"Seseorang mendaftarkan {place} pada Simpul dengan alamat surel ini.",
                f"Somebody registered {place} with Simpul under this e-mail address.",
            ),
            Text(
                f"Buka tautan di bawah untuk meneruskannya kepada provinsi. Berlaku {within.days} hari.",
                f"Open the link below to pass it on to the province. It is good for {within.days} days.",
            ),
            _NOT_YOU,
        ),
        link,
    )


def approved(place: str, province: str) -> Letter:
    """The invitation comes in a letter of its own: it is good for its reader alone."""
    return Letter(
        Text(f"Pendaftaran {place} disetujui", f"The registration of {place} was approved"),
        (
            Text(
                f"{province} menyetujui pendaftaran {place}.",
                f"{province} approved the registration of {place}.",
            ),
            Text(
                "Undangan untuk admin pertama dikirim dalam surat tersendiri ke alamat ini.",
                "The invitation of the first admin comes to this address in a letter of its own.",
            ),
        ),
    )


def rejected(place: str, province: str, note: str) -> Letter:
    """With the reason, as the province wrote it."""
    return Letter(
        Text(f"Pendaftaran {place} ditolak", f"The registration of {place} was rejected"),
        (
            Text(
                f"{province} menolak pendaftaran {place}. Alasannya:",
                f"{province} rejected the registration of {place}. The reason:",
            ),
            Text(note, note),
            Text(
                "Anda boleh mendaftar lagi setelah memperbaikinya.",
                "You may register again once it is mended.",
            ),
        ),
    )
