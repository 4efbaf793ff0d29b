"""A clarification as a picture: the verdict's stamp, the title, the office and the number."""

import io
from dataclasses import dataclass

from PIL import Image, ImageColor, ImageDraw

from api.sharing.lettering import face, fit, write
from api.sharing.stamps import Stamp, stamp_of, stamped

WIDTH, HEIGHT = 1200, 630
LARGEST = 300_000  # bytes; WhatsApp shows no larger picture of a link
_MOST_LINES = 5
_OFFICE_LINES = 2
_SIZES = (84, 76, 70, 64, 58, 52, 48, 44, 40, 36)
_EDGE, _BAND, _FOOT = 72, 214, 528
_PAPER, _INK, _GREY, _LINE = "#fcfaf5", "#1c1f26", "#5b6270", "#e2ddd0"


@dataclass(frozen=True)
class Poster:
    """What a share picture says."""

    title: str
    verdict: str
    office: str
    number: str
    date: str


def draw(poster: Poster) -> bytes:
    """The picture as a JPEG; the same words give the same bytes."""
    stamp = stamp_of(poster.verdict)
    picture = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    canvas = ImageDraw.Draw(picture)
    _draw_band(canvas, stamp)
    mark = stamped(stamp)
    # In the middle: previews that show a square cut the sides off.
    picture.paste(mark, ((WIDTH - mark.width) // 2, (_BAND - mark.height) // 2), mark)
    _draw_title(canvas, poster.title)
    _draw_foot(canvas, poster, stamp)
    return _encoded(picture)


def _draw_band(canvas: ImageDraw.ImageDraw, stamp: Stamp) -> None:
    """A band with kawung, the batik motif of four petals around a middle."""
    canvas.rectangle((0, 0, WIDTH, _BAND), fill=stamp.colour)
    red, green, blue = ImageColor.getrgb(stamp.colour)[:3]
    lighter = (red + (255 - red) // 9, green + (255 - green) // 9, blue + (255 - blue) // 9)
    step, long, thin = 54, 25, 12
    for row, y in enumerate(range(0, _BAND + step, step)):
        for x in range(0, WIDTH + step, step):
            lying = (row + x // step) % 2 == 0
            across, down = (long, thin) if lying else (thin, long)
            canvas.ellipse((x - across, y - down, x + across, y + down), outline=lighter, width=3)
    canvas.rectangle((0, _BAND, WIDTH, _FOOT), fill=_PAPER)


def _draw_title(canvas: ImageDraw.ImageDraw, title: str) -> None:
    room = _FOOT - _BAND - 44
    letters, lines = fit(title, 800, _SIZES, WIDTH - 2 * _EDGE, room, _MOST_LINES)
    # A capital is about 0.7 of the size high: the lines stand in the middle of their room.
    block = letters.leading * (len(lines) - 1) + letters.size * 0.7
    down = _BAND + (_FOOT - _BAND - block) / 2 + letters.size * 0.7
    for line in lines:
        write(canvas, (_EDGE, down), line, letters, _INK)
        down += letters.leading


def _draw_foot(canvas: ImageDraw.ImageDraw, poster: Poster, stamp: Stamp) -> None:
    canvas.line((_EDGE, _FOOT, WIDTH - _EDGE, _FOOT), fill=_LINE, width=3)
    number, small = face(800, 30), face(500, 24)
    right = WIDTH - _EDGE - number.width(poster.number)
    write(canvas, (right, _FOOT + 47), poster.number, number, stamp.colour)
    write(
        canvas,
        (WIDTH - _EDGE - small.width(poster.date), _FOOT + 80),
        poster.date,
        small,
        _GREY,
    )
    room = round(right) - 2 * _EDGE
    office, lines = fit(poster.office, 700, (30, 26, 24), room, 66, _OFFICE_LINES)
    if len(lines) < _OFFICE_LINES:
        write(canvas, (_EDGE, _FOOT + 80), "Klarifikasi resmi pemerintah daerah", small, _GREY)
    for place, line in enumerate(lines):
        write(canvas, (_EDGE, _FOOT + 47 + place * 33), line, office, _INK)


def _encoded(picture: Image.Image) -> bytes:
    for quality in (90, 80, 70, 55, 40):
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        if buffer.tell() < LARGEST:
            break
    return buffer.getvalue()
