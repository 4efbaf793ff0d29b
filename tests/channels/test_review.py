"""The decisions of the province, and what they leave in the shared registry, events and audit."""

import asyncio
from datetime import datetime
from uuid import uuid4

import pytest
from httpx2 import AsyncClient

from api.media.models import AssetStatus
from tenants.session import Sessions
from tests.channels.bodies import (
    PATH,
    add_asset,
    change,
    handle,
    official,
    register,
    reject,
    verify,
)
from tests.channels.events import audited, events_of
from tests.world import Caller, World


class TestVerifyChannel:
    async def test_makes_it_official(
        self, regency: Caller, province: Caller, sessions: Sessions
    ) -> None:
        known = handle()
        address = f"https://www.instagram.com/{known}/"
        pending = await register(regency, url=f"{address}?igsh=x", handle=f"@{known.upper()}")
        assert await official(sessions, pending) is None
        verified = await verify(province, pending)
        assert (verified["status"], verified["version"]) == ("verified", 2)
        assert verified["decided_at"]
        assert verified["verified_at"] == verified["last_confirmed_at"]
        assert (await regency.get(f"{PATH}/{pending['id']}")).json() == verified
        row = await official(sessions, pending)
        assert row
        assert (row.platform, row.identity) == ("instagram", known)
        assert (row.url, row.handle, row.name) == (address, known.upper(), pending["name"])
        assert row.since == datetime.fromisoformat(verified["verified_at"])

    async def test_the_second_tenant_of_a_handle_is_refused(
        self, regency: Caller, city: Caller, province: Caller, sessions: Sessions
    ) -> None:
        taken = handle()
        first = await register(regency, handle=taken)
        second = await register(city, handle=f"@{taken.upper()}/")
        await verify(province, first)
        path = f"{PATH}/{second['id']}"
        answer = await province.post(f"{path}/verify", version=1)
        assert (answer.status_code, answer.json()["code"]) == (409, "handle-taken")
        assert (await city.get(path)).json() == second
        assert await official(sessions, second) is None
        assert all(event["data"].get("id") != second["id"] for event in await events_of(city))
        assert [entry["action"] for entry in await audited(sessions, "32.73", second)] == [
            "create_channel"
        ]

    async def test_tells_the_tenant(self, regency: Caller, city: Caller, province: Caller) -> None:
        verified = await verify(province, await register(regency))
        told = [e for e in await events_of(regency) if e["data"].get("id") == verified["id"]]
        assert [event["type"] for event in told] == ["channel.verified"]
        assert told[0]["data"] == {"id": verified["id"], "platform": "instagram"}
        for other in (city, province):
            assert all(e["data"].get("id") != verified["id"] for e in await events_of(other))

    async def test_is_audited_for_both(
        self, regency: Caller, province: Caller, sessions: Sessions, world: World
    ) -> None:
        verified = await verify(province, await register(regency))
        created, decided = await audited(sessions, "32.04", verified)
        person = world.people["32.04"]["operator"].person_id
        assert created["actor"] == {"kind": "person", "id": person}
        assert (created["action"], decided["action"]) == ("create_channel", "verify_channel")
        assert decided["actor"] == {"kind": "office", "tenant": "32", "roles": ["verifier"]}
        [own] = await audited(sessions, "32", verified)
        verifier = world.people["32"]["verifier"].person_id
        assert own["actor"] == {"kind": "person", "id": verifier}

    async def test_needs_four_eyes(self, province: Caller, world: World) -> None:
        own = await register(province)
        answer = await province.post(f"{PATH}/{own['id']}/verify", version=1)
        assert (answer.status_code, answer.json()["code"]) == (403, "four-eyes")
        colleague = await world.caller("32", "operator")
        await verify(province, await register(colleague))
        edited = await change(province, await register(colleague), name="Suntingan")
        answer = await province.post(f"{PATH}/{edited['id']}/verify", version=2)
        assert answer.json()["code"] == "four-eyes"

    async def test_the_proof_must_have_passed_its_check(
        self, regency: Caller, province: Caller, sessions: Sessions
    ) -> None:
        letter = await add_asset(sessions, "32.04", AssetStatus.CHECKING)
        pending = await register(regency, proof={"kind": "letter", "asset_id": letter})
        answer = await province.post(f"{PATH}/{pending['id']}/verify", version=1)
        assert (answer.status_code, answer.json()["code"]) == (409, "asset-not-ready")
        assert (await regency.get(f"{PATH}/{pending['id']}")).json() == pending

    async def test_only_a_pending_one(self, regency: Caller, province: Caller) -> None:
        verified = await verify(province, await register(regency))
        rejected = await reject(province, await register(regency))
        for channel in (verified, rejected):
            answer = await province.post(f"{PATH}/{channel['id']}/verify", version=2)
            assert (answer.status_code, answer.json()["code"]) == (409, "transition-not-allowed")
            assert {"archive_channel", "update_channel"} <= set(answer.json()["allowed"])
            assert "verify_channel" not in answer.json()["allowed"]

    async def test_a_repeat_gives_the_first_answer(self, regency: Caller, province: Caller) -> None:
        pending, key = await register(regency), str(uuid4())
        path = f"{PATH}/{pending['id']}/verify"
        first = await province.post(path, version=1, key=key)
        again = await province.post(path, version=1, key=key)
        assert (again.status_code, again.json()) == (200, first.json())
        assert (await province.post(path, version=1)).status_code == 412

    async def test_nobody_decides_on_what_he_has_not_seen(
        self, regency: Caller, province: Caller
    ) -> None:
        pending = await change(regency, await register(regency), name="Nama baru")
        path = f"{PATH}/{pending['id']}/verify"
        assert (await province.post(path)).status_code == 428
        assert (await province.post(path, version=1)).status_code == 412

    async def test_is_the_provinces(self, regency: Caller, world: World, api: AsyncClient) -> None:
        path = f"{PATH}/{(await register(regency))['id']}/verify"
        assert (await api.post(path)).status_code == 401
        for code, role in (("32.04", "verifier"), ("32", "operator"), ("32", "admin")):
            answer = await (await world.caller(code, role)).post(path, version=1)
            assert (answer.status_code, answer.json()["permission"]) == (403, "channels:verify")
        answer = await (await world.caller("32", "client")).post(path, version=1)
        assert (answer.status_code, answer.json()["code"]) == (403, "person-required")


