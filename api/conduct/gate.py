"""The gate before what speaks for a government: who has read the active policy may pass.

An operation is gated by a parameter of its handler, the last one: `_acknowledged: Acknowledged`. Then a
missing permission is told first, and a repeat under its Idempotency-Key gets the answer of before.
"""

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.authenticate import Authenticated
from api.access.database import DB
from api.conduct.models import Policy, PolicyAcknowledgement, PolicyStatus
from api.conduct.provincial import of_province
from api.errors import PolicyAcknowledgementRequiredError, Text
from api.settings import settings_of

_RESPONSIBLE = Text(
    "Anggota yang bertanggung jawab atas klien ini harus membaca dan menyetujui dulu pedoman:",
    "The member who answers for this client must read and acknowledge the policy first.",
)
_PLANNER = Text(
    "Yang menjadwalkannya harus membaca dan menyetujui dulu pedoman:",
    "Whoever planned it must read and acknowledge the policy first.",
)


async def gate(caller: Authenticated, session: DB) -> None:
    """Raise `PolicyAcknowledgementRequiredError` unless the person acknowledged the active policy.

    A machine passes: a new policy must not stop a nightly job.
    """
    unread = await _unread(session, caller.id) if caller.is_person else None
    if unread is not None:
        raise PolicyAcknowledgementRequiredError(link_to(session, unread))


async def require_planner(session: AsyncSession, person: UUID) -> None:
    """Raise unless the person who planned what happens now acknowledged the active policy."""
    unread = await _unread(session, person)
    if unread is not None:
        raise PolicyAcknowledgementRequiredError(link_to(session, unread), _PLANNER)


async def require_responsible(session: AsyncSession, person: UUID) -> None:
    """Raise unless the person who is to answer for a client acknowledged the active policy."""
    unread = await _unread(session, person)
    if unread is not None:
        raise PolicyAcknowledgementRequiredError(link_to(session, unread), _RESPONSIBLE)


def link_to(session: AsyncSession, policy: Policy) -> str:
    """The address of a policy."""
    return f"{settings_of(session).base_url}/v1/policies/{policy.id}"


async def _unread(session: AsyncSession, person: UUID) -> Policy | None:
    """The active policy, unless the person acknowledged it as a member of the session's tenant.

    One statement. Whoever began before a policy was activated ends under the one before.
    """
    acknowledged = select(col(PolicyAcknowledgement.id)).where(
        col(PolicyAcknowledgement.person_id) == person,
        col(PolicyAcknowledgement.revision) == col(Policy.revision),
    )
    active = of_province(session, Policy).where(col(Policy.status) == PolicyStatus.ACTIVE)
    found: Policy | None = await session.scalar(active.where(~acknowledged.exists()))
    return found


Acknowledged = Annotated[None, Depends(gate)]
