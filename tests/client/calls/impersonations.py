from uuid import uuid4

from simpul_client import if_match, iterate, raise_for_problem
from simpul_client.api.impersonations import (
    create_impersonation,
    get_impersonation,
    list_impersonations,
    update_impersonation,
)
from simpul_client.models import ImpersonationCreate, ImpersonationPatch, ImpersonationStatus

from tests.client.calls.callers import Callers


async def call(callers: Callers) -> None:
    operator = callers.office("operator")
    url = f"https://www.instagram.com/palsu.{uuid4().hex[:12]}/"
    made = raise_for_problem(
        create_impersonation.sync_detailed(
            client=operator, body=ImpersonationCreate(url=url, name="Pemkab C0ntoh")
        )
    )
    assert (made.status, made.platform, made.url) == (ImpersonationStatus.OPEN, "instagram", url)
    patch = ImpersonationPatch(status=ImpersonationStatus.REPORTED, platform_ticket="IG-1")
    reported = raise_for_problem(
        await update_impersonation.asyncio_detailed(
            made.id, client=operator, body=patch, if_match=if_match(made)
        )
    )
    assert reported.status == ImpersonationStatus.REPORTED
    read = raise_for_problem(get_impersonation.sync_detailed(made.id, client=operator))
    assert (read.version, read.platform_ticket) == (reported.version, "IG-1")
    listed = iterate(
        list_impersonations.sync_detailed,
        client=operator,
        status=[ImpersonationStatus.REPORTED],
    )
    assert made.id in {case.id for case in listed}
