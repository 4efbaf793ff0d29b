"""What matching found: lines for the terminal, Markdown and a chart."""

import math
import os
import platform
from dataclasses import dataclass, field
from pathlib import Path

from bench.chart import latency_chart
from bench.measured import Measured

_MEGABYTE = 1_000_000
_SHARES = (0.5, 0.99, 0.999)


@dataclass
class Found:
    """How often the right title came first, and among those that came."""

    asked: int = 0
    first: int = 0
    among: int = 0

    def count(self, titles: list[str], right: str) -> None:
        """One answer."""
        self.asked += 1
        self.first += titles[:1] == [right]
        self.among += right in titles

    def shares(self) -> tuple[float, float]:
        """Of all that were asked."""
        asked = max(self.asked, 1)
        return self.first / asked, self.among / asked


@dataclass
class MatchReport:
    """The figures of one run. `memory`: resident bytes by process, None when unknown."""

    measured: Measured
    rows: int = 0
    invented: int = 0
    found: Found = field(default_factory=Found)
    baseline: Found = field(default_factory=Found)
    memory: dict[str, int] | None = None

    def figures(self) -> str:
        """The last line, for programs."""
        first, among = self.found.shares()
        baseline_first, baseline_among = self.baseline.shares()
        return (
            f"first={first:.3f} among_five={among:.3f} "
            f"baseline_first={baseline_first:.3f} baseline_among_five={baseline_among:.3f}"
        )

    def latencies(self) -> list[tuple[str, int, list[float]]]:
        """For each kind of message: how many, and p50, p99 and p99.9 in milliseconds."""
        return [
            (name, len(took), [1000 * _nearest_rank(took, share) for share in _SHARES])
            for name, took in self.measured.seconds.items()
        ]

    def summary(self) -> list[tuple[str, str]]:
        """Names and values, for people."""
        ours, theirs = self.found.shares(), self.baseline.shares()
        memory = (self.memory or {}).get("api", 0)
        return [
            ("messages asked", f"{self.found.asked}"),
            ("clarifications", f"{self.rows}, and {self.invented} invented ones for the latencies"),
            ("right one first", f"{ours[0]:.1%} (ts_rank over any word: {theirs[0]:.1%})"),
            ("right one among five", f"{ours[1]:.1%} (ts_rank over any word: {theirs[1]:.1%})"),
            (
                "memory of the API",
                f"{memory / _MEGABYTE:.0f} MB at the end" if memory else "unknown",
            ),
        ]

    def lines(self) -> list[str]:
        """Everything for the terminal, but for the last line."""
        return [
            *(f"{name:<22} {value}" for name, value in self.summary()),
            "",
            f"{'milliseconds':<44} {'asked':>6} {'p50':>7} {'p99':>7} {'p99.9':>7}",
            *(
                f"{name:<44} {asked:>6} " + " ".join(f"{value:>7.1f}" for value in values)
                for name, asked, values in self.latencies()
            ),
            "",
        ]

    def markdown(self) -> str:
        """The page that is kept."""
        machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
        how = "milliseconds over HTTP, one request at a time"
        where = f"API, PostgreSQL and the asker shared one machine ({machine})"
        return "\n".join(
            [
                "# Matching: from a circulating message to its clarification",
                "",
                f"Written by `python -m bench.match`; {how}. {where}.",
                "",
                "| what | measured |",
                "|---|---|",
                *(f"| {name} | {value} |" for name, value in self.summary()),
                "",
                "![Latency by kind of message](match.svg)",
                "",
                "| milliseconds | asked | p50 | p99 | p99.9 |",
                "|---|---:|---:|---:|---:|",
                *(
                    f"| {name} | {asked} | " + " | ".join(f"{v:.1f}" for v in values) + " |"
                    for name, asked, values in self.latencies()
                ),
                "",
            ]
        )


def _nearest_rank(values: list[float], share: float) -> float:
    return sorted(values)[math.ceil(share * len(values)) - 1]


def write(report: MatchReport, folder: Path) -> None:
    """Write match.md and match.svg."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "match.md").write_text(report.markdown(), encoding="utf-8")
    chart = latency_chart(report.measured.latencies())
    (folder / "match.svg").write_text(chart, encoding="utf-8")
