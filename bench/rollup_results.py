"""What rollups cost: lines for the terminal, Markdown and a chart."""

import os
import platform
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bench.chart import latency_chart
from bench.measured import Latency, Measured

BOUND = 1.5  # how much longer the many may take than the few


class Compared(NamedTuple):
    """One question at both sizes."""

    question: str
    few: Latency
    many: Latency

    @property
    def ratio(self) -> float:
        """Of the medians."""
        return self.many.median / self.few.median


@dataclass
class RollupReport:
    """The figures of one run."""

    few: int
    many: int
    small: Measured = field(default_factory=Measured)
    large: Measured = field(default_factory=Measured)
    filling: Measured = field(default_factory=Measured)
    scan: Measured = field(default_factory=Measured)
    counted: dict[int, int] = field(default_factory=dict)

    @property
    def compared(self) -> list[Compared]:
        """Each question at both sizes."""
        pairs = zip(_asked(self.small), _asked(self.large), strict=True)
        return [Compared(few.operation.rpartition(": ")[0], few, many) for few, many in pairs]

    @property
    def holds(self) -> bool:
        """Whether no question takes longer than it may, and nothing was counted wrongly."""
        exact = self.counted == {self.few: self.few, self.many: self.many}
        return exact and all(each.ratio <= BOUND for each in self.compared)

    def lines(self) -> list[str]:
        """For people."""
        return [
            f"{each.question}: {each.few.median:.1f} -> {each.many.median:.1f} ms "
            f"(x {each.ratio:.2f}), p90 {each.few.p90:.1f} -> {each.many.p90:.1f} ms"
            for each in self.compared
        ]

    def figures(self) -> str:
        """The last line, for programs."""
        worst = max(each.ratio for each in self.compared)
        (scan,) = self.scan.latencies()
        return (
            f"worst_ratio={worst:.2f} scan_ms={scan.median:.0f} counted={self.counted[self.many]}"
        )


def _asked(measured: Measured) -> list[Latency]:
    return [each for each in measured.latencies() if each.operation != "sign in"]


def write(report: RollupReport, folder: Path) -> None:
    """Write rollup.md and rollup.svg."""
    folder.mkdir(parents=True, exist_ok=True)
    bars = [latency for each in report.compared for latency in (each.few, each.many)]
    short = [bar._replace(operation=_short(bar.operation)) for bar in bars]
    (folder / "rollup.svg").write_text(latency_chart(short), encoding="utf-8")
    (folder / "rollup.md").write_text("\n".join(_markdown(report)) + "\n", encoding="utf-8")


def _short(operation: str) -> str:
    """As it fits beside its bars: 10k, 1M."""
    return operation.replace(",000,000", "M").replace(",000", "k")


def _markdown(report: RollupReport) -> list[str]:
    rows = [
        f"| {each.question} | {each.few.median:.1f} | {each.many.median:.1f} | {each.ratio:.2f} "
        f"| {each.few.p90:.1f} | {each.many.p90:.1f} |"
        for each in report.compared
    ]
    (scan,) = report.scan.latencies()
    filled = sum(each.median for each in report.filling.latencies()) / 1000
    return [
        "# Rollups",
        "",
        f"`python -m bench.rollup` on {platform.machine()}, {os.cpu_count()} processors,",
        f"Python {platform.python_version()}: a stack of its own, the province asks over HTTP; each",
        f"question {rows and report.compared[0].few.requests} times at {report.few:,} reports and again",
        f"at {report.many:,}, of 28 governments, 12 months, 4 kinds and 4 units each.",
        "",
        f"| question | {report.few:,}: median, ms | {report.many:,}: median, ms | ratio | p90, ms | p90, ms |",
        "|---|---:|---:|---:|---:|---:|",
        *rows,
        "",
        f"- The bound: a ratio of {BOUND}.",
        f"- The same sums by a scan of all reports: {scan.median:.0f} ms in the database alone.",
        f"- Adding the reports through the triggers, in statements of many rows: {filled:.0f} s.",
        f"- Activities counted: {report.counted[report.few]:,} and {report.counted[report.many]:,}.",
        "",
        "![Latency of each question](rollup.svg)",
    ]
