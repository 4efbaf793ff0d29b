"""What the catalogue says of a field: whose, what for, on which ground (UU 27/2022), until when."""

from dataclasses import dataclass

# Officials act here in office: consent would not be free, and nothing rests on it.
DUTY = "legal duty, art. 20 (2) c: records of office (UU 43/2009)"
TASK = "public task, art. 20 (2) e"
SAFETY = "public task, art. 20 (2) e; its security, art. 35"
TERM_OF_PERSON = "until the person is erased"
STAYS = "stays; it is an id that names nobody then"
GONE = "deleted"
GIVEN = "given"
LISTED = "the rows are listed: id, title, times, his part"


@dataclass(frozen=True)
class Kept:
    """Some personal columns of a table that share all of this."""

    table: str
    columns: tuple[str, ...]
    whose: str
    purpose: str
    basis: str
    term: str
    export: str
    erasure: str


@dataclass(frozen=True)
class Elsewhere:
    """Personal data that lie in no column of a table."""

    where: str
    what: str
    term: str
    erasure: str
