"""GET /v1/events: the events that webhooks carry, for those behind NAT."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.access.authenticate import Authenticated
from api.access.database import DB
from api.events import service
from api.events.schemas import EventAnswer, EventPage
from api.problems import problems

router = APIRouter(prefix="/v1/events", tags=["events"])


@router.get("", operation_id="list_events", responses=problems(400, 401))
async def list_events(
    _: Authenticated,
    session: DB,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> EventPage:
    """Events of the last 30 days for your tenant, oldest first, in commit order.

    Keep `next_cursor` and ask again with it: nothing is skipped and nothing comes twice.
    """
    found = await service.list_events(session, cursor, limit + 1)
    page = found[:limit]
    return EventPage(
        data=[EventAnswer(id=e.id, type=e.type, timestamp=e.created_at, data=e.data) for e in page],
        next_cursor=page[-1].cursor if page else cursor,
        has_more=len(found) > limit,
    )
