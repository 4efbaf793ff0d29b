"""What a load found: as lines for the terminal, as Markdown and a chart."""

import os
import platform
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.chart import latency_chart
from bench.measured import Measured

_SHOWN_FAILURES = 5
_SIGNING_IN = {"sign_in", "refresh_token"}  # several pages each: in the time, not in the rate
_MEGABYTE = 1_000_000


@dataclass
class Report:
    """The figures of one load. `memory`: resident bytes by process, None when unknown."""

    measured: Measured
    rows: int = 0
    seconds: float = 0.0
    resumed: int = 0
    altered: int = 0
    countersigned: int = 0
    not_tried: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    memory: dict[str, int] | None = None

    @property
    def requests(self) -> int:
        """Answered requests of the API's operations."""
        took = self.measured.seconds.items()
        return sum(len(seconds) for name, seconds in took if name not in _SIGNING_IN)

    @property
    def requests_per_second(self) -> float:
        """Over the whole load."""
        return self.requests / self.seconds if self.seconds else 0.0

    def figures(self) -> str:
        """The last line, for programs."""
        memory = "unknown" if self.memory is None else f"{_megabytes(*self.memory.values())}"
        return (
            f"load: rows={self.rows} seconds={self.seconds:.1f} "
            f"requests_per_second={self.requests_per_second:.1f} "
            f"errors={len(self.failures)} rss_mb={memory}"
        )

    def summary(self) -> list[tuple[str, str]]:
        """Names and values, for people."""
        ended = ", ".join(f"{count} {status}" for status, count in sorted(self.ended.items()))
        return [
            ("rows", f"{self.rows} ({ended or 'none ended'})"),
            ("seconds", f"{self.seconds:.1f}, sign-ins included"),
            ("requests", f"{self.requests}, {self.requests_per_second:.1f} per second"),
            ("sent again", f"{self.measured.repeats} (connection lost, 401, 429 or 503)"),
            ("countersigned", f"{self.countersigned}"),
            ("resumed", f"{self.resumed} (there before)"),
            ("altered", f"{self.altered} (cut or cleaned before they were sent)"),
            ("errors", f"{len(self.failures)}"),
            ("memory", self._memory()),
        ]

    def _memory(self) -> str:
        if self.memory is None:
            return "unknown: no readable processes.json of a running simpul up by the credentials"
        parts = " + ".join(f"{name} {_megabytes(size)}" for name, size in self.memory.items())
        return f"{parts} = {_megabytes(*self.memory.values())} MB resident"

    def lines(self) -> list[str]:
        """Everything for the terminal, but for the last line."""
        failures = [f"error: {failure}" for failure in self.failures[:_SHOWN_FAILURES]]
        gave_up = [f"gave up: {self.not_tried} rows were not tried"] if self.not_tried else []
        return [
            *(f"{name:<14} {value}" for name, value in self.summary()),
            *failures,
            *gave_up,
            "",
            f"{'operation':<28} {'requests':>8} {'median ms':>10} {'p90 ms':>8}",
            *(
                f"{each.operation:<28} {each.requests:>8} {each.median:>10.1f} {each.p90:>8.1f}"
                for each in self.measured.latencies()
            ),
        ]

    def markdown(self) -> str:
        """The page that is kept."""
        machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
        shared = f"API, worker, PostgreSQL, S3 and the loader shared one machine ({machine})."
        failures = [f"- {failure}" for failure in self.failures[:_SHOWN_FAILURES]]
        return "\n".join(
            [
                "# Load: real hoaxes, from draft to publication",
                "",
                f"Written by `python -m bench.load`. {shared}",
                "",
                "| what | measured |",
                "|---|---|",
                *(f"| {name} | {value} |" for name, value in self.summary()),
                "",
                "![Latency of each operation](load.svg)",
                "",
                "| operation | requests | median ms | p90 ms |",
                "|---|---:|---:|---:|",
                *(
                    f"| {each.operation} | {each.requests} | {each.median:.1f} | {each.p90:.1f} |"
                    for each in self.measured.latencies()
                ),
                "",
                *(["The first errors:", "", *failures, ""] if failures else []),
            ]
        )


def _megabytes(*sizes: int) -> int:
    return round(sum(sizes) / _MEGABYTE)


def write(report: Report, folder: Path) -> None:
    """Write load.md and load.svg."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "load.md").write_text(report.markdown(), encoding="utf-8")
    chart = latency_chart(report.measured.latencies())
    (folder / "load.svg").write_text(chart, encoding="utf-8")
