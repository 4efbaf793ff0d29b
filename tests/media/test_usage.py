"""What a tenant stores, and the quota."""

import asyncio
from typing import Any

import pytest
import pytest_asyncio

from api.media.inventory import Inventory
from api.settings import Settings
from tests.media import samples
from tests.media.conftest import Work
from tests.media.large import LARGE, MIB, announced
from tests.media.uploads import announce, announcement, completed, read
from tests.registrations.applicants import Applicant
from tests.world import Caller, World

TENANT = "32.01"
CSV = {"content_type": "text/csv", "file_name": "a.csv", "alt": None}


@pytest_asyncio.fixture
async def office(world: World) -> Caller:
    return await world.caller(TENANT, "operator")


async def usage(caller: Caller) -> dict[str, Any]:
    answer = await caller.get("/v1/assets/usage")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def of(found: dict[str, Any], purpose: str) -> tuple[int, int]:
    rows = [row for row in found["by_purpose"] if row["purpose"] == purpose]
    return (rows[0]["count"], rows[0]["used"]) if rows else (0, 0)


class TestGetStorageUsage:
    async def test_counts_announced_ready_and_no_refused_files(
        self, office: Caller, work: Work
    ) -> None:
        await work()  # what earlier tests left to check
        before = await usage(office)
        assert (before["tenant"], before["quota"]) == (TENANT, 20 * 1024**3)
        await announce(office, samples.CSV, purpose="import", **CSV)
        picture = await completed(office, samples.picture(size=(700, 500)), purpose="proof")
        refused = await completed(office, samples.HTML, purpose="import", **CSV)
        announced_too = await usage(office)
        assert announced_too["used"] - before["used"] == (
            len(samples.CSV) + picture["size"] + len(samples.HTML)
        )
        assert announced_too["count"] - before["count"] == 3
        await work()
        assert (await read(office, refused["id"]))["status"] == "refused"
        after = await usage(office)
        count, used = of(before, "import")
        assert of(after, "import") == (count + 1, used + len(samples.CSV))
        # With its smaller copies.
        assert of(after, "proof")[1] - of(before, "proof")[1] > picture["size"]
        assert after["used"] == sum(row["used"] for row in after["by_purpose"])
        assert after["count"] == sum(row["count"] for row in after["by_purpose"])

    async def test_is_the_own_tenants(self, office: Caller, world: World) -> None:
        admin, other = await world.caller(TENANT, "admin"), await world.caller("32.73", "admin")
        before = await usage(other)
        await announce(office, samples.CSV, **CSV)
        assert await usage(admin) == await usage(office)
        assert await usage(other) == before

    async def test_needs_a_token(self, world: World) -> None:
        assert (await world.api.get("/v1/assets/usage")).status_code == 401


class TestTheQuota:
    async def test_names_what_is_used_and_what_may_be(
        self, office: Caller, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        used = (await usage(office))["used"]
        monkeypatch.setattr(settings.storage, "quota", used + 10)
        body = announcement(b"", sha256="0" * 64)
        answer = await office.post("/v1/assets", {**body, "size": 11})
        assert (answer.status_code, answer.json()["code"]) == (409, "storage-quota-exceeded")
        assert (answer.json()["used"], answer.json()["quota"]) == (used, used + 10)
        made = await office.post("/v1/assets", {**body, "size": 10})
        assert made.status_code == 201
        answer = await office.delete(f"/v1/assets/{made.json()['id']}", 1)
        assert answer.status_code == 204
        assert (await office.post("/v1/assets", {**body, "size": 10})).status_code == 201

    async def test_two_at_once_do_not_both_take_the_rest(
        self, office: Caller, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        used = (await usage(office))["used"]
        monkeypatch.setattr(settings.storage, "quota", used + 3 * 100)
        body = announcement(b"", size=100, sha256="0" * 64)
        answers = await asyncio.gather(*(office.post("/v1/assets", body) for _ in range(12)))
        assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 9

    async def test_leaves_no_upload_open(
        self, office: Caller, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        inventory = Inventory(settings.storage)
        await announced(office)  # so that there is one
        before = await inventory.open_uploads(f"{TENANT}/")
        monkeypatch.setattr(settings.storage, "quota", (await usage(office))["used"] + MIB)
        answer = await office.post("/v1/assets", announcement(LARGE, content_type="text/csv"))
        assert answer.status_code == 409
        assert await inventory.open_uploads(f"{TENANT}/") == before

    async def test_strangers_use_up_nothing_and_are_not_told(
        self, world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        province = await world.caller("32", "operator")
        before = await usage(province)
        monkeypatch.setattr(settings.storage, "quota", 1)
        transport: Any = world.api._transport
        answer = await Applicant(transport.app, str(world.api.base_url)).announce()
        assert answer.status_code == 201, answer.text
        monkeypatch.undo()
        assert await usage(province) == before
