"""A message that somebody without an account hands in."""

import asyncio
from typing import Any

import pytest

from tests.claims.strangers import LIST, PUBLIC, Office, Stranger, claim, message
from tests.clarifications import bodies as clarifications
from tests.world import all_events

FIELDS = {"reference", "status_url", "secret", "due_at", "matches"}


class TestCreate:
    async def test_reaches_the_office_of_the_region(self, office: Office) -> None:
        stranger = office.stranger()
        text = message()
        answer = await stranger.report(text=text, links=["https://bantuan.example/x"])
        assert answer.status_code == 201
        assert answer.headers["cache-control"] == "no-store"
        assert '"claims"' in answer.headers["ratelimit-policy"]
        made = answer.json()
        assert set(made) == FIELDS
        assert made["status_url"] == f"{stranger.base_url}{PUBLIC}/{made['secret']}"
        operator = await office.world.caller("32.04", "operator")
        row = (await operator.get(f"{LIST}/{office.row(made['reference'])['id']}")).json()
        assert (row["text"], row["status"], row["tenant"]) == (text, "new", "32.04")
        assert (row["seen_on"], row["due_at"]) == ("whatsapp", made["due_at"])
        assert "reporter" not in row

    async def test_is_recorded_as_a_strangers(self, office: Office) -> None:
        made = await office.stranger().reported()
        admin = await office.world.caller("32.04", "admin")
        events = (await admin.get("/v1/audit-events?limit=50")).json()["data"]
        subject = office.row(made["reference"])["id"]
        [mine] = [event for event in events if event["subject"] == subject]
        assert (mine["action"], mine["actor"]["kind"]) == ("create_public_claim", "anonymous")

    async def test_answers_with_what_is_public_alone(self, office: Office) -> None:
        words = message()
        world = office.world
        public = await clarifications.published(world, title=words[:200], claim_reviewed=words)
        hidden = await clarifications.published(
            world, title=words[:200], claim_reviewed=words, audience="government"
        )
        made = await office.stranger().reported(text=words)
        numbers = [match["number"] for match in made["matches"]]
        assert public["number"] in numbers
        assert hidden["number"] not in numbers

    async def test_a_link_alone_has_no_matches(self, stranger: Stranger) -> None:
        links = [f"https://{message().split()[2]}.example/"]
        made = await stranger.reported(text=None, links=links)
        assert made["matches"] == []

    async def test_a_repeat_is_answered_alike_with_a_secret_of_its_own(
        self, office: Office
    ) -> None:
        text = message()
        first, second = [await office.stranger().reported(text=text) for _ in range(2)]
        assert set(first) == set(second) == FIELDS
        assert first["reference"] == second["reference"]
        assert first["secret"] != second["secret"]
        assert office.row(first["reference"])["sightings"] == 2
        told = [await office.stranger().follow(made) for made in (first, second)]
        for one in told:
            one.pop("reported_at")
        assert told[0] == told[1]
        assert "sightings" not in told[0]

    async def test_of_many_at_once_each_has_a_secret(self, office: Office) -> None:
        text = message()
        answers = await asyncio.gather(*(office.stranger().reported(text=text) for _ in range(12)))
        assert len({made["reference"] for made in answers}) == 1
        assert len({made["secret"] for made in answers}) == 12
        assert office.row(answers[0]["reference"])["sightings"] == 12

    @pytest.mark.parametrize(
        ("changed", "pointer"),
        [
            ({"region": "32.99"}, "/region"),
            ({"region": "31"}, "/region"),
            ({"region": None}, "/region"),
            ({"text": None}, "/text"),
            ({"external_reference": "x"}, "/external_reference"),
            ({"asset_ids": ["0199a1b2-0000-7000-8000-000000000000"]}, "/tickets"),
            ({"tickets": ["x"]}, "/tickets"),
            ({"reporter": {"contact": "a@b.example", "consent": "ya"}}, "/reporter/consent"),
        ],
    )
    async def test_says_what_to_change(
        self, stranger: Stranger, changed: dict[str, Any], pointer: str
    ) -> None:
        answer = await stranger.report(**changed)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == pointer

    async def test_is_limited_per_address(self, office: Office) -> None:
        stranger, other = office.stranger(), office.stranger()
        bad = claim(region="32.99")
        codes = [(await stranger.send("POST", PUBLIC, json=bad)).status_code for _ in range(31)]
        assert codes == [422] * 30 + [429]
        assert (await other.report()).status_code == 201
        assert (await stranger.ask_for_upload()).status_code == 201, "a limit of its own"

    async def test_no_event_tells_of_it(self, office: Office) -> None:
        made = await office.stranger().reported(
            reporter={"name": "Ujang Contoh", "contact": "ujang@warga.example", "consent": True}
        )
        operator = await office.world.caller("32.04", "operator")
        assert "ujang@warga.example" not in str(await all_events(operator))
        row = office.row(made["reference"])
        assert "warga.example" not in str(row)
        assert "Ujang" not in str(row)
