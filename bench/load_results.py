"""What a load found: as lines for the terminal, as Markdown, and as a chart."""

import os
import platform
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from bench.measured import Latency, Measured

_SHOWN_FAILURES = 5
_NOT_REQUESTS = {"sign_in", "refresh_token"}  # whole sign-ins of several pages: not in the rate
_MEGABYTE = 1_000_000

_WIDTH, _LEFT, _BAR, _GAP = 760, 190, 14, 44
_INK, _DARK, _LIGHT = "#1b2733", "#0b5563", "#9cc5cd"


@dataclass
class Report:
    """The figures of one load."""

    measured: Measured
    rows: int = 0
    seconds: float = 0.0
    resumed: int = 0
    altered: int = 0
    countersigned: int = 0
    left_out: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    memory: dict[str, int] | None = None

    @property
    def requests(self) -> int:
        """Answered requests of the API's operations."""
        return sum(
            len(took) for name, took in self.measured.seconds.items() if name not in _NOT_REQUESTS
        )

    @property
    def requests_per_second(self) -> float:
        """Over the whole load, sign-ins included in the time but not in the number."""
        return self.requests / self.seconds if self.seconds else 0.0

    def summary(self) -> list[tuple[str, str]]:
        """Names and values, for people."""
        ended = ", ".join(f"{count} {status}" for status, count in sorted(self.ended.items()))
        return [
            ("rows", f"{self.rows} ({ended or 'none ended'})"),
            ("seconds", f"{self.seconds:.1f}"),
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
        parts = " + ".join(f"{name} {size / _MEGABYTE:.0f}" for name, size in self.memory.items())
        return f"{parts} = {sum(self.memory.values()) / _MEGABYTE:.0f} MB resident"

    def lines(self) -> list[str]:
        """Everything for the terminal, but for the last line."""
        return [
            *(f"{name:<14} {value}" for name, value in self.summary()),
            *(f"error: {failure}" for failure in self.failures[:_SHOWN_FAILURES]),
            *([f"gave up: {self.left_out} rows were not tried"] if self.left_out else []),
            "",
            f"{'operation':<28} {'requests':>8} {'median ms':>10} {'p90 ms':>8}",
            *(
                f"{each.operation:<28} {each.requests:>8} {each.median:>10.1f} {each.p90:>8.1f}"
                for each in self.measured.latencies()
            ),
        ]

    def figures(self) -> str:
        """The last line, for programs."""
        memory = self.memory and round(sum(self.memory.values()) / _MEGABYTE)
        return (
            f"load: rows={self.rows} seconds={self.seconds:.1f} "
            f"requests_per_second={self.requests_per_second:.1f} "
            f"errors={len(self.failures)} rss_mb={memory or 'unknown'}"
        )

    def markdown(self) -> str:
        """The page that is kept."""
        machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
        failures = [f"- {failure}" for failure in self.failures[:_SHOWN_FAILURES]]
        return "\n".join(
            [
                "# Load: real hoaxes, from draft to publication",
                "",
                "Written by `python -m bench.load`; the API, its worker, PostgreSQL, S3 and the "
                f"loader shared one machine ({machine}).",
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

    def chart(self) -> str:
        """Two bars for each operation, as SVG."""
        latencies = self.measured.latencies()
        longest = max((each.p90 for each in latencies), default=1.0)
        height = 60 + _GAP * len(latencies)
        rows = "\n".join(_row(each, place, longest) for place, each in enumerate(latencies))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
            f'font-family="system-ui, sans-serif" font-size="13" fill="{_INK}">\n'
            "<title>Latency of each operation: median and 90th percentile</title>\n"
            f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>\n'
            f'<text x="16" y="28" font-weight="700">Latency in milliseconds</text>\n'
            f'<rect x="{_LEFT}" y="18" width="12" height="12" fill="{_DARK}"/>'
            f'<text x="{_LEFT + 18}" y="28">median</text>\n'
            f'<rect x="{_LEFT + 90}" y="18" width="12" height="12" fill="{_LIGHT}"/>'
            f'<text x="{_LEFT + 108}" y="28">90th percentile</text>\n'
            f"{rows}\n</svg>\n"
        )


def _row(latency: Latency, place: int, longest: float) -> str:
    top = 48 + _GAP * place
    bars = "\n".join(
        _bar(value, top + offset, longest, colour)
        for value, offset, colour in (
            (latency.median, 0, _DARK),
            (latency.p90, _BAR + 2, _LIGHT),
        )
    )
    return f'<text x="16" y="{top + _BAR + 5}">{escape(latency.operation)}</text>\n{bars}'


def _bar(value: float, top: int, longest: float, colour: str) -> str:
    width = max(1.0, (_WIDTH - _LEFT - 80) * value / longest)
    return (
        f'<rect x="{_LEFT}" y="{top}" width="{width:.1f}" height="{_BAR}" fill="{colour}"/>'
        f'<text x="{_LEFT + width + 6:.1f}" y="{top + _BAR - 3}">{value:.1f}</text>'
    )


def write(report: Report, folder: Path) -> None:
    """Write load.md and load.svg."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "load.md").write_text(report.markdown(), encoding="utf-8")
    (folder / "load.svg").write_text(report.chart(), encoding="utf-8")
