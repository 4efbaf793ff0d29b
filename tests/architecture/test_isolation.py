"""The promise over HTTP: for every operation on a row, another tenant's row looks like none at all."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from fastapi import FastAPI
from httpx2 import Response

from api.document import permission_of, routes_of
from tests.claims import bodies as claims
from tests.clarifications import bodies as clarifications
from tests.members import people as members
from tests.registrations.applicants import Applicant, address
from tests.relays import bodies as relays
from tests.reports import bodies as reports
from tests.world import Caller, World

BODIES: dict[str, Any] = {
    "assign_claim": {"member_id": str(uuid4())},
    "transfer_claim": {"tenant": "32.01", "reason": "x"},
    "close_claim": {"outcome": "ineligible"},
    "update_report": {"title": "x"},
    "return_report": {"note": "x"},
    "reopen_report": {"reason": "x"},
    "update_clarification": {"title": "x"},
    "request_changes": {"note": "x"},
    "approve_clarification": {"checklist": clarifications.CHECKLIST},
    "retract_clarification": {"public_reason": "x"},
    "correct_clarification": {"public_note": "x"},
    "complete_relay": {"posts": [{"url": "https://medsos.example/p/1"}]},
    "decline_relay": {"reason": "x"},
    "update_channel": {"name": "x"},
    "reject_channel": {"reason": "x"},
    "suspend_channel": {"reason": "x"},
    "update_impersonation": {"name": "x"},
    "update_asset": {"alt": "x"},
    "update_policy": {"title": "x"},
    "update_unit": {"kind": "other"},
    "update_member": {"roles": ["viewer"]},
    "reject_registration": {"note": "x"},
}
# Who in a regency comes closest to being allowed; what no regency may do at all answers 403.
ROLES = {"clarifications:verify": "verifier"}
ROLES |= dict.fromkeys(("claims:triage", "claims:reporter"), "verifier")
ROLES |= dict.fromkeys(("units:write", "members:write", "clients:read", "clients:write"), "admin")
PROVINCE_ONLY = {"reports:review", "channels:verify", "registrations:review", "policies:write"}
ABSENT = "/{id}"


def _operations(app: FastAPI) -> Iterator[tuple[str, str, str, str | None]]:
    for route in routes_of(app):
        if ABSENT in route.path and route.path.startswith("/v1/"):
            for method in route.methods or ():
                permission = permission_of(route)
                yield route.operation_id or "", method, route.path, permission


async def _foreign(world: World) -> dict[str, list[str]]:
    """Rows of another tenant, drafts and handed-in ones, by the path of their list."""
    operator = await world.caller("32.73", "operator")
    channel = await operator.post(
        "/v1/channels", {"platform": "x", "handle": f"u{uuid4().hex[:8]}", "name": "x"}
    )
    address = f"https://www.instagram.com/palsu{uuid4().hex[:8]}/"
    case = await operator.post("/v1/impersonations", {"url": address})
    asset = await operator.post("/v1/assets", reports.ASSET)
    draft, shown = await reports.created(operator), await reports.submitted(world, "32.73")
    own, reviewed = (
        await clarifications.created(operator),
        await clarifications.in_review(world, "32.73"),
    )
    admin = await world.caller("32.73", "admin")
    unit = await admin.post("/v1/units", {"name": f"Dinas {uuid4()}", "kind": "agency"})
    guest = await admin.post("/v1/members", members.invitation())
    client = await admin.post("/v1/clients", {"name": "x", "scopes": ["reports:read"]})
    await operator.post("/v1/exports", {"kind": "channels"})  # three at once, no more
    [job] = (await operator.get("/v1/jobs?limit=1")).json()["data"]
    return {
        "/v1/jobs": [job["id"]],
        "/v1/units": [unit.json()["id"]],
        "/v1/members": [guest.json()["id"], client.json()["responsible_id"]],
        "/v1/clients": [client.json()["id"]],
        "/v1/reports": [draft["id"], shown["id"]],
        "/v1/claims": [(await claims.created(operator))["id"]],
        "/v1/clarifications": [own["id"], reviewed["id"]],
        "/v1/channels": [channel.json()["id"]],
        "/v1/impersonations": [case.json()["id"]],
        "/v1/assets": [asset.json()["id"]],
        "/v1/registrations": [await _registration(world)],
        "/v1/policies": [await _draft_policy(world)],
        "/v1/relays": [(await relays.requested(world, "32.73"))["id"]],
        "/v1/rollups/snapshots": [],  # the province's, and every tenant reads its part
        "/v1/election-windows": [],  # the province's, and every tenant reads them
    }


async def _draft_policy(world: World) -> str:
    """One of the province's, which no regency may read before it is active."""
    admin = await world.caller("32", "admin")
    made = await admin.post("/v1/policies", {"title": "Pedoman", "body": "Bacalah."})
    return str(made.json()["id"])


