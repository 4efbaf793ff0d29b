"""The letters about relays: a deadline, a correction, a retraction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from api.errors import Text
from api.mail.service import Letter
from api.spoken import spoken


@dataclass(frozen=True)
class About:
    """The relay that a letter is about, and its address for applications."""

    number: str
    title: str
    office: str
    link: str


def _opened(name: str) -> Text:
    return Text(f"Yth. {name},", f"Dear {name},")


def _named(about: About) -> str:
    return f"{about.number}: {about.title}"


def reminder(about: About, name: str, due_at: datetime, zone: ZoneInfo, *, late: bool) -> Letter:
    """That a deadline comes, or has passed."""
    local = due_at.astimezone(zone)
    indonesian, english = spoken(due_at, zone), f"{local:%d %B %Y, %H:%M} {local.tzname()}"
    if late:
        subject = Text("Batas waktu meneruskan sudah lewat", "A deadline to pass on has passed")
        line = Text(f"Batas waktunya {indonesian}.", f"It was due on {english}.")
    else:
        subject = Text("Klarifikasi menunggu diteruskan", "A clarification waits to be passed on")
        line = Text(f"Mohon sebelum {indonesian}.", f"Please do before {english}.")
    lines = (
        _opened(name),
        Text(
            f"{about.office} diminta meneruskan klarifikasi {_named(about)}",
            f"{about.office} was asked to pass this clarification on: {_named(about)}",
        ),
        line,
        Text(
            "Catat alamat unggahannya, atau tolak dengan alasan. Alamatnya bagi aplikasi:",
            "Note where you posted it, or decline with a reason. Its address for applications:",
        ),
    )
    return Letter(subject, lines, about.link)


def correction(about: About, name: str, note: str, urls: Sequence[str]) -> Letter:
    """That what was passed on has been corrected since."""
    lines = (
        _opened(name),
        Text(
            f"Klarifikasi yang diteruskan {about.office} dikoreksi. {_named(about)}",
            f"A clarification that {about.office} passed on was corrected. {_named(about)}",
        ),
        Text(f"Yang berubah: {note}", f"What changed: {note}"),
        _posts(urls),
        Text(
            "Perbarui unggahan itu lalu catat lagi, atau nyatakan bahwa isinya tetap benar. "
            "Alamatnya bagi aplikasi:",
            "Bring these posts up to date and note them again, or confirm that they are right "
            "still. Its address for applications:",
        ),
    )
    return Letter(Text("Klarifikasi dikoreksi", "A clarification was corrected"), lines, about.link)


def retraction(about: About, name: str, reason: str, urls: Sequence[str]) -> Letter:
    """That what was passed on must be taken down."""
    lines = (
        _opened(name),
        Text(
            f"Klarifikasi yang diteruskan {about.office} dicabut. {_named(about)}",
            f"A clarification that {about.office} passed on was retracted. {_named(about)}",
        ),
        Text(f"Alasannya: {reason}", f"Why: {reason}"),
        _posts(urls),
        Text(
            "Turunkan unggahan itu, lalu nyatakan sudah diturunkan. Alamatnya bagi aplikasi:",
            "Take these posts down, and then confirm it. Its address for applications:",
        ),
    )
    subject = Text("Turunkan: klarifikasi dicabut", "Take down: a clarification was retracted")
    return Letter(subject, lines, about.link)


def _posts(urls: Sequence[str]) -> Text:
    listed = "\n".join(urls)
    return Text(f"Unggahannya:\n{listed}", f"The posts:\n{listed}")
