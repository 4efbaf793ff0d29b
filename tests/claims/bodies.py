"""Requests about claims, as tests vary them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import update
from sqlmodel import col

from api.claims.models import Claim
from api.jobs.queue import Runtime
from tenants.rows import now
from tenants.session import as_tenant, transaction
from tests.world import Caller, World

LIST = "/v1/claims"
Json = dict[str, Any]


def body(**changes: Any) -> Json:
    """A message that nobody has sent yet."""
    return {
        "text": f"Ada bantuan tunai, daftar di bit.example/{uuid4().hex}",
        "medium": "text",
        "seen_on": "whatsapp",
        "region": "32.04",
        **changes,
    }


async def created(caller: Caller, **changes: Any) -> Json:
    answer = await caller.post(LIST, body(**{"region": caller.tenant, **changes}))
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def moved(caller: Caller, claim: Json, verb: str, json: Any) -> Json:
    answer = await caller.post(f"{LIST}/{claim['id']}/{verb}", json, version=claim["version"])
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def member_id(world: World, tenant: str, role: str) -> str:
    """The membership of a person of the seed."""
    admin = await world.caller(tenant, "admin")
    page = (await admin.get("/v1/members?limit=200")).json()
    email = world.people[tenant][role].email
    return str(next(row["id"] for row in page["data"] if row["email"] == email))


async def assigned(world: World, claim: Json, role: str = "operator") -> Json:
    verifier = await world.caller(claim["tenant"], "verifier")
    member = await member_id(world, claim["tenant"], role)
    return await moved(verifier, claim, "assign", {"member_id": member})


async def closed(world: World, claim: Json, **changes: Any) -> Json:
    verifier = await world.caller(claim["tenant"], "verifier")
    return await moved(verifier, claim, "close", {"outcome": "ineligible", **changes})


async def transferred(world: World, claim: Json, tenant: str) -> Json:
    verifier = await world.caller(claim["tenant"], "verifier")
    reason = {"tenant": tenant, "reason": "Pesan ini tentang wilayah lain."}
    return await moved(verifier, claim, "transfer", reason)


async def read(caller: Caller, claim: Json) -> Json:
    answer = await caller.get(f"{LIST}/{claim['id']}")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def by_reference(caller: Caller, reference: str) -> Json:
    """A claim of the caller's tenant or, for the province, of any; by its public reference."""
    page = (await caller.get(f"{LIST}?limit=200&tenant={caller.tenant}")).json()
    found: Json = next(row for row in page["data"] if row["reference"] == reference)
    return found


async def continuation(world: World, claim: Json) -> Json:
    """The claim that this one went on as, as its own office reads it."""
    caller = await world.caller(claim["continued_by"], "verifier")
    return await by_reference(caller, claim["continued_as"])


async def run_out(runtime: Runtime, *claims: Json, ago: timedelta = timedelta(minutes=1)) -> None:
    """Have the clocks of these claims run out some time ago."""
    at: datetime = now() - ago
    for claim in claims:
        place = runtime.directory.by_code(claim["tenant"])
        assert place
        scope = as_tenant(place.id, "a test's clock")
        async with transaction(runtime.sessions, scope) as session:
            this = update(Claim).where(col(Claim.id) == UUID(claim["id"]))
            assert (await session.execute(this.values(due_at=at))).rowcount == 1  # type: ignore[attr-defined]
