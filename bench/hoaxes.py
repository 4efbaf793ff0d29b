"""Reading a file of answered hoaxes, and making drafts of its rows, whatever is in them.

The rules, stated once: what the API would refuse as invisible (control characters, direction
overrides) is taken out, a title becomes one line without the colons that it begins with, and what is
too long is cut with an ellipsis. Nothing else is changed. An empty title is made of the message, and
an empty message of the title; a row with neither, or without an id, is no row.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

# The limits of create_clarification, in characters.
_LONGEST_TITLE = 300
_LONGEST_CLAIM = 5000
_LONGEST_REFERENCE = 100
# Lone halves of surrogate pairs too: JSON can hold them, UTF-8 cannot.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TOPICS = {"politics": "politics", "others": "other"}
_SCAMS = (
    ("social_aid", re.compile(r"\b(bantuan|bansos|blt|subsidi|hibah)\b", re.IGNORECASE)),
    ("jobs", re.compile(r"\b(lowongan|loker|rekrutmen|magang)\b", re.IGNORECASE)),
)


class UnreadableError(Exception):
    """Why a file, or one line of it, cannot be used; never with its text."""


@dataclass(frozen=True)
class Hoax:
    """A row, cleaned. `altered` when more than white space at its ends was changed."""

    reference: str
    title: str
    claim: str
    topic: str
    altered: bool


def read(path: Path) -> Iterator[Hoax | UnreadableError]:
    """The rows of a .jsonl or .jsonl.gz in order, and what is wrong with those that are none.

    An id that was there before is such an error. Raises `UnreadableError` for the file itself.
    """
    seen: set[str] = set()
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            hoax = clean(_row(line))
        except UnreadableError as error:
            yield UnreadableError(f"line {number}: {error}")
            continue
        if hoax.reference in seen:
            yield UnreadableError(f"line {number}: its id was there before")
            continue
        seen.add(hoax.reference)
        yield hoax


def _lines(path: Path) -> Iterator[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig", errors="replace") as file:
            yield from file
    except (OSError, EOFError) as error:
        message = f"{path} cannot be read: {error}"
        raise UnreadableError(message) from error


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        message = "not a JSON object"
        raise UnreadableError(message)
    return row


def clean(row: dict[str, Any]) -> Hoax:
    """A row that the API takes. Raises `UnreadableError` when nothing can be made of it."""
    given = {name: _text(row.get(name)) for name in ("id", "title", "message", "category")}
    reference = _reference(given["id"])
    title = _cut(_one_line(given["title"]).lstrip(": "), _LONGEST_TITLE)
    claim = _cut(_visible(given["message"]), _LONGEST_CLAIM)
    altered = (reference, title, claim) != (given["id"], given["title"], given["message"])
    if not reference or not (title or claim):
        message = "no id" if not reference else "neither title nor message"
        raise UnreadableError(message)
    return Hoax(
        reference=reference,
        title=title or _cut(_one_line(claim), _LONGEST_TITLE),
        claim=claim or title,
        topic=_topic(given["category"], f"{title} {claim}"),
        altered=altered or not title or not claim,
    )


def draft_of(hoax: Hoax, regions: list[str]) -> dict[str, Any]:
    """The body of create_clarification: complete, so that it can be submitted."""
    quoted = "\n".join(f"> {line}" for line in hoax.claim.splitlines())
    return {
        "title": hoax.title,
        "claim_reviewed": hoax.claim,
        "verdict": "false",
        "label": "disinformasi",
        "topic": hoax.topic,
        "body": (
            f"Beredar pesan berikut:\n\n{quoted}\n\n"
            "**Faktanya**, isi pesan itu tidak benar. Rujukan pemeriksaannya ada di bawah ini. "
            "Mohon tidak meneruskan pesan tersebut."
        ),
        "sources": [
            {
                "title": f"Hasil pemeriksaan {hoax.reference}",
                "url": f"https://cekfakta.example/hasil/{quote(hoax.reference, safe='')}",
                "publisher": "Cek Fakta Contoh",
            }
        ],
        "regions": regions,
        "external_reference": hoax.reference,
    }


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _one_line(text: str) -> str:
    return " ".join(_visible(text).split())


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _reference(identifier: str) -> str:
    """An id cut to what the API takes, still unlike every other."""
    visible = _one_line(identifier)
    if len(visible) <= _LONGEST_REFERENCE:
        return visible
    digest = hashlib.sha256(visible.encode()).hexdigest()[:16]
    return f"{visible[: _LONGEST_REFERENCE - 17]}-{digest}"


def _topic(category: str, text: str) -> str:
    if category == "scam":
        return next((topic for topic, words in _SCAMS if words.search(text)), "crime")
    return _TOPICS.get(category, "other")
