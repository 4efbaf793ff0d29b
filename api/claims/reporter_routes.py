"""/v1/claims/{id}/reporter: who reported a claim, for the office that answers it."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.access.callers import ClaimsReporter
from api.access.database import DB
from api.claims import reporters
from api.claims.reporter_schemas import ClaimReporters, ClaimReportersTold, ReporterAnswer
from api.conditional import Precondition, tag
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.problems import problems

router = APIRouter(prefix="/v1/claims", tags=["claims"], route_class=IdempotentRoute)
READ = problems(400, 401, 403, 404)
CHANGE = problems(400, 401, 403, 404, 409, 412, 428)


@router.get("/{id}/reporter", operation_id="get_claim_reporter", responses=READ)
async def get_claim_reporter(
    id: UUID, caller: ClaimsReporter, session: DB, response: Response
) -> ClaimReporters:
    """Who reported one of your own claims. Every read is in the audit, with your name.

    They follow a claim to the office that answers it, and are erased 30 days after it was closed.
    """
    claim, found = await reporters.read(session, caller, id)
    response.headers["Cache-Control"] = "no-store"
    return ClaimReporters(
        reference=claim.reference,
        reporters=[
            ReporterAnswer(
                id=each.row.id,
                name=each.name,
                contact=each.contact,
                consent=each.row.consent,
                told_at=each.row.told_at,
                reported_at=each.row.created_at,
            )
            for each in found
        ],
    )


@router.post("/{id}/reporter/told", operation_id="mark_claim_reporter_told", responses=CHANGE)
async def mark_claim_reporter_told(
    id: UUID,
    caller: ClaimsReporter,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ClaimReportersTold:
    """Note that whoever left a telephone number, and wanted to know, was told of the answer.

    Letters are sent by themselves; list_claims with `to_tell=true` finds the rest.
    """
    claim, rows = await reporters.mark_told(session, caller, id, seen)
    tag(response, claim)
    wanting = [row for row in rows if row.consent]
    told = sum(row.told_at is not None for row in wanting)
    return ClaimReportersTold(
        reference=claim.reference, version=claim.version, told=told, waiting=len(wanting) - told
    )
