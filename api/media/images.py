"""Making pictures anew from their pixels, within limits. Runs in the child process only.

Nothing but pixels goes from the old file into the new one: no EXIF, XMP, comment or profile, and
nothing that lies behind the picture's end.
"""

import warnings
from typing import BinaryIO

from PIL import Image, JpegImagePlugin

from api.media import animations, blurhash, colours, variants
from api.media.findings import Copy, Findings, Refusal, RefusedError
from api.media.variants import Output

MOST_PIXELS = 50_000_000  # the largest pictures of today's telephones
MOST_WEBP_PIXELS = 13_000_000  # its decoder holds four copies
_MOST_TURNED = 25_000_000  # pixels: turning takes the memory twice
_MOST_LOSSLESS = 4_000_000  # pixels: lossless WebP is slow
_MOST_OPTIMIZED = 12_000_000  # pixels: that holds the whole picture once more
_HEAD = 64  # bytes
_ORIENTATION = 0x0112  # EXIF tag
_TURN = Image.Transpose
_TURNS = {
    2: _TURN.FLIP_LEFT_RIGHT,
    3: _TURN.ROTATE_180,
    4: _TURN.FLIP_TOP_BOTTOM,
    5: _TURN.TRANSPOSE,
    6: _TURN.ROTATE_270,
    7: _TURN.TRANSVERSE,
    8: _TURN.ROTATE_90,
}
_SIDEWAYS = 5  # and those after it

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def remake(file: BinaryIO, kind: str, output: Output) -> Findings:
    """Write a picture of `kind` (Pillow's name, such as `PNG`) anew, and its variants.

    Raises `RefusedError` for too many pixels or frames, and anything for a damaged one.
    """
    try:
        with warnings.catch_warnings():
            # Pillow itself raises only at twice its limit and warns before that.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _remake(file, kind, output)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedError(Refusal.PIXELS) from error


def _remake(file: BinaryIO, kind: str, output: Output) -> Findings:
    with Image.open(file, formats=[kind]) as picture:
        pixels = picture.width * picture.height
        if kind == "WEBP" and pixels > MOST_WEBP_PIXELS:
            raise RefusedError(Refusal.PIXELS)
        # A JPEG's further pictures are other exposures of telephones: the first is the picture.
        moves = kind != "JPEG" and animations.moves(picture, MOST_PIXELS)
        picture.verify()
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    with Image.open(file, formats=[kind]) as picture:
        if moves:
            return _moving(picture, kind, output)
        return _still(picture, kind, _options(picture, kind, head), output)


def _moving(picture: Image.Image, kind: str, output: Output) -> Findings:
    preview = variants.preview(picture)
    preview = preview.copy() if preview is picture else preview
    return _finish(preview, animations.save(picture, kind, output), output)


def _still(picture: Image.Image, kind: str, options: dict[str, object], output: Output) -> Findings:
    orientation = picture.getexif().get(_ORIENTATION, 1)
    picture.load()
    profile = picture.info.get("icc_profile")
    keep_only(picture, "transparency")
    bare = colours.to_srgb(picture, profile)
    turn = _TURNS.get(orientation)
    if turn is not None and kind == "JPEG" and bare.width * bare.height > _MOST_TURNED:
        tag = Image.Exif()
        tag[_ORIENTATION] = orientation
        copy = variants.save(bare, kind, output, **options, exif=tag)
        if orientation >= _SIDEWAYS:
            copy = Copy(copy.content_type, copy.height, copy.width, copy.size)
        return _finish(variants.preview(bare).transpose(turn), copy, output)
    bare = bare if turn is None else bare.transpose(turn)
    return _finish(variants.preview(bare), variants.save(bare, kind, output, **options), output)


def _finish(preview: Image.Image, copy: Copy, output: Output) -> Findings:
    width, height = copy.width, copy.height
    copies = [copy, *variants.write(preview, width, height, output)]
    tiny = variants.opaque(preview.resize((64, 64), Image.Resampling.BOX))
    code = blurhash.encode(tiny, upright=height > width)
    return Findings(None, width, height, code, copies)


def keep_only(picture: Image.Image, *names: str) -> None:
    """Forget all that a file said beside its pixels: Pillow writes some of it into the next one."""
    picture.info = {name: value for name, value in picture.info.items() if name in names}


def _options(picture: Image.Image, kind: str, head: bytes) -> dict[str, object]:
    pixels = picture.width * picture.height
    if kind == "JPEG":
        return _as_fine(picture) | {"optimize": pixels <= _MOST_OPTIMIZED}
    if kind == "WEBP":
        # RFC 9649: the chunk of a picture that was stored without loss
        exact = b"VP8L" in head and pixels <= _MOST_LOSSLESS
        return {"lossless": True} if exact else {"quality": 90}
    return {}


def _as_fine(picture: Image.Image) -> dict[str, object]:
    # As fine as it was: a second loss is hardly seen when it falls into the same steps.
    tables = getattr(picture, "quantization", {})
    steps = [step for table in tables.values() for step in table]
    if picture.mode == "CMYK" or not steps or not 0 < min(steps) <= max(steps) < 256:  # noqa: PLR2004
        return {"quality": 90}
    return {"qtables": tables, "subsampling": JpegImagePlugin.get_sampling(picture)}
