from itertools import pairwise

import pytest

from api.rollups.tilemap import DRAWN, Cell, layout
from tenants.regions import regions_of

# Some that share a border, from the north-west to the south-east.
NEIGHBOURS = (
    *(("32.75", "32.16"), ("32.16", "32.15"), ("32.15", "32.13"), ("32.13", "32.12")),
    *(("32.01", "32.71"), ("32.01", "32.02"), ("32.76", "32.75"), ("32.15", "32.14")),
    *(("32.02", "32.72"), ("32.14", "32.03"), ("32.14", "32.17"), ("32.17", "32.77")),
    *(("32.77", "32.73"), ("32.73", "32.04"), ("32.04", "32.05"), ("32.05", "32.06")),
    *(("32.13", "32.11"), ("32.11", "32.10"), ("32.12", "32.10"), ("32.12", "32.09")),
    *(("32.09", "32.74"), ("32.09", "32.08"), ("32.10", "32.08"), ("32.78", "32.06")),
    *(("32.08", "32.07"), ("32.06", "32.07"), ("32.07", "32.79"), ("32.07", "32.18")),
)
PROVINCES = ("11", "12", "31", "32", "33", "35", "73", "91")


def _regions(province: str) -> list[str]:
    return [region.code for region in regions_of(province) if region.code != province]


def _far(one: Cell, other: Cell) -> int:
    return max(abs(one.column - other.column), abs(one.row - other.row))


class TestDrawn:
    def test_has_all_of_the_province(self) -> None:
        for province in DRAWN:
            assert sorted(layout(province, []).cells) == _regions(province)

    @pytest.mark.parametrize(("one", "other"), NEIGHBOURS, ids=lambda code: code)
    def test_neighbours_touch(self, one: str, other: str) -> None:
        cells = layout("32", _regions("32")).cells
        assert _far(cells[one], cells[other]) == 1

    def test_north_is_up_and_east_is_right(self) -> None:
        cells = layout("32", _regions("32")).cells
        southwards = [cells[code].row for code in ("32.15", "32.14", "32.03")]
        eastwards = [cells[code].column for code in ("32.01", "32.14", "32.11", "32.09", "32.74")]
        for places in (southwards, eastwards):
            assert all(first < second for first, second in pairwise(places))

    def test_a_region_that_was_not_drawn_makes_it_plain(self) -> None:
        found = layout("32", [*_regions("32"), "32.80"])
        assert found.cells["32.80"] == Cell(3, 3)
        assert found.cells["32.01"] == Cell(0, 0)


@pytest.mark.parametrize("province", PROVINCES)
class TestEveryProvince:
    def test_each_region_has_a_place_of_its_own(self, province: str) -> None:
        found = layout(province, _regions(province))
        assert sorted(found.cells) == _regions(province)
        assert len(set(found.cells.values())) == len(found.cells)
        assert max(cell.column for cell in found.cells.values()) < found.columns

    def test_the_legend_covers_nobody(self, province: str) -> None:
        found = layout(province, _regions(province))
        x, y = found.legend
        covered = {Cell(x + right, y + down) for right in range(3) for down in range(2)}
        assert not covered & set(found.cells.values())
