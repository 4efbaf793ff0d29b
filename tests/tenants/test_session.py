import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
import pytest_asyncio
from fastapi import FastAPI
from sqlalchemy import func, select, text
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlmodel import col

from api.events.models import Event
from api.reports.models import Report
from api.settings import Settings
from tenants.context import PUBLIC, Scope
from tenants.directory import Directory
from tenants.session import (
    NoScopeError,
    Sessions,
    as_system,
    as_tenant,
    before_commit,
    current_scope,
    enter,
    entered,
    make_engine,
    make_sessions,
    transaction,
)
from tests.reports.bodies import created
from tests.world import World

WHO = text("select current_user::text, current_setting('app.tenant_id', true), pg_backend_pid()")


def scope_of(app: FastAPI, code: str) -> Scope:
    directory: Directory = app.state.directory
    place = directory.by_code(code)
    assert place
    return as_tenant(place.id, "test")


@pytest_asyncio.fixture
async def engine(app: FastAPI, settings: Settings) -> AsyncIterator[AsyncEngine]:
    """A pool of two connections."""
    assert app
    made = make_engine(settings.database.url.get_secret_value(), 2)
    yield made
    await made.dispose()


@pytest.fixture
def small(engine: AsyncEngine) -> Sessions:
    """Sessions on the small pool."""
    return make_sessions(engine)


@pytest.fixture
def here(world: World, app: FastAPI) -> Scope:
    """A regency's scope."""
    assert world
    return scope_of(app, "32.04")


@pytest.fixture
def there(world: World, app: FastAPI) -> Scope:
    """A city's scope."""
    assert world
    return scope_of(app, "32.73")


async def who(session: AsyncSession) -> tuple[str, str]:
    role, tenant, _ = (await session.execute(WHO)).one()
    return role, tenant


def event(scope: Scope, kind: str, data: dict[str, Any] | None = None) -> Event:
    assert scope.tenant
    return Event(tenant_id=scope.tenant, type=kind, data=data or {})


async def events_of(sessions: Sessions, scope: Scope, kind: str) -> list[Event]:
    async with transaction(sessions, scope) as session:
        query = select(Event).where(col(Event.type) == kind).order_by(col(Event.id))
        return list(await session.scalars(query))


class TestScope:
    async def test_none_is_an_error(self, small: Sessions) -> None:
        async with small() as session:
            with pytest.raises(NoScopeError):
                await session.execute(text("select 1"))

    async def test_role_and_tenant_are_set_before_the_first_statement(
        self, small: Sessions, here: Scope
    ) -> None:
        async with transaction(small, here) as session:
            assert await who(session) == ("simpul_tenant", str(here.tenant))
        async with transaction(small, as_system("test")) as session:
            assert await who(session) == ("simpul_system", "")
        async with transaction(small, PUBLIC) as session:
            assert await who(session) == ("simpul_public", "")

    async def test_dies_with_the_transaction(
        self, engine: AsyncEngine, small: Sessions, here: Scope
    ) -> None:
        processes = set()
        for ends in ("commit", "rollback"):
            async with small() as session:
                session.info["scope"] = here
                processes.add((await session.execute(WHO)).one()[2])
                await getattr(session, ends)()
            async with engine.connect() as connection:
                role, tenant, process = (await connection.execute(WHO)).one()
                assert (role, tenant or "") == ("simpul_login", "")
                processes.add(process)
        assert len(processes) == 1

    async def test_is_entered_again_after_a_rollback(self, small: Sessions, here: Scope) -> None:
        async with transaction(small, here) as session:
            await session.rollback()
            assert await who(session) == ("simpul_tenant", str(here.tenant))

    async def test_a_savepoint_keeps_it(self, small: Sessions, here: Scope, there: Scope) -> None:
        async with transaction(small, here) as session:
            await enter(session, there)
            async with session.begin_nested():
                assert await who(session) == ("simpul_tenant", str(there.tenant))
            assert await who(session) == ("simpul_tenant", str(there.tenant))

    async def test_the_login_role_may_read_no_table(
        self, app: FastAPI, settings: Settings, superuser_url: str
    ) -> None:
        assert app
        query = "select relname from pg_class where relkind in ('r', 'p') and relnamespace = %s::regnamespace"
        with psycopg.connect(superuser_url) as connection:
            tables = [name for (name,) in connection.execute(query, ["public"])]
        assert {"report", "membership", "person", "audit_event", "procrastinate_jobs"} <= set(
            tables
        )
        url = settings.database.url.get_secret_value()
        with psycopg.connect(url, autocommit=True) as connection:
            mighty = "select rolsuper, rolbypassrls from pg_roles where rolname = session_user"
            assert connection.execute(mighty).fetchone() == (False, False)
            for table in tables:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(f"select from public.{table}")


