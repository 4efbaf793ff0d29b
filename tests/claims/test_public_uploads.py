"""Pictures and voice notes of people without an account: a ticket each, good once."""

import asyncio
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import Response

from api.media.store import Store
from api.media.tickets import forget_expired
from api.settings import Settings
from tenants.session import Sessions, as_tenant, transaction
from tests.claims.strangers import LIST, Office, Stranger, file, message
from tests.media.samples import photo, sound, video, voice
from tests.media.uploads import download, post_form
from tests.tenants.attempts import ask
from tests.world import Caller

ASSET = """
  select asset.status, asset.created_by_id, asset.purpose, tenant.code, asset.quarantine_key
  from asset join tenant on tenant.id = asset.tenant_id where asset.id = %(id)s
"""
EXPIRE = "update upload_ticket set expires_at = now() where asset_id = %(id)s"
ABSENT = "0199a1b2-0000-7000-8000-000000000000"


def told(answer: Response) -> tuple[int, dict[str, Any]]:
    found = answer.json()
    found.pop("request_id")
    return answer.status_code, found


def asset_of(office: Office, ticket: dict[str, Any]) -> tuple[Any, ...]:
    [found] = ask(office.superuser_url, ASSET, id=ticket["asset_ids"][0])
    return found


async def shown(caller: Caller, office: Office, made: dict[str, Any]) -> dict[str, Any]:
    row = (await caller.get(f"{LIST}/{office.row(made['reference'])['id']}")).json()
    asset: dict[str, Any] = (await caller.get(f"/v1/assets/{row['asset_ids'][0]}")).json()
    return asset


class TestAnnounce:
    async def test_answers_a_form_and_a_ticket(self, office: Office) -> None:
        answer = await office.stranger().ask_for_upload()
        assert answer.status_code == 201
        assert answer.headers["cache-control"] == "no-store"
        made = answer.json()
        assert set(made) == {"asset_id", "ticket", "upload", "expires_at"}
        asset = asset_of(office, {"asset_ids": [made["asset_id"]]})
        assert asset[:4] == ("awaiting_upload", None, "claim", "32.04")
        kept = ask(office.superuser_url, "select t::text from upload_ticket t")
        assert made["asset_id"] in str(kept)
        assert made["ticket"] not in str(kept)

    @pytest.mark.parametrize(
        ("changed", "pointer"),
        [
            ({"content_type": "text/csv"}, "/content_type"),
            ({"content_type": "image/svg+xml"}, "/content_type"),
            ({"size": 50 * 1024 * 1024 + 1}, "/size"),
            ({"size": 26 * 1024 * 1024}, "/size"),
            ({"size": 0}, "/size"),
            ({"sha256": "x"}, "/sha256"),
            ({"file_name": "../x.jpg"}, "/file_name"),
            ({"region": "31.71"}, "/region"),
            ({"purpose": "letter"}, "/purpose"),
        ],
    )
    async def test_takes_what_circulates(
        self, stranger: Stranger, changed: dict[str, Any], pointer: str
    ) -> None:
        answer = await stranger.ask_for_upload(**changed)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == pointer

    @pytest.mark.parametrize("content_type", ["audio/ogg", "audio/mp4", "video/mp4"])
    async def test_takes_recordings(self, stranger: Stranger, content_type: str) -> None:
        answer = await stranger.ask_for_upload(content_type=content_type, size=40 * 1024 * 1024)
        assert answer.status_code == 201, answer.text


