"""/v1/public/channels: is this account official? Anonymous, limited per address, cacheable."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.database import PublicDB
from api.problems import problems
from api.public import badge, channels
from api.public.caching import cacheable, cacheable_bytes
from api.public.channel_schemas import (
    BadgeQuery,
    ChannelLookup,
    LookupQuery,
    PublicChannelPage,
    PublicChannelQuery,
)

router = APIRouter(prefix="/v1/public/channels", tags=["public"])
# Opened on its own it runs and loads nothing; other sites may show it.
_BADGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
}


@router.get(
    "",
    operation_id="list_public_channels",
    response_model=PublicChannelPage,
    responses=problems(400),
)
async def list_public_channels(
    query: Annotated[PublicChannelQuery, Query()], session: PublicDB, request: Request
) -> Response:
    """The official accounts and outlets of the province, those that became so last first."""
    found, rows = await channels.list_channels(session, query)
    page = PublicChannelPage(
        data=rows,
        next_cursor=found.next_cursor,
        has_more=found.next_cursor is not None,
        total=found.total,
    )
    return cacheable(request, page)


@router.get(
    "/lookup", operation_id="lookup_channel", response_model=ChannelLookup, responses=problems(400)
)
async def lookup_channel(
    query: Annotated[LookupQuery, Query()], session: PublicDB, request: Request
) -> Response:
    """Whether an account is official, was official once, or is known to be false; now or at a time.

    Ask by `url`, or by `platform` and `handle`. The address of a single post, and every address that
    does not read plainly (another port, a name before `@`, letters of another script), is `unknown`.
    """
    return cacheable(request, await channels.lookup(session, query))


@router.get(
    "/badge.svg",
    operation_id="get_channel_badge",
    response_class=Response,
    responses={
        200: {"content": {"image/svg+xml": {"schema": {"type": "string"}}}},
        **problems(400),
    },
)
async def get_channel_badge(
    query: Annotated[BadgeQuery, Query()], session: PublicDB, request: Request
) -> Response:
    """The answer of the lookup as a small picture for web pages, in Indonesian or English."""
    asked = LookupQuery(**query.model_dump(exclude={"lang"}))
    found = await channels.lookup(session, asked)
    body = badge.draw(found, query.lang, channels.shown_address(asked, found.platform))
    return cacheable_bytes(request, body, "image/svg+xml", _BADGE_HEADERS)
