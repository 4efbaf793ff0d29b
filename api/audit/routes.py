"""GET /v1/audit-events: HTTP in, HTTP out. Verifying and exporting: `api/checkpoints/routes.py`."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.access.callers import AuditRead
from api.access.database import DB
from api.audit import answers, reading
from api.audit.schemas import AuditEventPage, AuditQuery
from api.listing import Paging
from api.problems import problems

router = APIRouter(prefix="/v1/audit-events", tags=["audit"])


@router.get("", operation_id="list_audit_events", responses=problems(400, 401, 403))
async def list_audit_events(
    query: Annotated[AuditQuery, Query()], _: AuditRead, session: DB, page: Paging
) -> AuditEventPage:
    """What was done in your tenant, newest first. No tenant reads another's, the province included.

    What the province did to your rows is here too, with its office and role in place of the person.
    """
    found = await reading.list_events(session, query)
    return page.of(AuditEventPage, found, await answers.many(session, found.rows))
