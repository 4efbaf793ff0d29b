import pytest
from PIL import Image

from api.media import blurhash


def gradient(size: tuple[int, int]) -> Image.Image:
    """Red grows to the right, green downwards."""
    across = Image.linear_gradient("L").rotate(90).resize(size)
    down = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", [across, down, Image.new("L", size, 128)])


def average(code: str) -> tuple[int, int, int]:
    """The colour that a decoder begins with."""
    value = 0
    for digit in code[2:6]:
        value = value * 83 + blurhash._DIGITS.index(digit)
    return value >> 16, value >> 8 & 255, value & 255


class TestEncode:
    # As the package `blurhash` 1.1.5 encodes the same 32 x 32 pixels, to the letter.
    @pytest.mark.parametrize(
        ("upright", "code"),
        [(False, "L#Het82swxX8l}WDjte;gJfjfQfj"), (True, "T#Het82swxl}WDjtgJfjfQnmWpjt")],
        ids=["wide", "upright"],
    )
    def test_is_as_others_encode_it(self, *, upright: bool, code: str) -> None:
        assert blurhash.encode(gradient((32, 32)), upright=upright) == code

    @pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (200, 30, 90)], ids=str)
    def test_of_one_colour_is_that_colour(self, colour: tuple[int, int, int]) -> None:
        code = blurhash.encode(Image.new("RGB", (64, 48), colour), upright=False)
        assert len(code) == 28
        assert average(code) == colour
