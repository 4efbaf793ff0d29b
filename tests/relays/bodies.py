"""Relays as tests need them, made over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from api.jobs.queue import Runtime
from api.relays.corrections import follow_up
from tests.clarifications.bodies import CHECKLIST, moved, published
from tests.world import Caller, World

LIST = "/v1/relays"
SHARED = "/v1/shared/clarifications"
Json = dict[str, Any]


def later(**ahead: float) -> str:
    """A moment of the future, as a request has it."""
    return (datetime.now(UTC) + timedelta(**ahead)).isoformat()


def post(**changes: Any) -> Json:
    return {"url": f"https://medsos.example/p/{uuid4().hex[:8]}", **changes}


async def asked(world: World, *codes: str, number: str | None = None, **body: Any) -> Json:
    """The answer to asking these (32.01 if nobody is named) for a clarification of 32.04."""
    number = number or (await published(world))["number"]
    verifier = await world.caller("32.04", "verifier")
    request = {"tenants": list(codes or ("32.01",)), **body}
    answer = await verifier.post(f"{SHARED}/{number}/relays", request)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def relay_of(world: World, code: str, requested: Json) -> Json:
    """The relay that a tenant was asked for."""
    both = [*requested["asked"], *requested["asked_before"]]
    identifier = next(one["relay_id"] for one in both if one["code"] == code)
    answer = await (await world.caller(code, "viewer")).get(f"{LIST}/{identifier}")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def requested(world: World, code: str = "32.01", **body: Any) -> Json:
    """A relay that this tenant was asked for just now."""
    return await relay_of(world, code, await asked(world, code, **body))


async def done(caller: Caller, relay: Json, verb: str, json: Any = None) -> Json:
    answer = await caller.post(f"{LIST}/{relay['id']}/{verb}", json, version=relay["version"])
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def relayed(world: World, relay: Json, *posts: Json) -> Json:
    """The relay, completed by its tenant's operator."""
    operator = await world.caller(relay["tenant"], "operator")
    return await done(operator, relay, "complete", {"posts": list(posts) or [post()]})


async def verified_channel(world: World, tenant: str) -> str:
    """The id of a channel that the province has verified."""
    operator = await world.caller(tenant, "operator")
    body = {"platform": "x", "handle": f"u{uuid4().hex[:10]}", "name": "Pemkab Contoh"}
    made = (await operator.post("/v1/channels", body)).json()
    verifier = await world.caller("32", "verifier")
    answer = await verifier.post(f"/v1/channels/{made['id']}/verify", version=made["version"])
    assert answer.status_code == 200, answer.text
    identifier: str = made["id"]
    return identifier


async def retracted(world: World, row: Json, reason: str = "Sumbernya keliru.") -> Json:
    """A clarification of 32.04, taken down by its verifier."""
    verifier = await world.caller("32.04", "verifier")
    return await moved(verifier, row, "retract", {"public_reason": reason})


async def everywhere(runtime: Runtime, number: str) -> int:
    """What the job does that a correction or retraction defers; how many relays it changed."""
    changed = 0
    async for session in runtime.each_tenant("test"):
        changed += await follow_up(session, number)
    return changed


async def corrected(
    world: World, row: Json, note: str = "Memperbaiki tanggal.", **patch: Any
) -> Json:
    """A clarification of 32.04, corrected and published again."""
    operator = await world.caller("32.04", "operator")
    verifier = await world.caller("32.04", "verifier")
    row = await moved(operator, row, "correct", {"public_note": note})
    if patch:
        path = f"/v1/clarifications/{row['id']}"
        row = (await operator.patch(path, patch, row["version"])).json()
    row = await moved(operator, row, "submit")
    row = await moved(verifier, row, "approve", {"checklist": CHECKLIST})
    return await moved(verifier, row, "publish")
