"""The calendar, against plain arithmetic on dates."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.errors import InvalidBodyError, PeriodClosedError, PeriodNotOpenError
from api.periods import rules
from api.periods.rules import Dates

WIB, WITA = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar")
PERIODS = st.dates(date(2000, 1, 1), date(2098, 12, 31)).map(lambda day: f"{day:%Y-%m}")
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds it
DATES = st.lists(DAYS, min_size=3, max_size=3).map(lambda days: Dates(*sorted(days)))


class TestShipped:
    @pytest.mark.parametrize(
        ("period", "opens", "due", "closes"),
        [
            ("2026-10", date(2026, 10, 1), date(2026, 11, 10), date(2026, 11, 25)),
            ("2026-12", date(2026, 12, 1), date(2027, 1, 10), date(2027, 1, 25)),
            ("2028-01", date(2028, 1, 1), date(2028, 2, 10), date(2028, 2, 25)),
            ("2028-02", date(2028, 2, 1), date(2028, 3, 10), date(2028, 3, 25)),
        ],
        ids=["within a year", "over the year", "due in a leap February", "a leap February"],
    )
    def test_follows_the_settings(self, period: str, opens: date, due: date, closes: date) -> None:
        assert rules.shipped(period, 10, 15) == Dates(opens, due, closes)

    @pytest.mark.parametrize(
        ("period", "closes"),
        [("2028-01", date(2028, 2, 29)), ("2027-01", date(2027, 3, 1))],
        ids=["leap year", "common year"],
    )
    def test_closes_a_day_after_the_28th_of_february(self, period: str, closes: date) -> None:
        assert rules.shipped(period, 28, 1).closes_on == closes

    @given(PERIODS, st.integers(1, 28), st.integers(0, 366))
    def test_is_in_order_in_every_month(self, period: str, due_day: int, days: int) -> None:
        dates = rules.shipped(period, due_day, days)
        year, month = int(period[:4]), int(period[5:])
        last = date(year, month, calendar.monthrange(year, month)[1])
        assert dates.opens_on == date(year, month, 1)
        assert dates.due_on == last + timedelta(days=due_day)
        assert (dates.closes_on - dates.due_on).days == days
        rules.check_order(dates)


class TestMonthsAfter:
    @given(PERIODS, st.integers(-240, 11))
    def test_there_and_back(self, period: str, months: int) -> None:
        there = rules.months_after(period, months)
        assert rules.months_after(there, -months) == period
        assert (there > period) == (months > 0)
        assert len(there) == len("2026-10")

    def test_over_the_year(self) -> None:
        assert rules.months_after("2026-12", 1) == "2027-01"
        assert rules.months_after("2026-01", -1) == "2025-12"
        assert rules.months_after("2026-10", -12) == "2025-10"


class TestStates:
    @given(DATES, DAYS)
    def test_every_day_has_the_state_of_a_plain_count(self, dates: Dates, today: date) -> None:
        passed = sum([today >= dates.opens_on, today > dates.due_on, today > dates.closes_on])
        # With dates on one day, opening counts first.
        expected = ["upcoming", "open", "late", "closed"][passed]
        assert dates.state(today) == expected

    @given(DATES, DAYS, st.none() | DAYS)
    def test_takes_what_lies_between(
        self, dates: Dates, today: date, extended: date | None
    ) -> None:
        last = max(filter(None, [dates.closes_on, extended]))
        if today < dates.opens_on:
            with pytest.raises(PeriodNotOpenError) as early:
                rules.check_takes(dates, extended, today)
            assert early.value.extra == {"opens_on": dates.opens_on.isoformat()}
        elif today > last:
            with pytest.raises(PeriodClosedError) as over:
                rules.check_takes(dates, extended, today)
            assert over.value.extra == {"open_until": last.isoformat()}
        else:
            rules.check_takes(dates, extended, today)


class TestLate:
    @pytest.mark.parametrize(
        ("moment", "zone", "late"),
        [
            ("2026-11-10T16:59:59.999999+00:00", WIB, False),
            ("2026-11-10T17:00:00+00:00", WIB, True),
            ("2026-11-10T15:59:59.999999+00:00", WITA, False),
            ("2026-11-10T16:00:00+00:00", WITA, True),
            ("2026-11-09T17:00:00+00:00", WIB, False),
            ("2026-11-11T00:00:00+07:00", WIB, True),
        ],
    )
    def test_the_day_ends_at_midnight_of_the_province(
        self, moment: str, zone: ZoneInfo, *, late: bool
    ) -> None:
        dates = rules.shipped("2026-10", 10, 15)
        assert dates.is_late(datetime.fromisoformat(moment), zone) is late

    @pytest.mark.parametrize(
        ("moment", "late"),
        [("2028-02-29T16:59:59+00:00", False), ("2028-02-29T17:00:00+00:00", True)],
    )
    def test_on_a_leap_day(self, moment: str, *, late: bool) -> None:
        day = date(2028, 2, 29)
        dates = Dates(day, day, day)
        assert dates.is_late(datetime.fromisoformat(moment), WIB) is late

    @given(DATES, MOMENTS)
    def test_is_what_a_clock_on_the_wall_says(self, dates: Dates, moment: datetime) -> None:
        # Jakarta has been seven hours ahead of UTC, without summer time, since 1964.
        midnight = datetime.combine(dates.due_on, time(17), UTC)
        assert dates.is_late(moment, WIB) is (moment >= midnight)


class TestNotices:
    @given(DATES, DAYS)
    def test_never_both_and_never_far_away(self, dates: Dates, today: date) -> None:
        soon, over = rules.is_due_soon(dates, today), rules.is_overdue(dates, today)
        assert not (soon and over)
        distance = (today - dates.due_on).days
        assert soon is (-3 <= distance <= 0)
        assert over is (1 <= distance <= 3)

    @pytest.mark.parametrize("day", [date.min, date.max], ids=["first", "last"])
    def test_of_a_day_at_the_end_of_time_are_none(self, day: date) -> None:
        dates, today = Dates(day, day, day), date(2026, 11, 8)
        assert (rules.is_due_soon(dates, today), rules.is_overdue(dates, today)) == (False, False)


class TestOrder:
    @given(st.tuples(DAYS, DAYS, DAYS))
    def test_names_every_date_that_is_out_of_it(self, days: tuple[date, date, date]) -> None:
        dates = Dates(*days)
        wrong = set()
        if days[1] < days[0]:
            wrong.add("/due_on")
        if days[2] < days[1]:
            wrong.add("/closes_on")
        if not wrong:
            rules.check_order(dates)
            return
        with pytest.raises(InvalidBodyError) as refused:
            rules.check_order(dates)
        assert {error.pointer for error in refused.value.errors} == wrong

    @pytest.mark.parametrize(
        ("until", "today", "fine"),
        [
            (date(2026, 11, 25), date(2026, 11, 1), False),
            (date(2026, 11, 26), date(2026, 11, 1), True),
            (date(2026, 12, 1), date(2026, 12, 1), True),
            (date(2026, 12, 1), date(2026, 12, 2), False),
        ],
    )
    def test_an_extension_gives_time(self, until: date, today: date, *, fine: bool) -> None:
        dates = rules.shipped("2026-10", 10, 15)
        if fine:
            rules.check_extension(dates, until, today)
            return
        with pytest.raises(InvalidBodyError):
            rules.check_extension(dates, until, today)
