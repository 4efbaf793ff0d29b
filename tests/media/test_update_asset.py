import pytest

from tests.media import samples
from tests.media.conftest import Work
from tests.media.uploads import announce, completed, read
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
