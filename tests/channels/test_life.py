"""What is official for a time: suspended, reinstated, archived, and what is kept of it."""

import asyncio
from uuid import uuid4

import pytest

from tenants.session import Sessions
from tests.channels.bodies import (
    PATH,
    change,
    handle,
    moved,
    official,
    past,
    register,
    reject,
    suspend,
    verify,
)
from tests.channels.events import audited, events_of
from tests.world import Caller, World


class TestSuspendChannel:
    async def test_ends_that_it_is_official(
        self, regency: Caller, province: Caller, sessions: Sessions
    ) -> None:
        verified = await verify(province, await register(regency))
        suspended = await suspend(province, verified)
        assert (suspended["status"], suspended["decision_note"]) == (
            "suspended",
            "Akun diambil alih.",
        )
        assert suspended["verified_at"] == verified["verified_at"]
        assert [former["handle"] for former in suspended["former_handles"]] == [verified["handle"]]
        assert await official(sessions, suspended) is None
        [row] = await past(sessions, suspended)
        assert (row.ended, row.identity, row.name) == (
            "suspended",
            verified["handle"],
            verified["name"],
        )
        assert row.since < row.until
        assert (await regency.get(f"{PATH}/{suspended['id']}")).json() == suspended

    async def test_is_told_and_audited(
        self, regency: Caller, city: Caller, province: Caller, sessions: Sessions
    ) -> None:
        suspended = await suspend(province, await verify(province, await register(regency)))
        told = [e for e in await events_of(regency) if e["data"].get("id") == suspended["id"]]
        assert [event["type"] for event in told] == ["channel.verified", "channel.suspended"]
        assert told[1]["data"] == {"id": suspended["id"], "platform": "instagram"}
        assert all(e["data"].get("id") != suspended["id"] for e in await events_of(city))
        chain = await audited(sessions, "32.04", suspended)
        assert chain[-1]["action"] == "suspend_channel"
        assert chain[-1]["actor"]["kind"] == "office"

    async def test_one_person_is_enough(self, province: Caller, world: World) -> None:
        """Taking down must be quick: also who wrote on it may."""
        made = await register(await world.caller("32", "operator"))
        verified = await verify(province, made)
        edited = await change(province, verified, name="Suntingan")
        assert (await suspend(province, edited))["status"] == "suspended"

    async def test_the_old_address_of_one_that_moves(
        self, regency: Caller, province: Caller, sessions: Sessions
    ) -> None:
        old = handle()
        moving = await change(
            regency, await verify(province, await register(regency, handle=old)), handle=handle()
        )
        suspended = await suspend(province, moving)
        assert [row.identity for row in await past(sessions, suspended)] == [old]
        back = await moved(province, suspended, "reinstate")
        assert back["status"] == "pending"
        assert await official(sessions, back) is None

    @pytest.mark.parametrize("rejected", [False, True])
    async def test_only_what_is_official(
        self, regency: Caller, province: Caller, *, rejected: bool
    ) -> None:
        made = await register(regency)
        if rejected:
            made = await reject(province, made)
        path = f"{PATH}/{made['id']}/suspend"
        answer = await province.post(path, {"reason": "Salah."}, version=made["version"])
        assert (answer.status_code, answer.json()["code"]) == (409, "transition-not-allowed")
        assert "suspend_channel" not in answer.json()["allowed"]

    async def test_its_tenant_does_not_change_it(self, regency: Caller, province: Caller) -> None:
        suspended = await suspend(province, await verify(province, await register(regency)))
        path = f"{PATH}/{suspended['id']}"
        answer = await regency.patch(path, {"name": "a"}, suspended["version"])
        assert (answer.status_code, answer.json()["allowed"]) == (
            409,
            ["archive_channel", "reinstate_channel"],
        )

    async def test_is_the_provinces_and_needs_a_reason(
        self, regency: Caller, province: Caller, world: World
    ) -> None:
        made = await register(regency)
        for verb, body in (("suspend", {"reason": "x"}), ("reinstate", None)):
            verifier = await world.caller("32.04", "verifier")
            answer = await verifier.post(f"{PATH}/{made['id']}/{verb}", body, version=1)
            assert (answer.status_code, answer.json()["permission"]) == (403, "channels:verify")
        answer = await province.post(f"{PATH}/{made['id']}/suspend", {}, version=1)
        assert answer.json()["errors"][0]["pointer"] == "/reason"


