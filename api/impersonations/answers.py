"""Cases as they are answered with."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.schemas import Creator
from api.impersonations.children import assets_of
from api.impersonations.models import Impersonation
from api.impersonations.schemas import ImpersonationAnswer
from tenants.directory import directory_of

_PLAIN = set(ImpersonationAnswer.model_fields) - {"tenant", "asset_ids", "created_by"}


async def many(session: AsyncSession, cases: Sequence[Impersonation]) -> list[ImpersonationAnswer]:
    """Some cases with their evidence, in the same order."""
    assets = await assets_of(session, cases)
    directory = directory_of(session)
    return [
        ImpersonationAnswer(
            **case.model_dump(include=_PLAIN),
            tenant=directory.by_id(case.tenant_id).code,
            asset_ids=assets[case.id],
            created_by=Creator(name=case.created_by_name, kind=case.created_by_kind),
        )
        for case in cases
    ]


async def one(session: AsyncSession, case: Impersonation) -> ImpersonationAnswer:
    """One case with its evidence."""
    return (await many(session, [case]))[0]
