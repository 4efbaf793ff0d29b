"""`simpul keys rotate` on a product that runs."""

import json

import httpx2

from tests.cli.test_cli import simpul
from tests.product.running import Product


def token(demo: Product) -> str:
    client = demo.credentials()["clients"][0]
    answer = httpx2.post(
        f"{demo.base_url}/oauth/token",
        data={"grant_type": "client_credentials"},
        auth=(client["client_id"], client["client_secret"]),
    )
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])


def status(demo: Product, access_token: str) -> int:
    headers = {"Authorization": f"Bearer {access_token}"}
    return httpx2.get(f"{demo.base_url}/v1/me", headers=headers).status_code


class TestRotate:
    def test_signs_with_the_new_key_and_takes_the_former(self, demo: Product) -> None:
        before = token(demo)
        run = simpul("keys", "rotate", "--now", "--data", str(demo.data))
        assert run.returncode == 0, run.stderr
        new = run.stdout.partition(" ")[0]
        assert [status(demo, each) for each in (before, token(demo))] == [200, 200]
        published = httpx2.get(f"{demo.base_url}/oauth/jwks").json()["keys"]
        assert new in [key["kid"] for key in published]

    def test_seals_everything_again(self, demo: Product) -> None:
        path = demo.data / "sealing-keys.json"
        before = json.loads(path.read_text())["keys"]
        run = simpul("keys", "rotate", "encryption", "--data", str(demo.data))
        assert run.returncode == 0, run.stderr
        after = json.loads(path.read_text())["keys"]
        assert len(after) == 1
        assert after[0]["kid"] not in [key["kid"] for key in before]
