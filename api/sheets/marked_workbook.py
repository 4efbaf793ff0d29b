"""A column more in a workbook, rows tall enough for it, and every other byte as it was (ECMA-376).

Runs in a child process. The sheet is gone through once by an event parser that says at which byte a row
ends; cells are put in there. Nothing is built in memory, and nothing is written anew but the sheet's text
and two styles.
"""

import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import BinaryIO
from xml.etree import ElementTree as ET
from xml.parsers import expat
from xml.sax.saxutils import escape

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STYLES = "xl/styles.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d*)")
_REPLACED = re.compile(rb"""\s+(?:spans|ht|customHeight)\s*=\s*(?:"[^"]*"|'[^']*')""")
_HEIGHT = re.compile(rb"""\sht\s*=\s*["'](\d+(?:\.\d+)?)["']""")
_ELEMENT = re.compile(rb"<[^\s/>]+")
_DIMENSION = re.compile(rb'ref="[^"]*"')
_WIDTH = 60  # characters
_PER_LINE = 60  # characters that surely fit into it
_LINE, _TALLEST = 15, 409  # points
_SMALL = 16 * 1024 * 1024  # bytes of a part that is read whole
_FONTS = (
    '<{p}font><{p}b/><{p}sz val="11"/><{p}color rgb="FFFFFFFF"/><{p}name val="Calibri"/></{p}font>',
    '<{p}font><{p}sz val="11"/><{p}color rgb="FFC00000"/><{p}name val="Calibri"/></{p}font>',
)
_FILL = (
    '<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{colour}"/>'
    '<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
)
_COLOURS = ("FFC00000", "FFFDE9E7")
_FORMAT = (
    '<{p}xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyFont="1"'
    ' applyFill="1" applyAlignment="1"><{p}alignment vertical="top" wrapText="1"/></{p}xf>'
)


class UnmarkableError(Exception):
    """A workbook that we leave alone."""


@dataclass
class _Edit:
    """Bytes from `start` to `end` become others."""

    start: int
    end: int
    text: bytes


@dataclass
class _Sheet:
    """What one pass over a sheet finds. Columns count from 1."""

    lines: frozenset[int]
    place: int  # of the column from before; 0: none
    last: int = 0
    rows: int = 0
    prefix: str = ""
    ends: dict[int, int] = field(default_factory=dict)  # where a marked line takes its cell
    tags: dict[int, int] = field(default_factory=dict)  # where tags of marked rows begin
    old: list[_Edit] = field(default_factory=list)  # cells of the column from before
    dimension: int = -1
    data: int = -1
    columns_end: int = -1
    columns_last: int = 0
    _column: int = 0
    _open: int = -1

    def read(self, file: BinaryIO) -> None:
        """Go through the sheet. Raises `UnmarkableError`, expat's errors."""
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.XmlDeclHandler = _require_utf8
        self._parser.ParseFile(file)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        prefix, _, local = name.rpartition(":")
        if local == "c":
            self._cell(at, attributes)
        elif local == "row":
            self.rows = int(attributes.get("r", self.rows + 1))
            self._column, self._open = 0, -1
            if self.rows in self.lines:
                self.tags.setdefault(self.rows, at)
        elif local == "sheetData":
            self.data, self.prefix = at, f"{prefix}:" if prefix else ""
        elif local == "dimension":
            self.dimension = at
        elif local == "col":
            self.columns_last = max(self.columns_last, int(attributes["max"]))

    def _cell(self, at: int, attributes: dict[str, str]) -> None:
        self._close(at)
        found = _REFERENCE.match(attributes.get("r", ""))
        self._column = number_of(found[1]) if found else self._column + 1
        self.last = max(self.last, self._column)
        if self._column == self.place:
            self._open = at
        elif self.place and self._column > self.place and self.rows in self.lines:
            self.ends.setdefault(self.rows, at)

    def _close(self, at: int) -> None:
        if self._open >= 0:
            self.old.append(_Edit(self._open, at, b""))
            self._open = -1

    def _end(self, name: str) -> None:
        at, local = self._parser.CurrentByteIndex, name.rpartition(":")[2]
        if local == "row":
            self._close(at)
            if self.rows in self.lines:
                self.ends.setdefault(self.rows, at)
        elif local == "cols":
            self.columns_end = at


