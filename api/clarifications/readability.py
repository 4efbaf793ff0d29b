"""How plainly an Indonesian text speaks: a hint to its authors that decides nothing. Pure.

Every list computes it for each of its rows, so it reads the Markdown word by word and once, and never
renders it. Where it cannot know it keeps silent: a wrong hint costs more than a missing one.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import chain

from api.clarifications.languages import is_indonesian
from api.clarifications.schemas import Readability

_WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
_PART = re.compile(r"[-'\u2019]")
# Only what cannot run away on hostile text: nothing here is tried twice over the same letters.
_DESTINATION = re.compile(r"\]\([^()]*\)")
_QUOTE = "> \t"
_OPENING, _CLOSING = "\"'\u201c\u2018«([*_~`", "\"'\u201d\u2019»)]*_~`"
_ENDS = (".", "!", "?", "…")
_FENCES = ("```", "~~~")
_ADDRESS = ("://", "@", "www.")
# Before a name or a number.
_ABBREVIATIONS = {
    *("bpk", "dr", "dra", "drg", "drh", "drs", "hj", "ir", "kh", "ny", "prof", "sdr", "sdri", "tn"),
    *("ust", "yth", "ds", "gg", "jl", "jln", "kab", "kec", "kel", "prov", "hlm", "no", "nr", "pkl"),
    *("rp", "telp", "tlp", "tgl", "th", "vol", "pt", "cv", "jend", "letjen", "mayjen", "brigjen"),
}
_AT_THE_END = {"dll", "dsb", "dst", "dkk", "tsb"}
_LONG_WORD = 10  # letters
_LONG_SENTENCE = 25  # words
_MANY_LONG_WORDS = 0.3
_ENOUGH_WORDS = 20  # to speak of a share


def readability_of(body: str | None, language: str = "id") -> Readability | None:
    """Figures about a text, and for Indonesian a hint; None without a text."""
    sentences = sentences_of(body or "")
    if not sentences:
        return None
    words = list(chain.from_iterable(sentences))
    share = sum(map(_is_long, words)) / len(words)
    return Readability(
        words_per_sentence=round(len(words) / len(sentences), 1),
        long_word_share=round(share, 2),
        hint=_hint(sentences, share, len(words)) if is_indonesian(language) else None,
    )


def sentences_of(markdown: str) -> list[list[str]]:
    """The words of each sentence; a list's item, a heading and a table's cell are sentences, too."""
    sentences: list[list[str]] = [[]]
    before = ""
    for token, begins in _tokens(unescape(_DESTINATION.sub("]", markdown))):
        if begins or _end_between(before, token):
            sentences.append([])
        shown = token.partition("](")[0]
        if not any(sign in shown for sign in _ADDRESS):
            sentences[-1] += _WORD.findall(shown)
        before = token
    return [sentence for sentence in sentences if sentence]


def _tokens(text: str) -> Iterator[tuple[str, bool]]:
    """What stands between blanks, and whether a block begins with it."""
    fenced, begins = False, True
    for line in text.splitlines():
        bare = line.lstrip(_QUOTE)
        if bare.startswith(_FENCES):
            fenced, begins = not fenced, True
        elif not fenced:
            begins = begins or not bare
            for cell in bare.split("|") if bare.startswith("|") else [bare]:
                tokens = cell.split()
                # A sentence that was broken over two lines goes on in lower case; a list's mark is none.
                begins = begins or bare is not cell or bool(tokens and not _goes_on(tokens[0]))
                for token in tokens:
                    yield token, begins
                    begins = False


def _goes_on(token: str) -> bool:
    return token.lstrip(_OPENING)[:1].islower()


def _end_between(before: str, after: str) -> bool:
    bare = before.rstrip(_CLOSING)
    if not bare.endswith(_ENDS):
        return False
    name = bare.removesuffix(".").lstrip(_OPENING).lower()
    if name in _ABBREVIATIONS or all(len(part) == 1 and part.isalpha() for part in name.split(".")):
        return False
    # "Benarkah?" tanya warga; beras, gula, dll. dibagikan; tunggu ... besok.
    unsure = bare != before or name in _AT_THE_END or bare.endswith(("..", "…"))
    return not (unsure and _goes_on(after))


def _is_long(word: str) -> bool:
    return max(map(len, _PART.split(word))) > _LONG_WORD


def _hint(sentences: Sequence[Sequence[str]], share: float, words: int) -> str | None:
    for place, sentence in enumerate(sentences, start=1):
        if len(sentence) > _LONG_SENTENCE:
            return f"Kalimat ke-{place} panjang ({len(sentence)} kata)."
    if words >= _ENOUGH_WORDS and share > _MANY_LONG_WORDS:
        return f"Banyak kata panjang ({share:.0%}); pilih kata yang lebih pendek."
    return None
