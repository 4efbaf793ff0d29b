import pytest

from api.periods.rules import months_after
from api.rollups import recap_charts as charts
from api.rollups.recap_texts import STANDINGS, Writer
from api.rollups.schemas import Standing
from tests.rollups.recaps import PERIOD, recap, row, some

INDONESIAN = Writer("id")


def _bright(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_bright(one), _bright(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


class TestLooks:
    @pytest.mark.parametrize("standing", [*Standing, "new"])
    def test_words_can_be_read(self, standing: str) -> None:
        look = charts.look_of(standing)
        assert _contrast(look.ink, look.fill) >= 4.5

    def test_none_is_told_by_colour_alone(self) -> None:
        looks = [charts.look_of(standing) for standing in Standing]
        assert len({look.sign for look in looks}) == len(STANDINGS) == len(looks)
        assert all(look.sign for look in looks)


class TestTileMap:
    def test_colours_whom_it_is_about(self) -> None:
        about = recap({"32.04": [row("32.04", PERIOD, "late")]}, reach=[5])
        found = charts.tile_map(about, INDONESIAN)
        told = {tile.said: tile for tile in found.tiles}
        assert len(told) == 27
        mine = told["Kabupaten Contoh 32.04: Terlambat, kegiatan: 0"]
        assert (mine.look, mine.corner) == (charts.LOOKS["late"], "0")
        assert told["Kota Bandung"].look == charts.UNKNOWN
        assert told["Kota Bandung"].corner == ""

    def test_nil_says_so(self) -> None:
        about = recap({"32.04": [row("32.04", PERIOD, "on_time", nil=True)]}, reach=[5])
        assert "nihil" in [tile.corner for tile in charts.tile_map(about, INDONESIAN).tiles]

    def test_the_legend_counts(self) -> None:
        stands = {"32.01": "late", "32.04": "late", "32.73": "exempt"}
        about = recap({code: [row(code, PERIOD, each)] for code, each in stands.items()}, reach=[1])
        legend = [entry.label for entry in charts.tile_map(about, INDONESIAN).legend]
        assert legend == ["Tepat waktu: 0", "Terlambat: 2", "Belum: 0", "Dibebaskan: 1"]

    @pytest.mark.parametrize("province", ["32", "35", "53", "94"])
    def test_everything_is_inside(self, province: str) -> None:
        found = charts.tile_map(
            recap(
                {f"{province}.01": [row(f"{province}.01", PERIOD, "late")]},
                reach=[1],
                code=province,
                province=province,
            ),
            INDONESIAN,
        )
        assert max(tile.x for tile in found.tiles) + charts.TILE == found.width
        assert max(tile.y for tile in found.tiles) + charts.TALL <= found.height
        assert max(entry.y for entry in found.legend) + 18 <= found.height
        assert all(1 <= len(tile.lines) <= 3 for tile in found.tiles)


class TestBars:
    def test_are_as_long_as_they_count(self) -> None:
        kinds = [("training", some(activities=40)), ("other", some(activities=10))]
        first, second = charts.bars(kinds, INDONESIAN)
        assert first.width == 4 * second.width
        assert (first.label, first.value) == ("Pelatihan", "40")

    def test_may_be_none(self) -> None:
        assert charts.bars([], INDONESIAN) == []


class TestColumns:
    def test_are_as_tall_as_they_count(self) -> None:
        low, high = charts.columns(recap(reach=[25, 100]), INDONESIAN)
        assert high.height == 4 * low.height
        assert low.y + low.height == high.y + high.height
        assert [low.latest, high.latest] == [False, True]

    def test_a_year_without_reach_has_no_height(self) -> None:
        assert [one.height for one in charts.columns(recap(reach=[0, 0]), INDONESIAN)] == [0, 0]

    @pytest.mark.parametrize(
        ("reach", "told"),
        [
            ([1, 9, 3, 4], ["", "9", "", "4"]),
            ([1, 9, 8, 4], ["", "9", "", ""]),  # a figure would stand in the taller column
            ([1, 2, 3, 9], ["", "", "", "9"]),
            ([0, 0], ["", ""]),
        ],
        ids=["room", "no-room", "last", "nothing"],
    )
    def test_figures_stand_where_they_have_room(self, reach: list[int], told: list[str]) -> None:
        assert [one.value for one in charts.columns(recap(reach=reach), INDONESIAN)] == told


class TestYear:
    def test_has_a_mark_for_each_month_and_their_share(self) -> None:
        stands = ["not_expected", "exempt", "undeclared", "late", "on_time", "undeclared"]
        history = [
            row("32.04", months_after(PERIOD, place - 5), each) for place, each in enumerate(stands)
        ]
        found = charts.year(recap({"32.04": history}, reach=[1] * 6), INDONESIAN)
        (line,) = found.lines
        assert [mark.look for mark in line.marks] == [charts.LOOKS[each] for each in stands]
        assert (line.share, line.width) == ("50\u00a0%", found.bar_width / 2)
        assert [label for _, label in found.months] == ["Mei", "Jun", "Jul", "Agu", "Sep", "Okt"]
        assert [mark.x for mark in line.marks] == [x for x, _ in found.months]
        assert len(found.legend) == 5

    def test_who_was_never_expected_has_no_share(self) -> None:
        history = [row("32.04", PERIOD, "exempt")]
        (line,) = charts.year(recap({"32.04": history}, reach=[1]), INDONESIAN).lines
        assert (line.share, line.width) == ("\u2013", 0)
