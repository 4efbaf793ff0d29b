"""Whether a picture inside a document tells where it was taken. Runs in the child process only."""

import io

from PIL import Image

_GPS = 0x8825  # EXIF tag of the group
_WHERE = {2, 4}  # latitude, longitude
_XMP = b"GPSLatitude"
_FORMATS = ["JPEG", "PNG", "WEBP", "TIFF"]
HEAD = 1 << 20  # bytes: pictures say it at their beginning


def tells_place(data: bytes) -> bool:
    """Whether a picture's beginning, or any text of XMP, names a latitude."""
    if _XMP in data:
        return True
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            return bool(_WHERE & picture.getexif().get_ifd(_GPS).keys())
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - what is no picture tells no place
        return False
