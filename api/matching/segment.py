"""Passages of clarifications, inverted: which passages have a feature, and which features a passage.

A clarification has two passages, its title and the claim it reviews (which may be empty): number `n`
owns the passages `2n` and `2n + 1`. Arrays alone, so that 100,000 clarifications are 100 MB and not
a gigabyte of objects.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

Features = NDArray[np.uint32]
Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]
PASSAGES = 2
# So many entries of the index are read for one message at most, those of its rarest features.
_MOST_POSTINGS = 200_000


class Entry(NamedTuple):
    """A clarification and its features, as `features.packed_title` and `packed_claim` give them."""

    id: UUID
    title: bytes
    claim: bytes


@dataclass(frozen=True)
class Gathered:
    """The features of some clarifications: `features[i]` is of the passage `passages[i]`."""

    features: Features
    passages: Numbers


class Segment:
    """An inverted index over entries that no longer change; they can only be struck out."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.ids = [entry.id for entry in entries]
        self.numbers = {identifier: number for number, identifier in enumerate(self.ids)}
        parts = [part for entry in entries for part in (entry.title, entry.claim)]
        self._features = np.frombuffer(b"".join(parts), np.uint32)
        lengths = np.array([len(part) // self._features.itemsize for part in parts], np.int64)
        self._ends = np.cumsum(lengths)
        self._alive = np.ones(len(entries), np.bool_)
        self.passages = int(np.count_nonzero(lengths))
        # One array of pairs (feature, passage), sorted in place: there is no room for copies of it.
        pairs = self._features.astype("<u8")
        pairs <<= np.uint64(32)
        pairs |= np.repeat(np.arange(len(parts), dtype=np.uint32), lengths)
        pairs.sort()
        halves = pairs.view("<u4")
        self._posts = halves[::2].astype(np.int32)
        features = halves[1::2]
        first = np.flatnonzero(np.append(True, features[1:] != features[:-1])[: len(features)])
        self._terms = features[first].copy()
        self._starts = np.append(first, len(pairs)).astype(np.int32)
        self._counts = np.diff(self._starts)
        self._sizes = np.sqrt(np.maximum(lengths, 1)).astype(np.float32)

    def __len__(self) -> int:
        return int(np.count_nonzero(self._alive))

    def strike(self, identifier: UUID) -> None:
        """Take an entry out, of the counts too."""
        number = self.numbers.pop(identifier)
        self._alive[number] = False
        for passage in (PASSAGES * number, PASSAGES * number + 1):
            features = self._of(passage)
            self.passages -= bool(len(features))
            self._counts[np.searchsorted(self._terms, features)] -= 1

    def entries(self) -> list[Entry]:
        """What was not struck out."""
        return [
            Entry(
                identifier, self._of(PASSAGES * n).tobytes(), self._of(PASSAGES * n + 1).tobytes()
            )
            for identifier, n in self.numbers.items()
        ]

    def counts(self, features: Features) -> Numbers:
        """In how many passages each feature is."""
        places, known = self._find(features)
        return np.where(known, self._counts[places], 0) if len(self._terms) else places

    def first_guess(self, features: Features, worth: Weights, sizes: Weights, most: int) -> Numbers:
        """The numbers of the entries that look best by their rarest common features.

        `worth[i]` is what sharing `features[i]` counts, `sizes` what each kind of passage is
        divided by.
        """
        places, known = self._find(features)
        places, worth = places[known], worth[known]
        reach = self._starts[places + 1] - self._starts[places]
        rarest = np.argsort(reach, kind="stable")
        rarest = rarest[np.cumsum(reach[rarest]) <= _MOST_POSTINGS]
        if not len(rarest):
            return np.empty(0, np.int64)
        posts = np.concatenate(
            [self._posts[self._starts[n] : self._starts[n + 1]] for n in places[rarest]]
        )
        shared = np.repeat(worth[rarest], reach[rarest])
        sums: Weights = np.bincount(posts, shared, len(self._sizes)) / self._sizes
        titles, claims = sums[::PASSAGES] / sizes[0], sums[1::PASSAGES] / sizes[1]
        best = np.maximum(titles, claims) * self._alive
        chosen: Numbers = np.arange(len(best))
        if len(best) > most:
            chosen = np.argpartition(best, -most)[-most:]
        alike: Numbers = chosen[best[chosen] > 0]
        return alike

    def gather(self, numbers: Numbers) -> Gathered:
        """The features of both passages of entries; their passages are counted from 0."""
        passages = (PASSAGES * numbers[:, None] + np.arange(PASSAGES)).ravel()
        parts = [self._of(int(passage)) for passage in passages]
        lengths = [len(part) for part in parts]
        return Gathered(
            np.concatenate(parts) if parts else np.empty(0, np.uint32),
            np.repeat(np.arange(len(parts)), lengths),
        )

    def _of(self, passage: int) -> Features:
        start = int(self._ends[passage - 1]) if passage else 0
        return self._features[start : int(self._ends[passage])]

    def _find(self, features: Features) -> tuple[Numbers, NDArray[np.bool_]]:
        if not len(self._terms):
            return np.zeros(len(features), np.int64), np.zeros(len(features), np.bool_)
        places = np.minimum(np.searchsorted(self._terms, features), len(self._terms) - 1)
        return places, self._terms[places] == features
