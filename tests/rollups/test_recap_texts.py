from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from api.periods.schemas import PeriodState
from api.reports.schemas import ReportKind
from api.rollups.recap_sentences import lead
from api.rollups.recap_texts import STANDINGS, STATES, WORDS, Writer
from api.rollups.schemas import Standing
from tests.rollups.recaps import PERIOD, recap, row

INDONESIAN, ENGLISH = Writer("id"), Writer("en")


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (0, "0", "0"),
        (9_999, "9.999", "9,999"),
        (10_000, "10\u00a0rb", "10k"),
        (999_499, "999\u00a0rb", "999k"),
        (999_500, "1\u00a0jt", "1M"),
        (1_250_000, "1,2\u00a0jt", "1.2M"),
        (999_949_999, "999,9\u00a0jt", "999.9M"),
        (999_950_000, "1\u00a0mlr", "1B"),
        (1_234_000_000_000, "1.234\u00a0mlr", "1,234B"),
    ],
)
def test_large_numbers_are_short(value: int, indonesian: str, english: str) -> None:
    assert (INDONESIAN.short(value), ENGLISH.short(value)) == (indonesian, english)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(27, 27, "100%"), (26, 27, "96%"), (999, 1000, "99%"), (29, 100, "29%"), (0, 27, "0%")],
)
def test_a_hundred_percent_is_all(part: int, whole: int, text: str) -> None:
    assert ENGLISH.share(part / whole) == text


def test_nothing_to_share_is_no_share() -> None:
    assert ENGLISH.share(None) == "\u2013"


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [(100, 137, "+37%"), (100, 55, "\u221245%"), (50, 50, "+0%"), (0, 50, "")],
)
def test_a_change_is_against_something(before: int, after: int, text: str) -> None:
    assert ENGLISH.change(before, after) == text


class TestWords:
    def test_there_are_words_for_all_that_is_known(self) -> None:
        assert set(STANDINGS) == set(Standing)
        assert set(STATES) == set(PeriodState)
        assert all(INDONESIAN.kind(kind) != ENGLISH.kind(kind) for kind in ReportKind)
        assert all(text.id and text.en for text in WORDS.values())

    def test_what_is_new_is_told_as_it_is(self) -> None:
        assert INDONESIAN.standing("waived") == INDONESIAN.state("waived") == "waived"
        assert INDONESIAN.kind("field_visit") == "Field visit"


class TestDates:
    def test_are_the_province_s(self) -> None:
        moment = datetime(2026, 11, 22, 17, 5, tzinfo=UTC)
        wib, wit = (
            moment.astimezone(ZoneInfo(f"Asia/{place}")) for place in ("Jakarta", "Jayapura")
        )
        assert INDONESIAN.moment(wib) == "23 November 2026, 00.05 WIB"
        assert ENGLISH.moment(wit) == "23 November 2026, 02:05 WIT"

    def test_have_names(self) -> None:
        assert INDONESIAN.date(date(2026, 8, 1)) == "1 Agustus 2026"
        assert (INDONESIAN.short_month("2026-08"), ENGLISH.short_month("2026-05")) == ("Agu", "May")


class TestLead:
    def test_tells_who_has_declared(self) -> None:
        stands = {"32.01": "late", "32.04": "on_time", "32.73": "undeclared", "32.10": "exempt"}
        about = recap({code: [row(code, PERIOD, each)] for code, each in stands.items()}, reach=[7])
        assert lead(about, INDONESIAN) == [
            "2 dari 3 kabupaten dan kota sudah menyatakan laporannya lengkap, 1 tepat waktu.",
            "1 kegiatan, 0 peserta, dan 0 unggahan yang menjangkau 7 orang.",
        ]
        assert (
            lead(about, ENGLISH)[1] == "1 activity, 0 participants, and 0 posts with a reach of 7."
        )

    def test_nobody_is_expected(self) -> None:
        about = recap({"32.04": [row("32.04", PERIOD, "exempt")]}, reach=[7])
        assert lead(about, ENGLISH)[0] == "Nobody is expected to report this month."

    def test_tells_of_one(self) -> None:
        history = [row("32.04", PERIOD, "late", nil=True)]
        about = recap({"32.04": history}, reach=[7], code="32.04")
        assert lead(about, INDONESIAN)[0] == "Pernyataan Oktober 2026: terlambat (nihil)."
