"""The worker: imports every room's tasks and runs them until it is told to stop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import procrastinate

import api.channels.proof_tasks
import api.channels.tasks
import api.checkpoints.tasks
import api.claims.closing
import api.claims.erasing
import api.claims.tasks
import api.clarifications.due_tasks
import api.clarifications.tasks
import api.conduct.tasks
import api.events.tasks
import api.idempotency.tasks
import api.jobs.tasks
import api.links.tasks
import api.mail.tasks
import api.matching.tasks
import api.media.tasks
import api.media.upkeep
import api.oauth.tasks
import api.periods.tasks
import api.privacy.tasks
import api.registrations.tasks
import api.relays.following
import api.relays.tasks
import api.sheets.tasks
import api.tables
from api.jobs.queue import ROLE_OPTION, STALLED_AFTER, Runtime, queue
from api.settings import Settings
from tenants.directory import Directory
from tenants.safety import require_safe
from tenants.session import make_engine, make_sessions

_ALIVE_SECONDS = 5.0


async def run(
    settings: Settings,
    *,
    wait: bool = True,
    concurrency: int = 4,
    alive_file: Path | None = None,
) -> None:
    """Work on jobs; with `wait=False` until the queue is empty. Stops in order on SIGTERM and SIGINT.

    `alive_file` is touched every five seconds once jobs are taken: who finds it old knows that the
    event loop hangs.
    """
    directory = Directory()
    engine = make_engine(settings.database.url.get_secret_value(), settings.database.pool_size)
    sessions = make_sessions(engine, directory=directory, settings=settings)
    # LISTEN does not pass a pooling proxy: the worker connects directly.
    connector = procrastinate.PsycopgConnector(
        conninfo=settings.database.url.get_secret_value(), kwargs={"options": ROLE_OPTION}
    )
    try:
        async with engine.connect() as connection:
            await require_safe(connection)
        await directory.load(sessions)
        with queue.replace_connector(connector):
            async with queue.open_async(), _alive(alive_file):
                await queue.run_worker_async(
                    concurrency=concurrency,
                    wait=wait,
                    install_signal_handlers=wait,
                    delete_jobs="successful",
                    # Who does not wait for new jobs wants those that are there done.
                    shutdown_graceful_timeout=4 if wait else 600,
                    stalled_worker_timeout=STALLED_AFTER,
                    additional_context={"runtime": Runtime(settings, sessions, directory)},
                )
    finally:
        await engine.dispose()


@asynccontextmanager
async def _alive(file: Path | None) -> AsyncIterator[None]:
    if file is None:
        yield
        return
    touching = asyncio.create_task(_touch(file))
    try:
        yield
    finally:
        touching.cancel()
        with suppress(asyncio.CancelledError):
            await touching
        file.unlink(missing_ok=True)  # noqa: ASYNC240  one system call


async def _touch(file: Path) -> None:
    while True:
        file.touch()  # noqa: ASYNC240  one system call
        await asyncio.sleep(_ALIVE_SECONDS)
