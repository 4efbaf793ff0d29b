"""Two products on one machine, and stopping one of them."""

import httpx2

from tests.product.running import LIMIT_SECONDS, Product, alive


class TestTwo:
    def test_run_at_once_and_know_nothing_of_each_other(self, demo: Product, bali: Product) -> None:
        assert demo.processes().isdisjoint(bali.processes())
        for each in (demo, bali):
            assert httpx2.get(f"{each.base_url}/readyz").status_code == 200
        theirs = bali.credentials()["clients"][0]
        answers = [
            httpx2.post(
                f"{each.base_url}/oauth/token",
                data={"grant_type": "client_credentials"},
                auth=(theirs["client_id"], theirs["client_secret"]),
            )
            for each in (bali, demo)
        ]
        assert [answer.status_code for answer in answers] == [200, 401]

    def test_do_not_share_a_folder(self, demo: Product) -> None:
        status, told = Product(demo.data, place="second").refused()
        assert status == 1
        assert f"Another simpul up (process {demo.numbers()['supervisor']}) is using" in told
        assert demo.runs

    def test_stop_one_by_one_and_leave_nothing(self, demo: Product, bali: Product) -> None:
        running, stopping = demo.processes(), bali.processes()
        assert len(stopping) > len(bali.numbers())
        assert bali.stop() < LIMIT_SECONDS
        assert alive(stopping) == set()
        assert not (bali.data / "processes.json").exists()
        assert {number for number, _ in alive(running)} >= set(demo.numbers().values())
        assert httpx2.get(f"{demo.base_url}/readyz").status_code == 200

    def test_keep_their_province(self, bali: Product) -> None:
        bali.end()
        status, told = bali.refused("--province", "32")
        assert status == 1
        assert "holds the data of province 51, not 32" in told
        assert "Change --province, or choose another folder with --data." in told
        assert "Traceback" not in told
