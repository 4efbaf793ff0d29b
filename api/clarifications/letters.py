"""The e-mail about a planned publication that could not be kept."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from api.errors import Text
from api.mail.service import Letter
from api.markdown import untagged
from api.spoken import spoken


def not_published(
    title: str, at: datetime, zone: ZoneInfo, reasons: Sequence[Text], link: str
) -> Letter:
    """To the verifiers."""
    local = at.astimezone(zone)
    what = untagged(title)
    lines = (
        Text(
            f"Klarifikasi “{what}” dijadwalkan terbit {spoken(at, zone)}, tetapi tidak dapat terbit:",
            f"The clarification “{what}” was to be published at {local:%Y-%m-%d %H:%M %Z}, but could not be:",
        ),
        *reasons,
        Text(
            "Statusnya tetap disetujui, dan jadwalnya dihapus. Setelah diperbaiki, terbitkan atau "
            "jadwalkan lagi.",
            "It stays approved, and is planned no more. Once that is mended, publish it or plan it "
            "again.",
        ),
    )
    subject = Text(
        "Klarifikasi terjadwal tidak terbit", "A planned clarification was not published"
    )
    return Letter(subject, lines, link)
