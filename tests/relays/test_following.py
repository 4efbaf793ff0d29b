"""Corrections and retractions reach everybody who was asked to pass a clarification on."""

import asyncio
import subprocess
import sys
from typing import Any

import pytest

import api.worker
from api.jobs.queue import Runtime
from api.relays.following import hold
from tenants.session import as_tenant, transaction
from tests.clarifications.bodies import published
from tests.members.people import join
from tests.relays.bodies import (
    LIST,
    SHARED,
    asked,
    corrected,
    done,
    everywhere,
    post,
    relay_of,
    relayed,
    retracted,
)
from tests.relays.test_coverage import coverage
from tests.relays.test_reminders import about
from tests.tenants.attempts import ask
from tests.world import World

CODES = ("32.01", "32.04", "32.73")
WAITING = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
DEFERRED = """select count(*) from procrastinate_jobs
 where task_name = 'relays.follow_up' and args->>'number' = %(number)s"""


async def passed_on(world: World) -> tuple[dict[str, Any], dict[str, Any]]:
    """A clarification that 32.01 relayed, 32.73 acknowledged and 32.04 left; and who was asked."""
    row = await published(world)
    told = await asked(world, *CODES, number=row["number"])
    await relayed(world, await relay_of(world, "32.01", told), post(), post())
    operator = await world.caller("32.73", "operator")
    await done(operator, await relay_of(world, "32.73", told), "acknowledge")
    return row, told


class TestCorrection:
    async def test_stands_on_every_relay(self, world: World, runtime: Runtime) -> None:
        row, told = await passed_on(world)
        await corrected(world, row, title="[HOAKS] Judul yang dikoreksi")
        assert await everywhere(runtime, row["number"]) == 3
        relays = {code: await relay_of(world, code, told) for code in CODES}
        for relay in relays.values():
            assert (relay["revision"], relay["title"]) == (2, "[HOAKS] Judul yang dikoreksi")
        assert {code: relay["attention"] for code, relay in relays.items()} == {
            "32.01": "correction",
            "32.04": None,
            "32.73": None,
        }
        assert [relay["status"] for relay in relays.values()] == [
            "relayed",
            "requested",
            "acknowledged",
        ]

    async def test_writes_to_those_who_had_relayed(self, world: World, runtime: Runtime) -> None:
        members = {code: await join(runtime.sessions, code, "operator") for code in CODES}
        row, told = await passed_on(world)
        await corrected(world, row, "Tanggalnya keliru.")
        await everywhere(runtime, row["number"])
        found = {
            code: await about(runtime, member, row["number"]) for code, member in members.items()
        }
        assert {code: len(letters) for code, letters in found.items()} == {
            "32.01": 1,
            "32.04": 0,
            "32.73": 0,
        }
        [letter] = found["32.01"]
        relay = await relay_of(world, "32.01", told)
        assert letter["subject"].startswith("Klarifikasi dikoreksi / ")
        assert "Yang berubah: Tanggalnya keliru." in letter["text"]
        assert all(one["url"] in letter["text"] for one in relay["posts"])

    async def test_several_at_once_are_all_told(self, world: World, runtime: Runtime) -> None:
        """Whoever passed the first text on must hear what the one in between changed, too."""
        member = await join(runtime.sessions, "32.01", "operator")
        row, _ = await passed_on(world)
        row = await corrected(world, row, "Tanggalnya keliru.")
        await corrected(world, row, "Tempatnya keliru.")
        await everywhere(runtime, row["number"])
        [letter] = await about(runtime, member, row["number"])
        assert "Yang berubah: Tanggalnya keliru.\nTempatnya keliru.\n" in letter["text"]

    async def test_is_missing_before_the_job_has_come_by(self, world: World) -> None:
        row, _ = await passed_on(world)
        await corrected(world, row)
        found = await coverage(world, row["number"])
        assert [one["code"] for one in found["attention"]] == ["32.01"]

    @pytest.mark.parametrize("verb", ["complete", "acknowledge"])
    async def test_is_dealt_with(self, world: World, runtime: Runtime, verb: str) -> None:
        row, told = await passed_on(world)
        await corrected(world, row)
        await everywhere(runtime, row["number"])
        text = (await coverage(world, row["number"]))["whatsapp_text"]
        assert "belum memperbarui: Kabupaten Bogor." in text
        before = await relay_of(world, "32.01", told)
        operator = await world.caller("32.01", "operator")
        json = {"posts": [post()]} if verb == "complete" else None
        after = await done(operator, before, verb, json)
        assert (after["attention"], after["done_revision"], after["status"]) == (
            None,
            2,
            "relayed",
        )
        assert (len(after["posts"]) == 1) == (verb == "complete")
        assert (await coverage(world, row["number"]))["attention"] == []

    async def test_whoever_relays_afterwards_relays_the_new_text(
        self, world: World, runtime: Runtime
    ) -> None:
        row, told = await passed_on(world)
        await corrected(world, row)
        await everywhere(runtime, row["number"])
        after = await relayed(world, await relay_of(world, "32.73", told))
        assert (after["done_revision"], after["attention"]) == (2, None)
        late = await asked(world, "32.79", number=row["number"])
        province = await world.caller("32", "viewer")
        relay = (await province.get(f"{LIST}/{late['asked'][0]['relay_id']}")).json()
        assert relay["revision"] == 2


