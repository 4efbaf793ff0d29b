"""Requests about clarifications, as tests vary them."""

from typing import Any

from api.clarifications.schemas import Checklist
from tests.world import Caller, World

LIST = "/v1/clarifications"
CHECKLIST = dict.fromkeys(Checklist.model_fields, True)


def body(**changes: Any) -> dict[str, Any]:
    return {
        "title": "[HOAKS] Tautan pendaftaran bantuan tunai",
        "claim_reviewed": "Pemerintah membuka pendaftaran bantuan tunai lewat tautan.",
        "verdict": "false",
        "topic": "social_aid",
        "body": "Beredar sebuah tautan.\n\n**Faktanya** tidak ada pendaftaran seperti itu.",
        "sources": [{"title": "Keterangan resmi", "url": "https://dinsos.example/berita/1"}],
        **changes,
    }


async def created(caller: Caller, **changes: Any) -> dict[str, Any]:
    answer = await caller.post(LIST, body(**changes))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def moved(caller: Caller, row: dict[str, Any], verb: str, json: Any = None) -> dict[str, Any]:
    answer = await caller.post(f"{LIST}/{row['id']}/{verb}", json, version=row["version"])
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def in_review(world: World, tenant: str = "32.04", **changes: Any) -> dict[str, Any]:
    operator = await world.caller(tenant, "operator")
    return await moved(operator, await created(operator, **changes), "submit")


async def approved(world: World, tenant: str = "32.04", **changes: Any) -> dict[str, Any]:
    verifier = await world.caller(tenant, "verifier")
    row = await in_review(world, tenant, **changes)
    return await moved(verifier, row, "approve", {"checklist": CHECKLIST})


async def published(world: World, tenant: str = "32.04", **changes: Any) -> dict[str, Any]:
    verifier = await world.caller(tenant, "verifier")
    return await moved(verifier, await approved(world, tenant, **changes), "publish")
