"""The empty table to fill in: headings, one example, choices to pick from, and what each column takes."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from api.sheets.columns import Column

_ROWS = 2000  # for which choices are offered
_HEAD = {"bold": True, "bg_color": "#0B3B4C", "font_color": "#FFFFFF", "text_wrap": True}
_NEEDED = {**_HEAD, "bg_color": "#A4302A"}
_EXAMPLE = {"italic": True, "font_color": "#5B6B73"}


def as_csv(columns: Sequence[Column]) -> bytes:
    """The headings alone, as Excel in Indonesia opens them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerow([column.title.id for column in columns])
    return text.getvalue().encode("utf-8-sig")


def as_workbook(columns: Sequence[Column], lists: dict[str, Sequence[str]]) -> bytes:
    """A workbook; `lists` are further choices by the columns' names, such as the tenant's units."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet, help_ = book.add_worksheet("Isian"), book.add_worksheet("Penjelasan")
    choices = book.add_worksheet("Daftar")
    head, needed = book.add_format(_HEAD), book.add_format(_NEEDED)
    text = book.add_format({"num_format": "@"})
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        # Text, so that 32.10 and 2026-10 stay what they are.
        sheet.set_column(place, place, max(14, len(column.title.id) + 2), text)
        sheet.write_string(0, place, column.title.id, needed if column.required else head)
        picked = list(lists.get(column.name) or column.choices)
        _offer(book, sheet, choices, place, column.title.id, picked)
    _explain(book, help_, columns)
    book.close()
    return buffer.getvalue()


def _offer(
    book: Any,  # noqa: ANN401 - XlsxWriter has no types
    sheet: Any,  # noqa: ANN401
    choices: Any,  # noqa: ANN401
    place: int,
    title: str,
    picked: Sequence[str],
) -> None:
    if not picked:
        return
    choices.write_string(0, place, title, book.add_format({"bold": True}))
    for line, choice in enumerate(picked, start=1):
        choices.write_string(line, place, choice)
    letter = xlsxwriter.utility.xl_col_to_name(place, True)
    source = f"=Daftar!{letter}$2:{letter}${len(picked) + 1}"
    offered = {"validate": "list", "source": source, "error_type": "warning"}
    sheet.data_validation(1, place, _ROWS, place, offered)


def _explain(book: Any, sheet: Any, columns: Sequence[Column]) -> None:  # noqa: ANN401
    titles = ("Kolom", "Column", "Wajib", "Cara mengisi", "How to fill in", "Contoh")
    head, example = book.add_format(_HEAD), book.add_format(_EXAMPLE)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, (title, width) in enumerate(zip(titles, (30, 26, 8, 60, 60, 34), strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, head)
    for line, column in enumerate(columns, start=1):
        told = (*column.title, "ya" if column.required else "", *column.hint)
        for place, text in enumerate(told):
            sheet.write_string(line, place, text, wrapped)
        sheet.write_string(line, len(told), column.example, example)