def _refuse(*_: object) -> None:
    raise UnmarkableError


def _require_utf8(_: str, encoding: str | None, *__: object) -> None:
    if encoding and encoding.lower() != "utf-8":  # the bytes are counted as they are
        raise UnmarkableError


def mark(file: BinaryIO, marks: Mapping[int, str], header: int, place: int, into: BinaryIO) -> None:
    """Write the workbook with `marks` by line; `header` has the title. `place`: see `_Sheet`.

    Raises `UnmarkableError`, and what a broken file makes others raise.
    """
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        target = _first_shown(given)
        styles, numbers = _with_styles(given)
        for part in given.infolist():
            if part.filename == target:
                with given.open(part) as content, TemporaryFile() as sheet:
                    shutil.copyfileobj(content, sheet)
                    with made.open(_named(part), "w", force_zip64=True) as out:
                        for block in _marked(sheet, marks, header, place, numbers):
                            out.write(block)
            elif part.filename == _STYLES and styles is not None:
                made.writestr(_named(part), styles)
            else:
                with given.open(part) as content, made.open(_named(part), "w") as out:
                    shutil.copyfileobj(content, out)


def _named(part: zipfile.ZipInfo) -> zipfile.ZipInfo:
    named = zipfile.ZipInfo(part.filename, part.date_time)
    named.compress_type = zipfile.ZIP_DEFLATED
    named.file_size = part.file_size
    return named


