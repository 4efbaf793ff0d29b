"""From the cells of a file to invitations, each row judged as `invite_member` would. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from api.errors import FieldError, Text
from api.media.importable import refused
from api.members.schemas import ImportOutcome, MemberInvite
from api.translations import field_of
from api.units.references import UNKNOWN_UNIT

_COLUMNS = {
    "email": ("email", "e-mail", "surel", "alamat surel", "alamat email"),
    "name": ("name", "nama", "nama lengkap"),
    "roles": ("roles", "role", "peran"),
    "unit": ("unit", "perangkat daerah", "opd"),
}
_REQUIRED = ("email", "name", "roles")
_BETWEEN_ROLES = re.compile(r"[,;\s]+")
_EMPTY = Text("Berkas ini tidak memuat siapa pun.", "This file names nobody.")
_TWICE = Text("Alamat ini sudah ada di atas.", "This address stands above already.")
_TWO_COLUMNS = Text("Ada dua kolom untuk {}.", "There are two columns for {}.")
_NO_COLUMN = Text(
    "Baris pertama harus memuat kolom surel, nama dan peran.",
    "The first row must have the columns email, name and roles.",
)


@dataclass
class ImportRow:
    """One row: whom it invites, or what to change; and what comes of it."""

    line: int
    invite: MemberInvite | None = None
    errors: list[FieldError] = field(default_factory=list)
    outcome: ImportOutcome = ImportOutcome.INVITED
    member_id: UUID | None = None


def parse(table: Sequence[tuple[int, list[str]]], units: Mapping[str, UUID]) -> list[ImportRow]:
    """The rows below the header. `units` are the active ones by their names.

    Raises `InvalidBodyError` for a table without what is needed.
    """
    if len(table) < 2:  # noqa: PLR2004 - a header and somebody
        raise refused("empty", _EMPTY)
    columns = _columns(table[0][1])
    known = {plain(name): identifier for name, identifier in units.items()}
    rows, seen = [], set[str]()
    for place, (line, cells) in enumerate(table[1:]):
        texts = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
        row = ImportRow(line)
        row.invite, errors = _invite(texts, known)
        if row.invite and row.invite.email in seen:
            errors.append(FieldError("/email", "duplicate", _TWICE))
        if row.invite:
            seen.add(row.invite.email)
        row.errors = [_placed(error, place, line) for error in errors]
        row.outcome = ImportOutcome.REFUSED if errors else ImportOutcome.INVITED
        rows.append(row)
    return rows


def plain(name: str) -> str:
    """A name as people mean it: capitals and spaces do not count."""
    return " ".join(name.casefold().split())


def _columns(header: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    meant = {title: name for name, titles in _COLUMNS.items() for title in titles}
    for place, title in enumerate(header):
        name = meant.get(plain(title.replace("_", " ")))
        if name in found:
            raise refused("two-columns", Text(*(text.format(name) for text in _TWO_COLUMNS)))
        if name:
            found[name] = place
    if not set(_REQUIRED) <= set(found):
        raise refused("missing-column", _NO_COLUMN)
    return found


def _invite(
    texts: Mapping[str, str], units: Mapping[str, UUID]
) -> tuple[MemberInvite | None, list[FieldError]]:
    body: dict[str, Any] = {"email": texts["email"], "name": texts["name"]}
    body["roles"] = [role for role in _BETWEEN_ROLES.split(texts["roles"].lower()) if role]
    errors = []
    unit = plain(texts.get("unit", ""))
    if unit and unit not in units:
        errors.append(FieldError("/unit", "not-found", UNKNOWN_UNIT))
    try:
        invite = MemberInvite(**body, unit_id=units.get(unit))
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        # A cell is one thing to change: the third role of it is in `/roles`, too.
        return None, [field_of(one, f"/{one['loc'][0]}") for one in found] + errors
    return invite, errors


def _placed(error: FieldError, place: int, line: int) -> FieldError:
    detail = Text(f"Baris {line}: {error.detail.id}", f"Line {line}: {error.detail.en}")
    return FieldError(f"/rows/{place}{error.pointer}", error.code, detail)
