"""An export as XLSX: a summary with native charts, a heat table, and the rows."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

import xlsxwriter

from api.sheets.export_tables import Cell, Row, Table
from api.sheets.summing import About, Sums

_LONGEST = 32_767  # characters of a cell in a workbook
_FIRST_YEAR = 1900  # that a workbook can count from
_NO_XML = re.compile("[\ufffe\uffff]")  # a workbook with these is broken (XML 1.0, 2.2)
_LAST_LINE = 1_048_575  # of a sheet, counted from 0
_MOST_MONTHS = 120
_HEAD = {"bold": True, "bg_color": "#0B3B4C", "font_color": "#FFFFFF", "text_wrap": True}
_TITLE = {"bold": True, "font_size": 18, "font_color": "#0B3B4C"}
_QUIET = {"font_color": "#5B6B73"}
_SCALE = {
    "type": "3_color_scale",
    "min_color": "#F6D5CF",
    "mid_color": "#FBF1D0",
    "max_color": "#9BD3B4",
    "mid_type": "percentile",
    "mid_value": 50,
}
# Of those who were to do something: none of them red, all of them green.
_SHARES = {
    "type": "2_color_scale",
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 1,
    "min_color": "#F6D5CF",
    "max_color": "#9BD3B4",
}
_PAGE_WIDTH = 250  # characters that can be read on a page
_COLOUR = "#12708F"


class Workbook:
    """XLSX that keeps no row in memory (ECMA-376, by XlsxWriter)."""

    def __init__(self, file: BinaryIO, table: Table, about: About) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(file, options)
        self._book.set_properties({"title": about.title, "author": "Simpul"})
        self._table, self._about, self._sums = table, about, Sums(table)
        self._head = self._book.add_format(_HEAD)
        self._day = self._book.add_format({"num_format": "dd/mm/yyyy"})
        self._count = self._book.add_format({"num_format": "#,##0"})
        self._summary = self._book.add_worksheet("Ringkasan")
        self._heat = self._book.add_worksheet("Daerah x bulan")
        _as_printed(self._summary)
        _as_printed(self._heat, title_rows=1)
        self._share = self._book.add_format({"num_format": "0.0%"})
        self._sheets = 0
        self._begin_rows()

    def _begin_rows(self) -> None:
        self._sheets += 1
        name = "Data" if self._sheets == 1 else f"Data {self._sheets}"
        self._rows, self._line = self._book.add_worksheet(name), 0
        for place, heading in enumerate(self._table.headings):
            self._rows.set_column(place, place, heading.width)
        self._rows.freeze_panes(1, 2)
        width = sum(heading.width for heading in self._table.headings)
        _as_printed(self._rows, title_rows=1, fits=width <= _PAGE_WIDTH)
        self._titles(self._rows, 0, [heading.title for heading in self._table.headings])

    def _end_rows(self) -> None:
        self._rows.autofilter(0, 0, max(self._line, 1), len(self._table.headings) - 1)

    def add(self, rows: Sequence[Row]) -> None:
        """Write some rows."""
        for row in rows:
            if self._line == _LAST_LINE:
                self._end_rows()
                self._begin_rows()
            self._line += 1
            for place, cell in enumerate(row.cells):
                self._cell(self._rows, self._line, place, cell)
            self._sums.add(row)

    def close(self, tenants: Sequence[tuple[str, str]]) -> None:
        """Write summary and heat table."""
        self._end_rows()
        self._write_summary()
        self._write_heat(tenants)
        self._book.close()

    def _titles(self, sheet: Any, line: int, titles: Sequence[str]) -> None:  # noqa: ANN401
        for place, title in enumerate(titles):
            sheet.write_string(line, place, title, self._head)

    def _cell(self, sheet: Any, line: int, place: int, cell: Cell) -> None:  # noqa: ANN401
        if isinstance(cell, date) and cell.year < _FIRST_YEAR:
            cell = cell.isoformat()
        if isinstance(cell, str):
            sheet.write_string(line, place, _NO_XML.sub("", cell)[:_LONGEST])
        elif isinstance(cell, int):
            sheet.write_number(line, place, cell, self._count)
        elif isinstance(cell, date):
            sheet.write_datetime(line, place, cell, self._day)

    def _write_summary(self) -> None:
        sheet, table = self._summary, self._table
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 26)
        wide = len(table.amounts) + len(table.rates)
        sheet.set_column(1, wide, 16)
        sheet.write_string(0, 0, self._about.title, self._book.add_format(_TITLE))
        sheet.write_string(1, 0, self._about.subtitle, self._book.add_format(_QUIET))
        groups = sorted(
            self._sums.groups.items(), key=lambda one: (0 if table.rates else -one[1][0], one[0])
        )
        months = sorted(self._sums.months.items())[-_MOST_MONTHS:]
        below = self._block(3, table.group, groups)
        end = self._block(below + 2, "Bulan", months)
        told = table.rates[0][0] if table.rates else table.amounts[0]
        title = f"{told} menurut {table.group.lower()}"
        lines = self._chart("bar", (3, wide + 2), 4, len(groups), title)
        title = f"{told} menurut bulan"
        lines += 4
        lines += self._chart("column", (lines, wide + 2), below + 3, len(months), title)
        if lines >= end:  # else printing ends with the last row, in the middle of a picture
            sheet.write_blank(lines + 1, 0, None, self._count)

    def _block(self, line: int, group: str, sums: Sequence[tuple[str, list[int]]]) -> int:
        rates = [title for title, _, _ in self._table.rates]
        self._titles(self._summary, line, [group, *self._table.amounts, *rates])
        totals = [sum(amounts) for amounts in zip(*(one for _, one in sums), strict=True)]
        bold = self._book.add_format({"bold": True, "num_format": "#,##0", "top": 1})
        for name, amounts in sums:
            line += 1
            self._summary.write_string(line, 0, name)
            for place, amount in enumerate(amounts, start=1):
                self._summary.write_number(line, place, amount, self._count)
            self._write_rates(line, amounts, self._share)
        if totals:
            line += 1
            self._summary.write_string(line, 0, "Jumlah", bold)
            for place, amount in enumerate(totals, start=1):
                self._summary.write_number(line, place, amount, bold)
            shares = self._book.add_format({"bold": True, "num_format": "0.0%", "top": 1})
            self._write_rates(line, totals, shares)
        return line

    def _write_rates(self, line: int, amounts: Sequence[int], look: Any) -> None:  # noqa: ANN401
        first = len(self._table.amounts) + 1
        for place, (_, part, whole) in enumerate(self._table.rates, start=first):
            if amounts[whole]:
                self._summary.write_number(line, place, amounts[part] / amounts[whole], look)

    def _chart(self, kind: str, at: tuple[int, int], first: int, count: int, title: str) -> int:
        """A picture of the first rate, else the first amount; how many lines it is tall."""
        if not count:
            return 0
        chart, rates = self._book.add_chart({"type": kind}), self._table.rates
        sheet, last = self._summary.get_name(), first + count - 1
        column = len(self._table.amounts) + 1 if rates else 1
        chart.add_series(
            {
                "name": rates[0][0] if rates else self._table.amounts[0],
                "categories": [sheet, first, 0, last, 0],
                "values": [sheet, first, column, last, column],
                "fill": {"color": _COLOUR},
                "gap": 60,
                "data_labels": {"value": count <= 15},  # noqa: PLR2004 - more of them overlap
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        amount = {"min": 0, "max": 1, "num_format": "0%"} if rates else {}
        if kind == "bar":
            # Every name, however many; the amounts stay at the foot.
            chart.set_y_axis({"reverse": True, "interval_unit": 1})
            chart.set_x_axis({**amount, "label_position": "high"})
        else:
            chart.set_y_axis(amount)
        lines = max(16, count + 4) if kind == "bar" else 16
        chart.set_size({"width": 620, "height": 20 * lines})
        self._summary.insert_chart(*at, chart, {"description": title})
        return lines

    def _write_heat(self, tenants: Sequence[tuple[str, str]]) -> None:
        sheet = self._heat
        months = sorted({month for _, month in self._sums.heat})[-_MOST_MONTHS:]
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 28)
        sheet.set_column(2, max(2, len(months) + 1), 9)
        sheet.freeze_panes(1, 2)
        self._titles(sheet, 0, ["Kode", "Pemerintah daerah", *months])
        for line, (code, name) in enumerate(tenants, start=1):
            sheet.write_string(line, 0, code)
            sheet.write_string(line, 1, name)
            for place, month in enumerate(months, start=2):
                amount = self._sums.heat.get((code, month), None if self._table.rates else 0)
                self._cell(sheet, line, place, amount)
        if tenants and months:
            scale = _SHARES if self._table.rates else _SCALE
            sheet.conditional_format(1, 2, len(tenants), len(months) + 1, scale)


def _as_printed(sheet: Any, title_rows: int = 0, *, fits: bool = True) -> None:  # noqa: ANN401
    """A4 across, as wide as the page where that can be read, with the titles on each."""
    sheet.set_paper(9)
    sheet.set_landscape()
    if fits:
        sheet.fit_to_pages(1, 0)
    if title_rows:
        sheet.repeat_rows(0, title_rows - 1)