class TestEnter:
    async def test_a_block_returns_to_the_scope_before(
        self, small: Sessions, here: Scope, there: Scope
    ) -> None:
        async with transaction(small, here) as session:
            async with entered(session, there):
                assert await who(session) == ("simpul_tenant", str(there.tenant))
                assert current_scope(session) == there
            assert await who(session) == ("simpul_tenant", str(here.tenant))
            assert current_scope(session) == here

    async def test_what_waits_is_written_in_the_old_scope(
        self, small: Sessions, here: Scope, there: Scope
    ) -> None:
        kind = "test.before_entering"
        async with transaction(small, here) as session:
            session.add(event(here, kind))
            async with entered(session, there):
                session.add(event(there, kind))
        for scope in (here, there):
            found = await events_of(small, scope, kind)
            assert {event.tenant_id for event in found} == {scope.tenant}


class TestTransaction:
    async def test_nothing_is_kept_when_the_block_raises(
        self, small: Sessions, here: Scope
    ) -> None:
        kind = "test.raised"

        async def fail() -> None:
            async with transaction(small, here) as session:
                session.add(event(here, kind))
                await session.flush()
                raise LookupError

        with pytest.raises(LookupError):
            await fail()
        assert await events_of(small, here, kind) == []

    async def test_a_closed_session_raises(self, small: Sessions, here: Scope) -> None:
        async with transaction(small, here) as session:
            await session.execute(WHO)
        with pytest.raises(InvalidRequestError, match="closed"):
            await session.execute(WHO)

    async def test_last_writes_run_once_each_and_after_everything_else(
        self, small: Sessions, here: Scope
    ) -> None:
        kind = "test.last_writes"

        def write(name: str) -> Any:
            async def run(session: AsyncSession) -> None:
                await session.flush()
                mine = select(func.count()).where(col(Event.type) == kind)
                data = {"name": name, "before": await session.scalar(mine)}
                session.add(event(here, kind, data))

            return run

        async with transaction(small, here) as session:
            before_commit(session, "second", write("first to be named"))
            before_commit(session, "second", write("never"))
            before_commit(session, "third", write("second to be named"))
            session.add(event(here, kind, {"name": "change"}))
        found = {e.data["name"]: e.data.get("before") for e in await events_of(small, here, kind)}
        assert found == {"change": None, "first to be named": 1, "second to be named": 2}

    async def test_a_last_write_that_fails_takes_the_change_with_it(
        self, small: Sessions, here: Scope
    ) -> None:
        kind = "test.last_write_failed"

        async def fail(_: AsyncSession) -> None:
            raise LookupError

        async def change() -> None:
            async with transaction(small, here) as session:
                session.add(event(here, kind))
                before_commit(session, "fails", fail)

        with pytest.raises(LookupError):
            await change()
        assert await events_of(small, here, kind) == []


class TestStorm:
    """Tasks on two connections; every third is cancelled while its query runs."""

    @pytest.mark.parametrize("tasks", [400, pytest.param(20_000, marks=pytest.mark.long)])
    async def test_no_task_ever_sees_a_foreign_row(
        self, tasks: int, small: Sessions, world: World, here: Scope, there: Scope
    ) -> None:
        for code in ("32.04", "32.73"):
            await created(await world.caller(code, "operator"))
        chance = random.Random(20261001)  # noqa: S311 - when to cancel, nothing secret
        running: set[int] = set()

        async def look(number: int, scope: Scope) -> set[UUID]:
            async with transaction(small, scope) as session:
                running.add(number)
                await session.execute(select(func.pg_sleep(0.005)))
                seen = set(await session.scalars(select(col(Report.tenant_id)).limit(200)))
                running.discard(number)
                return seen

        async def storm(number: int) -> tuple[UUID | None, set[UUID]] | None:
            scope = here if number % 2 else there
            task = asyncio.create_task(look(number, scope))
            if number % 3 == 0:
                while number not in running and not task.done():  # noqa: ASYNC110 - until it runs
                    await asyncio.sleep(0.001)
                await asyncio.sleep(chance.random() * 0.005)
                task.cancel()
            try:
                return scope.tenant, await task
            except asyncio.CancelledError:
                return None

        ended = []
        for first in range(0, tasks, 400):  # in waves: nobody may wait for a connection too long
            wave = range(first, first + 400)
            ended += await asyncio.gather(*(storm(number) for number in wave))
        seen = [found for found in ended if found is not None]
        assert len(ended) - len(seen) > tasks // 8
        assert len(seen) > tasks * 5 // 8
        assert [rows for tenant, rows in seen if rows != {tenant}] == []
        for scope in (here, there, here):
            async with transaction(small, scope) as session:
                assert await who(session) == ("simpul_tenant", str(scope.tenant))
