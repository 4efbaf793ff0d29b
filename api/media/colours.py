"""Colours of pictures: everything is sRGB afterwards. Runs in the child process only."""

import io

from PIL import Image, ImageCms

_WITH_PROFILE = {"RGB", "RGBA", "CMYK"}


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture in sRGB (itself where possible); a profile that cannot be read counts as none."""
    if profile and picture.mode in _WITH_PROFILE:
        try:
            return _through(picture, profile)
        except (ImageCms.PyCMSError, OSError):
            pass
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _through(picture: Image.Image, profile: bytes) -> Image.Image:
    source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    if picture.mode == "CMYK":
        made = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
        assert made is not None  # noqa: S101 - it is only when done in place
    else:
        ImageCms.profileToProfile(picture, source, target, inPlace=True)
        made = picture
    made.info.pop("icc_profile", None)
    return made
