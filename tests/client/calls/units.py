from uuid import uuid4

import pytest
from simpul_client import ConflictError, if_match, iterate, raise_for_problem
from simpul_client.api.units import create_unit, get_unit, list_units, update_unit
from simpul_client.models import UnitCreate, UnitKind, UnitPatch, UnitSort, UnitStatus

from tests.client.calls.callers import Callers


async def call(callers: Callers) -> None:
    admin = callers.office("admin")
    body = UnitCreate(name=f"Dinas Contoh {uuid4()}", kind=UnitKind.AGENCY)
    made = raise_for_problem(create_unit.sync_detailed(client=admin, body=body))
    assert (made.name, made.kind, made.status) == (body.name, UnitKind.AGENCY, UnitStatus.ACTIVE)
    again = create_unit.sync_detailed(client=admin, body=body)
    with pytest.raises(ConflictError) as refused:
        raise_for_problem(again)
    assert refused.value.code == "name-taken"

    patch = UnitPatch(status=UnitStatus.ARCHIVED)
    archived = raise_for_problem(
        await update_unit.asyncio_detailed(
            made.id, client=admin, body=patch, if_match=if_match(made)
        )
    )
    assert (archived.status, archived.name) == (UnitStatus.ARCHIVED, body.name)
    read = raise_for_problem(get_unit.sync_detailed(made.id, client=callers.office("operator")))
    assert read == archived
    backwards = UnitSort("-name")
    for status, there in ((UnitStatus.ARCHIVED, True), (UnitStatus.ACTIVE, False)):
        found = iterate(list_units.sync_detailed, client=admin, status=[status], sort=backwards)
        assert (made.id in {unit.id for unit in found}) == there
