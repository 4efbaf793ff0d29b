from uuid import uuid4

from simpul_client import if_match, iterate, raise_for_problem
from simpul_client.api.tenants import get_tenant, list_tenants, update_tenant
from simpul_client.models import TenantPatch

from tests.client.calls.callers import Callers
from tests.client.people import OFFICE


async def call(callers: Callers) -> None:
    admin = callers.office("admin")
    codes = [tenant.code for tenant in iterate(list_tenants.sync_detailed, client=admin)]
    assert len(codes) == len(set(codes)) > 1
    assert OFFICE in codes
    mine = raise_for_problem(get_tenant.sync_detailed(OFFICE, client=admin))
    patch = TenantPatch(address=f"Jalan Raya {uuid4().hex[:6]}")
    changed = raise_for_problem(
        await update_tenant.asyncio_detailed(
            OFFICE, client=admin, body=patch, if_match=if_match(mine)
        )
    )
    assert (changed.address, changed.version) == (patch.address, mine.version + 1)
