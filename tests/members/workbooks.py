"""Workbooks and CSV files as Excel writes them, and the asset that each becomes."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.media.samples import XLSX
from tests.media.uploads import completed, read
from tests.members.conftest import Work
from tests.world import Caller

_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="xl/workbook.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="Catatan" sheetId="1" state="hidden" r:id="r1"/>'
        '<sheet name="Anggota" sheetId="2" r:id="r2"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="worksheets/sheet1.xml" Type="http://schemas.openxmlformats.'
        'org/officeDocument/2006/relationships/worksheet"/>'
        '<Relationship Id="r2" Target="worksheets/sheet2.xml" Type="http://schemas.openxmlformats.'
        'org/officeDocument/2006/relationships/worksheet"/></Relationships>'
    ),
}
_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{}</sheetData></worksheet>"
)


def csv(rows: Sequence[Sequence[str]], delimiter: str = ";", mark: str = "\ufeff") -> bytes:
    """As Excel does where a comma is the decimal sign."""
    lines = [delimiter.join(f'"{c}"' if delimiter in c else c for c in row) for row in rows]
    return (mark + "\r\n".join(lines) + "\r\n").encode()


def cell(reference: str, text: str, formula: str = "") -> str:
    """One cell with text, or with a formula whose last value it is."""
    if formula:
        return f'<c r="{reference}" t="str"><f>{escape(formula)}</f><v>{escape(text)}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def workbook(rows: Sequence[Sequence[str]], more: str = "", first: int = 1) -> bytes:
    """A workbook with a hidden sheet before the one with `rows`, and further XML below them."""
    lines = [
        f'<row r="{n}">{"".join(cell(f"{chr(65 + place)}{n}", c) for place, c in enumerate(row))}</row>'
        for n, row in enumerate(rows, start=first)
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _PARTS.items():
            package.writestr(name, content)
        package.writestr("xl/worksheets/sheet1.xml", _SHEET.format(""))
        package.writestr("xl/worksheets/sheet2.xml", _SHEET.format("".join(lines) + more))
    return buffer.getvalue()


def heavy(megabytes: int) -> bytes:
    """A workbook of a few hundred kilobytes that is all empty cells when unpacked."""
    buffer = io.BytesIO()
    before, after = _SHEET.split("{}")
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in _PARTS.items():
            package.writestr(name, content)
        package.writestr("xl/worksheets/sheet1.xml", _SHEET.format(""))
        with package.open("xl/worksheets/sheet2.xml", "w") as sheet:
            sheet.write(f'{before}<row r="2">'.encode())
            for _ in range(megabytes):
                sheet.write(b'<c r="A2"/>' * 90_000)
            sheet.write(f"</row>{after}".encode())
    return buffer.getvalue()


async def asset(caller: Caller, work: Work, data: bytes, **changes: str) -> str:
    """The id of a file that was uploaded, checked by the worker, and is ready."""
    kind = "text/csv" if not data.startswith(b"PK") else XLSX
    fields = {"purpose": "import", "content_type": kind, "file_name": "anggota", **changes}
    made = await completed(caller, data, **fields)
    await work()
    found = await read(caller, made["id"])
    assert found["status"] == "ready", found["refusal"]
    identifier: str = made["id"]
    return identifier
