"""Cases for the tests of this room: real ones, made over HTTP, against accounts that nobody else has."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlmodel import col

from api.impersonations.models import KnownImpersonator
from tenants.session import Sessions, transaction
from tests.channels.bodies import scope_of
from tests.world import Caller

PATH = "/v1/impersonations"
Json = dict[str, Any]


def address() -> str:
    """That of an account which no other test uses."""
    return f"https://www.instagram.com/palsu.{uuid4().hex[:12]}/"


async def opened(caller: Caller, **fields: Any) -> Json:
    """A new case of the caller's tenant."""
    answer = await caller.post(PATH, {"url": address(), **fields})
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def change(caller: Caller, case: Json, **fields: Any) -> Json:
    """The case after a change."""
    answer = await caller.patch(f"{PATH}/{case['id']}", fields, case["version"])
    assert answer.status_code == 200, answer.text
    changed: Json = answer.json()
    return changed


async def told(sessions: Sessions, case: Json) -> KnownImpersonator | None:
    """What the public is told of a case, as another tenant reads it."""
    async with transaction(sessions, await scope_of(sessions, "32.01")) as session:
        query = select(KnownImpersonator).where(col(KnownImpersonator.id) == UUID(case["id"]))
        return await session.scalar(query)
