"""How the text of a CSV file is written: its encoding and its delimiter. Runs in child processes."""

import codecs
from collections.abc import Iterable
from typing import BinaryIO, TextIO

DELIMITERS = ",;\t"
_BLOCK = 1 << 16
_LOOKED_AT = 20  # lines
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class EncodingError(Exception):
    """Text of no encoding that we know."""


def encoding_of(file: BinaryIO) -> str:
    """The encoding of a file: UTF-8, UTF-16 with its mark, else what Excel in Indonesia writes.

    The file is left at its beginning. Raises `EncodingError`.
    """
    file.seek(0)
    beginning = file.read(3)
    if beginning.startswith(_WIDE):
        tried: tuple[str, ...] = ("utf-16",)
    elif beginning == codecs.BOM_UTF8:
        tried = ("utf-8-sig",)
    else:
        tried = ("utf-8", "cp1252")
    for name in tried:
        if _is(file, name):
            file.seek(0)
            return name
    raise EncodingError


def _is(file: BinaryIO, name: str) -> bool:
    decode = codecs.getincrementaldecoder(name)().decode
    file.seek(0)
    try:
        while block := file.read(_BLOCK):
            decode(block)
        decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def delimiter_of(lines: Iterable[str]) -> str:
    """What stands most often in the first line with several: the header, below its titles.

    Semicolons where a comma is the decimal sign.
    """
    best = DELIMITERS[0]
    for line in lines:
        best = max(DELIMITERS, key=line.count)
        if line.count(best) > 1:
            break
    return best


def first_lines(text: TextIO) -> list[str]:
    """What `delimiter_of` looks at; the text is left at its beginning."""
    lines = [line for _ in range(_LOOKED_AT) if (line := text.readline(_BLOCK)).strip()]
    text.seek(0)
    return lines
