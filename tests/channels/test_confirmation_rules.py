"""When a verified channel is asked for again; no database."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from api.channels.confirmation_rules import DORMANT_AFTER, due_on, is_dormant, is_reminder_due

ZONE = ZoneInfo("Asia/Jakarta")
DUE = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("confirmed", "expected"),
    [
        (datetime(2026, 4, 4, 16, 59, tzinfo=UTC), date(2026, 10, 1)),
        (datetime(2026, 4, 4, 17, 0, tzinfo=UTC), date(2026, 10, 2)),  # the next day in Jakarta
        (datetime(2023, 9, 3, 0, 0, tzinfo=UTC), date(2024, 3, 1)),  # over a leap day
    ],
)
def test_due_in_the_provinces_days(confirmed: datetime, expected: date) -> None:
    assert due_on(confirmed, 180, ZONE) == expected


def test_three_letters_and_no_more() -> None:
    sent, days = 0, []
    for after in range(-30, 60):
        if is_reminder_due(DUE, sent, DUE + timedelta(days=after)):
            sent += 1
            days.append(after)
    assert days == [-14, 0, 14]


def test_a_month_later_it_is_dormant() -> None:
    last = DUE + timedelta(days=DORMANT_AFTER)
    assert not is_dormant(DUE, last - timedelta(days=1))
    assert is_dormant(DUE, last)
