"""The real thing for every test: PostgreSQL through the migrations, SeaweedFS, tokens from the endpoint.

Servers are started once. Tests share one database and make rows of their own; nothing is truncated.
"""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from api.app import create_app
from api.encryption import sealing
from api.jobs.queue import Runtime
from api.logs import configure
from api.media.store import ensure_buckets
from api.oauth.keys import ensure
from api.settings import Settings
from api.stack import database, environment
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from api.stack.seaweed import SeaweedFS
from migrations.run import upgrade
from tenants.session import Sessions
from tests.world import World, make_world

configure("INFO")  # as in production: plain JSON, no tracebacks with locals
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
BASE_URL = "http://127.0.0.1:8000"
PREPARED = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def stack() -> Iterator[tuple[Folder, Postgres, SeaweedFS]]:
    """PostgreSQL with roles and schema, and SeaweedFS."""
    parent = Path(tempfile.mkdtemp(prefix="simpul-test-"))
    parent.chmod(0o711)  # PostgreSQL's user must pass
    with Folder(parent / "data") as folder:
        postgres, seaweed = Postgres(folder, settings=FAST), SeaweedFS(folder)
        try:
            with ThreadPoolExecutor() as pool:
                list(pool.map(lambda server: server.start(), (postgres, seaweed)))
            database.prepare(postgres, folder.secrets)
            yield folder, postgres, seaweed
        finally:
            seaweed.stop()
            postgres.stop()
    shutil.rmtree(parent)


@pytest.fixture(scope="session")
def settings(
    request: pytest.FixtureRequest, stack: tuple[Folder, Postgres, SeaweedFS]
) -> Iterator[Settings]:
    """What the application runs with here."""
    made = environment.build(*stack, base_url=BASE_URL, province="32")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in made.preparing.items():
            patch.setenv(name, value)
        # All tests come from one address, and sign in as often as a province does in a day.
        patch.setenv("SIMPUL_LIMITS__ADDRESS", "1000000/minute")
        patch.setenv("SIMPUL_LIMITS__MATCHES", "1000000/minute")
        settings = Settings()
        ensure(settings.oauth.keys_file)
        sealing.ensure(settings.encryption.keys_file)
        assert settings.database.owner_url
        upgrade(settings.database.owner_url.get_secret_value())
        ensure_buckets(settings.storage)
        request.session.stash[PREPARED] = stack[1].superuser_dsn(database.DATABASE)
        yield settings


@pytest.fixture(scope="module", autouse=True)
def _no_jobs_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Drop the jobs a file left: the next that runs a worker would draw hundreds of pictures first."""
    yield
    if url := request.session.stash.get(PREPARED, None):
        with psycopg.connect(url) as connection:
            connection.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")


@pytest.fixture(scope="session")
def owner_url(settings: Settings) -> str:
    """Connects as the role that migrates."""
    assert settings.database.owner_url
    return settings.database.owner_url.get_secret_value()


@pytest.fixture(scope="session")
def superuser_url(stack: tuple[Folder, Postgres, SeaweedFS]) -> str:
    """Connects past row-level security, to see what is really there."""
    return stack[1].superuser_dsn(database.DATABASE)


@pytest_asyncio.fixture(scope="session")
async def app(settings: Settings) -> AsyncIterator[FastAPI]:
    """The application, started."""
    async with AsyncExitStack() as running:
        made = create_app(settings)
        await running.enter_async_context(made.router.lifespan_context(made))
        yield made


@pytest.fixture
def runtime(app: FastAPI) -> Runtime:
    """What the worker's jobs run with, to run one by hand."""
    return Runtime(app.state.settings, app.state.sessions, app.state.directory)


@pytest.fixture(scope="session")
def sessions(app: FastAPI) -> Sessions:
    """The application's own sessions: simpul_login, nothing more."""
    made: Sessions = app.state.sessions
    return made


@pytest_asyncio.fixture(scope="session")
async def api(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """An anonymous HTTP client."""
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url=BASE_URL) as client:
        yield client


@pytest_asyncio.fixture(scope="session")
async def world(app: FastAPI, api: AsyncClient) -> World:
    """The province, two regencies and a city with their people and clients, signed in on demand."""
    return await make_world(app, api)
