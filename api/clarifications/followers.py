"""Rooms above that follow what becomes of clarifications, inside the transaction that changes one.

A room registers a function by `@on_change`, in a module that both its `routes.py` and its `tasks.py`
import: the application, the worker and the seeds all publish.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.principal import Principal


class Change(StrEnum):
    """What became of a clarification."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    RETRACTED = "retracted"


@dataclass(frozen=True)
class Changed:
    """A clarification as the change leaves it; the projections say it already.

    `note` is the public note of a correction or the public reason of a retraction. `by` is the person
    who publishes, corrects or retracts; None when the worker does at an appointed time.
    """

    change: Change
    id: UUID
    tenant_id: UUID
    number: str
    revision: int
    claim_ids: tuple[UUID, ...]
    note: str | None
    by: Principal | None


Follower = Callable[[AsyncSession, Changed], Awaitable[None]]
Registered = TypeVar("Registered", bound=Follower)
_followers: dict[str, Follower] = {}


def on_change(follower: Registered) -> Registered:
    """Have `follower` called from now on, in the scope of the clarification's tenant."""
    _followers[f"{follower.__module__}.{follower.__qualname__}"] = follower
    return follower


async def tell(session: AsyncSession, changed: Changed) -> None:
    """Call them all, in the order of their names. Whoever raises undoes the change."""
    await session.flush()
    for name in sorted(_followers):
        await _followers[name](session, changed)
