"""A picture in thirty characters, to show before it is there (https://blurha.sh). Child process only.

Our own, from the published algorithm: the libraries that keep up want NumPy or Rust for it.
"""

import math
from collections.abc import Iterator

from PIL import Image

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
_SIDE = 32  # pixels: more of them change nothing that can be seen
_LINEAR = [
    v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
    for v in range(256)
]
Colour = tuple[float, float, float]


def encode(picture: Image.Image, *, upright: bool) -> str:
    """The blurhash of an RGB picture: 4 x 3 waves, or 3 x 4 for one that stands `upright`."""
    across, down = (3, 4) if upright else (4, 3)
    small = picture.resize((_SIDE, _SIDE), Image.Resampling.BOX)
    first, *rest = _waves(small.tobytes(), across, down)
    largest = max(abs(value) for wave in rest for value in wave)
    step = max(0, min(82, math.floor(largest * 166 - 0.5)))
    code = _digits(across - 1 + (down - 1) * 9, 1) + _digits(step, 1) + _digits(_mean(first), 4)
    scale = (step + 1) / 166
    return code + "".join(_digits(_detail(wave, scale), 2) for wave in rest)


def _waves(rgb: bytes, across: int, down: int) -> Iterator[Colour]:
    cosines = [[math.cos(math.pi * n * at / _SIDE) for at in range(_SIDE)] for n in range(4)]
    linear = [_LINEAR[value] for value in rgb]
    for v in range(down):
        for u in range(across):
            weights = [a * b for a in cosines[v] for b in cosines[u]]
            scale = (1 if u == v == 0 else 2) / _SIDE**2
            red, green, blue = (
                scale * sum(map(float.__mul__, weights, linear[channel::3])) for channel in range(3)
            )
            yield red, green, blue


def _digits(value: int, length: int) -> str:
    return "".join(_DIGITS[value // 83**place % 83] for place in reversed(range(length)))


def _mean(colour: Colour) -> int:
    red, green, blue = (_srgb(value) for value in colour)
    return red << 16 | green << 8 | blue


def _srgb(value: float) -> int:
    value = max(0.0, min(1.0, value))
    # The published constants, so that every decoder gives the same colour.
    curved = value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055  # noqa: PLR2004
    return int(curved * 255 + 0.5)


def _detail(colour: Colour, scale: float) -> int:
    code = 0
    for value in colour:
        root = math.copysign(math.sqrt(abs(value / scale)), value)
        code = code * 19 + max(0, min(18, math.floor(root * 9 + 9.5)))
    return code
