"""Tags of languages (BCP 47), and which of several languages answers a wish. Pure."""

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator

from api import fields

# What people write for a language that has a shorter or a newer code (RFC 5646, section 4.5).
_CANONICAL = {
    "in": "id",
    "ind": "id",
    "jw": "jv",
    "jav": "jv",
    "sun": "su",
    "eng": "en",
    "may": "ms",
    "msa": "ms",
    "ara": "ar",
    "chi": "zh",
    "zho": "zh",
}
_SCRIPT = re.compile(r"[a-z]{4}")
_REGION = re.compile(r"[a-z]{2}")


def normal(tag: str) -> str:
    """The one spelling of a tag (RFC 5646, section 2.1.1): `SUN-sund-id` is `su-Sund-ID`."""
    first, *others = tag.lower().split("-")
    return "-".join([_CANONICAL.get(first, first), *map(_spelled, others)])


def _spelled(part: str) -> str:
    if _REGION.fullmatch(part):
        return part.upper()
    return part.title() if _SCRIPT.fullmatch(part) else part


# For clarifications: two spellings of one language are one.
Language = Annotated[fields.Language, AfterValidator(normal)]


def is_indonesian(tag: str) -> bool:
    """Whether a tag is of Indonesian, wherever it is spoken."""
    return normal(tag).split("-")[0] == "id"


def choose(wanted: str, offered: Sequence[str]) -> str | None:
    """The language that answers a wish (RFC 4647: lookup, then what is narrower); None without one.

    `su-ID` is answered with `su`, and `su` with `su-Latn` where there is no plain `su`.
    """
    tag = normal(wanted)
    while tag:
        if tag in offered:
            return tag
        tag = tag.rpartition("-")[0]
    narrower = f"{normal(wanted)}-"
    return next((each for each in offered if each.startswith(narrower)), None)
