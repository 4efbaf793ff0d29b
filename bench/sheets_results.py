"""What large tables cost: lines for the terminal, Markdown and a chart."""

import os
import platform
from dataclasses import dataclass, field
from pathlib import Path

from bench.chart import latency_chart
from bench.measured import Latency

_MEGABYTE = 1_000_000
LIMIT = 400 * _MEGABYTE


@dataclass
class Run:
    """One job. Bytes are resident ones of the worker with its children."""

    before: int
    peak: int = 0
    seconds: float = 0.0
    size: int = 0
    rows: int = 0
    seen: set[int] = field(default_factory=set)  # values of its progress


@dataclass
class SheetsReport:
    """The figures of one run."""

    rows: int
    bad: int
    exported: int
    named: int = 0
    marked: int = 0
    written: int = 0
    partial: int = 0
    again: tuple[int, int] = (0, 0)  # skipped, created
    opened: dict[str, int] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """For people."""
        return [
            f"{name}: {run.seconds:.1f} s, worker {run.before / _MEGABYTE:.0f} -> "
            f"{run.peak / _MEGABYTE:.0f} MB, {len(run.seen)} values of progress seen"
            for name, run in self.runs.items()
        ]

    def figures(self) -> str:
        """The last line, for programs."""
        peak = max((run.peak for run in self.runs.values()), default=0)
        opened = " ".join(f"{name}={rows}" for name, rows in self.opened.items())
        return (
            f"named={self.named} marked={self.marked} written={self.written} "
            f"partial={self.partial} peak_mb={peak / _MEGABYTE:.0f} {opened}"
        )


def write(report: SheetsReport, folder: Path) -> None:
    """Write sheets.md and sheets.svg."""
    folder.mkdir(parents=True, exist_ok=True)
    bars = [
        Latency(name[:24], 1, run.seconds, run.peak / _MEGABYTE)
        for name, run in report.runs.items()
    ]
    chart = latency_chart(bars).replace(">Milliseconds<", ">Seconds, megabytes<")
    chart = chart.replace(">median<", ">seconds<").replace(">90th percentile<", ">peak MB<")
    chart = chart.replace(
        "Latency of each operation: median and 90th percentile",
        "Seconds and peak memory of each job",
    )
    (folder / "sheets.svg").write_text(chart, encoding="utf-8")
    (folder / "sheets.md").write_text("\n".join(_markdown(report)) + "\n", encoding="utf-8")


def _markdown(report: SheetsReport) -> list[str]:
    rows = [
        f"| {name} | {run.seconds:.1f} | {run.before / _MEGABYTE:.0f} | {run.peak / _MEGABYTE:.0f} "
        f"| {len(run.seen)} | {run.size / _MEGABYTE:.1f} |"
        for name, run in report.runs.items()
    ]
    opened = ", ".join(f"{name} {count:,} rows" for name, count in report.opened.items())
    skipped, created = report.again
    return [
        "# Large tables",
        "",
        f"`python -m bench.sheets` on {platform.machine()}, {os.cpu_count()} processors,",
        f"Python {platform.python_version()}: a stack of its own, jobs followed over HTTP. Memory is",
        "that of the worker process with its children; pages that they share count for each.",
        "",
        "| job | seconds | worker before, MB | peak, MB | values of progress seen | file, MB |",
        "|---|---:|---:|---:|---:|---:|",
        *rows,
        "",
        f"- Bad rows: {report.bad:,}; named in the job: {report.named:,}; marked in the table that",
        f"  came back: {report.marked:,}; written: {report.written:,}.",
        f"- With `partial` {report.partial:,} rows were written.",
        f"- The mended table skipped {skipped:,} rows and wrote {created:,}.",
        f"- The workbook of {report.exported:,} reports opens: {opened}.",
        f"- The bound: {LIMIT / _MEGABYTE:.0f} MB.",
        "",
        "![Seconds and peak memory](sheets.svg)",
    ]
