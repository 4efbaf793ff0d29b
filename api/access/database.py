"""The session of a request.

Everybody uses these aliases: a bare `Depends(open_session)` beside them would silently open a second
transaction.

`scope="function"`: the commit happens when the handler returned and before the answer is sent.
"""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.authenticate import Authenticated
from tenants.context import PUBLIC
from tenants.session import as_system, transaction


async def open_session(request: Request, caller: Authenticated) -> AsyncIterator[AsyncSession]:
    """One transaction in the caller's own tenant."""
    async with transaction(request.app.state.sessions, caller.scope()) as session:
        yield session


async def open_public_session(request: Request) -> AsyncIterator[AsyncSession]:
    """One transaction that sees the public tables alone; counts against the address's limit."""
    await request.app.state.limiter.hit_address(request)
    async with transaction(request.app.state.sessions, PUBLIC) as session:
        yield session


async def open_intake_session(request: Request) -> AsyncIterator[AsyncSession]:
    """One transaction for people without an account, in the system scope; counts their address."""
    await request.app.state.limiter.hit_address(request)
    async with transaction(request.app.state.sessions, as_system("intake")) as session:
        yield session


DB = Annotated[AsyncSession, Depends(open_session, scope="function")]
PublicDB = Annotated[AsyncSession, Depends(open_public_session, scope="function")]
IntakeDB = Annotated[AsyncSession, Depends(open_intake_session, scope="function")]
