"""What the public is told of false accounts: the only writer of `known_impersonator`."""

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.channels.models import Ending, OfficialChannel, PastOfficialChannel
from api.channels.platforms import OTHER, WEBSITE
from api.errors import AccountOfficialError
from api.impersonations.models import Impersonation, ImpersonationStatus, KnownImpersonator
from tenants.rows import now

_TOLD = {"platform", "identity", "url", "handle", "name"}


async def require_not_official(session: AsyncSession, platform: str, identity: str) -> None:
    """Raise `AccountOfficialError` for an account that is official now, of whichever tenant.

    What stands below an official website is official, too: the public would not see the warning.
    """
    names = [(platform, identity)]
    if platform == OTHER:
        names.append((WEBSITE, identity.partition("/")[0]))
    place = tuple_(col(OfficialChannel.platform), col(OfficialChannel.identity))
    official = select(col(OfficialChannel.id)).where(place.in_(names))
    if await session.scalar(official.limit(1)) is not None:
        raise AccountOfficialError


def refuted(*when: ColumnElement[bool]) -> ColumnElement[bool]:
    """That a warning is older than a verification of its account, which then was given up in order.

    It does not come back with that: the account had never been false. Worded anew it is another one.
    """
    verified = select(col(PastOfficialChannel.id)).where(
        col(PastOfficialChannel.platform) == col(KnownImpersonator.platform),
        col(PastOfficialChannel.identity) == col(KnownImpersonator.identity),
        col(PastOfficialChannel.since) > col(KnownImpersonator.since),
        col(PastOfficialChannel.ended) != Ending.SUSPENDED,
        *when,
    )
    return verified.exists()


async def keep(session: AsyncSession, case: Impersonation) -> None:
    """Tell the public what the case tells now. In the scope of its tenant."""
    told = await session.scalar(
        select(KnownImpersonator).where(col(KnownImpersonator.id) == case.id)
    )
    warning = None if case.status == ImpersonationStatus.DISMISSED else case.public_warning
    if warning is None:
        if told and told.until is None:
            told.until = now()
        return
    known = case.model_dump(include=_TOLD)
    if told is None:
        told = KnownImpersonator(
            tenant_id=case.tenant_id, id=case.id, **known, warning=warning, since=now()
        )
        session.add(told)
        return
    anew = told.until is not None or (
        told.warning != warning
        and await session.scalar(select(refuted()).where(col(KnownImpersonator.id) == case.id))
    )
    if anew:
        told.since, told.until = now(), None
    told.name, told.warning = case.name, warning
