from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from api.service_hours import ALWAYS, ServiceTimes
from api.settings import ClaimSettings

WIB = ZoneInfo("Asia/Jakarta")
OFFICE = "Mon-Fri 08:00-16:00"
THREE = timedelta(hours=3)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)
zones = st.sampled_from(["Asia/Jakarta", "Asia/Jayapura", "Europe/Berlin", "UTC"]).map(ZoneInfo)
spans = st.integers(1, 40 * 60).map(lambda minutes: timedelta(minutes=minutes))


def _wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def _due(hours: str, begin: str, served: timedelta = THREE) -> datetime:
    return ServiceTimes.read(hours).after(_wib(begin), served, WIB).astimezone(WIB)


@pytest.mark.parametrize(
    ("hours", "begin", "due"),
    [
        (ALWAYS, "2026-11-21T23:30", "2026-11-22T02:30"),
        (OFFICE, "2026-11-23T09:15", "2026-11-23T12:15"),  # a Monday
        (OFFICE, "2026-11-23T13:00", "2026-11-23T16:00"),
        (OFFICE, "2026-11-23T14:30", "2026-11-24T09:30"),
        (OFFICE, "2026-11-23T05:00", "2026-11-23T11:00"),
        (OFFICE, "2026-11-27T15:30", "2026-11-30T10:30"),  # over the weekend
        (OFFICE, "2026-11-28T10:00", "2026-11-30T11:00"),
        ("Mon-Fri 08:00-16:00, Sat 08:00-12:00", "2026-11-27T15:30", "2026-11-28T10:30"),
        ("Mon 08:00-10:00, Mon 12:00-14:00", "2026-11-23T13:00", "2026-11-30T10:00"),
        ("Mon-Sun 22:00-24:00", "2026-11-23T23:00", "2026-11-25T00:00"),
    ],
)
def test_hours_of_service_are_counted(hours: str, begin: str, due: str) -> None:
    assert _due(hours, begin) == _wib(due)


@pytest.mark.parametrize(
    "text",
    [
        *("", "24/8", "Mon", "Mon-Fri", "Mon-Fri 08:00", "mon 08:00-16:00", "Fri-Mon 08:00-16:00"),
        *("Mon 16:00-08:00", "Mon 08:00-08:00", "Mon 08:00-24:01", "Mon 08:60-09:00"),
        *("Mon 08:00-12:00, Mon 11:00-13:00", "Senin 08:00-16:00", "24/7, Mon 08:00-16:00"),
    ],
)
def test_what_is_no_service_is_refused_at_the_start(text: str) -> None:
    with pytest.raises(ValidationError):
        ClaimSettings(service_hours=text)


def _served(begin: datetime, end: datetime, zone: ZoneInfo) -> timedelta:
    """Office hours between two moments, counted the simple way: day by day."""
    found, day = timedelta(), begin.astimezone(zone).date() - timedelta(days=1)
    while day <= end.astimezone(zone).date():
        if day.weekday() < 5:
            opens, closes = (_at(day, hour, zone) for hour in (8, 16))
            found += max(min(end, closes) - max(begin, opens), timedelta())
        day += timedelta(days=1)
    return found


def _at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(hour), zone).astimezone(UTC)


@given(begin=moments, served=spans, zone=zones)
def test_exactly_so_much_service_lies_between(
    begin: datetime, served: timedelta, zone: ZoneInfo
) -> None:
    due = ServiceTimes.read(OFFICE).after(begin, served, zone)
    assert due.utcoffset() == timedelta()
    assert _served(begin, due, zone) == served
    # Not a minute too late: it is due within the hours of service.
    assert _served(begin, due - timedelta(minutes=1), zone) < served


@given(begin=moments, later=spans, served=spans)
def test_what_arrives_later_is_never_due_earlier(
    begin: datetime, later: timedelta, served: timedelta
) -> None:
    times = ServiceTimes.read(OFFICE)
    assert times.after(begin, served, WIB) <= times.after(begin + later, served, WIB)


@given(begin=moments, served=spans)
def test_around_the_clock_is_plain_time(begin: datetime, served: timedelta) -> None:
    for text in (ALWAYS, "Mon-Sun 00:00-24:00"):
        assert ServiceTimes.read(text).after(begin, served, WIB) == begin + served
