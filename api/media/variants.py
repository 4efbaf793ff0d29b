"""Smaller copies of a picture, for telephones and slow lines. Runs in the child process only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from api.media.findings import Copy, Refusal, RefusedError

WIDTHS = (1280, 640, 320)
_TALLEST = 16_000  # pixels: WebP has 16,383
_BAND = 256  # rows
_MOST = 192 * 1024 * 1024  # bytes of all copies of a picture
_WHITE = (255, 255, 255)


@dataclass
class Output:
    """Where copies go; Pillow finds no descriptor in it, so nothing is held until the end."""

    file: BinaryIO
    size: int = 0

    def write(self, data: bytes) -> int:
        """Write on. Raises `RefusedError` when it is much more than was sent."""
        self.size += len(data)
        if self.size > _MOST:
            raise RefusedError(Refusal.HEAVY)
        self.file.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def preview(picture: Image.Image) -> Image.Image:
    """A picture in RGB or RGBA, at least as wide as the widest variant if it was.

    In bands: converting or scaling a large picture at once takes its memory twice.
    """
    factor = max(1, picture.width // WIDTHS[0])
    wanted = "RGBA" if picture.has_transparency_data else "RGB"
    if factor == 1 and picture.mode == wanted:
        return picture
    small = Image.new(wanted, (-(-picture.width // factor), -(-picture.height // factor)))
    rows = factor * _BAND
    for top in range(0, picture.height, rows):
        band = picture.crop((0, top, picture.width, min(top + rows, picture.height)))
        small.paste(_in_8_bits(band).convert(wanted).reduce(factor), (0, top // factor))
    return small


def _in_8_bits(picture: Image.Image) -> Image.Image:
    # Grey of 16 bits: Pillow's own conversion cuts off what is brighter than 255.
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    return picture


def write(picture: Image.Image, width: int, height: int, output: Output) -> Iterator[Copy]:
    """Write the variants of a picture of this size, of which `picture` is a preview."""
    small = picture
    for narrow in WIDTHS:
        low = max(1, round(height * narrow / width))
        if narrow >= width or low > _TALLEST:
            continue
        small = small.resize((narrow, low), Image.Resampling.LANCZOS)
        yield save(small, "WEBP", output, quality=80)
        yield save(opaque(small), "JPEG", output, quality=82, progressive=True, optimize=True)


def opaque(picture: Image.Image) -> Image.Image:
    """A picture in RGB: white shows through where it was transparent."""
    if picture.mode == "RGB":
        return picture
    ground = Image.new("RGB", picture.size, _WHITE)
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def save(picture: Image.Image, kind: str, output: Output, **options: object) -> Copy:
    """Write a picture as a `kind` (Pillow's name)."""
    begun = output.size
    picture.save(output, kind, **options)  # type: ignore[arg-type] # it only ever writes
    return Copy(f"image/{kind.lower()}", *picture.size, output.size - begun)
