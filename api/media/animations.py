"""Pictures that move. Runs in the child process only."""

from collections.abc import Iterator

from PIL import Image, ImageSequence

from api.media.findings import Copy, Refusal, RefusedError
from api.media.variants import Output
from api.media.variants import save as save_still

MOST_FRAMES = 500
_NOTHING: dict[str, object] = {"exif": b"", "xmp": b"", "icc_profile": None}
_OPAQUE = 255


def moves(picture: Image.Image, most_pixels: int) -> bool:
    """Whether a picture has several frames. Raises `RefusedError` for too many, or too large ones.

    A PNG whose own picture is none of its frames counts as that picture.
    """
    count = getattr(picture, "n_frames", 1)
    if count > MOST_FRAMES or (count > 1 and count * picture.width * picture.height > most_pixels):
        raise RefusedError(Refusal.FRAMES)
    return bool(count > 1) and not picture.info.get("default_image")


def save(picture: Image.Image, kind: str, output: Output) -> Copy:
    """Write all frames anew, with their times."""
    options: dict[str, object] = {"save_all": True, "loop": picture.info.get("loop", 0)}
    # These two writers would hold all frames of a list at once; so they ask for one at a time.
    if kind == "WEBP":
        options["duration"] = [frame.info.get("duration", 0) for frame in _frames(picture)]
        picture.seek(0)
        return save_still(picture, kind, output, **options, **_NOTHING, quality=80, method=2)
    if kind == "PNG":
        return save_still(picture, kind, output, **options, **_NOTHING, disposal=0, blend=0)
    options["loop"] = picture.info.get("loop")  # none: once
    # What was there before may only show through if nothing of it has to go.
    options["disposal"] = 2 if any(map(_is_see_through, _frames(picture))) else 0
    frames = _bare(picture)
    return save_still(next(frames), kind, output, **options, append_images=frames)


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    for number, frame in enumerate(ImageSequence.Iterator(picture), start=1):
        if number > MOST_FRAMES:
            raise RefusedError(Refusal.FRAMES)
        frame.load()
        yield frame


def _is_see_through(frame: Image.Image) -> bool:
    if not frame.has_transparency_data:
        return False
    darkest, _ = frame.convert("RGBA").getchannel("A").getextrema()
    return bool(darkest != _OPAQUE)


def _bare(picture: Image.Image) -> Iterator[Image.Image]:
    for frame in _frames(picture):
        # Never by its palette: Pillow mixes up those of a file that was wound back.
        copy = frame.convert("RGBA" if _is_see_through(frame) else "RGB")
        copy.info = {"duration": frame.info.get("duration", 0)}
        yield copy
