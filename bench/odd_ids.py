"""The rows of a file whose ids are odd: what matching is reported on. It was tuned on the even ones.

`python -m bench.odd_ids FILE > ODD.jsonl`
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from bench.match import rows_of

_NUMBER = re.compile(r"(\d+)$")


def is_odd(row: dict[str, Any]) -> bool:
    """By the number at the end of its id."""
    found = _NUMBER.search(str(row["id"]))
    return found is not None and int(found[1]) % 2 == 1


def main(path: str) -> None:
    """Write them to stdout, a line each."""
    for row in filter(is_odd, rows_of(Path(path))):
        sys.stdout.write(f"{json.dumps(row)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
