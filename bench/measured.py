"""How long each kind of request took, and how often one had to be sent again."""

import math
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple


class Latency(NamedTuple):
    """What one operation took, in milliseconds."""

    operation: str
    requests: int
    median: float
    p90: float


@dataclass
class Measured:
    """Seconds of every answered request, by operation, and the requests that were repeated."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    repeats: int = 0

    @contextmanager
    def timed(self, operation: str) -> Iterator[None]:
        """Count what happens inside; a request that raises was not answered and does not count."""
        began = time.perf_counter()
        yield
        self.seconds[operation].append(time.perf_counter() - began)

    def latencies(self) -> list[Latency]:
        """A line for each operation, in the order in which they were first used."""
        return [
            Latency(name, len(took), 1000 * statistics.median(took), 1000 * _p90(took))
            for name, took in self.seconds.items()
        ]


def _p90(values: list[float]) -> float:
    # The nearest rank: a time that was really measured, also of very few.
    return sorted(values)[math.ceil(0.9 * len(values)) - 1]
