"""Whether a text has a name in it: whole words, whatever their case, accents and Markdown. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import unescape

_WORD = re.compile(r"[^\W_]+")
# An address that a link leads to: nobody reads it. Brackets around other words are shown as they are.
_DESTINATION = re.compile(r"\]\(\s*[^\s()]*[:/](?:[^\s()]|\([^\s()]*\))*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_EMPHASIS = re.compile(r"[*`]")  # may stand inside a word; an underscore there is one, as it looks


def words_of(text: str) -> list[str]:
    """The words that a reader of this Markdown sees, without case and accents.

    Two spellings of a name that look the same (composed or not, with a soft hyphen in it) are one.
    """
    bare = _EMPHASIS.sub("", _DESTINATION.sub("] ", _ESCAPED.sub(" ", unescape(text))))
    return _WORD.findall(_NOT_ASCII.sub(_folded, bare).lower())


def _folded(found: re.Match[str]) -> str:
    # Folding may bring accents of its own (the Turkish dotted I), so they are taken off after it.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", found[0]).casefold())
    return "".join(each for each in decomposed if unicodedata.category(each) not in {"Mn", "Cf"})


class Terms:
    """Terms to look for, by their first word: one pass over a text finds any of them."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_first: dict[str, list[list[str]]] = {}
        for words in map(words_of, terms):
            if words:
                self._by_first.setdefault(words[0], []).append(words)

    def are_in(self, words: Sequence[str]) -> bool:
        """Whether a text of these words (`words_of`) has one of the terms."""
        return any(
            words[place : place + len(term)] == term
            for place, word in enumerate(words)
            for term in self._by_first.get(word, ())
        )
