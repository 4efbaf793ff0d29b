import ast
from pathlib import Path
from uuid import uuid4

import procrastinate
import pytest
from fastapi import FastAPI
from sqlalchemy import text

import api.worker
from api.jobs.queue import defer, queue, runtime_of
from api.jobs.tasks import retry_stalled
from api.settings import Settings
from tenants.context import PUBLIC, Reach, Scope
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.tenants.attempts import REFUSED, ask, attempt
from tests.world import World

JOBS = "select status::text, attempts from procrastinate_jobs where args->>'mark' = %(mark)s"
DEFER = (
    "select procrastinate_defer_jobs_v1(array[row('q', 'test.note', 0, null, null,"
    " '{}'::jsonb, null)::procrastinate_job_to_defer_v1])"
)
done: list[str] = []


@queue.task(name="test.note", pass_context=True)
async def note(context: procrastinate.JobContext, mark: str) -> None:
    """Writes down that it ran, and for whom."""
    codes = runtime_of(context).directory.codes
    done.append(f"{mark}: {len(codes)} tenants")


@pytest.fixture
def here(world: World, app: FastAPI) -> Scope:
    """A regency's scope."""
    assert world
    return as_tenant(app.state.directory.by_code("32.04").id, "test")


@pytest.fixture
def mark() -> str:
    """Tells a test's job from all others."""
    return str(uuid4())


class TestDefer:
    async def test_the_job_is_there_with_the_commit_and_not_before(
        self, sessions: Sessions, here: Scope, superuser_url: str, mark: str
    ) -> None:
        async with transaction(sessions, here) as session:
            assert await defer(session, note, mark=mark) > 0
            assert ask(superuser_url, JOBS, mark=mark) == []
        assert ask(superuser_url, JOBS, mark=mark) == [("todo", 0)]

    async def test_a_change_that_is_taken_back_leaves_no_job(
        self, sessions: Sessions, here: Scope, superuser_url: str, mark: str
    ) -> None:
        async def fail() -> None:
            async with transaction(sessions, here) as session:
                await defer(session, note, mark=mark)
                raise LookupError

        with pytest.raises(LookupError):
            await fail()
        assert ask(superuser_url, JOBS, mark=mark) == []

    async def test_other_reaches_may_too_but_the_public(
        self, sessions: Sessions, app: FastAPI, here: Scope
    ) -> None:
        province = Scope(Reach.PROVINCE, app.state.directory.province.id)
        for scope in (here, province, as_system("test")):
            assert await attempt(sessions, scope, DEFER) == 1
        assert await attempt(sessions, PUBLIC, DEFER) == REFUSED

    async def test_the_scope_stays_what_it_was(
        self, sessions: Sessions, here: Scope, mark: str
    ) -> None:
        async with transaction(sessions, here) as session:
            await defer(session, note, mark=mark)
            who = text("select current_user::text, current_setting('app.tenant_id')")
            assert tuple((await session.execute(who)).one()) == ("simpul_tenant", str(here.tenant))


class TestGrants:
    async def test_no_reach_touches_the_queue_itself(
        self, sessions: Sessions, here: Scope, superuser_url: str
    ) -> None:
        query = (
            "select relname::text from pg_class where relkind = 'r'"
            " and relname like 'procrastinate\\_%%' and relnamespace = 'public'::regnamespace"
        )
        tables = [name for (name,) in ask(superuser_url, query)]
        assert "procrastinate_jobs" in tables
        for reach in (Reach.TENANT, Reach.PROVINCE, Reach.PUBLIC, Reach.SYSTEM):
            scope = Scope(reach, here.tenant)
            for table in tables:
                for command in (
                    "select from {}",
                    "delete from {}",
                    "insert into {} default values",
                ):
                    assert await attempt(sessions, scope, command.format(table)) == REFUSED

    async def test_no_reach_fetches_or_ends_jobs(self, sessions: Sessions, here: Scope) -> None:
        calls = (
            "select procrastinate_fetch_job_v2(null, 1)",
            "select procrastinate_cancel_job_v1(1, true, true)",
            "select procrastinate_register_worker_v1()",
        )
        for reach in (Reach.TENANT, Reach.PROVINCE, Reach.PUBLIC, Reach.SYSTEM):
            for call in calls:
                assert await attempt(sessions, Scope(reach, here.tenant), call) == REFUSED


class TestWorker:
    async def test_runs_what_was_deferred_and_removes_it(
        self, sessions: Sessions, here: Scope, settings: Settings, superuser_url: str, mark: str
    ) -> None:
        async with transaction(sessions, here) as session:
            await defer(session, note, mark=mark)
        await api.worker.run(settings, wait=False)
        assert done.count(f"{mark}: 28 tenants") == 1
        assert ask(superuser_url, JOBS, mark=mark) == []

    async def test_takes_a_job_of_a_dead_worker_again(
        self, sessions: Sessions, here: Scope, settings: Settings, superuser_url: str, mark: str
    ) -> None:
        async with transaction(sessions, here) as session:
            job = await defer(session, note, mark=mark)
        _die_with(superuser_url, job, "5 minutes")
        await api.worker.run(settings, wait=False)
        assert ask(superuser_url, JOBS, mark=mark)[0][0] == "doing"
        await self._retry(sessions, here, settings)
        await api.worker.run(settings, wait=False)
        assert done.count(f"{mark}: 28 tenants") == 1
        assert ask(superuser_url, JOBS, mark=mark) == []

    async def test_leaves_a_living_worker_its_job(
        self, sessions: Sessions, here: Scope, settings: Settings, superuser_url: str, mark: str
    ) -> None:
        async with transaction(sessions, here) as session:
            job = await defer(session, note, mark=mark)
        _die_with(superuser_url, job, "5 seconds")
        await self._retry(sessions, here, settings)
        assert ask(superuser_url, JOBS, mark=mark)[0][0] == "doing"
        ask(superuser_url, "delete from procrastinate_jobs where id = %(id)s", id=job)

    def test_knows_the_tasks_of_every_room(self) -> None:
        source = Path(api.worker.__file__)
        tree = ast.parse(source.read_text(encoding="utf-8"))
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
        imported = {alias.name for node in imports for alias in node.names}
        written = {f"api.{path.parent.name}.tasks" for path in source.parent.glob("*/tasks.py")}
        assert written <= imported

    def test_retries_and_forgets_by_the_clock(self) -> None:
        registry = queue.periodic_registry.periodic_tasks
        assert {"jobs.retry_stalled", "idempotency.forget"} <= {name for name, _ in registry}

    async def _retry(self, sessions: Sessions, here: Scope, settings: Settings) -> None:
        async with transaction(sessions, here) as session:
            await defer(session, retry_stalled, timestamp=0)
        await api.worker.run(settings, wait=False)


def _die_with(superuser_url: str, job: int, ago: str) -> None:
    """Give the job to a worker that was last heard of so long ago."""
    born = "insert into procrastinate_workers (last_heartbeat) values (now() - %(ago)s::interval)"
    [(worker,)] = ask(superuser_url, f"{born} returning id", ago=ago)
    taken = (
        "update procrastinate_jobs set status = 'doing', worker_id = %(worker)s where id = %(id)s"
    )
    ask(superuser_url, taken, worker=worker, id=job)
