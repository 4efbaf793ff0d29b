"""Sessions that carry their scope into each transaction: the only place that commits.

Role and tenant are set in one statement when a transaction begins and die with it, so a pooled
connection never keeps them. A session without a scope raises; it never falls back to "all rows".
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import Session, SessionTransaction

from tenants.context import Scope, as_system, as_tenant

__all__ = [
    "Sessions",
    "as_system",
    "as_tenant",
    "before_commit",
    "current_scope",
    "enter",
    "entered",
    "make_engine",
    "make_sessions",
    "transaction",
]

Sessions = async_sessionmaker[AsyncSession]
LastWrite = Callable[[AsyncSession], Awaitable[None]]

_ENTER = text(
    "select set_config('role', :role, true), set_config('app.tenant_id', :tenant, true),"
    # Moments are answered and hashed in UTC, whatever zone the server or the role is set to.
    " set_config('timezone', 'UTC', true)"
)


class NoScopeError(RuntimeError):
    """A transaction was opened without saying whose rows it is about."""


class ScopedSession(Session):
    """A session whose transactions enter the scope in its `info` before their first statement."""


def _parameters(scope: Scope) -> dict[str, str]:
    return {"role": scope.reach.value, "tenant": str(scope.tenant or "")}


@event.listens_for(ScopedSession, "after_begin")
def _enter_at_begin(
    session: Session, transaction: SessionTransaction, connection: Connection
) -> None:
    if transaction.nested:
        return
    scope = session.info.get("scope")
    if scope is None:
        raise NoScopeError
    connection.execute(_ENTER, _parameters(scope))


def make_engine(url: str, pool_size: int) -> AsyncEngine:
    """An engine over psycopg 3. `url` is a libpq URL (`postgresql://...`) of simpul_login."""
    return create_async_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        pool_timeout=20,
        hide_parameters=True,  # an error that is logged must not tell what was in a row
    )


def make_sessions(engine: AsyncEngine, **info: Any) -> Sessions:  # noqa: ANN401 - free-form, as in SQLAlchemy
    """A maker of sessions; `info` is what every session carries (the directory of tenants)."""
    return async_sessionmaker(
        engine,
        sync_session_class=ScopedSession,
        expire_on_commit=False,
        # A closed session raises instead of silently opening a transaction that nobody ends.
        close_resets_only=False,
        info=info,
    )


@asynccontextmanager
async def transaction(sessions: Sessions, scope: Scope) -> AsyncIterator[AsyncSession]:
    """One transaction in `scope`: commits when the block ends, rolls back when it raises."""
    async with sessions() as session:
        session.info["scope"] = scope
        session.info["last_writes"] = {}
        yield session
        await session.flush()
        for write in session.info["last_writes"].values():
            await write(session)
        await session.commit()


def before_commit(session: AsyncSession, name: str, write: LastWrite) -> None:
    """Have `write` run once, after all other writes of the transaction (locks are taken late)."""
    session.info["last_writes"].setdefault(name, write)


def current_scope(session: AsyncSession) -> Scope:
    """The scope that the session's statements run in now."""
    scope: Scope = session.info["scope"]
    return scope


async def enter(session: AsyncSession, scope: Scope) -> None:
    """Change the scope for the rest of the transaction; pending changes are written in the old one."""
    if scope == current_scope(session):
        return
    await session.flush()
    await session.execute(_ENTER, _parameters(scope))
    session.info["scope"] = scope


@asynccontextmanager
async def entered(session: AsyncSession, scope: Scope) -> AsyncIterator[None]:
    """Run a block in another scope and return to the one before."""
    before = current_scope(session)
    await enter(session, scope)
    yield
    # Not in a finally: after a failed statement the transaction is gone, and the scope with it.
    await enter(session, before)