def _small(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as content:
        found = content.read(_SMALL + 1)
    if len(found) > _SMALL or b"<!DOCTYPE" in found:
        raise UnmarkableError
    return found


def _first_shown(package: zipfile.ZipFile) -> str:
    """The part of the first worksheet that is shown, as `api.media.tables` chooses it."""
    book = ET.fromstring(_small(package, "xl/workbook.xml"))  # noqa: S314 - no DTD in it
    relations = ET.fromstring(_small(package, "xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {
        one.get("Id"): str(one.get("Target"))
        for one in relations
        if str(one.get("Type")).endswith("/worksheet")
    }
    sheets = [
        (targets[one.get(_REL)], one.get("state", "visible"))
        for one in book.iter(f"{_MAIN}sheet")
        if one.get(_REL) in targets
    ]
    if not sheets:
        raise UnmarkableError
    target = next((name for name, state in sheets if state == "visible"), sheets[0][0])
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _with_styles(package: zipfile.ZipFile) -> tuple[bytes | None, tuple[int, int] | None]:
    """The styles with two more, and their numbers; None where a workbook has no styles."""
    if _STYLES not in package.namelist():
        return None, None
    text = _small(package, _STYLES).decode()
    root = ET.fromstring(text)  # noqa: S314 - no DTD in it
    counts = {
        name: len(root.find(f"{_MAIN}{name}") or ()) for name in ("fonts", "fills", "cellXfs")
    }
    if not all(counts.values()):
        return None, None
    found = re.search(r"<(\w+:)?styleSheet\b", text)
    prefix = (found[1] or "") if found else ""
    fonts = [one.format(p=prefix) for one in _FONTS]
    fills = [_FILL.format(p=prefix, colour=colour) for colour in _COLOURS]
    formats = [
        _FORMAT.format(p=prefix, font=counts["fonts"] + more, fill=counts["fills"] + more)
        for more in (0, 1)
    ]
    for name, items in (("fonts", fonts), ("fills", fills), ("cellXfs", formats)):
        text = _appended(text, prefix + name, items, counts[name])
    return text.encode(), (counts["cellXfs"], counts["cellXfs"] + 1)


def _appended(text: str, name: str, items: list[str], count: int) -> str:
    text = text.replace(f"</{name}>", f"{''.join(items)}</{name}>", 1)
    return re.sub(rf'(<{name}\b[^>]*\bcount=")\d+"', rf'\g<1>{count + len(items)}"', text, count=1)


def _marked(
    file: BinaryIO,
    marks: Mapping[int, str],
    header: int,
    place: int,
    numbers: tuple[int, int] | None,
) -> Iterator[bytes]:
    sheet = _Sheet(frozenset({header, *marks}), place)
    file.seek(0)
    sheet.read(file)
    column = place or sheet.last + 1
    edits = [*sheet.old, *_frame(file, sheet, column), *_rows(file, sheet, marks)]
    for line, at in sheet.ends.items():
        style = f' s="{numbers[line != header]}"' if numbers else ""
        p, text = sheet.prefix, escape(marks.get(line, "") if line != header else TITLE)
        cell = (
            f'<{p}c r="{letters_of(column)}{line}"{style} t="inlineStr"><{p}is>'
            f'<{p}t xml:space="preserve">{text}</{p}t></{p}is></{p}c>'
        )
        edits.append(_Edit(at, at, cell.encode()))
    # What is taken out goes before what comes in its place.
    yield from _edited(file, sorted(edits, key=lambda edit: (edit.start, edit.end == edit.start)))


TITLE = "Masalah"


def _frame(file: BinaryIO, sheet: _Sheet, column: int) -> Iterator[_Edit]:
    """What tells the extent of the sheet: its dimension, and the new column's width."""
    p = sheet.prefix
    if sheet.dimension >= 0:
        reference = f'ref="A1:{letters_of(max(column, sheet.last))}{sheet.rows}"'
        yield from _in_tag(file, sheet.dimension, _DIMENSION, reference.encode())
    width = f'<{p}col min="{column}" max="{column}" width="{_WIDTH}" customWidth="1"/>'
    if sheet.columns_end < 0:
        yield _Edit(sheet.data, sheet.data, f"<{p}cols>{width}</{p}cols>".encode())
    elif sheet.columns_last < column:
        yield _Edit(sheet.columns_end, sheet.columns_end, width.encode())


def _rows(file: BinaryIO, sheet: _Sheet, marks: Mapping[int, str]) -> Iterator[_Edit]:
    """Rows tall enough for what is written into them: who opens them does not always see to that."""
    for line, at in sheet.tags.items():
        file.seek(at)
        tag = file.read(2000).partition(b">")[0]
        lines, found = -(-len(marks.get(line, "")) // _PER_LINE), _HEIGHT.search(tag)
        height = max(min(float(_LINE * lines), _TALLEST), float(found[1]) if found else 0.0)
        tall = b' ht="%g" customHeight="1"' % height if height > _LINE else b""
        name = _ELEMENT.match(tag)
        if name:
            rest = _REPLACED.sub(b"", tag[name.end() :])
            yield _Edit(at, at + len(tag), name[0] + tall + rest)


def _in_tag(file: BinaryIO, at: int, pattern: re.Pattern[bytes], text: bytes) -> Iterator[_Edit]:
    file.seek(at)
    found = pattern.search(file.read(2000).partition(b">")[0])
    if found:
        yield _Edit(at + found.start(), at + found.end(), text)


def _edited(file: BinaryIO, edits: list[_Edit]) -> Iterator[bytes]:
    file.seek(0)
    at = 0
    for edit in edits:
        while at < edit.start:
            block = file.read(min(1 << 16, edit.start - at))
            at += len(block)
            yield block
        yield edit.text
        at = file.seek(edit.end)
    while block := file.read(1 << 16):
        yield block


def number_of(letters: str) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def letters_of(number: int) -> str:
    """The letters of a column, likewise."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
