"""/v1/units: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status

from api.access.callers import UnitsRead, UnitsWrite
from api.access.database import DB
from api.conditional import Precondition, tag
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.problems import problems
from api.units import answers, service
from api.units.models import Unit
from api.units.schemas import UnitAnswer, UnitCreate, UnitPage, UnitPatch, UnitQuery

router = APIRouter(prefix="/v1/units", tags=["units"], route_class=IdempotentRoute)


def _tagged(unit: Unit, response: Response) -> UnitAnswer:
    tag(response, unit)
    return answers.one(unit)


@router.get("", operation_id="list_units", responses=problems(400, 401, 403))
async def list_units(
    query: Annotated[UnitQuery, Query()], _: UnitsRead, session: DB, page: Paging
) -> UnitPage:
    """The perangkat daerah and kecamatan of your tenant: labels for members, channels and reports."""
    found = await service.list_units(session, query)
    return page.of(UnitPage, found, answers.many(found.rows))


@router.post(
    "",
    operation_id="create_unit",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403, 409),
)
async def create_unit(
    body: UnitCreate, caller: UnitsWrite, session: DB, response: Response, _: Idempotent
) -> UnitAnswer:
    """Add a unit to your tenant."""
    unit = await service.create_unit(session, caller, body)
    response.headers["Location"] = f"/v1/units/{unit.id}"
    return _tagged(unit, response)


@router.get("/{id}", operation_id="get_unit", responses=problems(401, 403, 404))
async def get_unit(id: UUID, _: UnitsRead, session: DB, response: Response) -> UnitAnswer:
    """One unit of your tenant."""
    return _tagged(await service.get_unit(session, id), response)


@router.patch(
    "/{id}", operation_id="update_unit", responses=problems(400, 401, 403, 404, 409, 412, 428)
)
async def update_unit(
    id: UUID,
    body: UnitPatch,
    caller: UnitsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
) -> UnitAnswer:
    """Rename, archive or bring back a unit (JSON Merge Patch); what names it keeps it."""
    return _tagged(await service.update_unit(session, caller, id, body, seen), response)
