"""policies: read and acknowledged where the gate asks for it."""

from tests.clarifications.bodies import in_review
from tests.product.policy import another_policy, without_policy
from tests.product.running import Product
from tests.simpulctl.conftest import SignedIn
from tests.simpulctl.running import Command
from tests.world import World

APPROVE = ("clarifications", "approve", "--checklist", "all", "--yes")
KIND = {"code": "berita-bohong", "title": "Berita bohong", "description": "Tidak benar."}


class TestShow:
    async def test_shows_the_text_and_what_to_do(
        self, demo: Product, everybody: World, province: Command
    ) -> None:
        async with another_policy(demo, everybody, kinds=[KIND], change_note="Contoh baru"):
            done = province.run("policies", "show")
            for text in ("Pedoman uji", "Tulis yang **jelas**.", "berlaku", "Contoh baru"):
                assert text in done.out
            assert "1. Berita bohong: Tidak benar." in done.out
            assert "simpulctl policies acknowledge" in done.told
            english = province.speaking("en").run("policies", "show")
            assert "in force" in english.out

    async def test_is_the_answer_of_the_api(self, demo: Product, everybody: World) -> None:
        machine = everybody.clients["32.04"]
        own = {
            "SIMPULCTL_CLIENT_ID": machine.client_id,
            "SIMPULCTL_CLIENT_SECRET": machine.client_secret,
        }
        command = Command(demo.data / "nowhere", demo.base_url, own)
        caller = await everybody.caller("32.04", "client")
        page = (await caller.get("/v1/policies?status=active")).json()
        assert command.run("policies", "show", "--json").document == page["data"][0]

    def test_once_read_asks_for_nothing(self, province: Command) -> None:
        done = province.run("policies", "show")
        assert "Anda setujui" in done.out
        assert "policies acknowledge" not in done.told

    def test_says_that_there_is_none(self, demo: Product, province: Command) -> None:
        with without_policy(demo):
            for name in ("show", "acknowledge"):
                done = province.run("policies", name)
                assert (done.code, done.out) == (1, "")
                assert done.told.strip() == "Tidak ada pedoman yang berlaku."


class TestAcknowledge:
    async def test_opens_the_gate_that_named_it(
        self, demo: Product, everybody: World, signed_in: SignedIn
    ) -> None:
        verifier = signed_in("32.04", "verifier")
        row = await in_review(everybody)
        async with another_policy(demo, everybody):
            refused = verifier.run(*APPROVE, row["id"])
            assert refused.code == 1
            assert "simpulctl policies acknowledge" in refused.told
            done = verifier.run("policies", "acknowledge", "--yes")
            assert (done.code, done.out.startswith("Disetujui: Pedoman uji")) == (0, True)
            # What he says to have read was before his eyes.
            assert "Tulis yang **jelas**." in done.told
            assert verifier.run(*APPROVE, row["id"]).code == 0

    async def test_asks_first_at_a_terminal(
        self, demo: Product, everybody: World, signed_in: SignedIn
    ) -> None:
        operator = signed_in("32.73", "operator")
        async with another_policy(demo, everybody) as policy:
            for word, code in (("tidak", 1), ("ya", 0)):
                with operator.at_terminal("policies", "acknowledge") as terminal:
                    terminal.wait_for("Anda setujui? [ya/tidak]")
                    terminal.answer(word)
                    assert terminal.end().code == code
                caller = await everybody.caller("32.73", "operator")
                read = (await caller.get(f"/v1/policies/{policy}")).json()
                assert (read["acknowledged_at"] is None) == (word == "tidak")

    async def test_is_not_for_a_machine(self, demo: Product, everybody: World) -> None:
        machine = everybody.clients["32.04"]
        own = {
            "SIMPULCTL_CLIENT_ID": machine.client_id,
            "SIMPULCTL_CLIENT_SECRET": machine.client_secret,
        }
        command = Command(demo.data / "nowhere", demo.base_url, own)
        done = command.run("policies", "acknowledge", "--yes", "--json")
        assert (done.code, done.document["code"]) == (1, "person-required")
