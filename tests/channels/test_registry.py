"""The shared registry: who is official, under which handle, and what he was called before."""

import asyncio
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tenants.session import Sessions
from tests.channels.bodies import PATH, change, handle, official, register, reject, verify
from tests.world import Caller

JAKARTA = ZoneInfo("Asia/Jakarta")


class TestMakeOfficial:
    async def test_two_at_once(self, regency: Caller, city: Caller, province: Caller) -> None:
        for _ in range(5):
            taken = handle()
            rivals = [await register(caller, handle=taken) for caller in (regency, city)]
            paths = [f"{PATH}/{rival['id']}/verify" for rival in rivals]
            answers = await asyncio.gather(*(province.post(path, version=1) for path in paths))
            assert sorted(answer.status_code for answer in answers) == [200, 409]

    async def test_the_same_handle_elsewhere_is_another_channel(
        self, regency: Caller, city: Caller, province: Caller
    ) -> None:
        name = handle()
        await verify(province, await register(regency, handle=name, platform="threads"))
        await verify(province, await register(city, handle=name, platform="tiktok"))

    async def test_videotrons_are_like_no_other(
        self, regency: Caller, city: Caller, province: Caller
    ) -> None:
        for caller in (regency, city):
            await verify(province, await register(caller, platform="videotron", handle=None))

    async def test_the_old_handle_is_official_until_the_new_one_is_verified(
        self, regency: Caller, province: Caller, sessions: Sessions
    ) -> None:
        old, new = handle(), handle()
        first = await verify(province, await register(regency, handle=old))
        moved = await change(regency, first, handle=new)
        row = await official(sessions, moved)
        assert row
        assert row.identity == old
        assert moved["former_handles"] == []
        again = await verify(province, moved)
        row = await official(sessions, moved)
        assert row
        assert row.identity == new
        assert row.since == datetime.fromisoformat(again["verified_at"])
        today = datetime.now(JAKARTA).date().isoformat()
        former = {"handle": old, "valid_from": today, "valid_until": today}
        assert again["former_handles"] == [former]
        assert (await regency.get(f"{PATH}/{first['id']}")).json() == again

    async def test_a_former_handle_is_free_again(
        self, regency: Caller, city: Caller, province: Caller
    ) -> None:
        old = handle()
        first = await verify(province, await register(regency, handle=old))
        await verify(province, await change(regency, first, handle=handle()))
        await verify(province, await register(city, handle=old))

    async def test_moving_to_a_taken_handle_leaves_all_as_it_was(
        self, regency: Caller, city: Caller, province: Caller, sessions: Sessions
    ) -> None:
        taken, old = handle(), handle()
        await verify(province, await register(city, handle=taken))
        mine = await verify(province, await register(regency, handle=old))
        moved = await change(regency, mine, handle=taken)
        path = f"{PATH}/{mine['id']}"
        answer = await province.post(f"{path}/verify", version=moved["version"])
        assert answer.json()["code"] == "handle-taken"
        row = await official(sessions, mine)
        assert row
        assert row.identity == old
        assert (await regency.get(path)).json() == moved

    async def test_the_same_identity_written_otherwise_is_no_former_one(
        self, regency: Caller, province: Caller, sessions: Sessions
    ) -> None:
        name = handle()
        first = await verify(province, await register(regency, handle=name))
        again = await verify(province, await change(regency, first, handle=f"@{name}"))
        assert again["former_handles"] == []
        row = await official(sessions, again)
        assert row
        assert row.since == datetime.fromisoformat(first["verified_at"])
        assert row.handle == name

    @pytest.mark.parametrize("name", [None, "kab.contoh"])
    async def test_the_former_handle_of_a_website_is_its_address(
        self, regency: Caller, province: Caller, name: str | None
    ) -> None:
        host = f"{uuid4().hex}.example"
        fields = {"platform": "website", "url": f"https://www.{host}/", "handle": name}
        first = await verify(province, await register(regency, **fields))
        moved = await change(regency, first, url=f"https://baru.{host}/", handle=None)
        again = await verify(province, moved)
        assert [former["handle"] for former in again["former_handles"]] == [host]

    async def test_a_videotron_had_no_handle_before_its_first(
        self, regency: Caller, province: Caller
    ) -> None:
        first = await verify(province, await register(regency, platform="videotron", handle=None))
        named = await verify(province, await change(regency, first, handle=handle()))
        assert named["former_handles"] == []

    async def test_a_verified_channel_shows_its_name_of_now(
        self, regency: Caller, province: Caller, sessions: Sessions
    ) -> None:
        verified = await verify(province, await register(regency))
        named = await change(regency, verified, name="Nama baru")
        row = await official(sessions, named)
        assert row
        assert row.name == "Nama baru"
        await change(regency, named, name="Belum dilihat", handle=handle())
        row = await official(sessions, named)
        assert row
        assert row.name == "Nama baru"

    async def test_a_rejected_move_leaves_the_old_address_official(
        self, regency: Caller, province: Caller, sessions: Sessions
    ) -> None:
        old = handle()
        verified = await verify(province, await register(regency, handle=old))
        rejected = await reject(province, await change(regency, verified, handle=handle()))
        row = await official(sessions, rejected)
        assert row
        assert row.identity == old
        back = await verify(province, await change(regency, rejected, handle=old))
        assert back["former_handles"] == []
