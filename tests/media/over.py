"""Letting assets grow old, and cleaning up as the worker does, for one tenant."""

from datetime import datetime, timedelta

from fastapi import FastAPI

from api.jobs.queue import Runtime
from api.media.upkeep import Cleaned, clean
from api.media.verification import Verified, verify
from api.settings import Settings
from tenants.rows import now
from tenants.session import Sessions
from tests.media.uploads import ask

TENANT = "32.01"
DAY = timedelta(hours=24)


class Keeper:
    """The upkeep of one tenant."""

    def __init__(self, app: FastAPI, settings: Settings, superuser_url: str) -> None:
        self.sessions: Sessions = app.state.sessions
        self.directory = app.state.directory
        self.runtime = Runtime(settings, self.sessions, self.directory)
        self._superuser_url = superuser_url

    async def clean(self, moment: datetime | None = None) -> Cleaned:
        """Clean up as at a moment; without one, when all that is there now has been there for long."""
        place = self.directory.by_code(TENANT)
        return await clean(self.runtime, place, moment or now() + DAY + timedelta(seconds=1))

    async def verify(self) -> Verified:
        """Compare everything, and take no orphan for too young."""
        settings = self.runtime.settings.storage
        return await verify(self.sessions, self.directory, settings, timedelta(days=-1))

    async def problems(self) -> list[str]:
        """What does not agree for this tenant: other tests leave things behind elsewhere."""
        return [one for one in (await self.verify()).problems if f"/{TENANT}/" in one]

    async def statuses(self, *ids: str) -> list[str]:
        """The statuses of those that are still there."""
        query = "select status from asset where id = any(%(ids)s::uuid[]) order by id"
        return [status for (status,) in await ask(self._superuser_url, query, ids=list(ids))]
