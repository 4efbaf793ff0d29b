"""What we write to people about their accounts."""

from api.errors import Text
from api.mail.service import Letter
from api.oauth.second_factor import Taken

_NOT_YOU = Text(
    "Bila bukan Anda yang melakukannya, segera hubungi admin di kantor Anda.",
    "If it was not you, tell the admin of your office at once.",
)


def _notice(subject: Text, line: Text) -> Letter:
    return Letter(subject, (line, _NOT_YOU))


def reset(link: str) -> Letter:
    """The link that lets somebody choose a new password."""
    return Letter(
        Text("Kata sandi baru", "New password"),
        (
            Text(
                "Ada yang meminta kata sandi baru untuk akun Anda. Buka tautan ini dalam satu jam untuk "
                "memilihnya. Bila bukan Anda, abaikan surel ini: tidak ada yang berubah.",
                "Somebody asked for a new password for your account. Open this link within an hour to "
                "choose it. If it was not you, ignore this e-mail: nothing has changed.",
            ),
        ),
        link,
    )


PASSWORD_CHANGED = _notice(
    Text("Kata sandi Anda diganti", "Your password was changed"),
    Text(
        "Kata sandi akun Anda baru saja diganti. Peramban dan aplikasi yang masuk dengannya sudah keluar.",
        "The password of your account was just changed. Browsers and applications signed in with it "
        "were signed out.",
    ),
)
FACTOR_ON = _notice(
    Text("Verifikasi dua langkah aktif", "Two-step verification is on"),
    Text(
        "Verifikasi dua langkah baru saja diaktifkan pada akun Anda.",
        "Two-step verification was just turned on for your account.",
    ),
)
FACTOR_OFF = _notice(
    Text("Verifikasi dua langkah dimatikan", "Two-step verification is off"),
    Text(
        "Verifikasi dua langkah pada akun Anda baru saja dimatikan.",
        "Two-step verification was just turned off for your account.",
    ),
)
CODES_RENEWED = _notice(
    Text("Kode pemulihan baru", "New recovery codes"),
    Text(
        "Kode pemulihan baru dibuat untuk akun Anda; yang lama tidak berlaku lagi.",
        "New recovery codes were made for your account; earlier ones are void.",
    ),
)
_CODE_USED = _notice(
    Text("Kode pemulihan dipakai", "A recovery code was used"),
    Text(
        "Salah satu kode pemulihan akun Anda baru saja dipakai.",
        "One of the recovery codes of your account was just used.",
    ),
)


def about(taken: Taken) -> Letter | None:
    """What the owner must know of a code that was used."""
    return _CODE_USED if taken is Taken.RECOVERY else None
