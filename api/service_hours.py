"""Days and hours of service: `24/7`, or `Mon-Fri 08:00-16:00, Sat 08:00-12:00`. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

ALWAYS = "24/7"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = "|".join(_DAYS)
_PART = re.compile(
    rf"(?P<first>{_DAY})(?:-(?P<last>{_DAY}))? (?P<begin>\d\d:\d\d)-(?P<end>\d\d:\d\d)"
)
_MIDNIGHT = 24 * 60


class Window(NamedTuple):
    """A stretch of one day, in minutes since midnight."""

    begin: int
    end: int


@dataclass(frozen=True)
class ServiceTimes:
    """What is open on each day, Monday first; None for always."""

    week: tuple[tuple[Window, ...], ...] | None

    @classmethod
    def read(cls, text: str) -> Self:
        """Understand a setting. Raises `ValueError`."""
        if text == ALWAYS:
            return cls(None)
        week: list[list[Window]] = [[] for _ in _DAYS]
        for part in text.split(","):
            days, window = _part(part.strip())
            for day in days:
                week[day].append(window)
        return cls(tuple(_in_order(windows) for windows in week))

    def after(self, begin: datetime, served: timedelta, zone: ZoneInfo) -> datetime:
        """When so much service has passed since `begin`, in UTC."""
        if self.week is None:
            return begin.astimezone(UTC) + served
        for opens, closes in self._openings(begin, zone):
            start = max(opens, begin.astimezone(UTC))
            if start + served <= closes:
                return start + served
            served -= max(closes - start, timedelta(0))
        raise AssertionError

    def _openings(self, begin: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
        """The stretches of service from the day of `begin` on, in UTC; without an end."""
        day = begin.astimezone(zone).date()
        while True:
            for window in (self.week or ())[day.weekday()]:
                yield _moment(day, window.begin, zone), _moment(day, window.end, zone)
            day += timedelta(days=1)


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    days, minutes = divmod(minutes, _MIDNIGHT)
    local = datetime.combine(day + timedelta(days=days), time(*divmod(minutes, 60)), zone)
    return local.astimezone(UTC)


def _part(text: str) -> tuple[range, Window]:
    found = _PART.fullmatch(text)
    if not found:
        message = f"write {ALWAYS}, or days and hours such as Mon-Fri 08:00-16:00"
        raise ValueError(message)
    first = _DAYS.index(found["first"])
    last = _DAYS.index(found["last"] or found["first"])
    window = Window(_minutes(found["begin"]), _minutes(found["end"]))
    if last < first or window.end <= window.begin:
        message = "the first day and hour come before the last"
        raise ValueError(message)
    return range(first, last + 1), window


def _minutes(clock: str) -> int:
    hours, minutes = (int(part) for part in clock.split(":"))
    if minutes >= 60 or hours * 60 + minutes > _MIDNIGHT:  # noqa: PLR2004 - minutes of an hour
        message = "hours are 00:00 to 24:00"
        raise ValueError(message)
    return hours * 60 + minutes


def _in_order(windows: list[Window]) -> tuple[Window, ...]:
    ordered = sorted(windows)
    if any(one.end > other.begin for one, other in pairwise(ordered)):
        message = "hours of one day overlap"
        raise ValueError(message)
    return tuple(ordered)
