"""periods: listed and declared, in this month, which takes reports."""

import json

from tests.periods.months import day, found, this_month
from tests.simpulctl.running import Command
from tests.world import World


class TestList:
    async def test_shows_when_it_is_due_and_what_was_declared(
        self, everybody: World, province: Command
    ) -> None:
        caller = await everybody.caller("32", "viewer")
        row = await found(caller, this_month())
        drawn = province.run("periods", "list", "--limit", "3")
        assert drawn.code == 0
        assert "Ditutup" in drawn.out
        (line,) = [line for line in drawn.out.splitlines() if line.startswith(this_month())]
        assert "dibuka" in line
        assert row["due_on"] in line
        assert row["closes_on"] in line

    async def test_is_the_answer_of_the_api(self, everybody: World, province: Command) -> None:
        caller = await everybody.caller("32", "viewer")
        page = (await caller.get("/v1/periods?limit=2")).json()
        done = province.run("--json", "periods", "list", "--limit", "2")
        assert json.loads(done.out) == page


class TestDeclare:
    async def test_declares_and_warns(self, everybody: World, province: Command) -> None:
        done = province.run("periods", "declare", this_month(), "--note", "Lengkap.", "--yes")
        assert (done.code, done.out.strip()) == (0, f"Dinyatakan: {this_month()}")
        caller = await everybody.caller("32", "viewer")
        row = (await found(caller, this_month()))["completion"]
        assert (row["status"], row["note"]) == ("declared", "Lengkap.")
        listed = province.run("periods", "list", "--limit", "2", "--language", "en")
        assert "declared" in listed.out

    def test_is_told_what_is_refused(self, province: Command) -> None:
        done = province.run("periods", "declare", "2099-12", "--nil", "--yes")
        assert (done.code, done.out) == (1, "")
        assert "2099-12-01" in done.told
        assert day(0) not in done.told
