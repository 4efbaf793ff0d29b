"""Decoding pictures to the last pixel, within limits. Runs in the child process only."""

import warnings
from typing import BinaryIO

from PIL import Image, ImageSequence

from api.media.findings import Refusal, RefusedError

MOST_PIXELS = 50_000_000  # the largest pictures of today's telephones
MOST_WEBP_PIXELS = 30_000_000  # its decoder holds four copies
MOST_FRAMES = 500
_ORIENTATION = 0x0112  # EXIF tag; 5 to 8 lie on their side
_SIDEWAYS = {5, 6, 7, 8}

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def measure(file: BinaryIO, kind: str) -> tuple[int, int]:
    """Width and height in pixels, as shown, of a picture of `kind` (Pillow's name, such as `PNG`).

    Raises `RefusedError` for too many pixels or frames, and anything for a damaged one.
    """
    try:
        with warnings.catch_warnings():
            # Pillow itself raises only at twice its limit and warns before that.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _measure(file, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedError(Refusal.PIXELS) from error


def _measure(file: BinaryIO, kind: str) -> tuple[int, int]:
    with Image.open(file, formats=[kind]) as picture:
        if kind == "WEBP" and picture.width * picture.height > MOST_WEBP_PIXELS:
            raise RefusedError(Refusal.PIXELS)
        picture.verify()
    file.seek(0)
    with Image.open(file, formats=[kind]) as picture:
        _decode(picture)
        return _as_shown(picture)


def _decode(picture: Image.Image) -> None:
    for number, frame in enumerate(ImageSequence.Iterator(picture), start=1):
        if number > MOST_FRAMES:
            raise RefusedError(Refusal.FRAMES)
        frame.load()


def _as_shown(picture: Image.Image) -> tuple[int, int]:
    picture.seek(0)
    width, height = picture.size
    if picture.getexif().get(_ORIENTATION) in _SIDEWAYS:
        return height, width
    return width, height
