"""The stamp of each verdict: a colour, a word, a line under it, and a sign that needs no words."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from api.sharing.lettering import face, write

_SCALE = 3  # drawn larger and made smaller, so that no edge shows steps after the turn
_TURN = 3.0  # degrees, against the clock
_WHITE = "#ffffff"


@dataclass(frozen=True)
class Stamp:
    """How a verdict looks."""

    word: str
    line: str
    colour: str
    sign: str


STAMPS = {
    "false": Stamp("HOAKS", "INFORMASI INI SALAH", "#b3201b", "cross"),
    "misleading": Stamp("MENYESATKAN", "INFORMASI INI KELIRU", "#b84a06", "exclamation"),
    "true": Stamp("BENAR", "INFORMASI INI BENAR", "#0f6b3d", "tick"),
    "unproven": Stamp("BELUM TERBUKTI", "JANGAN DISEBARKAN DULU", "#45526b", "question"),
    "satire": Stamp("SATIRE", "INI LELUCON, BUKAN BERITA", "#6a2a9c", "smile"),
}
UNKNOWN = Stamp("KLARIFIKASI", "HASIL PEMERIKSAAN", "#1d4e7a", "exclamation")


def stamp_of(verdict: str) -> Stamp:
    """The stamp of a verdict; a neutral one for those of a later release."""
    return STAMPS.get(verdict, UNKNOWN)


def stamped(stamp: Stamp) -> Image.Image:
    """The stamp as a picture with a transparent ground, at its final size."""
    word, line = face(800, 80 * _SCALE), face(700, 23 * _SCALE)
    sign, gap, edge = 104 * _SCALE, 30 * _SCALE, 40 * _SCALE
    words = max(word.width(stamp.word), line.width(stamp.line))
    size = (round(edge * 2 + sign + gap + words), 166 * _SCALE)
    picture = Image.new("RGBA", size, (255, 255, 255, 0))
    canvas = ImageDraw.Draw(picture)
    box = (0, 0, size[0] - 1, size[1] - 1)
    canvas.rounded_rectangle(box, 26 * _SCALE, fill=_WHITE)
    inset = 9 * _SCALE
    inner = (inset, inset, size[0] - 1 - inset, size[1] - 1 - inset)
    canvas.rounded_rectangle(inner, 18 * _SCALE, outline=stamp.colour, width=4 * _SCALE)
    _draw_sign(canvas, stamp, edge + sign // 2, size[1] // 2, sign // 2)
    left = edge + sign + gap
    write(canvas, (left - 4 * _SCALE, 94 * _SCALE), stamp.word, word, stamp.colour)
    write(canvas, (left, 132 * _SCALE), stamp.line, line, stamp.colour)
    turned = picture.rotate(_TURN, Image.Resampling.BICUBIC, expand=True)
    return turned.resize(
        (turned.width // _SCALE, turned.height // _SCALE), Image.Resampling.LANCZOS
    )


def _draw_sign(canvas: ImageDraw.ImageDraw, stamp: Stamp, x: int, y: int, radius: int) -> None:
    """A white sign on a round ground, around a middle."""
    canvas.ellipse((x - radius, y - radius, x + radius, y + radius), fill=stamp.colour)
    unit = radius / 10

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + across * unit, y + down * unit) for across, down in points]

    def stroke(*points: tuple[float, float]) -> None:
        canvas.line(at(*points), fill=_WHITE, width=round(2.4 * unit), joint="curve")
        for point in (points[0], points[-1]):
            dot(point, 1.2)

    def dot(point: tuple[float, float], size: float) -> None:
        ((across, down),) = at(point)
        reach = size * unit
        canvas.ellipse((across - reach, down - reach, across + reach, down + reach), fill=_WHITE)

    def arc(left: float, top: float, right: float, bottom: float, begin: int, end: int) -> None:
        ends = at((left, top), (right, bottom))
        canvas.arc([*ends[0], *ends[1]], begin, end, fill=_WHITE, width=round(2.2 * unit))

    if stamp.sign == "cross":
        stroke((-4, -4), (4, 4))
        stroke((-4, 4), (4, -4))
    elif stamp.sign == "tick":
        stroke((-4.8, 0.4), (-1.4, 3.8), (5, -3.6))
    elif stamp.sign == "exclamation":
        stroke((0, -5.4), (0, 1.2))
        dot((0, 5.2), 1.5)
    elif stamp.sign == "question":
        arc(-3.7, -6.4, 3.7, 1, 180, 82)
        dot((-2.6, -2.7), 1.1)
        stroke((0, 0.2), (0, 1.6))
        dot((0, 5.4), 1.5)
    else:
        dot((-3.4, -2.8), 1.4)
        dot((3.4, -2.8), 1.4)
        arc(-5, -5, 5, 5, 20, 160)
