"""The index of one audience: candidates by their rarest common features, then an exact comparison.

What it answers depends on nothing but the entries in it now: not on the order in which they came, and
on none that were taken out.
"""

from typing import Any, NamedTuple
from uuid import UUID

import numpy as np

from api.matching.features import Weights as Query
from api.matching.segment import PASSAGES, Entry, Features, Numbers, Segment, Weights

# So many of the first guess are compared exactly.
_CANDIDATES = 100
# New entries are indexed anew with each other until they are so many.
_MOST_RECENT = 1000
# Rare features count more than their logarithm says.
_RARITY = 1.2
# What it adds that the message says all of a title, beside what it shares with it.
_COVERED = 0.05
_DECIMALS = 9  # sums in another order differ after that


class Candidate(NamedTuple):
    """A clarification and how much alike it and the message are: 0 to 1, for ordering alone."""

    id: UUID
    likeness: float


class _Asked(NamedTuple):
    """A message: its features in ascending order, their rarity, what they weigh, and their sizes."""

    features: Features
    rarity: Weights
    weights: Weights
    sizes: Weights  # of all of it, and of its words


class Index:
    """Entries in two segments: most of them, and the few that came lately."""

    def __init__(self) -> None:
        self._main = Segment([])
        self._lately: dict[UUID, Entry] = {}
        self._recent: Segment | None = None  # of `_lately`; None when that changed

    def __len__(self) -> int:
        return len(self._main) + len(self._lately)

    def put(self, entry: Entry) -> None:
        """Add an entry, or change the one that is there."""
        self.drop(entry.id)
        self._lately[entry.id] = entry
        self._recent = None

    @property
    def is_crowded(self) -> bool:
        """Whether so many came lately that `settle` is due."""
        return len(self._lately) > _MOST_RECENT

    def settle(self) -> None:
        """Index all entries together; some seconds for 100,000."""
        self._main = Segment([*self._main.entries(), *self._lately.values()])
        self._lately, self._recent = {}, None

    def drop(self, identifier: UUID) -> None:
        """Take an entry out; no harm if it is not in."""
        if self._lately.pop(identifier, None):
            self._recent = None
        elif identifier in self._main.numbers:
            self._main.strike(identifier)

    def search(self, query: Query, most: int) -> list[Candidate]:
        """The entries most like a message, best first."""
        if not query or not len(self):
            return []
        asked = self._asked(query)
        found = [each for one in self._segments() for each in self._compared(one, asked)]
        # Of equals the one that was written last.
        found.sort(key=lambda each: (each.likeness, each.id), reverse=True)
        return found[:most]

    def _segments(self) -> tuple[Segment, Segment]:
        if self._recent is None:
            self._recent = Segment(list(self._lately.values()))
        return self._main, self._recent

    def _rarity(self, features: Features) -> Weights:
        counts = sum((one.counts(features) for one in self._segments()), np.zeros(1, np.int64))
        passages = sum(one.passages for one in self._segments())
        rarity: Weights = (np.log((1 + passages) / (1 + counts)) + 1) ** _RARITY
        return rarity

    def _asked(self, query: Query) -> _Asked:
        features = np.array(sorted(query), np.uint32)
        rarity = self._rarity(features)
        weights = np.array([query[int(feature)] for feature in features]) * rarity
        words = (features & 1).astype(np.bool_)
        sizes = np.array([np.linalg.norm(weights), np.linalg.norm(weights[words])])
        return _Asked(features, rarity, weights, np.maximum(sizes, 1e-9))

    def _compared(self, segment: Segment, asked: _Asked) -> list[Candidate]:
        numbers = segment.first_guess(
            asked.features, asked.weights * asked.rarity, asked.sizes, _CANDIDATES
        )
        numbers.sort()
        likeness = self._likeness(segment, numbers, asked)
        return [
            Candidate(segment.ids[number], value)
            for number, value in zip(numbers.tolist(), likeness.tolist(), strict=True)
            if value > 0
        ]

    def _likeness(self, segment: Segment, numbers: Numbers, asked: _Asked) -> Weights:
        """Cosine of the angle between message and passage, and how much of the passage is said."""
        found = segment.gather(numbers)
        different, which = np.unique(found.features, return_inverse=True)
        rarity = self._rarity(different)
        places = np.minimum(np.searchsorted(asked.features, different), len(asked.features) - 1)
        weights = np.where(asked.features[places] == different, asked.weights[places], 0.0)

        def summed(values: Weights) -> Weights:
            # With weights it gives floats, whatever its annotation says.
            sums: Any = np.bincount(found.passages, values[which], PASSAGES * len(numbers))
            return np.asarray(sums, np.float64)

        sizes = np.sqrt(summed(rarity**2)) * np.tile(asked.sizes, len(numbers))
        cosine = summed(weights * rarity) / np.maximum(sizes, 1e-9)
        covered = summed(rarity * (weights > 0)) / np.maximum(summed(rarity), 1e-9)
        both = (cosine + _COVERED * covered) / (1 + _COVERED)
        best: Weights = np.round(both.reshape(-1, PASSAGES).max(axis=1), _DECIMALS)
        return best
