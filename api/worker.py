"""The worker: imports every room's tasks and runs them until it is told to stop."""

import procrastinate

import api.events.tasks
import api.idempotency.tasks
import api.jobs.tasks
import api.links.tasks
import api.mail.tasks
import api.media.tasks
import api.oauth.tasks
import api.registrations.tasks
from api.jobs.queue import ROLE_OPTION, STALLED_AFTER, Runtime, queue
from api.settings import Settings
from tenants.directory import Directory
from tenants.safety import require_safe
from tenants.session import make_engine, make_sessions


async def run(settings: Settings, *, wait: bool = True, concurrency: int = 4) -> None:
    """Work on jobs; with `wait=False` until the queue is empty. Stops in order on SIGTERM and SIGINT."""
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
            async with queue.open_async():
                await queue.run_worker_async(
                    concurrency=concurrency,
                    wait=wait,
                    install_signal_handlers=wait,
                    delete_jobs="successful",
                    shutdown_graceful_timeout=4,
                    stalled_worker_timeout=STALLED_AFTER,
                    additional_context={"runtime": Runtime(settings, sessions, directory)},
                )
    finally:
        await engine.dispose()