class TestReinstateChannel:
    async def test_makes_it_official_anew(
        self, regency: Caller, province: Caller, sessions: Sessions
    ) -> None:
        suspended = await suspend(province, await verify(province, await register(regency)))
        back = await moved(province, suspended, "reinstate")
        assert (back["status"], back["decision_note"]) == ("verified", None)
        assert back["verified_at"] > suspended["verified_at"]
        row = await official(sessions, back)
        assert row
        [before] = await past(sessions, back)
        assert before.until < row.since

    async def test_somebody_else_may_have_it_now(
        self, regency: Caller, city: Caller, province: Caller, sessions: Sessions
    ) -> None:
        name = handle()
        suspended = await suspend(
            province, await verify(province, await register(regency, handle=name))
        )
        await verify(province, await register(city, handle=name))
        path = f"{PATH}/{suspended['id']}/reinstate"
        answer = await province.post(path, version=suspended["version"])
        assert (answer.status_code, answer.json()["code"]) == (409, "handle-taken")
        assert await official(sessions, suspended) is None
        assert (await regency.get(f"{PATH}/{suspended['id']}")).json() == suspended

    async def test_needs_four_eyes(self, province: Caller, world: World) -> None:
        made = await register(await world.caller("32", "operator"))
        edited = await change(province, await verify(province, made), name="Suntingan")
        suspended = await suspend(province, edited)
        path = f"{PATH}/{suspended['id']}/reinstate"
        answer = await province.post(path, version=suspended["version"])
        assert (answer.status_code, answer.json()["code"]) == (403, "four-eyes")

    async def test_two_at_once(self, regency: Caller, city: Caller, province: Caller) -> None:
        name = handle()
        suspended = await suspend(
            province, await verify(province, await register(regency, handle=name))
        )
        rival = await register(city, handle=name)
        answers = await asyncio.gather(
            province.post(f"{PATH}/{suspended['id']}/reinstate", version=suspended["version"]),
            province.post(f"{PATH}/{rival['id']}/verify", version=1),
        )
        assert sorted(answer.status_code for answer in answers) == [200, 409]


class TestArchiveChannel:
    async def test_gives_it_up(
        self, regency: Caller, city: Caller, province: Caller, sessions: Sessions
    ) -> None:
        name = handle()
        verified = await verify(province, await register(regency, handle=name))
        archived = await moved(regency, verified, "archive")
        assert archived["status"] == "archived"
        assert await official(sessions, archived) is None
        [row] = await past(sessions, archived)
        assert row.ended == "archived"
        assert [former["handle"] for former in archived["former_handles"]] == [name]
        answer = await regency.patch(f"{PATH}/{archived['id']}", {"name": "a"}, archived["version"])
        assert (answer.status_code, answer.json()["allowed"]) == (409, [])
        await verify(province, await register(city, handle=name))

    async def test_one_that_was_never_official(self, regency: Caller, sessions: Sessions) -> None:
        archived = await moved(regency, await register(regency), "archive")
        assert archived["former_handles"] == []
        assert await past(sessions, archived) == []

    async def test_is_its_tenants(self, regency: Caller, province: Caller, world: World) -> None:
        made = await register(regency)
        path = f"{PATH}/{made['id']}/archive"
        assert (await province.post(path, version=1)).status_code == 404
        viewer = await world.caller("32.04", "viewer")
        assert (await viewer.post(path, version=1)).status_code == 403
        assert (await regency.post(path)).status_code == 428
        assert (await regency.post(path, version=9)).status_code == 412

    async def test_a_repeat_gives_the_first_answer(self, regency: Caller) -> None:
        path, key = f"{PATH}/{(await register(regency))['id']}/archive", str(uuid4())
        first = await regency.post(path, version=1, key=key)
        again = await regency.post(path, version=1, key=key)
        assert (again.status_code, again.json()) == (200, first.json())


class TestMoving:
    async def test_what_it_was_called_is_kept_for_everybody(
        self, regency: Caller, province: Caller, sessions: Sessions
    ) -> None:
        names = [handle() for _ in range(3)]
        channel = await verify(province, await register(regency, handle=names[0]))
        for name in names[1:]:
            channel = await verify(province, await change(regency, channel, handle=name))
        rows = await past(sessions, channel)
        assert [(row.identity, row.ended) for row in rows] == [(n, "renamed") for n in names[:2]]
        row = await official(sessions, channel)
        assert row
        assert [one.until for one in rows] == [rows[1].since, row.since]

    async def test_its_handle_by_its_address(self, regency: Caller) -> None:
        name = handle()
        address = f"https://m.instagram.com/{name.upper()}/?igsh=x"
        made = await register(regency, url=address, handle=None)
        assert (made["url"], made["handle"]) == (address, name.upper())
        renamed = await change(regency, made, handle=f"{name}2")
        assert renamed["url"] == f"https://www.instagram.com/{name}2/"

    async def test_by_handle_here_and_by_address_there_is_one(
        self, regency: Caller, city: Caller, province: Caller
    ) -> None:
        name = handle()
        await verify(province, await register(regency, handle=f"@{name.title()}"))
        same = await register(city, handle=None, url=f"https://instagr.am/{name}")
        answer = await province.post(f"{PATH}/{same['id']}/verify", version=1)
        assert answer.json()["code"] == "handle-taken"

    async def test_contradictions_are_refused(self, regency: Caller) -> None:
        body = {"platform": "x", "name": "x", "url": "https://x.com/contoh", "handle": "lain"}
        answer = await regency.post(PATH, body)
        assert answer.status_code == 422
        assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [
            ("/handle", "mismatch")
        ]
