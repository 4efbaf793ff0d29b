"""Fonts, and words that are wrapped, shrunk and cut until they fit.

Letters come from Plus Jakarta Sans; those that it lacks from Noto Sans, then from Debian's Noto fonts
of the archipelago's own scripts where these are installed. What none of them has (emoji) is left out.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import fontpkg
from PIL import ImageFont
from PIL.ImageDraw import ImageDraw
from PIL.ImageFont import FreeTypeFont

_FAMILIES = ("Plus Jakarta Sans", "Noto Sans")
# Of Debian's fonts-noto-core, by the names of its files; Pillow knows where a system keeps fonts.
_SCRIPTS = ("Sundanese", "Javanese", "Balinese", "Buginese", "Batak", "Rejang")
_NOWHERE = "\U0010ffff"  # no font has it: what is drawn for it stands for every missing letter
_LEADING = 1.2
ELLIPSIS = "…"
Run = tuple[FreeTypeFont, str]


@dataclass(frozen=True)
class Face:
    """One weight of all fonts in one size (pixels), the first choice first."""

    fonts: tuple[FreeTypeFont, ...]
    size: int

    @property
    def leading(self) -> int:
        """From one baseline to the next, in pixels."""
        return round(self.size * _LEADING)

    def runs(self, text: str) -> Iterator[Run]:
        """The text in pieces of one font each, without what no font has."""
        piece, last = "", self.fonts[0]
        for letter in text:
            font = self._font_for(letter, last)
            if font is None:
                continue
            if font is not last and piece:
                yield last, piece
                piece = ""
            piece, last = piece + letter, font
        if piece:
            yield last, piece

    def width(self, text: str) -> float:
        """How wide a line is, in pixels."""
        return sum(font.getlength(piece) for font, piece in self.runs(text))

    def _font_for(self, letter: str, last: FreeTypeFont) -> FreeTypeFont | None:
        if letter == " ":
            return last
        if unicodedata.category(letter).startswith("M"):  # a sign stays with its letter
            return last if _has(last, letter) else None
        return next((font for font in self.fonts if _has(font, letter)), None)


@cache
def face(weight: int, size: int) -> Face:
    """The letters of a weight (200 to 800) and a size in pixels."""
    fonts = []
    for family in _FAMILIES:
        font = ImageFont.truetype(str(fontpkg.path(family, weight)), size)
        axes = [
            float(weight if axis["name"] == b"Weight" else axis["default"] or 0)
            for axis in font.get_variation_axes()
        ]
        font.set_variation_by_axes(axes)
        fonts.append(font)
    more = (ImageFont.truetype(name, size) for name in _system_fonts())
    return Face((*fonts, *more), size)


@cache
def _system_fonts() -> tuple[str, ...]:
    found = []
    for script in _SCRIPTS:
        for style in ("Bold", "Regular"):
            try:
                font = ImageFont.truetype(f"NotoSans{script}-{style}.ttf", 10)
            except OSError:
                continue
            found.append(str(font.path))
            break
    return tuple(found)


@cache
def _has(font: FreeTypeFont, letter: str) -> bool:
    return bytes(font.getmask(letter)) != bytes(font.getmask(_NOWHERE))


def fit(
    text: str, weight: int, sizes: Sequence[int], width: int, height: int, most: int
) -> tuple[Face, list[str]]:
    """The text in the first of `sizes` in which `most` lines in that room hold it, else cut."""
    words = unicodedata.normalize("NFC", text).split()
    for size in sizes:
        letters = face(weight, size)
        lines = wrap(words, letters, width)
        if len(lines) <= min(most, height // letters.leading):
            return letters, _balanced(words, letters, lines, width)
    return letters, _cut(lines, letters, width, min(most, height // letters.leading))


def wrap(words: Sequence[str], letters: Face, width: int) -> list[str]:
    """Words in lines of at most `width` pixels; one that is longer is broken."""
    lines: list[str] = []
    for word in words:
        if letters.width(word) == 0:  # emoji alone
            continue
        if lines and letters.width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines += _broken(word, letters, width)
    return lines


def _balanced(words: Sequence[str], letters: Face, lines: list[str], width: int) -> list[str]:
    """As many lines, but of more equal length: no word stands alone on the last."""
    while len(lines) > 1:
        width -= letters.size // 2
        narrower = wrap(words, letters, width)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _broken(word: str, letters: Face, width: int) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and letters.width(parts[-1] + letter) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def _cut(lines: Sequence[str], letters: Face, width: int, most: int) -> list[str]:
    last = lines[most - 1]
    while " " in last and letters.width(last + ELLIPSIS) > width:
        last = last.rsplit(" ", 1)[0]
    while letters.width(last + ELLIPSIS) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,;:.") + ELLIPSIS]


def write(
    canvas: ImageDraw, place: tuple[float, float], text: str, letters: Face, colour: str
) -> None:
    """Draw a line whose baseline begins at `place`."""
    across, down = place
    for font, piece in letters.runs(text):
        canvas.text(xy=(across, down), text=piece, font=font, fill=colour, anchor="ls")
        across += font.getlength(piece)
