"""What a snapshot keeps of a tenant, its checksums, and what differs from it. Pure: no session."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from api.rollups import rules
from api.rollups.schemas import (
    Figures,
    FrozenCompleteness,
    FrozenPart,
    FrozenRow,
    SnapshotChange,
)

_NOTHING = dict.fromkeys(Figures.model_fields, 0)


def freeze(row: Any, sums: Iterable[FrozenRow]) -> FrozenPart:  # noqa: ANN401 - of a statement
    """A tenant's numbers of a period."""
    stands = rules.stands(row)
    return FrozenPart(
        tenant=row.code,
        period=row.period,
        completeness=FrozenCompleteness(
            standing=stands,
            **rules.counted(stands, nil=bool(row.nil)),
            first_declared_at=row.first_declared_at,
            declared_at=row.declared_at,
        ),
        activities=sorted(sums, key=lambda one: (one.kind, str(one.unit_id or ""))),
    )


def thawed(data: Any) -> FrozenPart | None:  # noqa: ANN401 - whatever the database holds by now
    """A part as it was kept; None where it is damaged beyond reading."""
    try:
        return FrozenPart.model_validate(data)
    except ValidationError:
        return None


def canonical(data: Mapping[str, Any]) -> bytes:
    """JSON in one form: names sorted, no spaces, UTF-8. It holds no fractions, so that is RFC 8785's."""
    form = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return form.encode()


def checksum(data: Mapping[str, Any]) -> str:
    """SHA-256 of a part, in hexadecimal."""
    return hashlib.sha256(canonical(data)).hexdigest()


def checksum_over(parts: Mapping[str, str]) -> str:
    """SHA-256 over the parts' checksums by code: a line `32.04 <checksum>` for each, in their order."""
    lines = "".join(f"{code} {parts[code]}\n" for code in sorted(parts))
    return hashlib.sha256(lines.encode()).hexdigest()


def differences(before: FrozenPart, after: FrozenPart) -> list[SnapshotChange]:
    """The figures of a part that are others now; sums that are not there count as zero."""
    found = [
        SnapshotChange(field=name, kind=None, unit_id=None, before=was, after=now)
        for name, was, now in _changed(_json(before.completeness), _json(after.completeness))
    ]
    old, new = _by_group(before), _by_group(after)
    for kind, unit in sorted({*old, *new}, key=str):
        changed = _changed(old.get((kind, unit), _NOTHING), new.get((kind, unit), _NOTHING))
        found += [
            SnapshotChange(field=name, kind=kind, unit_id=unit, before=was, after=now)
            for name, was, now in changed
        ]
    return found


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    return [(name, old[name], new[name]) for name in old if old[name] != new[name]]


def _json(part: FrozenCompleteness) -> dict[str, Any]:
    return part.model_dump(mode="json")


def _by_group(part: FrozenPart) -> dict[tuple[str, UUID | None], dict[str, int]]:
    return {
        (row.kind, row.unit_id): row.model_dump(include=set(Figures.model_fields))
        for row in part.activities
    }
