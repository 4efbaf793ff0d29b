"""The power fails: once it runs, and while it starts for the first time."""

import time
from pathlib import Path

import psycopg
from httpx2 import AsyncClient

from tests.product.people import today, world_of
from tests.product.running import LIMIT_SECONDS, Product, product, wait_for_end
from tests.reports.bodies import LIST, created
from tests.world import World


class TestKill:
    async def test_of_all_of_it_keeps_the_reports(self, demo: Product, everybody: World) -> None:
        operator = await everybody.caller("32.73", "operator")
        report = await created(operator, title="Sebelum listrik padam", **today())
        known = demo.credentials()
        doomed = demo.kill()
        assert len(doomed) > len(demo.numbers())
        wait_for_end(doomed)
        demo.start()
        assert demo.output == f"ready {demo.base_url}\n"
        assert demo.credentials() == known
        assert {number for number, _ in doomed}.isdisjoint(demo.numbers().values())
        # The token outlived it too: the signing keys are in the folder.
        found = await operator.get(f"{LIST}/{report['id']}")
        assert found.status_code == 200
        assert found.json()["title"] == "Sebelum listrik padam"
        async with AsyncClient(base_url=demo.base_url) as http:
            again = await world_of(http, known).caller("32.73", "viewer")
            assert (await again.get(f"{LIST}/{report['id']}")).json() == found.json()

    def test_during_the_first_start_locks_nobody_out(self) -> None:
        """Passwords are known once; a start that was broken off must not have swallowed them."""
        with product("--province", "34") as made:
            made.launch()
            _wait_for_tenants(made)
            assert "ready" not in made.output
            made.kill()
            made.start()
            people = made.credentials()["people"]
            assert len(people) == 6 * 4


def _wait_for_tenants(starting: Product) -> None:
    """Wait until the tenants are there; it has not yet written which process is which."""
    deadline = time.monotonic() + 3 * LIMIT_SECONDS
    while not _has_tenants(starting):
        assert time.monotonic() < deadline, starting.told
        time.sleep(0.02)


def _has_tenants(starting: Product) -> bool:
    for number, _ in starting.processes():
        try:
            arguments = Path(f"/proc/{number}/cmdline").read_text(encoding="utf-8").split("\0")
            port = next(word[5:] for word in arguments if word.startswith("port="))
            with psycopg.connect(starting.superuser_at(int(port)), connect_timeout=2) as asked:
                return asked.execute("select from tenant limit 1").fetchone() is not None
        except (OSError, StopIteration, psycopg.Error):
            continue
    return False
