"""clarifications: two people, and the province where it must sign."""

from datetime import datetime, timedelta

from tests.clarifications.bodies import CHECKLIST, LIST, approved, in_review, published
from tests.simpulctl.conftest import SignedIn
from tests.simpulctl.running import Command
from tests.world import World

ALL = ("--checklist", "all")


class TestQueue:
    async def test_says_what_each_waits_for(self, everybody: World, signed_in: SignedIn) -> None:
        regions = ["32.04", "32.73"]
        rows = {
            "persetujuan": await in_review(everybody),
            "penerbitan": await approved(everybody),
            "pengesahan": await approved(everybody, regions=regions),
        }
        verifier = signed_in("32.04", "verifier")
        found = verifier.run("clarifications", "queue", "--json", "--limit", "1000").document
        assert {row["id"] for row in rows.values()} <= {row["id"] for row in found["data"]}
        assert {row["status"] for row in found["data"]} == {"in_review", "approved"}
        moments = [row["created_at"] for row in found["data"]]
        assert moments == sorted(moments)
        drawn = verifier.run("clarifications", "queue", "--limit", "1000")
        assert max(len(line) for line in drawn.out.splitlines()) <= 80
        for waits, row in rows.items():
            before = drawn.out.partition(row["id"])[0]
            assert waits in before[before.rindex("32.04") :]


class TestShow:
    async def test_has_what_a_reviewer_reads(self, everybody: World, signed_in: SignedIn) -> None:
        row = await in_review(everybody, body="Satu dua tiga. Faktanya lain.")
        shown = signed_in("32.04", "verifier").run("clarifications", "show", row["id"])
        words = " ".join(shown.out.split())
        source = "Keterangan resmi, https://dinsos.example/berita/1"
        for expected in (row["claim_reviewed"], "salah", source, row["body"], "2.5 kata"):
            assert expected in words


class TestApprove:
    async def test_ticks_nothing_by_itself(self, everybody: World, signed_in: SignedIn) -> None:
        row = await in_review(everybody)
        words = ("clarifications", "approve", row["id"])
        verifier = signed_in("32.04", "verifier")
        silent = verifier.run(*words)
        assert silent.code == 2
        assert all(name in silent.told for name in CHECKLIST)
        partly = verifier.run(*words, "--checklist", "neutral", "--checklist", "no_sara", "--json")
        assert partly.code == 1
        missing = {f"/checklist/{name}" for name in CHECKLIST} - {
            "/checklist/neutral",
            "/checklist/no_sara",
        }
        assert {error["pointer"] for error in partly.document["errors"]} == missing
        assert verifier.run(*words, "--checklist", "netral").code == 2
        done = verifier.run(*words, *ALL, "--json")
        assert (done.code, done.document["status"]) == (0, "approved")

    async def test_asks_item_by_item_at_a_terminal(
        self, everybody: World, signed_in: SignedIn
    ) -> None:
        row = await in_review(everybody)
        verifier = signed_in("32.04", "verifier")
        words = ("clarifications", "approve", row["id"], "--checklist", "neutral")
        with verifier.at_terminal(*words) as terminal:
            for _ in range(1 + 5):
                terminal.wait_for("[ya/tidak] ")
                terminal.answer("y")
            done = terminal.end()
        assert done.code == 0
        assert "Netral secara politik?" not in done.told
        assert "SARA" in done.told
        assert row["sources"][0]["url"] in done.told
        assert "Faktanya" in done.told.partition("Setujui klarifikasi ini?")[0]

    async def test_is_not_for_its_author(self, everybody: World, signed_in: SignedIn) -> None:
        verifier = await everybody.caller("32.04", "verifier")
        row = await in_review(everybody)
        withdrawn = await verifier.post(f"{LIST}/{row['id']}/withdraw", version=row["version"])
        version = withdrawn.json()["version"]
        edited = await verifier.patch(f"{LIST}/{row['id']}", {"title": "Lain"}, version)
        version = edited.json()["version"]
        await verifier.post(f"{LIST}/{row['id']}/submit", version=version)
        command = signed_in("32.04", "verifier")
        done = command.run("clarifications", "approve", row["id"], *ALL)
        assert done.code == 1
        assert "Perlu orang kedua" in done.told


class TestPublish:
    async def test_gives_the_number(self, everybody: World, signed_in: SignedIn) -> None:
        row = await approved(everybody)
        done = signed_in("32.04", "verifier").run("clarifications", "publish", row["id"])
        assert done.code == 0
        caller = await everybody.caller("32.04", "verifier")
        now = (await caller.get(f"{LIST}/{row['id']}")).json()
        assert now["status"] == "published"
        assert done.out == f"Terbit dengan nomor {now['number']}: {row['title']}\n"

    async def test_waits_for_the_province(
        self, everybody: World, signed_in: SignedIn, province: Command
    ) -> None:
        row = await approved(everybody, regions=["32.04", "32.73"])
        words = ("clarifications", "publish", row["id"])
        verifier = signed_in("32.04", "verifier")
        refused = verifier.speaking("en").run(*words)
        assert refused.code == 1
        assert f"simpulctl clarifications countersign {row['id']}" in refused.told
        assert "Countersignature needed" in refused.told
        assert province.run("clarifications", "countersign", row["id"]).code == 0
        assert verifier.run(*words).code == 0


class TestAmendments:
    async def test_send_back(self, everybody: World, signed_in: SignedIn) -> None:
        row = await approved(everybody)
        words = ("clarifications", "request-changes", row["id"])
        verifier = signed_in("32.04", "verifier")
        assert verifier.run(*words).code == 2
        done = verifier.run(*words, "--note", "Sebutkan sumbernya.", "--json")
        assert (done.code, done.document["status"]) == (0, "changes_requested")
        assert done.document["decision_note"] == "Sebutkan sumbernya."

    async def test_take_down(self, everybody: World, signed_in: SignedIn) -> None:
        row = await published(everybody)
        words = ("clarifications", "retract", row["id"])
        verifier = signed_in("32.04", "verifier")
        assert verifier.run(*words).code == 2
        done = verifier.run(*words, "--reason", "Dicabut oleh sumbernya.")
        assert done.code == 0
        assert done.out == f"Dicabut, nomor {row['number']}: {row['title']}\n"
        caller = await everybody.caller("32.04", "viewer")
        left = (await caller.get(f"{LIST}/{row['id']}")).json()
        assert (left["status"], left["public_reason"]) == ("retracted", "Dicabut oleh sumbernya.")

    async def test_plan(self, everybody: World, signed_in: SignedIn) -> None:
        row = await approved(everybody)
        verifier = signed_in("32.04", "verifier")
        words = ("clarifications", "schedule", row["id"], "--at")
        assert verifier.run(*words, "besok").code == 2
        local = (datetime.now().astimezone() + timedelta(days=2)).replace(second=0, microsecond=0)
        done = verifier.run(*words, f"{local:%Y-%m-%dT%H:%M}")
        assert done.code == 0
        assert done.out == f"Terjadwal {local:%Y-%m-%d %H:%M}: {row['title']}\n"
        caller = await everybody.caller("32.04", "viewer")
        kept = (await caller.get(f"{LIST}/{row['id']}")).json()
        assert datetime.fromisoformat(kept["publish_at"]) == local
