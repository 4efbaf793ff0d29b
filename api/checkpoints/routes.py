"""Verifying and exporting a tenant's chain; the list of its events is `api/audit/routes.py`."""

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from api.access.callers import AuditRead
from api.access.database import DB
from api.checkpoints import answers, exporting, verifying
from api.checkpoints.schemas import ChainVerification
from api.problems import problems

router = APIRouter(prefix="/v1/audit-events", tags=["audit"])
READ = problems(400, 401, 403, 503)


class Lines(StreamingResponse):
    """JSON, one document a line."""

    media_type = "application/x-ndjson"


@router.get("/verification", operation_id="verify_audit_chain", responses=READ)
async def verify_audit_chain(caller: AuditRead, session: DB, request: Request) -> ChainVerification:
    """Compute your tenant's whole chain again, and compare it with its newest checkpoint.

    Finds an event that was edited, deleted, inserted or moved, and a tail that was cut. Without the
    storage of the checkpoints the answer is 503, never `valid`.
    """
    found = await verifying.verify_chain(session, request.app.state.store, caller.tenant.code)
    return answers.one(request, found)


@router.get("/export", operation_id="export_audit_events", response_class=Lines, responses=READ)
async def export_audit_events(caller: AuditRead, session: DB, request: Request) -> Lines:
    """Your tenant's whole chain for somebody who trusts neither us nor our database.

    A header, one line per event in the order of their numbers, and an end; `simpul audit verify FILE`
    and the script of `simpul audit script` read it. Without its end it is refused.
    """
    export = await exporting.prepare(session, request.app.state.store, caller.tenant)
    name = f"simpul-audit-{caller.tenant.code}.ndjson"
    return Lines(
        exporting.lines(request.app.state.sessions, export),
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
