"""Coverage against a recount of our own, from rows that the test made."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from api.relays.models import Relay, RelayStatus
from api.spoken import spoken_day
from tenants.directory import Directory
from tenants.session import Sessions, as_tenant, transaction
from tests.clarifications.bodies import published
from tests.conftest import BASE_URL
from tests.relays.bodies import SHARED, asked, done, later, post, relay_of, relayed
from tests.world import World

# Deadlines that are ahead whenever the tests run.
NEAR = datetime.now(UTC).date() + timedelta(days=40)
FAR = NEAR + timedelta(days=1)
NAMES = {"32.01": "Kabupaten Bogor", "32.04": "Kabupaten Bandung", "32.73": "Kota Bandung"}


async def coverage(world: World, number: str, code: str = "32.01") -> dict[str, Any]:
    viewer = await world.caller(code, "viewer")
    answer = await viewer.get(f"{SHARED}/{number}/coverage")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


class TestGetRelayCoverage:
    async def test_counts_what_each_did(self, world: World) -> None:
        row = await published(world, title="[HOAKS] Cakupan *uji*")
        told = await asked(world, *NAMES, number=row["number"])
        first = await coverage(world, row["number"])
        assert [first[name] for name in ("asked", "acknowledged", "relayed", "declined")] == [
            3,
            0,
            0,
            0,
        ]
        assert first["waiting"] == [{"code": code, "name": name} for code, name in NAMES.items()]
        await relayed(world, await relay_of(world, "32.01", told))
        operator = await world.caller("32.73", "operator")
        seen = await done(operator, await relay_of(world, "32.73", told), "acknowledge")
        now = await coverage(world, row["number"], "32.73")
        assert {**now, "whatsapp_text": ""} == {
            "asked": 3,
            "acknowledged": 2,
            "relayed": 1,
            "declined": 0,
            "waiting": [{"code": code, "name": NAMES[code]} for code in ("32.04", "32.73")],
            "attention": [],
            "whatsapp_text": "",
        }
        await done(operator, seen, "decline", {"reason": "x"})
        last = await coverage(world, row["number"], "32")
        assert (last["acknowledged"], last["declined"]) == (1, 1)
        assert [one["code"] for one in last["waiting"]] == ["32.04"]

    async def test_has_a_text_to_paste(self, world: World) -> None:
        row = await published(world, title="[HOAKS] Teks untuk grup")
        number = row["number"]
        told = await asked(world, *NAMES, number=number, due_at=f"{NEAR}T05:30:00Z")
        await relayed(world, await relay_of(world, "32.01", told))
        operator = await world.caller("32.04", "operator")
        await done(operator, await relay_of(world, "32.04", told), "decline", {"reason": "x"})
        assert (await coverage(world, number))["whatsapp_text"].splitlines() == [
            f"1 dari 3 sudah meneruskan klarifikasi {number}: [HOAKS] Teks untuk grup",
            "Tidak meneruskan: 1.",
            "Belum: Kota Bandung.",
            f"Batas waktu: {spoken_day(NEAR)} pukul 12.30 WIB.",
            f"{BASE_URL}/v1/public/clarifications/{row['slug']}",
        ]

    async def test_names_the_nearest_deadline_of_those_who_wait(self, world: World) -> None:
        near, far = (f"{day}T05:30:00Z" for day in (NEAR, FAR))
        told = await asked(world, "32.01", due_at=near)
        await asked(world, "32.73", number=told["number"], due_at=far)
        assert spoken_day(NEAR) in (await coverage(world, told["number"]))["whatsapp_text"]
        await relayed(world, await relay_of(world, "32.01", told))
        assert spoken_day(FAR) in (await coverage(world, told["number"]))["whatsapp_text"]

    async def test_of_what_nobody_was_asked_for(self, world: World) -> None:
        row = await published(world, audience="government")
        found = await coverage(world, row["number"])
        assert (found["asked"], found["waiting"]) == (0, [])
        assert found["whatsapp_text"].endswith(f"{BASE_URL}{SHARED}/{row['number']}")

    async def test_equals_a_recount(self, world: World, sessions: Sessions) -> None:
        """Twenty-seven rows in all states, counted in Python from what was written."""
        number = (await asked(world, tenants="all", due_at=later(days=3)))["number"]
        directory: Directory = sessions.kw["info"]["directory"]
        kept: dict[str, RelayStatus] = {}
        for place_in_line, code in enumerate(sorted(directory.codes - {"32"})):
            place = directory.by_code(code)
            assert place
            kept[code] = list(RelayStatus)[place_in_line * 7 // 3 % 4]
            async with transaction(sessions, as_tenant(place.id, "test")) as session:
                query = select(Relay).where(
                    col(Relay.number) == number, col(Relay.tenant_id).in_([place.id])
                )
                relay = (await session.scalars(query)).one()
                relay.status = kept[code]
                if kept[code] == RelayStatus.RELAYED:
                    relay.done_revision = 1
        counted = Counter(kept.values())
        found = await coverage(world, number)
        assert found["asked"] == 27
        assert found["relayed"] == counted[RelayStatus.RELAYED]
        assert found["declined"] == counted[RelayStatus.DECLINED]
        assert found["acknowledged"] == (
            counted[RelayStatus.RELAYED] + counted[RelayStatus.ACKNOWLEDGED]
        )
        waiting = {RelayStatus.REQUESTED, RelayStatus.ACKNOWLEDGED}
        assert [one["code"] for one in found["waiting"]] == [
            code for code, status in kept.items() if status in waiting
        ]

    async def test_counts_each_once_while_many_answer(self, world: World) -> None:
        told = await asked(world, *NAMES)
        operators = {code: await world.caller(code, "operator") for code in NAMES}
        relays = {code: await relay_of(world, code, told) for code in NAMES}

        async def complete(code: str) -> int:
            relay = relays[code]
            path = f"/v1/relays/{relay['id']}/complete"
            body = {"posts": [post()]}
            return (await operators[code].post(path, body, version=relay["version"])).status_code

        statuses = await asyncio.gather(*(complete(code) for code in NAMES for _ in range(5)))
        assert Counter(statuses) == {200: 3, 412: 12}
        found = await coverage(world, told["number"])
        assert (found["relayed"], found["waiting"]) == (3, [])
