"""What became of the rows of an import."""

from dataclasses import dataclass, field
from typing import Any

from api.sheets import rules
from api.sheets.rows import Row


@dataclass
class Tally:
    """What became of the rows, as a job keeps it."""

    rows: int = 0
    created: int = 0
    skipped: int = 0
    refused: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)
    marks: dict[int, str] = field(default_factory=dict)  # what to write into the table, by line

    def refuse(self, row: Row) -> None:
        """Count a row with problems."""
        self.refused += 1
        self.marks[row.line] = " ".join(problem.in_cell() for problem in row.problems)
        if len(self.problems) < rules.MOST_TOLD:
            told = [problem.told() for problem in row.problems]
            self.problems.append({"line": row.line, "errors": told})

    def kept(self) -> dict[str, Any]:
        """For the job's row."""
        return {
            "rows": self.rows,
            "created": self.created,
            "skipped": self.skipped,
            "refused": self.refused,
            "problems": self.problems,
        }
