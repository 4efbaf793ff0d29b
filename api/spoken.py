"""Dates and moments as Indonesian letters and posters have them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
    *("Agustus", "September", "Oktober", "November", "Desember"),
)


def spoken_day(day: date) -> str:
    """A day: 22 November 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spoken(moment: datetime, zone: ZoneInfo) -> str:
    """A moment in the province's zone: 22 November 2026 pukul 21.30 WIB."""
    local = moment.astimezone(zone)
    return f"{spoken_day(local)} pukul {local:%H.%M} {local.tzname()}"