async def _registration(world: World) -> str:
    """One of the province's, which no regency may read."""
    transport: Any = world.api._transport
    known = address()
    await Applicant(transport.app, str(world.api.base_url)).registered(email=known)
    admin = await world.caller("32", "admin")
    listed = (await admin.get("/v1/registrations")).json()["data"]
    return str(next(row["id"] for row in listed if row["email"] == known))


def _told(answer: Response) -> tuple[int, dict[str, Any], dict[str, str]]:
    body = answer.json()
    body.pop("request_id")
    changing = {"x-request-id", "ratelimit", "ratelimit-policy", "content-length"}
    headers = {n: v for n, v in answer.headers.items() if n not in changing}
    return answer.status_code, body, headers


async def _try(caller: Caller, operation: tuple[str, str, str, str | None], row: str) -> Response:
    name, method, path, _ = operation
    json = BODIES.get(name)
    return await caller.send(method, path.replace("{id}", row), json=json, version=1)


async def test_not_yours_and_absent_are_one(app: FastAPI, world: World) -> None:
    foreign = await _foreign(world)
    tried = 0
    for operation in _operations(app):
        name, method, path, permission = operation
        caller = await world.caller("32.04", ROLES.get(permission or "", "operator"))
        wanted = 403 if permission in PROVINCE_ONLY else 404
        absent = await _try(caller, operation, str(uuid4()))
        for row in foreign[path.partition("/{id}")[0]]:
            answer = await _try(caller, operation, row)
            assert answer.status_code == wanted or name == "countersign_clarification", name
            assert _told(answer) == _told(absent), name
            tried += 1
        bare = await caller.send(method, path.replace("{id}", str(uuid4())), json=BODIES.get(name))
        assert bare.status_code == absent.status_code, f"{name}: absent before If-Match"
    assert tried > 40


async def test_no_list_shows_another_tenants_row(world: World) -> None:
    foreign = await _foreign(world)
    for role in ("viewer", "operator", "verifier", "admin"):
        caller = await world.caller("32.04", role)
        for path in ("/v1/units", "/v1/members", "/v1/clients"):
            page = await caller.get(f"{path}?limit=200")
            assert not {row["id"] for row in page.json().get("data", [])} & set(foreign[path])
        rooms = ("reports", "claims", "clarifications", "channels", "impersonations")
        for path in (f"/v1/{room}" for room in rooms):
            for query in ("", "&tenant=32.73", "&tenant=32", "&tenant=32.04&tenant=32.73"):
                page = (await caller.get(f"{path}?limit=200{query}")).json()
                seen = {row["id"] for row in page["data"]}
                assert not seen & set(foreign[path])
                assert {row["tenant"] for row in page["data"]} <= {"32.04"}


async def test_what_is_attached_must_be_ones_own(world: World) -> None:
    foreign = await _foreign(world)
    caller = await world.caller("32.04", "operator")
    asset, channel = foreign["/v1/assets"][0], foreign["/v1/channels"][0]
    attempts = [
        ("/v1/reports", reports.body(asset_ids=[asset])),
        (
            "/v1/reports",
            reports.body(posts=[{"url": "https://x.example/1", "channel_id": channel}]),
        ),
        ("/v1/claims", claims.body(asset_ids=[asset])),
        ("/v1/clarifications", clarifications.body(asset_ids=[asset])),
        ("/v1/clarifications", clarifications.body(claim_ids=foreign["/v1/claims"])),
    ]
    for path, body in attempts:
        assert (await caller.post(path, body)).json()["errors"][0]["code"] == "not-found"


async def test_the_province_reads_what_was_handed_in_and_nothing_else(world: World) -> None:
    foreign = await _foreign(world)
    province = await world.caller("32", "verifier")
    for path in ("/v1/reports", "/v1/clarifications"):
        draft, shown = foreign[path]
        assert (await province.get(f"{path}/{draft}")).status_code == 404
        assert (await province.get(f"{path}/{shown}")).status_code == 200
    assert (await province.get(f"/v1/assets/{foreign['/v1/assets'][0]}")).status_code == 404
    for path in ("/v1/units", "/v1/members", "/v1/clients"):
        admin = await world.caller("32", "admin")
        assert (await admin.get(f"{path}/{foreign[path][0]}")).status_code == 404
