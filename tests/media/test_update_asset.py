import pytest
import pytest_asyncio

from tests.media import samples
from tests.media.conftest import Work
from tests.media.uploads import announce, ask, completed, read
from tests.world import Caller, World

PNG = samples.picture()


class TestUpdateAsset:
    async def test_changes_only_what_was_sent(self, operator: Caller, work: Work) -> None:
        made = await completed(operator, PNG)
        await work()
        path = f"/v1/assets/{made['id']}"
        answer = await operator.patch(path, {"alt": "Foto bersama"}, 3)
        assert answer.status_code == 200
        assert answer.headers["etag"] == '"4"'
        changed = answer.json()
        assert (changed["alt"], changed["file_name"]) == ("Foto bersama", made["file_name"])
        assert changed["url"]
        answer = await operator.patch(path, {"file_name": "bersama.png"}, 4)
        assert (answer.json()["alt"], answer.json()["file_name"]) == ("Foto bersama", "bersama.png")

    async def test_null_removes_the_description(self, operator: Caller) -> None:
        made = await announce(operator, PNG)
        answer = await operator.patch(f"/v1/assets/{made['id']}", {"alt": None}, 1)
        assert (answer.status_code, answer.json()["alt"]) == (200, None)

    @pytest.mark.parametrize(
        "body",
        [
            {"file_name": None},
            {"file_name": "a/b"},
            {"alt": ""},
            {"size": 3},
            {"status": "ready"},
            {"sha256": "0" * 64},
        ],
    )
    async def test_refuses(self, operator: Caller, body: dict[str, object]) -> None:
        made = await announce(operator, PNG)
        answer = await operator.patch(f"/v1/assets/{made['id']}", body, 1)
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [f"/{next(iter(body))}"]
        assert (await read(operator, made["id"]))["version"] == 1

    async def test_needs_the_version(self, operator: Caller) -> None:
        made = await announce(operator, PNG)
        path = f"/v1/assets/{made['id']}"
        assert (await operator.patch(path, {"alt": "x"}, None)).status_code == 428
        assert (await operator.patch(path, {"alt": "x"}, 2)).status_code == 412

    async def test_a_viewer_may_not(self, operator: Caller, world: World) -> None:
        made = await announce(operator, PNG)
        viewer = await world.caller("32.04", "viewer")
        assert (await viewer.patch(f"/v1/assets/{made['id']}", {"alt": "x"}, 1)).status_code == 403


class TestPublished:
    @pytest_asyncio.fixture
    async def path(self, operator: Caller, superuser_url: str) -> str:
        """What a published clarification shows."""
        made = await announce(operator, PNG)
        query = "update asset set published_count = 1 where id = %(id)s returning 1"
        assert await ask(superuser_url, query, id=made["id"]) == [(1,)]
        return f"/v1/assets/{made['id']}"

    async def test_says_on_the_chain_what_the_public_was_told(
        self, operator: Caller, superuser_url: str, path: str
    ) -> None:
        answer = await operator.patch(path, {"alt": "Peserta di aula"}, 1)
        assert (answer.status_code, answer.json()["alt"]) == (200, "Peserta di aula")
        query = "select body from audit_event where body like %(seen)s"
        seen = f'%"action":"update_asset"%"subject":"{path.rpartition("/")[2]}"%'
        [(body,)] = await ask(superuser_url, query, seen=seen)
        assert '"alt":{"is":"Peserta di aula","was":"Peserta lokakarya"}' in body

    @pytest.mark.parametrize(
        "body", [{"file_name": "lain.png"}, {"alt": None}], ids=["name", "no-alt"]
    )
    async def test_keeps_its_name_and_a_description(
        self, operator: Caller, path: str, body: dict[str, object]
    ) -> None:
        answer = await operator.patch(path, body, 1)
        assert (answer.status_code, answer.json()["code"]) == (409, "asset-published")
        assert (await operator.get(path)).json()["version"] == 1

    async def test_the_same_name_is_no_change(self, operator: Caller, path: str) -> None:
        answer = await operator.patch(path, {"file_name": "foto kegiatan.png"}, 1)
        assert answer.status_code == 200
