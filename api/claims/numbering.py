"""Public references `ISU-2026-000001`, and making a claim the open one of its message."""

from collections.abc import Callable

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from api.claims.models import Claim
from api.numbers import draw
from tenants.rows import now

_OPEN_ONCE = "uq_claim_tenant_id_open_text"


async def add_open(session: AsyncSession, make: Callable[[str], Claim]) -> Claim | None:
    """The claim that `make` gives for a reference; None if the same message is open already.

    In the scope of the claim's tenant. The counter is locked until the commit, so this comes late; a
    number that came to nothing is given back.
    """
    try:
        async with session.begin_nested():
            claim = make(await draw(session, "ISU", now()))
            session.add(claim)
            await session.flush()
    except IntegrityError as error:
        if getattr(getattr(error.orig, "diag", None), "constraint_name", None) != _OPEN_ONCE:
            raise
        return None
    return claim
