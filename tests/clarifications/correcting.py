"""Corrections as tests open, carry and read them."""

from typing import Any

from tests.clarifications.bodies import CHECKLIST, LIST, moved, published
from tests.world import Caller, World

Row = dict[str, Any]
NOTE = "Memperbaiki tanggal keterangan resmi."
NEW = "[HOAKS] Judul yang diperbaiki"
SHARED = "/v1/shared/clarifications"
PUBLIC = "/v1/public/clarifications"


async def opened(world: World, tenant: str = "32.04", **changes: Any) -> Row:
    """A published one whose correction is a draft, opened by the operator."""
    row = await published(world, tenant, **changes)
    operator = await world.caller(tenant, "operator")
    return await moved(operator, row, "correct", {"public_note": NOTE})


async def changed(caller: Caller, row: Row, **changes: Any) -> Row:
    answer = await caller.patch(f"{LIST}/{row['id']}", changes, row["version"])
    assert answer.status_code == 200, answer.text
    found: Row = answer.json()
    return found


async def carried(world: World, row: Row, *verbs: str, **changes: Any) -> Row:
    """The open correction after the steps of its tenant's operator and verifier."""
    operator = await world.caller(row["tenant"], "operator")
    verifier = await world.caller(row["tenant"], "verifier")
    if changes:
        row = await changed(operator, row, **changes)
    for verb in verbs:
        body = {"checklist": CHECKLIST} if verb == "approve" else None
        caller = operator if verb in {"submit", "withdraw"} else verifier
        row = await moved(caller, row, verb, body)
    return row


async def corrected(world: World, tenant: str = "32.04", **changes: Any) -> Row:
    """One whose correction is published."""
    row = await opened(world, tenant, **changes)
    return await carried(world, row, "submit", "approve", "publish", title=NEW)


async def refused(
    caller: Caller, row: Row, verb: str, json: Any = None
) -> tuple[int, str, list[str]]:
    """How a step is refused: status, code, and what is allowed instead."""
    answer = await caller.post(f"{LIST}/{row['id']}/{verb}", json, version=row["version"])
    problem = answer.json()
    return answer.status_code, problem.get("code", ""), problem.get("allowed", [])


async def read(caller: Caller, row: Row) -> Row:
    answer = await caller.get(f"{LIST}/{row['id']}")
    assert answer.status_code == 200, answer.text
    found: Row = answer.json()
    return found


async def shown(world: World, row: Row) -> tuple[Row, Row]:
    """What governments and everybody read."""
    viewer = await world.caller("32.73", "viewer")
    shared = await viewer.get(f"{SHARED}/{row['number']}")
    public = await world.api.get(f"{PUBLIC}/{row['slug']}")
    assert (shared.status_code, public.status_code) == (200, 200)
    return shared.json(), public.json()
