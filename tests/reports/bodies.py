"""Requests about reports, as tests vary them."""

from typing import Any

from tests.periods.months import this_month
from tests.world import Caller, World

LIST = "/v1/reports"
ASSET = {
    "purpose": "attachment",
    "file_name": "a.pdf",
    "content_type": "application/pdf",
    "size": 10,
    "sha256": "0" * 64,
}


def body(**changes: Any) -> dict[str, Any]:
    return {
        "period": this_month(),  # it takes reports from its first day on
        "kind": "training",
        "title": "Lokarya pengelolaan kanal resmi",
        "summary": "Pelatihan dua hari bagi pengelola kanal.",
        "starts_on": "2026-10-13",
        "ends_on": "2026-10-14",
        "participants": 120,
        "neutrality_attested": True,
        **changes,
    }


async def created(caller: Caller, **changes: Any) -> dict[str, Any]:
    answer = await caller.post(LIST, body(**changes))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def moved(
    caller: Caller, report: dict[str, Any], verb: str, json: Any = None
) -> dict[str, Any]:
    path = f"{LIST}/{report['id']}/{verb}"
    answer = await caller.post(path, json, version=report["version"])
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def submitted(world: World, tenant: str = "32.04", **changes: Any) -> dict[str, Any]:
    operator = await world.caller(tenant, "operator")
    return await moved(operator, await created(operator, **changes), "submit")
