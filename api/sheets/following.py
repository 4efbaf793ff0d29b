"""A job's own row while it runs: progress that others see at once, and its end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.settings import settings_of
from api.sheets.models import Job, JobStatus
from tenants import session as sessions_
from tenants.directory import Place
from tenants.rows import now
from tenants.session import Sessions, as_tenant


class OvertakenError(Exception):
    """Another run of the job went further: what this one writes is rolled back.

    A worker that stood still for a while is taken for dead, and its job given to another.
    """


@dataclass
class Following:
    """One job of a tenant, from outside of the transactions that do its work."""

    sessions: Sessions
    place: Place
    id: UUID
    kind: str

    @asynccontextmanager
    async def transaction(self, reason: str) -> AsyncIterator[AsyncSession]:
        """A transaction in the tenant's scope."""
        scope = as_tenant(self.place.id, reason)
        async with sessions_.transaction(self.sessions, scope) as session:
            yield session

    async def begin(self, total: int | None) -> None:
        """Say how much there is to do, and that nothing of it is done."""
        async with self.transaction("job: progress") as session:
            await self._set(session, done=0, total=total)

    async def advance(self, rows: int) -> None:
        """Count rows as done, in a transaction of its own."""
        async with self.transaction("job: progress") as session:
            await self._set(session, done=col(Job.done) + rows)

    async def note(self, session: AsyncSession, before: int, facts: dict[str, Any]) -> None:
        """Keep what a next run must know, with what this transaction writes.

        `before` is the line that this run wrote last. Raises `OvertakenError`.
        """
        written = func.coalesce(col(Job.result)["written_to"].as_integer(), 0)
        await self._set_in_work(session, written == before, result=facts)

    async def finish(
        self, session: AsyncSession, result: dict[str, Any], error: str | None = None
    ) -> None:
        """End the job, well or not. Raises `OvertakenError`."""
        ended = now()
        days = settings_of(session).retention.job_days
        # Rows that are there already are not written: what went well is all done.
        done = col(Job.done) if error else func.coalesce(col(Job.total), col(Job.done))
        await self._set_in_work(
            session,
            status=JobStatus.FAILED if error else JobStatus.SUCCEEDED,
            result=result,
            done=done,
            error=error,
            ended_at=ended,
            expires_at=ended + timedelta(days=days),
        )

    async def give(self, session: AsyncSession, key: str, name: str, kind: str, size: int) -> None:
        """Say where the file lies that it made."""
        await self._set(
            session, result_key=key, result_name=name, result_type=kind, result_size=size
        )

    async def is_over(self) -> bool:
        """Whether it ended, also with what it wrote."""
        async with self.transaction("job: status") as session:
            status = await session.scalar(select(col(Job.status)).where(col(Job.id) == self.id))
        return status not in {JobStatus.QUEUED, JobStatus.RUNNING}

    async def _set_in_work(
        self,
        session: AsyncSession,
        *conditions: ColumnElement[bool],
        **values: Any,  # noqa: ANN401
    ) -> None:
        in_work = col(Job.status).in_((JobStatus.QUEUED, JobStatus.RUNNING))
        if not await self._set(session, in_work, *conditions, **values):
            raise OvertakenError

    async def _set(
        self,
        session: AsyncSession,
        *conditions: ColumnElement[bool],
        **values: Any,  # noqa: ANN401
    ) -> bool:
        changed = {**values, "version": col(Job.version) + 1, "updated_at": now()}
        statement = update(Job).where(col(Job.id) == self.id, *conditions).values(**changed)
        done = statement.returning(col(Job.id)).execution_options(synchronize_session=False)
        return await session.scalar(done) is not None