class TestRejectChannel:
    async def test_one_of_two_decisions_wins(self, regency: Caller, province: Caller) -> None:
        for _ in range(5):
            path = f"{PATH}/{(await register(regency))['id']}"
            verified, rejected, changed = await asyncio.gather(
                province.post(f"{path}/verify", version=1),
                province.post(f"{path}/reject", {"reason": "Salah."}, version=1),
                regency.patch(path, {"handle": handle()}, 1),
            )
            answers = (verified.status_code, rejected.status_code, changed.status_code)
            assert sorted(answers) == [200, 412, 412]

    async def test_gives_the_reason(
        self, regency: Caller, province: Caller, sessions: Sessions
    ) -> None:
        rejected = await reject(province, await register(regency))
        assert (rejected["status"], rejected["version"]) == ("rejected", 2)
        assert rejected["decision_note"] == "Kode tidak tampak di bio."
        assert rejected["decided_at"]
        assert rejected["verified_at"] is None
        assert (await regency.get(f"{PATH}/{rejected['id']}")).json() == rejected
        assert await official(sessions, rejected) is None
        assert [e["action"] for e in await audited(sessions, "32.04", rejected)] == [
            "create_channel",
            "reject_channel",
        ]
        assert len(await audited(sessions, "32", rejected)) == 1

    async def test_then_changed_and_verified(self, regency: Caller, province: Caller) -> None:
        rejected = await reject(province, await register(regency))
        verified = await verify(province, await change(regency, rejected, name="Nama baru"))
        assert verified["decision_note"] is None

    @pytest.mark.parametrize("reason", [{}, {"reason": ""}, {"reason": "  "}])
    async def test_needs_a_reason(
        self, regency: Caller, province: Caller, reason: dict[str, str]
    ) -> None:
        pending = await register(regency)
        answer = await province.post(f"{PATH}/{pending['id']}/reject", reason, version=1)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/reason"

    async def test_only_a_pending_one(self, regency: Caller, province: Caller) -> None:
        verified = await verify(province, await register(regency))
        path = f"{PATH}/{verified['id']}/reject"
        answer = await province.post(path, {"reason": "Salah."}, version=2)
        assert (answer.status_code, answer.json()["code"]) == (409, "transition-not-allowed")

    async def test_needs_four_eyes(self, province: Caller) -> None:
        own = await register(province)
        path = f"{PATH}/{own['id']}/reject"
        answer = await province.post(path, {"reason": "Salah."}, version=1)
        assert answer.json()["code"] == "four-eyes"

    async def test_is_the_provinces(self, regency: Caller, world: World) -> None:
        path = f"{PATH}/{(await register(regency))['id']}/reject"
        verifier = await world.caller("32.04", "verifier")
        answer = await verifier.post(path, {"reason": "Salah."}, version=1)
        assert (answer.status_code, answer.json()["permission"]) == (403, "channels:verify")
