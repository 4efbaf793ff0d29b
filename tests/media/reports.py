"""Reports that show an asset."""

from typing import Any

from tests.periods.months import this_month
from tests.world import Caller

Json = dict[str, Any]


async def draft(caller: Caller, asset_id: str) -> Json:
    """A draft that shows the asset and could be submitted."""
    body = {
        "period": this_month(),
        "kind": "training",
        "title": "Lokakarya cek fakta",
        "summary": "Peserta belajar memeriksa pesan berantai.",
        "starts_on": "2026-10-05",
        "ends_on": "2026-10-05",
        "asset_ids": [asset_id],
        "neutrality_attested": True,
    }
    answer = await caller.post("/v1/reports", body)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def submit(caller: Caller, report: Json) -> Json:
    """The report, handed in."""
    answer = await caller.post(f"/v1/reports/{report['id']}/submit", version=report["version"])
    assert answer.status_code == 200, answer.text
    made: Json = answer.json()
    return made
