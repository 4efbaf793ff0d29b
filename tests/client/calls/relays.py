from datetime import UTC, datetime, timedelta

from simpul_client import if_match, iterate, raise_for_problem
from simpul_client.api.relays import (
    acknowledge_relay,
    complete_relay,
    decline_relay,
    get_relay,
    get_relay_coverage,
    list_relays,
    request_relays,
)
from simpul_client.models import (
    RelayAnswer,
    RelayComplete,
    RelayDecline,
    RelayPostBody,
    RelaysRequest,
    RelayStatus,
)

from tests.client.calls.callers import Callers
from tests.client.calls.clarifications import published
from tests.client.people import OFFICE


async def call(callers: Callers) -> None:
    operator, verifier = callers.office("operator"), callers.office("verifier")
    relay = _asked(callers)
    seen = raise_for_problem(
        await acknowledge_relay.asyncio_detailed(
            relay.id, client=operator, if_match=if_match(relay)
        )
    )
    assert seen.status == RelayStatus.ACKNOWLEDGED
    post = RelayPostBody(url="https://medsos.example/p/90", posted_at=datetime.now(UTC))
    done = raise_for_problem(
        complete_relay.sync_detailed(
            relay.id, client=operator, body=RelayComplete(posts=[post]), if_match=if_match(seen)
        )
    )
    assert [one.url for one in done.posts] == [post.url]
    number = relay.number
    coverage = raise_for_problem(get_relay_coverage.sync_detailed(number, client=verifier))
    assert coverage.relayed == 1
    assert number in coverage.whatsapp_text
    listed = iterate(list_relays.sync_detailed, client=operator, status=[RelayStatus.RELAYED])
    assert relay.id in {one.id for one in listed}

    other = _asked(callers)
    reason = RelayDecline(reason="Tidak menyangkut wilayah kami.")
    declined = raise_for_problem(
        decline_relay.sync_detailed(
            other.id, client=operator, body=reason, if_match=if_match(other)
        )
    )
    assert declined.status == RelayStatus.DECLINED


def _asked(callers: Callers) -> RelayAnswer:
    """What the office was asked for just now, among all governments."""
    number = published(callers).number or ""
    body = RelaysRequest(
        tenants="all", due_at=datetime.now(UTC) + timedelta(days=2), note="Mohon diteruskan."
    )
    asked = raise_for_problem(
        request_relays.sync_detailed(number, client=callers.office("verifier"), body=body)
    )
    mine = next(one for one in asked.asked if one.code == OFFICE)
    return raise_for_problem(
        get_relay.sync_detailed(mine.relay_id, client=callers.office("operator"))
    )
