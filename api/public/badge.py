"""The badge of an account as a picture (SVG) that stands on its own: no script, no font, no link.

It names the account that it is about, so that a copy on a stranger's page vouches for nobody else.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from api.errors import Text
from api.public.channel_schemas import ChannelLookup, ChannelState

_HEIGHT, _PADDING, _STRIPE = 64, 14, 52
_NARROWEST, _LONGEST = 220, 52  # pixels, characters of a line
_TITLE, _LINE, _SMALL = 15, 13, 11  # pixels
# What XML 1.0 cannot hold.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW, _WIDE = frozenset(" .,:;'|!()[]ijlftrI-/"), frozenset("mwMW@%")


class _Look(NamedTuple):
    """What a state looks like: colour (4.5:1 on white and under white), sign (drawn), and words."""

    colour: str
    sign: str
    title: Text
    line: Text | None


_LOOKS: Mapping[ChannelState, _Look] = {
    ChannelState.OFFICIAL: _Look(
        "#0b6b3a", "M16 33l7 7 14-15", Text("Kanal resmi", "Official channel"), None
    ),
    ChannelState.FORMER: _Look(
        "#8a5200",
        "M26 22v11l7 4",
        Text("Bukan lagi kanal resmi", "No longer official"),
        None,
    ),
    ChannelState.IMPERSONATOR: _Look(
        "#b3261e",
        "M18 24l16 16M34 24l-16 16",
        Text("Akun palsu", "False account"),
        Text("Bukan kanal resmi. Jangan percaya.", "Not official. Do not trust it."),
    ),
    ChannelState.UNKNOWN: _Look(
        "#4a5568",
        "M17 32h18",
        Text("Tidak terdaftar resmi", "Not registered as official"),
        Text("Tidak ada pemerintah yang menjaminnya.", "No government vouches for it."),
    ),
}


def draw(found: ChannelLookup, lang: str, account: str) -> bytes:
    """The badge of an answer; `account` is the account's address as we write it."""
    look = _LOOKS[ChannelState(found.state)]
    english = lang == "en"
    title = look.title.en if english else look.title.id
    line = (look.line.en if english else look.line.id) if look.line else _owner(found)
    lines = [(title, _TITLE, 23), (line, _LINE, 40), (account, _SMALL, 55)]
    plain = [(_short(text), size, y) for text, size, y in lines]
    shown = [(text, size, y) for text, size, y in plain if text]
    widest = max(_width(text, size) for text, size, _ in shown)
    width = max(_NARROWEST, _STRIPE + 2 * _PADDING + widest)
    said = escape(". ".join(text for text, _, _ in shown))
    words = "".join(_text(text, size, y, look.colour) for text, size, y in shown)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_HEIGHT}" '
        f'viewBox="0 0 {width} {_HEIGHT}" role="img" aria-labelledby="simpul-badge" '
        f'lang="{lang}" xml:lang="{lang}"><title id="simpul-badge">{said}</title>'
        f'<rect x=".5" y=".5" width="{width - 1}" height="{_HEIGHT - 1}" rx="8" fill="#fff" '
        f'stroke="{look.colour}"/><path d="M8.5 .5h{_STRIPE - 9}v63h-{_STRIPE - 9}a8 8 0 0 1-8-8v-47a8 '
        f'8 0 0 1 8-8z" fill="{look.colour}"/><circle cx="26" cy="32" r="17" fill="none" '
        f'stroke="#fff" stroke-width="2.5"/><path d="{look.sign}" fill="none" stroke="#fff" '
        f'stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>{words}</svg>'
    ).encode()


def _owner(found: ChannelLookup) -> str:
    return found.tenant.name if found.tenant else ""


def _short(text: str) -> str:
    plain = _UNWRITABLE.sub("", text)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def _text(text: str, size: int, y: int, colour: str) -> str:
    strong = size == _TITLE
    fill, weight = (colour, "700") if strong else ("#1f2937", "400")
    # Whatever fonts there are, the words end where we think that they end.
    return (
        f'<text x="{_STRIPE + _PADDING}" y="{y}" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" '
        f'font-size="{size}" font-weight="{weight}" fill="{fill}" textLength="{_width(text, size)}" '
        f'lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
    )


def _width(text: str, size: int) -> int:
    """About how wide a line is in pixels."""
    factor = 1.1 if size == _TITLE else 1.0
    letters = sum(
        0.4
        if letter in _NARROW
        else 0.95
        if letter in _WIDE
        else 0.72
        if letter.isupper()
        else 0.61
        for letter in text
    )
    return round(letters * size * factor)
