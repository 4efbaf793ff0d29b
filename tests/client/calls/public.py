from simpul_client import iterate, iterate_async, raise_for_problem
from simpul_client.api.public import (
    get_channel_badge,
    get_public_clarification,
    list_public_channels,
    list_public_clarifications,
    lookup_channel,
    match_public_clarifications,
)
from simpul_client.models import ChannelState, MatchRequest

from tests.client.calls import reported
from tests.client.calls.callers import Callers
from tests.client.calls.clarifications import published


async def call(callers: Callers) -> None:
    reported.is_followed(callers)
    row = published(callers)
    rows = iterate_async(list_public_clarifications.asyncio_detailed, client=callers.anonymous)
    assert row.number == (await anext(rows)).number  # newest first
    found = raise_for_problem(
        get_public_clarification.sync_detailed(row.slug or "", client=callers.anonymous)
    )
    assert (found.number, found.title) == (row.number, row.title)
    found = raise_for_problem(
        get_public_clarification.sync_detailed(
            row.slug or "", client=callers.anonymous, language="su"
        )
    )
    assert (found.language, found.title) == ("su", row.translations[0].title)
    assert [each.language for each in found.translations] == ["id"]
    asked = MatchRequest(text=row.title, limit=20)
    answer = await match_public_clarifications.asyncio_detailed(
        client=callers.anonymous, body=asked
    )
    assert row.number in [one.number for one in raise_for_problem(answer).data]

    listed = iterate(list_public_channels.sync_detailed, client=callers.anonymous)
    official = next(one for one in listed if one.url)
    url = official.url or ""
    known = raise_for_problem(lookup_channel.sync_detailed(client=callers.anonymous, url_query=url))
    assert (known.state, known.name) == (ChannelState.OFFICIAL, official.name)
    picture = get_channel_badge.sync_detailed(client=callers.anonymous, url_query=url)
    assert picture.content.startswith(b"<svg ")
