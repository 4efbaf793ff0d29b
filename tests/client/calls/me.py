from simpul_client import raise_for_problem
from simpul_client.api.me import get_me
from simpul_client.models import Kind

from tests.client.calls.callers import Callers
from tests.client.people import OFFICE


async def call(callers: Callers) -> None:
    machine = raise_for_problem(get_me.sync_detailed(client=callers.machine))
    assert (machine.kind, machine.tenant.code, machine.roles) == (Kind.CLIENT, OFFICE, [])
    person = raise_for_problem(await get_me.asyncio_detailed(client=callers.province("verifier")))
    assert (person.kind, person.tenant.code, person.roles) == (Kind.PERSON, "32", ["verifier"])
