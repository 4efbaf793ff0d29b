from uuid import UUID, uuid4

from fastapi import FastAPI
from sqlalchemy import select, text
from sqlmodel import col

from api.media.models import Asset
from tenants.session import Sessions, as_tenant, transaction
from tests.media import samples
from tests.media.conftest import Work
from tests.media.reports import draft, submit
from tests.media.uploads import announce, completed, download, read
from tests.world import Caller, World

PNG = samples.picture()


class TestGetAsset:
    async def test_shows_a_viewer_his_tenants(self, operator: Caller, world: World) -> None:
        made = await announce(operator, PNG)
        found = await read(await world.caller("32.04", "viewer"), made["id"])
        assert found == {name: value for name, value in made.items() if name != "upload"}

    async def test_a_file_is_saved_under_a_name_that_fits_its_type(
        self, operator: Caller, work: Work
    ) -> None:
        made = await completed(
            operator, samples.CSV, content_type="text/csv", file_name='Désa "A".html', alt=None
        )
        await work()
        got = await download((await read(operator, made["id"]))["url"])
        assert got.headers["content-type"] == "text/csv"
        assert got.headers["content-disposition"] == (
            "attachment; filename=\"Desa 'A'.html.csv\"; "
            "filename*=UTF-8''D%C3%A9sa%20%22A%22.html.csv"
        )

    async def test_its_address_cannot_be_bent(self, operator: Caller, work: Work) -> None:
        made = await completed(operator, PNG)
        await work()
        url = (await read(operator, made["id"]))["url"]
        assert (await download(url)).status_code == 200
        assert (await download(url.replace("image%2Fpng", "text%2Fhtml"))).status_code == 403
        assert (await download(url.partition("?")[0])).status_code == 403

    async def test_the_province_sees_it_while_a_handed_in_row_shows_it(
        self, operator: Caller, world: World, work: Work
    ) -> None:
        made = await completed(operator, PNG)
        await work()
        province = await world.caller("32", "viewer")
        report = await draft(operator, made["id"])
        assert (await province.get(f"/v1/assets/{made['id']}")).status_code == 404
        report = await submit(operator, report)
        found = await read(province, made["id"])
        assert (found["tenant"], found["status"]) == ("32.04", "ready")
        assert (await download(found["url"])).content == PNG
        answer = await operator.post(
            f"/v1/reports/{report['id']}/withdraw", version=report["version"]
        )
        assert answer.status_code == 200, answer.text
        assert (await province.get(f"/v1/assets/{made['id']}")).status_code == 404


class TestIsolation:
    """Another tenant's asset and one that does not exist are the same to everybody."""

    async def test_on_every_operation(self, operator: Caller, world: World) -> None:
        made = await announce(operator, PNG)
        for stranger in (
            await world.caller("32.73", "operator"),
            await world.caller("32.73", "client"),
            await world.caller("32", "operator"),
        ):
            for method, path, body in (
                ("GET", "", None),
                ("PATCH", "", {"alt": "punya saya"}),
                ("DELETE", "", None),
                ("POST", "/complete", None),
            ):
                for version in (None, 1, 9):
                    seen = [
                        await stranger.send(
                            method, f"/v1/assets/{identifier}{path}", json=body, version=version
                        )
                        for identifier in (made["id"], uuid4())
                    ]
                    theirs, nobodys = (_without_request_id(answer) for answer in seen)
                    assert theirs == nobodys
                    assert seen[0].status_code == 404
        assert (await read(operator, made["id"]))["version"] == 1

    async def test_in_the_database(
        self, operator: Caller, sessions: Sessions, app: FastAPI, world: World
    ) -> None:
        made = await announce(operator, PNG)
        assert world
        stranger = app.state.directory.by_code("32.73")
        async with transaction(sessions, as_tenant(stranger.id, "test")) as session:
            mine = set(await session.scalars(select(col(Asset.tenant_id))))
            assert mine <= {stranger.id}
            for statement in (
                "update asset set alt = 'x' where id = :id returning id",
                "delete from asset where id = :id returning id",
            ):
                changed = await session.execute(text(statement), {"id": UUID(made["id"])})
                assert changed.all() == []


def _without_request_id(answer: object) -> tuple[object, ...]:
    problem = answer.json()  # type: ignore[attr-defined]
    problem.pop("request_id")
    headers = dict(answer.headers)  # type: ignore[attr-defined]
    for changing in ("x-request-id", "ratelimit", "ratelimit-policy"):
        headers.pop(changing, None)
    return answer.status_code, problem, headers  # type: ignore[attr-defined]
