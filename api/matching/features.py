"""What a text is compared by: its words' stems, pairs of them, and runs of three and four letters.

Each feature is a number of 32 bits, the same in every process; the lowest bit tells words from letters.
They are kept in rows, so whoever changes what is made here raises `FEATURES`.
"""

import zlib
from array import array
from collections.abc import Iterator

from api.matching.words import is_telling, pairs_of, stem_of, words_of

FEATURES = 1  # the version of what this file makes
_RUNS = (3, 4)
# A message says early what it is about: word number 100 counts half as much as the first.
_FADING = 100
_CLAIM_WORDS = 150
_TITLE_WORDS = 60
# 2,000 characters hold no more, unless one is spelled out as many.
_MESSAGE_WORDS = 1000

Weights = dict[int, float]


def query_of(text: str) -> Weights:
    """The features of a message and how much each counts; empty when no word of it is telling."""
    words = words_of(text)[:_MESSAGE_WORDS]
    if not any(map(is_telling, words)):
        return {}
    found: Weights = {}
    for place, (letters, stems) in enumerate(_by_word(words)):
        weight = 1 / (1 + place / _FADING)
        for feature in (*letters, *stems):
            found[feature] = found.get(feature, 0.0) + weight
    # What is said again and again counts more, but not as often as it is said.
    return {feature: weight**0.5 for feature, weight in found.items()}


def packed_title(title: str) -> bytes:
    """The features of a headline: words and letters."""
    words = words_of(title)[:_TITLE_WORDS]
    return _packed({each for letters, stems in _by_word(words) for each in (*letters, *stems)})


def packed_claim(*texts: str) -> bytes:
    """The features of the beginnings of longer texts, together: words alone, which are few."""
    beginnings = [words_of(text)[:_CLAIM_WORDS] for text in texts]
    return _packed({each for words in beginnings for _, stems in _by_word(words) for each in stems})


def _by_word(words: list[str]) -> Iterator[tuple[list[int], list[int]]]:
    """For each word: the features of its letters, and those of the words that end with it."""
    stems = [stem_of(word) for word in words]
    pairs = [None, *pairs_of(stems)]
    for word, stem, pair in zip(words, stems, pairs, strict=False):
        whole = [_number(stem, 1)] if pair is None else [_number(stem, 1), _number(pair, 1)]
        yield _letters(word), whole


def _letters(word: str) -> list[int]:
    bounded = f" {word} "
    return [
        _number(bounded[place : place + run], 0)
        for run in _RUNS
        for place in range(max(1, len(bounded) - run + 1))
    ]


def _number(feature: str, kind: int) -> int:
    return zlib.crc32(feature.encode("utf-8", "surrogatepass"), kind) & ~1 | kind


def _packed(features: set[int]) -> bytes:
    numbers = array("I", sorted(features))
    return numbers.tobytes()