class TestTicket:
    async def test_names_a_picture_that_the_office_sees(self, office: Office) -> None:
        stranger = office.stranger()
        ticket = await stranger.picture()
        made = await stranger.reported(**ticket)
        operator = await office.world.caller("32.04", "operator")
        before = await shown(operator, office, made)
        assert (before["status"], before["url"]) == ("checking", None)
        await office.work()
        after = await shown(operator, office, made)
        assert (after["status"], after["purpose"]) == ("ready", "claim")
        assert (await download(after["url"])).status_code == 200
        other = await office.world.caller("32.01", "operator")
        assert (await other.get(f"/v1/assets/{after['id']}")).status_code == 404
        province = await office.world.caller("32", "operator")
        assert (await province.get(f"/v1/assets/{after['id']}")).status_code == 200

    @pytest.mark.parametrize(
        ("content_type", "data", "medium"),
        [
            pytest.param("audio/ogg", voice(), "audio", id="voice-note"),
            pytest.param("audio/mp4", sound(), "audio", id="m4a"),
            pytest.param("video/mp4", video(), "video", id="video"),
        ],
    )
    async def test_a_recording_is_checked_as_all_are(
        self, office: Office, content_type: str, data: bytes, medium: str
    ) -> None:
        stranger = office.stranger()
        form = file(data, content_type=content_type, file_name="rekaman")
        answer = (await stranger.ask_for_upload(**form)).json()
        assert (await post_form(answer["upload"], data)).status_code == 204
        ticket = {"asset_ids": [answer["asset_id"]], "tickets": [answer["ticket"]]}
        made = await stranger.reported(text=None, links=[], **ticket)
        assert office.row(made["reference"])["medium"] == medium
        await office.work()
        assert asset_of(office, ticket)[0] == "ready"

    async def test_what_is_no_picture_is_refused_by_the_check(self, office: Office) -> None:
        stranger = office.stranger()
        data = b"<html><script>alert(1)</script>"
        answer = (await stranger.ask_for_upload(**file(data))).json()
        assert (await post_form(answer["upload"], data)).status_code == 204
        ticket = {"asset_ids": [answer["asset_id"]], "tickets": [answer["ticket"]]}
        await stranger.reported(**ticket)
        await office.work()
        assert asset_of(office, ticket)[0] == "refused"

    async def test_a_good_one_takes_the_place_of_one_that_was_refused(self, office: Office) -> None:
        """The same bytes, announced by somebody as something else."""
        data, text = photo(size=(77, 55)), message()
        seen: list[str] = []
        for content_type in ("image/png", "image/jpeg", "image/jpeg"):
            stranger = office.stranger()
            answer = (await stranger.ask_for_upload(**file(data, content_type=content_type))).json()
            assert (await post_form(answer["upload"], data)).status_code == 204
            ticket = {"asset_ids": [answer["asset_id"]], "tickets": [answer["ticket"]]}
            made = await stranger.reported(text=text, **ticket)
            await office.work()
            seen += ticket["asset_ids"]
        statuses = [asset_of(office, {"asset_ids": [each]})[0] for each in seen]
        assert statuses == ["refused", "ready", "ready"]
        row = office.row(made["reference"])
        assert row["sightings"] == 3
        operator = await office.world.caller("32.04", "operator")
        found = (await operator.get(f"{LIST}/{row['id']}")).json()
        assert found["asset_ids"] == seen[:2]

    async def test_is_good_once_and_refuses_alike(self, office: Office) -> None:
        stranger = office.stranger()
        used, other, expired, elsewhere = [
            await stranger.picture(region=region) for region in ("32.04", "32.04", "32.04", "32.01")
        ]
        await stranger.reported(**used)
        ask(office.superuser_url, EXPIRE, id=expired["asset_ids"][0])
        bad = [
            used,
            expired,
            elsewhere,
            {**other, "tickets": used["tickets"]},
            {**other, "asset_ids": used["asset_ids"]},
            {**other, "tickets": ["x"]},
            {**other, "asset_ids": [ABSENT]},
        ]
        answers = [told(await stranger.report(**each)) for each in bad]
        assert answers[0][0] == 422
        assert answers[0][1]["errors"][0]["pointer"] == "/tickets/0"
        assert answers == [answers[0]] * len(bad)
        await stranger.reported(**other)

    async def test_of_a_letter_is_none_of_a_claim(self, office: Office) -> None:
        stranger = office.stranger()
        letter = await stranger.ticket()
        named = {"asset_ids": [letter["letter_asset_id"]], "tickets": [letter["letter_ticket"]]}
        assert (await stranger.report(region="32", **named)).status_code == 422
        picture = await stranger.picture(region="32")
        as_letter = {
            "letter_asset_id": picture["asset_ids"][0],
            "letter_ticket": picture["tickets"][0],
        }
        assert (await stranger.register(**as_letter)).status_code == 422
        await stranger.reported(region="32", **picture)

    async def test_names_one_file_once(self, stranger: Stranger) -> None:
        ticket = await stranger.picture()
        twice = {name: given * 2 for name, given in ticket.items()}
        answer = await stranger.report(**twice)
        assert answer.json()["errors"][0]["pointer"] == "/asset_ids/1"
        await stranger.reported(**ticket)

    async def test_is_kept_while_nothing_was_uploaded(self, stranger: Stranger) -> None:
        ticket = await stranger.picture(upload=False)
        early = await stranger.report(**ticket)
        assert (early.status_code, early.json()["code"]) == (409, "upload-missing")

    async def test_of_many_at_once_one_wins(self, office: Office) -> None:
        ticket = await office.stranger().picture()
        answers = await asyncio.gather(*(office.stranger().report(**ticket) for _ in range(8)))
        assert sorted(answer.status_code for answer in answers) == [201] + [422] * 7


class TestUpkeep:
    async def test_what_nobody_named_goes_with_its_file(
        self, app: FastAPI, office: Office, sessions: Sessions, settings: Settings
    ) -> None:
        stranger = office.stranger()
        unused, used = await stranger.picture(), await stranger.picture()
        made = await stranger.reported(**used)
        key = asset_of(office, unused)[4]
        assert await Store(settings.storage).has_upload(key)
        for ticket in (unused, used):
            ask(office.superuser_url, EXPIRE, id=ticket["asset_ids"][0])
        tenant = app.state.directory.by_code("32.04").id
        async with transaction(sessions, as_tenant(tenant, "test")) as session:
            await forget_expired(session)
        await office.work()
        assert ask(office.superuser_url, ASSET, id=unused["asset_ids"][0]) == []
        assert not await Store(settings.storage).has_upload(key)
        assert (await stranger.report(**unused)).status_code == 422
        operator = await office.world.caller("32.04", "operator")
        assert (await shown(operator, office, made))["status"] == "ready"
