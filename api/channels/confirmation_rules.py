"""When a verified channel is due to be confirmed, reminded of, and called dormant. Pure."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

# Days from the day that it is due on.
REMINDERS = (-14, 0, 14)
DORMANT_AFTER = 30


def due_on(confirmed: datetime, every: int, zone: ZoneInfo) -> date:
    """The day, in the province, until which a channel must be confirmed; `every` in days."""
    return confirmed.astimezone(zone).date() + timedelta(days=every)


def is_reminder_due(due: date, sent: int, today: date) -> bool:
    """Whether the letter after `sent` others is to go: one a day, and none for days long gone."""
    return sent < len(REMINDERS) and today >= due + timedelta(days=REMINDERS[sent])


def is_dormant(due: date, today: date) -> bool:
    """Whether nobody confirmed it for so long that it may have been abandoned."""
    return today >= due + timedelta(days=DORMANT_AFTER)