class TestRetraction:
    async def test_closes_every_relay(self, world: World, runtime: Runtime) -> None:
        row, told = await passed_on(world)
        await retracted(world, row)
        assert await everywhere(runtime, row["number"]) == 3
        for code, status, attention, allowed in (
            ("32.01", "relayed", "retraction", ["acknowledge_relay"]),
            ("32.04", "requested", None, []),
            ("32.73", "acknowledged", None, []),
        ):
            relay = await relay_of(world, code, told)
            assert (relay["status"], relay["attention"]) == (status, attention)
            assert relay["retracted_at"]
            assert relay["closed_at"]
            assert relay["title"] == row["title"], "whoever takes it down must know what"
            operator = await world.caller(code, "operator")
            path = f"{LIST}/{relay['id']}/complete"
            answer = await operator.post(path, {"posts": [post()]}, version=relay["version"])
            assert (answer.status_code, answer.json()["allowed"]) == (409, allowed)

    async def test_writes_to_those_who_had_relayed(self, world: World, runtime: Runtime) -> None:
        members = {code: await join(runtime.sessions, code, "operator") for code in CODES}
        row, told = await passed_on(world)
        await retracted(world, row, "Sumbernya mencabut keterangan.")
        await everywhere(runtime, row["number"])
        for code in ("32.04", "32.73"):
            assert await about(runtime, members[code], row["number"]) == []
        [letter] = await about(runtime, members["32.01"], row["number"])
        assert letter["subject"].startswith("Turunkan: klarifikasi dicabut / Take down")
        assert "Alasannya: Sumbernya mencabut keterangan." in letter["text"]
        relay = await relay_of(world, "32.01", told)
        assert len(relay["posts"]) == 2
        assert all(one["url"] in letter["text"] for one in relay["posts"])

    async def test_is_dealt_with_by_taking_down(self, world: World, runtime: Runtime) -> None:
        row, told = await passed_on(world)
        await retracted(world, row)
        await everywhere(runtime, row["number"])
        found = await coverage(world, row["number"])
        assert found["attention"] == [{"code": "32.01", "name": "Kabupaten Bogor"}]
        assert found["whatsapp_text"].splitlines() == [
            f"DICABUT: klarifikasi {row['number']}: {row['title']}",
            "0 dari 1 sudah menurunkan unggahannya.",
            "Belum menurunkan: Kabupaten Bogor.",
        ]
        operator = await world.caller("32.01", "operator")
        after = await done(operator, await relay_of(world, "32.01", told), "acknowledge")
        assert (after["attention"], after["status"]) == (None, "relayed")
        assert after["taken_down_at"]
        found = await coverage(world, row["number"])
        assert (found["relayed"], found["attention"]) == (1, [])
        path = f"{LIST}/{after['id']}/acknowledge"
        again = await operator.post(path, version=after["version"])
        assert (again.status_code, again.json()["allowed"]) == (409, [])

    async def test_nobody_has_taken_down_before_the_job_has_come_by(self, world: World) -> None:
        row, _ = await passed_on(world)
        await retracted(world, row)
        found = await coverage(world, row["number"])
        assert [one["code"] for one in found["attention"]] == ["32.01"]
        assert "0 dari 1 sudah menurunkan unggahannya." in found["whatsapp_text"].splitlines()

    async def test_right_after_a_correction_is_told_alone(
        self, world: World, runtime: Runtime
    ) -> None:
        member = await join(runtime.sessions, "32.01", "operator")
        row, _ = await passed_on(world)
        await retracted(world, await corrected(world, row))
        await everywhere(runtime, row["number"])
        [letter] = await about(runtime, member, row["number"])
        assert letter["subject"].startswith("Turunkan")


