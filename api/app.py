"""Builds the application: rooms, handlers, lifespan; nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

import api.access.routes
import api.audit.routes
import api.channels.routes
import api.channels.upkeep_routes
import api.checkpoints.routes
import api.claims.public_routes
import api.claims.reporter_routes
import api.claims.routes
import api.claims.statistics_routes
import api.clarifications.correction_routes
import api.clarifications.match_routes
import api.clarifications.routes
import api.clients.routes
import api.conduct.routes
import api.events.routes
import api.health
import api.impersonations.routes
import api.media.routes
import api.members.routes
import api.oauth.routes
import api.offices.routes
import api.periods.routes
import api.public.channel_routes
import api.public.match_routes
import api.public.pictures
import api.public.routes
import api.registrations.routes
import api.relays.routes
import api.reports.routes
import api.rollups.recap_routes
import api.rollups.routes
import api.sheets.routes
import api.units.routes
from api import document, idempotency, problems
from api.access.limits import Limiter
from api.access.revocation import Revocations
from api.access.tokens import TokenVerifier
from api.envelope import Envelope
from api.keyfiles import KeyFile
from api.logs import configure
from api.matching.following import Indexes
from api.media.store import Store
from api.memory import give_memory_back
from api.oauth.federation import Federation
from api.settings import Settings, get_settings
from tenants.directory import Directory
from tenants.safety import require_safe
from tenants.session import make_engine, make_sessions

ROOMS = (
    api.access.routes,
    api.offices.routes,
    api.units.routes,
    api.members.routes,
    api.clients.routes,
    api.conduct.routes,
    api.sheets.routes,
    api.channels.routes,
    api.channels.upkeep_routes,
    api.impersonations.routes,
    api.periods.routes,
    api.reports.routes,
    api.rollups.routes,
    api.rollups.recap_routes,
    api.clarifications.routes,
    api.clarifications.match_routes,
    api.clarifications.correction_routes,
    api.claims.statistics_routes,
    api.claims.reporter_routes,
    api.claims.public_routes,
    api.claims.routes,
    api.relays.routes,
    api.media.routes,
    api.events.routes,
    api.audit.routes,
    api.checkpoints.routes,
    api.public.routes,
    api.public.channel_routes,
    api.public.pictures,
    api.public.match_routes,
    api.registrations.routes,
    api.oauth.routes,
    api.health,
)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    database = settings.database
    engine = make_engine(database.url.get_secret_value(), database.pool_size)
    directory = Directory()
    app.state.directory = directory
    revocations = Revocations()
    app.state.sessions = make_sessions(
        engine,
        directory=directory,
        settings=settings,
        revocations=revocations,
        matching=Indexes(),
    )
    app.state.limiter = Limiter(settings.limits)
    app.state.keys = KeyFile(settings.oauth.keys_file)
    app.state.verifier = TokenVerifier(settings, directory, app.state.keys, revocations)
    app.state.store = Store(settings.storage)
    app.state.federation = Federation(settings.federation) if settings.federation else None
    async with engine.connect() as connection:
        await require_safe(connection)
    await directory.load(app.state.sessions)
    await revocations.load(app.state.sessions)
    following = asyncio.create_task(revocations.follow(app.state.sessions))
    yield
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
    await engine.dispose()


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application of these settings; without them those of the environment, for servers."""
    app = FastAPI(
        title="Simpul",
        version=document.VERSION,
        description=document.DESCRIPTION,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=False,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.settings = settings
    for room in ROOMS:
        app.include_router(room.router)
    problems.install(app)
    idempotency.routes.install(app)
    document.install(app)
    app.add_middleware(Envelope)
    return app


def serve() -> FastAPI:
    """What the server calls: the application of this process's environment."""
    give_memory_back()
    settings = get_settings()
    configure(settings.log_level)
    return create_app(settings)
