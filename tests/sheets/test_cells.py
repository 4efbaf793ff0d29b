"""What people write into cells, and what is taken for it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sheets import cells, channel_columns, report_columns
from api.sheets.cells import CellError
from api.sheets.columns import header_of, missing


class TestDay:
    @pytest.mark.parametrize(
        "cell",
        [
            "2026-10-14",
            "14/10/2026",
            "14-10-2026",
            "14.10.2026",
            "14 Oktober 2026",
            "14 okt 2026",
            "2026-10-14T08:30:00",
            "14 October 2026",
        ],
    )
    def test_is_read_in_many_ways(self, cell: str) -> None:
        assert cells.day(cell) == date(2026, 10, 14)

    @pytest.mark.parametrize("cell", ["29/02/2028", "2028-02-29", "29 Februari 2028"])
    def test_knows_leap_days(self, cell: str) -> None:
        assert cells.day(cell) == date(2028, 2, 29)

    @pytest.mark.parametrize(
        "cell",
        ["31/02/2026", "29/02/2026", "10/14/2026", "14/10/26", "besok", "14 Smarch 2026", "45123"],
    )
    def test_is_not_guessed(self, cell: str) -> None:
        with pytest.raises(CellError):
            cells.day(cell)

    @given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
    def test_comes_back_as_it_was_written(self, day: date) -> None:
        assert cells.day(f"{day:%d/%m/%Y}") == cells.day(day.isoformat()) == day


class TestMonth:
    @pytest.mark.parametrize(
        "cell", ["2026-10", "10/2026", "Oktober 2026", "okt 2026", "2026-10-01", "14/10/2026"]
    )
    def test_is_read_in_many_ways(self, cell: str) -> None:
        assert cells.month(cell) == "2026-10"

    @pytest.mark.parametrize(
        "cell", ["Oktober", "x", "", "2026", "2026-10 s.d. 2027-01", "2026-123"]
    )
    def test_is_not_guessed(self, cell: str) -> None:
        with pytest.raises(CellError):
            cells.month(cell)


class TestWhole:
    @pytest.mark.parametrize(
        ("cell", "count"),
        [
            ("120", 120),
            ("1.200", 1200),
            ("1,200", 1200),
            ("1 200", 1200),
            ("1.234.567", 1234567),
            ("1.200,00", 1200),
            ("1,200.0", 1200),
            ("0", 0),
            ("1\N{NO-BREAK SPACE}200", 1200),
        ],
    )
    def test_knows_separators(self, cell: str, count: int) -> None:
        assert cells.whole(cell) == count

    @pytest.mark.parametrize(
        "cell",
        ["1.2", "1,5", "-1", "12.34.56", "1.2000", "1.234,567", "seratus", "1e3", "9" * 40, "²"],
    )
    def test_refuses_what_is_no_count(self, cell: str) -> None:
        with pytest.raises(CellError):
            cells.whole(cell)

    @given(st.integers(0, 2_000_000_000))
    def test_reads_both_ways_of_writing(self, count: int) -> None:
        english = f"{count:,}"
        assert cells.whole(english) == cells.whole(english.replace(",", ".")) == count


@given(st.text(max_size=40))
def test_a_reader_raises_nothing_else(cell: str) -> None:
    every = [*report_columns.columns(), *channel_columns.columns()]
    for read in {column.read for column in every}:
        try:
            read(cell)
        except CellError:
            continue


@pytest.mark.parametrize(
    ("cell", "yes"), [("Ya", True), ("x", True), ("TIDAK", False), ("0", False)]
)
def test_yes_and_no(cell: str, *, yes: bool) -> None:
    assert cells.yes_no(cell) is yes


class TestHeader:
    def test_knows_both_languages_and_marks(self) -> None:
        columns = report_columns.columns()
        header, twice = header_of(["No", "PERIODE *", "kind", " Judul  kegiatan", "title"], columns)
        assert dict(header) == {"period": 1, "kind": 2, "title": 3}
        assert twice == ["title"]
        assert missing(header, columns) == []

    def test_no_title_means_two_columns(self) -> None:
        for columns in (report_columns.columns(), channel_columns.columns()):
            titles = [title for column in columns for title in column.titles]
            assert len(titles) == len(set(titles))
