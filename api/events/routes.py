"""GET /v1/events: the events that webhooks carry, for those behind NAT."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.authenticate import Authenticated
from api.access.database import DB
from api.events import service
from api.events.schemas import EventAnswer, EventPage, EventQuery
from api.listing import link_to_next
from api.problems import problems

router = APIRouter(prefix="/v1/events", tags=["events"])


@router.get("", operation_id="list_events", responses=problems(400, 401))
async def list_events(
    _: Authenticated,
    query: Annotated[EventQuery, Query()],
    session: DB,
    request: Request,
    response: Response,
) -> EventPage:
    """Events of the last 30 days for your tenant, oldest first, in commit order.

    Keep `next_cursor` and ask again with it: nothing is skipped and nothing comes twice.
    """
    found = await service.list_events(session, query.cursor, query.limit + 1)
    page = found[: query.limit]
    has_more = len(found) > query.limit
    response.headers.update(link_to_next(request, page[-1].cursor if has_more else None))
    return EventPage(
        data=[EventAnswer(id=e.id, type=e.type, timestamp=e.created_at, data=e.data) for e in page],
        next_cursor=page[-1].cursor if page else query.cursor,
        has_more=has_more,
    )
