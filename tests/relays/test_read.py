import pytest
from sqlalchemy import select, update
from sqlmodel import col

from api.relays.models import Relay
from tenants.rows import now
from tenants.session import Sessions, as_tenant, transaction
from tests.clarifications.bodies import published
from tests.relays.bodies import LIST, asked, done, later, relay_of, relayed, requested
from tests.tenants.attempts import ask
from tests.world import Caller, World

CODES = ("32.01", "32.04", "32.73")


async def listed(caller: Caller, query: str) -> list[str]:
    page = await caller.get(f"{LIST}?limit=200&{query}")
    assert page.status_code == 200, page.text
    return [row["tenant"] for row in page.json()["data"]]


class TestListRelays:
    async def test_shows_a_regency_its_own(self, world: World) -> None:
        number = (await asked(world, *CODES))["number"]
        for code in CODES:
            caller = await world.caller(code, "viewer")
            assert await listed(caller, f"number={number}") == [code]
            other = "32.73" if code != "32.73" else "32.01"
            assert await listed(caller, f"number={number}&tenant={other}") == []
            both = f"number={number}&tenant={code}&tenant={other}"
            assert await listed(caller, both) == [code]
            assert set(await listed(caller, "")) == {code}

    async def test_shows_the_province_all_or_some(self, world: World) -> None:
        number = (await asked(world, *CODES))["number"]
        province = await world.caller("32", "viewer")
        assert sorted(await listed(province, f"number={number}")) == list(CODES)
        assert await listed(province, f"number={number}&tenant=32.73") == ["32.73"]
        some = await listed(province, f"number={number}&tenant=32.73&tenant=32.04")
        assert sorted(some) == ["32.04", "32.73"]
        for nobody in ("32", "32.99"):
            assert await listed(province, f"number={number}&tenant={nobody}") == []

    async def test_filters(self, world: World, superuser_url: str) -> None:
        number = (await asked(world, *CODES, due_at=later(days=1)))["number"]
        told = await asked(world, *CODES, number=number)
        operator = await world.caller("32.01", "operator")
        await done(operator, await relay_of(world, "32.01", told), "acknowledge")
        await relayed(world, await relay_of(world, "32.04", told))
        province = await world.caller("32", "viewer")

        async def found(query: str) -> list[str]:
            return sorted(await listed(province, f"number={number}&{query}"))

        assert await found("status=acknowledged") == ["32.01"]
        assert await found("status=requested&status=relayed") == ["32.04", "32.73"]
        assert await found("overdue=true") == []
        assert await found("overdue=false") == list(CODES)
        past = "update relay set due_at = now() - interval '1 hour' where number = %(number)s"
        ask(superuser_url, past, number=number)
        assert await found("overdue=true") == ["32.01", "32.73"]
        assert await found("overdue=false") == ["32.04"]
        late = (await relay_of(world, "32.01", told))["overdue"]
        assert (late, (await relay_of(world, "32.04", told))["overdue"]) == (True, False)
        ask(
            superuser_url,
            "update relay set revision = 2 where number = %(number)s",
            number=number,
        )
        assert await found("attention=correction") == ["32.04"]
        assert await found("attention=retraction") == []
        ask(
            superuser_url,
            "update relay set retracted_at = now() where number = %(number)s",
            number=number,
        )
        assert await found("attention=retraction") == ["32.04"]
        assert await found("attention=correction") == []
        assert await found("attention=correction&attention=retraction") == ["32.04"]
        assert await found("overdue=true") == []

    async def test_a_relay_without_a_deadline_is_not_overdue(self, world: World) -> None:
        number = (await asked(world))["number"]
        viewer = await world.caller("32.01", "viewer")
        assert await listed(viewer, f"number={number}&overdue=true") == []
        assert await listed(viewer, f"number={number}&overdue=false") == ["32.01"]

    async def test_pages_in_order(self, world: World) -> None:
        numbers = [(await asked(world))["number"] for _ in range(3)]
        viewer = await world.caller("32.01", "viewer")
        first = (await viewer.get(f"{LIST}?limit=2")).json()
        second = (await viewer.get(f"{LIST}?limit=1&cursor={first['next_cursor']}")).json()
        found = [row["number"] for row in [*first["data"], *second["data"]]]
        assert found == numbers[::-1]

    @pytest.mark.parametrize("query", ["status=x", "number=x", "attention=x", "other=1"])
    async def test_refuses_filters_that_are_none(self, world: World, query: str) -> None:
        viewer = await world.caller("32.01", "viewer")
        assert (await viewer.get(f"{LIST}?{query}")).status_code == 422


class TestGetRelay:
    async def test_is_the_tenants_own_and_the_provinces(self, world: World) -> None:
        relay = await requested(world)
        for code, status in (("32.01", 200), ("32", 200), ("32.04", 404), ("32.73", 404)):
            caller = await world.caller(code, "viewer")
            answer = await caller.get(f"{LIST}/{relay['id']}")
            assert answer.status_code == status, code
        own = await world.caller("32.01", "viewer")
        answer = await own.get(f"{LIST}/{relay['id']}")
        assert answer.headers["etag"] == f'"{relay["version"]}"'


async def test_the_database_lets_nobody_write_anothers_relay(
    world: World, sessions: Sessions
) -> None:
    """Shared rows are read by all; forgetting the tenant in a query must not let anybody change one."""
    number = (await published(world))["number"]
    relay = await relay_of(world, "32.01", await asked(world, "32.01", number=number))
    directory = sessions.kw["info"]["directory"]
    other = directory.by_code("32.73").id
    query = select(Relay).where(col(Relay.number) == number)
    async with transaction(sessions, as_tenant(other, "test")) as session:
        assert str((await session.scalars(query)).one().id) == relay["id"]
        assert (await session.scalars(query.with_for_update())).all() == []
        change = update(Relay).where(col(Relay.number) == number).values(retracted_at=now())
        changed = await session.scalars(change.returning(col(Relay.id)))
        assert changed.all() == []