class TestJob:
    async def test_changes_and_tells_once(self, world: World, runtime: Runtime) -> None:
        member = await join(runtime.sessions, "32.01", "operator")
        row, told = await passed_on(world)
        await retracted(world, row)
        await asyncio.gather(*(everywhere(runtime, row["number"]) for _ in range(4)))
        relay = await relay_of(world, "32.01", told)
        assert await everywhere(runtime, row["number"]) == 0
        assert (await relay_of(world, "32.01", told)) == relay
        assert len(await about(runtime, member, row["number"])) == 1

    async def test_is_deferred_where_somebody_was_asked(
        self, world: World, superuser_url: str
    ) -> None:
        for asks, jobs in ((True, 1), (False, 0)):
            row = await published(world)
            if asks:
                await asked(world, number=row["number"])
            assert ask(superuser_url, DEFERRED, number=row["number"]) == [(0,)]
            await retracted(world, row)
            assert ask(superuser_url, DEFERRED, number=row["number"]) == [(jobs,)]

    async def test_the_worker_does_it(self, world: World, runtime: Runtime) -> None:
        row, told = await passed_on(world)
        await retracted(world, row)
        await api.worker.run(runtime.settings, wait=False)
        assert (await relay_of(world, "32.01", told))["attention"] == "retraction"

    @pytest.mark.parametrize("process", ["app", "worker", "seeds.run"])
    def test_every_process_that_publishes_hears_of_it(self, process: str) -> None:
        """The worker publishes at appointed times, and the seeds do: each on its own must register it."""
        program = f"import api.{process}; from api.clarifications import followers as f; "
        program += "print(*f._followers)"
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
        assert "api.relays.following.follow" in run.stdout.decode().split()


class TestAtOnce:
    async def test_nobody_is_asked_for_what_is_retracted_meanwhile(
        self, world: World, runtime: Runtime, superuser_url: str
    ) -> None:
        verifier = await world.caller("32", "verifier")
        for _ in range(5):
            row = await published(world)
            path = f"{SHARED}/{row['number']}/relays"
            answer, _ = await asyncio.gather(
                verifier.post(path, {"tenants": list(CODES)}), retracted(world, row)
            )
            assert answer.status_code in {201, 409}, answer.text
            await everywhere(runtime, row["number"])
            open_ones = "select count(*) from relay where number = %(n)s and retracted_at is null"
            assert ask(superuser_url, open_ones, n=row["number"]) == [(0,)]

    async def test_a_retraction_waits_for_whoever_is_asking(
        self, world: World, runtime: Runtime, superuser_url: str
    ) -> None:
        """Otherwise it would not see the rows that are being written, and they would stay open."""
        row = await published(world)
        place = runtime.directory.by_code("32.04")
        assert place
        async with transaction(runtime.sessions, as_tenant(place.id, "test")) as session:
            await hold(session, row["number"])
            retracting = asyncio.create_task(retracted(world, row))
            while ask(superuser_url, WAITING) == [(0,)]:
                assert not retracting.done()
                await asyncio.sleep(0.02)
        assert (await retracting)["status"] == "retracted"
