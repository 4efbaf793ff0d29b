from api.media.store import Store
from tests.media import samples
from tests.media.conftest import Work
from tests.media.reports import draft, submit
from tests.media.uploads import announce, completed, download, read, uploaded
from tests.world import Caller, World

PNG = samples.picture()


class TestDeleteAsset:
    async def test_removes_the_row_and_the_file(self, operator: Caller, work: Work) -> None:
        made = await completed(operator, PNG)
        await work()
        url = (await read(operator, made["id"]))["url"]
        answer = await operator.delete(f"/v1/assets/{made['id']}", 3)
        assert (answer.status_code, answer.content) == (204, b"")
        assert (await operator.get(f"/v1/assets/{made['id']}")).status_code == 404
        await work()
        assert (await download(url)).status_code == 404

    async def test_removes_an_upload_that_was_never_checked(
        self, operator: Caller, work: Work, store: Store
    ) -> None:
        made = await uploaded(operator, PNG)
        assert (await operator.delete(f"/v1/assets/{made['id']}", 1)).status_code == 204
        await work()
        assert not await store.has_upload(made["upload"]["fields"]["key"])

    async def test_not_while_it_is_checked(self, operator: Caller) -> None:
        made = await completed(operator, PNG)
        answer = await operator.delete(f"/v1/assets/{made['id']}", 2)
        assert (answer.status_code, answer.json()["code"]) == (409, "transition-not-allowed")

    async def test_not_while_a_report_shows_it(self, operator: Caller, work: Work) -> None:
        made = await completed(operator, PNG)
        await work()
        report = await draft(operator, made["id"])
        answer = await operator.delete(f"/v1/assets/{made['id']}", 3)
        assert (answer.status_code, answer.json()["code"]) == (409, "asset-in-use")
        await submit(operator, report)
        answer = await operator.delete(f"/v1/assets/{made['id']}", 3)
        assert (answer.status_code, answer.json()["code"]) == (409, "asset-in-use")
        await work()
        assert (await download((await read(operator, made["id"]))["url"])).content == PNG

    async def test_needs_the_version(self, operator: Caller) -> None:
        made = await announce(operator, PNG)
        assert (await operator.delete(f"/v1/assets/{made['id']}", None)).status_code == 428
        assert (await operator.delete(f"/v1/assets/{made['id']}", 2)).status_code == 412

    async def test_a_viewer_may_not(self, operator: Caller, world: World) -> None:
        made = await announce(operator, PNG)
        viewer = await world.caller("32.04", "viewer")
        assert (await viewer.delete(f"/v1/assets/{made['id']}", 1)).status_code == 403
