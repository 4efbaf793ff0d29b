"""docs/privacy.md: its tables are written from the catalogue. `python -m api.privacy.document` renews them."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from api.privacy.catalogue import personal
from api.privacy.elsewhere import OUTSIDE

PATH = Path(__file__).parents[2] / "docs" / "privacy.md"
_FIELDS = ("where", "whose", "purpose", "ground", "kept", "export", "erasure")
_OUTSIDE = ("where", "what", "kept", "erasure")
_BETWEEN = re.compile(r"(<!-- (fields|elsewhere) -->\n).*?(<!-- end -->)", re.DOTALL)


def renewed(text: str) -> str:
    """The document with its tables as the catalogue has them now."""
    tables = {"fields": _fields(), "elsewhere": _elsewhere()}
    return _BETWEEN.sub(lambda found: found[1] + tables[found[2]] + found[3], text)


def _fields() -> str:
    rows = [
        (
            f"`{kept.table}`: {', '.join(f'`{name}`' for name in kept.columns)}",
            *(kept.whose, kept.purpose, kept.basis, kept.term, kept.export, kept.erasure),
        )
        for kept in personal()
    ]
    return _table(_FIELDS, rows)


def _elsewhere() -> str:
    return _table(_OUTSIDE, ((one.where, one.what, one.term, one.erasure) for one in OUTSIDE))


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PATH.write_text(renewed(PATH.read_text(encoding="utf-8")), encoding="utf-8")
