"""The e-mail that asks whether a channel is still the office's own."""

from dataclasses import dataclass
from datetime import date

from api.errors import Text
from api.mail.service import Letter


@dataclass(frozen=True)
class Unconfirmed:
    """A channel that is due to be confirmed."""

    name: str
    platform: str
    account: str  # its address or handle
    office: str
    due_on: date
    link: str


def confirm(about: Unconfirmed, name: str) -> Letter:
    """The letter to `name`."""
    channel = f"{about.name} ({about.platform}, {about.account})"
    lines = (
        Text(f"Yth. {name},", f"Dear {name},"),
        Text(
            f"Kanal resmi {about.office} ini perlu dikonfirmasi paling lambat {about.due_on:%d-%m-%Y}: "
            f"{channel}.",
            f"This official channel of {about.office} is to be confirmed by {about.due_on}: {channel}.",
        ),
        Text(
            "Periksa apakah kanal itu masih dikelola kantor Anda dan siapa yang memegang kuncinya, lalu "
            "konfirmasi. Tanpa konfirmasi, kanal ini ditandai tidak terurus.",
            "Check that your office still runs it and who holds its keys, and confirm it. Unconfirmed, it "
            "will be marked as dormant.",
        ),
    )
    subject = Text("Konfirmasi kanal resmi", "Confirm an official channel")
    return Letter(subject, lines, about.link)
