import asyncio
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import Response

from tests.media.uploads import download, post_form
from tests.registrations.applicants import PDF, Applicant, Desk, address
from tests.reports import bodies as reports
from tests.tenants.attempts import ask
from tests.world import Caller, World

ASSET = """
  select asset.status, asset.created_by_id, asset.purpose, tenant.code from asset
  join tenant on tenant.id = asset.tenant_id where asset.id = %(id)s
"""


def told(answer: Response) -> tuple[int, dict[str, Any]]:
    found = answer.json()
    found.pop("request_id")
    return answer.status_code, found


class TestAnnounce:
    async def test_answers_a_form_and_a_ticket(self, desk: Desk) -> None:
        answer = await desk.applicant.announce()
        assert answer.status_code == 201
        assert answer.headers["cache-control"] == "no-store"
        made = answer.json()
        assert set(made) == {"asset_id", "ticket", "upload", "expires_at"}
        assert set(made["upload"]) == {"method", "url", "fields", "expires_at"}
        found = ask(desk.superuser_url, ASSET, id=made["asset_id"])
        assert found == [("awaiting_upload", None, "letter", "32")]
        kept = ask(desk.superuser_url, "select t::text from upload_ticket t")
        assert made["asset_id"] in str(kept)
        assert made["ticket"] not in str(kept)

    async def test_lasts_an_hour(self, desk: Desk) -> None:
        made = (await desk.applicant.announce()).json()
        query = (
            "select round(extract(epoch from expires_at - created_at) / 60) from upload_ticket"
            " where asset_id = %(id)s"
        )
        assert ask(desk.superuser_url, query, id=made["asset_id"]) == [(60,)]

    @pytest.mark.parametrize(
        ("changed", "pointer"),
        [
            ({"content_type": "text/csv"}, "/content_type"),
            ({"content_type": "video/mp4"}, "/content_type"),
            ({"content_type": "image/svg+xml"}, "/content_type"),
            ({"size": 10 * 1024 * 1024 + 1}, "/size"),
            ({"size": 0}, "/size"),
            ({"sha256": "x"}, "/sha256"),
            ({"file_name": "../surat.pdf"}, "/file_name"),
            ({"purpose": "import"}, "/purpose"),
        ],
    )
    async def test_takes_a_pdf_or_a_picture(
        self, applicant: Applicant, changed: dict[str, Any], pointer: str
    ) -> None:
        answer = await applicant.announce(**changed)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == pointer

    async def test_storage_takes_the_announced_bytes_alone(self, applicant: Applicant) -> None:
        made = (await applicant.announce()).json()
        assert (await post_form(made["upload"], PDF + b"x")).status_code >= 400
        assert (await post_form(made["upload"], PDF)).status_code == 204


class TestTicket:
    async def test_names_a_letter_that_the_province_reads(
        self, desk: Desk, admin: Caller, world: World
    ) -> None:
        known = address()
        ticket = await desk.applicant.ticket()
        await desk.applicant.registered(email=known, **ticket)
        row = desk.row(known)
        assert row["letter_asset_id"] == ticket["letter_asset_id"]
        path = f"/v1/registrations/{row['id']}"
        before = (await admin.get(path)).json()["letter"]
        assert (before["status"], before["url"]) == ("checking", None)
        await desk.work()
        shown = (await admin.get(path)).json()["letter"]
        assert (shown["status"], shown["file_name"]) == ("ready", "surat permohonan.pdf")
        assert (await download(shown["url"])).content == PDF
        for code in ("32.04", "32.01"):
            regency = await world.caller(code, "operator")
            assert (await regency.get(f"/v1/assets/{shown['id']}")).status_code == 404

    async def test_is_good_once_and_refuses_alike(self, desk: Desk) -> None:
        used, other, expired = [await desk.applicant.ticket() for _ in range(3)]
        await desk.applicant.registered(**used)
        late = "update upload_ticket set expires_at = now() where asset_id = %(id)s"
        ask(desk.superuser_url, late, id=expired["letter_asset_id"])
        bad = [
            used,
            expired,
            {**other, "letter_ticket": used["letter_ticket"]},
            {**other, "letter_asset_id": used["letter_asset_id"]},
            {**other, "letter_ticket": "x"},
            {**other, "letter_asset_id": "0199a1b2-0000-7000-8000-000000000000"},
        ]
        answers = [told(await desk.applicant.register(**each)) for each in bad]
        assert answers[0][0] == 422
        assert answers[0][1]["errors"][0]["pointer"] == "/letter_ticket"
        assert answers == [answers[0]] * len(bad)
        await desk.applicant.registered(**other)

    async def test_of_another_tenants_asset_is_alike(self, desk: Desk, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        asset = (await operator.post("/v1/assets", reports.ASSET)).json()["id"]
        ticket = await desk.applicant.ticket(upload=False)
        foreign = await desk.applicant.register(**{**ticket, "letter_asset_id": asset})
        absent = await desk.applicant.register(**{**ticket, "letter_ticket": "y"})
        assert told(foreign) == told(absent)

    async def test_is_kept_while_nothing_was_uploaded(self, desk: Desk) -> None:
        known = address()
        made = (await desk.applicant.announce()).json()
        ticket = {"letter_asset_id": made["asset_id"], "letter_ticket": made["ticket"]}
        early = await desk.applicant.register(email=known, **ticket)
        assert (early.status_code, early.json()["code"]) == (409, "upload-missing")
        with pytest.raises(ValueError, match="not enough values"):
            desk.row(known)
        assert (await post_form(made["upload"], PDF)).status_code == 204
        await desk.applicant.registered(email=known, **ticket)

    async def test_of_many_at_once_one_wins(self, app: FastAPI, desk: Desk) -> None:
        ticket = await desk.applicant.ticket()
        crowd = [Applicant(app, desk.applicant.base_url) for _ in range(8)]
        answers = await asyncio.gather(*(each.register(**ticket) for each in crowd))
        assert sorted(answer.status_code for answer in answers) == [201] + [422] * 7
