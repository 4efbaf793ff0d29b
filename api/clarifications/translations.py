"""One answer in several languages, with one verdict: what it must be, and how it is shown. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from api.clarifications.languages import choose
from api.clarifications.models import ClarificationRevision
from api.clarifications.schemas import ClarificationCreate
from api.errors import FieldError, Text
from api.markdown import summary_of, to_html, to_text
from api.matching.keeping import Said

_TWICE = Text(
    "Bahasa ini sudah ada; tiap bahasa satu kali.", "This language is there already; once each."
)
_MISSING = Text("Isian ini wajib untuk mengajukan.", "This field is required to submit.")
NO_WORDS = Text("Isinya tidak memuat kata.", "There is nothing to read in it.")
# What differs from one language to the next once it is published.
SPOKEN = ("language", "title", "claim_reviewed", "summary", "body_html", "body_text")


def errors_in(body: ClarificationCreate) -> list[FieldError]:
    """Languages that stand there twice, or are the main one's."""
    languages = [body.language, *(each.language for each in body.translations)]
    return [
        FieldError(f"/translations/{place}/language", "duplicate", _TWICE)
        for place, language in enumerate(languages[1:])
        if language in languages[: place + 1]
    ]


def missing_in(revision: ClarificationRevision) -> list[FieldError]:
    """What translations still need before they are submitted."""
    return [
        FieldError(f"/translations/{place}/body", "missing", _MISSING)
        for place, each in enumerate(revision.translations)
        if each["body"] is None
    ]


def wordless_in(revision: ClarificationRevision) -> list[FieldError]:
    """Bodies of which nothing is left to read, in any language. Renders them: call it in a thread."""
    bodies = [("/body", revision.body)]
    bodies += [
        (f"/translations/{place}/body", each["body"])
        for place, each in enumerate(revision.translations)
    ]
    return [
        FieldError(pointer, "missing", NO_WORDS)
        for pointer, body in bodies
        if not to_text(to_html(body or ""))
    ]


def texts_of(revision: ClarificationRevision) -> Iterable[str]:
    """All that translations say."""
    for each in revision.translations:
        yield from (each["title"], each["claim_reviewed"], each["body"] or "")


def said_by(identifier: UUID, revision: ClarificationRevision) -> Said:
    """What circulating messages are held against, in every language."""
    names = ("title", "claim_reviewed")
    more = [each[name] for each in revision.translations for name in names]
    return Said(identifier, revision.title, revision.claim_reviewed, more)


def rendered(revision: ClarificationRevision) -> dict[str, Any]:
    """The bodies of a revision as others read them, in every language; call it in a thread."""
    return {
        **_read(revision.body),
        "translations": [
            {
                **{name: each[name] for name in ("language", "title", "claim_reviewed")},
                **_read(each["body"]),
            }
            for each in revision.translations
        ],
    }


def in_language(members: dict[str, Any], wanted: str | None) -> dict[str, Any]:
    """An answer's members with the wanted language in front, if it is there.

    The language that stood there takes its place among the translations, so none is lost.
    """
    versions = [{name: members[name] for name in SPOKEN}, *members["translations"]]
    chosen = choose(wanted, [each["language"] for each in versions]) if wanted else None
    if chosen is None:
        return members
    front = next(each for each in versions if each["language"] == chosen)
    others = [each for each in versions if each is not front]
    return {**members, **front, "translations": others}


def languages_of(languages: Sequence[str]) -> dict[str, str]:
    """`Content-Language` of an answer whose texts are in these; none for an answer without texts."""
    return {"Content-Language": ", ".join(dict.fromkeys(languages))} if languages else {}


def _read(body: str | None) -> dict[str, str]:
    html = to_html(body or "")
    text = to_text(html)
    return {"summary": summary_of(text), "body_html": html, "body_text": text}
