"""/v1/channels: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.callers import ChannelsRead, ChannelsVerify, ChannelsWrite
from api.access.database import DB
from api.channels import answers, review, service
from api.channels.models import Channel
from api.channels.schemas import (
    ChannelAnswer,
    ChannelCreate,
    ChannelPage,
    ChannelPatch,
    ChannelQuery,
    ChannelReject,
    ChannelSuspend,
)
from api.conditional import Precondition, tag
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.problems import problems

router = APIRouter(prefix="/v1/channels", tags=["channels"], route_class=IdempotentRoute)
READ = problems(400, 401, 403, 404)
CHANGE = problems(400, 401, 403, 404, 409, 412, 428)


async def _tagged(session: AsyncSession, channel: Channel, response: Response) -> ChannelAnswer:
    tag(response, channel)
    return await answers.one(session, channel)


@router.get("", operation_id="list_channels", responses=READ)
async def list_channels(
    query: Annotated[ChannelQuery, Query()], caller: ChannelsRead, session: DB, page: Paging
) -> ChannelPage:
    """Your channels, newest first. The province sees those of every tenant."""
    found = await service.list_channels(session, caller, query)
    return page.of(ChannelPage, found, await answers.many(session, found.rows))


@router.post(
    "",
    operation_id="create_channel",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403, 409),
)
async def create_channel(
    body: ChannelCreate, caller: ChannelsWrite, session: DB, response: Response, _: Idempotent
) -> ChannelAnswer:
    """Register a channel of your tenant; the province sees it and verifies it."""
    channel = await service.create_channel(session, caller, body)
    response.headers["Location"] = f"/v1/channels/{channel.id}"
    return await _tagged(session, channel, response)


@router.get("/{id}", operation_id="get_channel", responses=READ)
async def get_channel(
    id: UUID, caller: ChannelsRead, session: DB, response: Response
) -> ChannelAnswer:
    """One channel of your tenant; for the province any."""
    return await _tagged(session, await service.get_channel(session, caller, id), response)


@router.patch("/{id}", operation_id="update_channel", responses=CHANGE)
async def update_channel(
    id: UUID,
    body: ChannelPatch,
    caller: ChannelsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
) -> ChannelAnswer:
    """Change a channel (JSON Merge Patch); with another url or handle it is pending again."""
    channel = await service.update_channel(session, caller, id, body, seen)
    return await _tagged(session, channel, response)


@router.post("/{id}/verify", operation_id="verify_channel", responses=CHANGE)
async def verify_channel(
    id: UUID,
    caller: ChannelsVerify,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ChannelAnswer:
    """Make a channel official (province, and nobody who wrote on it)."""
    channel = await review.verify_channel(session, caller, id, seen)
    return await _tagged(session, channel, response)


@router.post("/{id}/reject", operation_id="reject_channel", responses=CHANGE)
async def reject_channel(
    id: UUID,
    body: ChannelReject,
    caller: ChannelsVerify,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ChannelAnswer:
    """Send a channel back to its tenant with the reason (province)."""
    channel = await review.reject_channel(session, caller, id, seen, body.reason)
    return await _tagged(session, channel, response)


@router.post("/{id}/suspend", operation_id="suspend_channel", responses=CHANGE)
async def suspend_channel(
    id: UUID,
    body: ChannelSuspend,
    caller: ChannelsVerify,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ChannelAnswer:
    """End at once that a channel is official, such as when it was taken over (province)."""
    channel = await review.suspend_channel(session, caller, id, seen, body.reason)
    return await _tagged(session, channel, response)


@router.post("/{id}/reinstate", operation_id="reinstate_channel", responses=CHANGE)
async def reinstate_channel(
    id: UUID,
    caller: ChannelsVerify,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ChannelAnswer:
    """Make a suspended channel official again (province, and nobody who wrote on it).

    One that was suspended while its new address waited for verification is pending again.
    """
    channel = await review.reinstate_channel(session, caller, id, seen)
    return await _tagged(session, channel, response)


@router.post("/{id}/archive", operation_id="archive_channel", responses=CHANGE)
async def archive_channel(
    id: UUID,
    caller: ChannelsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ChannelAnswer:
    """Give up a channel of your tenant; the public then learns that it was official until now."""
    channel = await service.archive_channel(session, caller, id, seen)
    return await _tagged(session, channel, response)
