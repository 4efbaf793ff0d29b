"""/v1/channels: keeping what was verified true."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.access.callers import ChannelsWrite
from api.access.database import DB
from api.channels import answers, confirming, proofs
from api.channels.schemas import ChannelAnswer
from api.conditional import Precondition, tag
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.problems import problems

router = APIRouter(prefix="/v1/channels", tags=["channels"], route_class=IdempotentRoute)
CHANGE = problems(400, 401, 403, 404, 409, 412, 428)


@router.post("/{id}/confirm", operation_id="confirm_channel", responses=CHANGE)
async def confirm_channel(
    id: UUID,
    caller: ChannelsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ChannelAnswer:
    """Say that your office still runs a verified channel: twice a year, or it becomes dormant."""
    channel = await confirming.confirm_channel(session, caller, id, seen)
    tag(response, channel)
    return await answers.one(session, channel)


@router.post("/{id}/check-proof", operation_id="check_channel_proof", responses=CHANGE)
async def check_channel_proof(
    id: UUID,
    caller: ChannelsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ChannelAnswer:
    """Have the account's own page looked at for its `proof_code`; `proof_result` tells soon.

    Of a website the front page, or `/.well-known/simpul.txt`. Only who verifies decides.
    """
    channel = await proofs.check_channel_proof(session, caller, id, seen)
    tag(response, channel)
    return await answers.one(session, channel)
