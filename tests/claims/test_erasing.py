"""Who reported a claim is forgotten 30 days after it was closed; the link works on."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI

import api.worker
from api.claims.erasing import forget_reporters
from api.jobs.queue import queue
from api.privacy.affected import REPORTED, affected
from api.privacy.erasing import erase
from api.privacy.export import export
from api.privacy.letter import letters
from api.privacy.people import find
from api.privacy.touched import Window
from api.settings import Settings
from tenants.rows import now
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.claims.strangers import Office
from tests.tenants.attempts import ask

CLOSED = "update claim set closed_at = now() - %(age)s::interval where reference = %(reference)s"
WHO = {"name": "Ujang Contoh", "contact": "+628110000", "consent": True}


async def forget(app: FastAPI, sessions: Sessions, code: str = "32.04") -> None:
    tenant = app.state.directory.by_code(code).id
    async with transaction(sessions, as_tenant(tenant, "test")) as session:
        await forget_reporters(session)


def address() -> str:
    return f"warga-{uuid4().hex[:12]}@warga.example"


class TestForget:
    async def test_30_days_after_closing(
        self, app: FastAPI, sessions: Sessions, office: Office
    ) -> None:
        stranger = office.stranger()
        old, young, waiting = [await stranger.reported(reporter=WHO) for _ in range(3)]
        for made, age in ((old, "30 days"), (young, "29 days 23 hours")):
            await office.closed(made["reference"], "ineligible")
            ask(office.superuser_url, CLOSED, age=age, reference=made["reference"])
        await forget(app, sessions)
        assert office.reporters(old["reference"]) == []
        assert len(office.reporters(young["reference"])) == 1
        assert len(office.reporters(waiting["reference"])) == 1
        assert (await stranger.follow(old))["status"] == "ineligible"
        admin = await office.world.caller("32.04", "admin")
        events = (await admin.get("/v1/audit-events?limit=20")).json()["data"]
        assert "forget_claim_reporters" in {event["action"] for event in events}

    async def test_as_the_deployment_sets_it(
        self,
        app: FastAPI,
        sessions: Sessions,
        office: Office,
        settings: Settings,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("SIMPUL_RETENTION__REPORTER_DAYS", "2")
        assert Settings().retention.reporter_days == 2
        made = await office.stranger().reported(reporter=WHO)
        await office.closed(made["reference"], "ineligible")
        ask(office.superuser_url, CLOSED, age="3 days", reference=made["reference"])
        short = settings.retention.model_copy(update={"reporter_days": 2})
        tenant = app.state.directory.by_code("32.04").id
        async with transaction(sessions, as_tenant(tenant, "test")) as session:
            session.info["settings"] = settings.model_copy(update={"retention": short})
            await forget_reporters(session)
        assert office.reporters(made["reference"]) == []

    def test_runs_every_night(self) -> None:
        assert api.worker
        periodic = queue.periodic_registry.periodic_tasks
        crons = [one.cron for (name, _), one in periodic.items() if name == "claims.forget"]
        assert crons == ["11 3 * * *"]


class TestPrivacy:
    async def test_export_gives_what_he_reported(self, office: Office, sessions: Sessions) -> None:
        who: dict[str, Any] = {"name": "Siti Contoh", "contact": address(), "consent": True}
        made = await office.stranger().reported(reporter=who)
        await office.stranger().reported(reporter={**who, "contact": address()})
        async with transaction(sessions, as_system("test")) as session:
            whom = await find(session, who["contact"])
            assert whom is not None
            assert not whom.has_account
            found = await export(session, whom)
        [given] = found["tenants"]["32.04"]["claims_reported"]
        assert (given["reference"], given["name"]) == (made["reference"], "Siti Contoh")
        assert (given["contact"], given["consent"]) == (who["contact"], True)
        json.dumps(found)

    async def test_erase_takes_him_out(self, office: Office, sessions: Sessions) -> None:
        who: dict[str, Any] = {"name": "Siti Contoh", "contact": address(), "consent": True}
        other = {**who, "contact": address()}
        stranger = office.stranger()
        mine = await stranger.reported(reporter=who)
        theirs = await stranger.reported(reporter=other)
        async with transaction(sessions, as_system("test")) as session:
            whom = await find(session, who["contact"].upper())
            assert whom is not None
            done = await erase(session, whom)
        assert done.tenants["32.04"]["claims_reported"] == 1
        assert office.reporters(mine["reference"]) == []
        assert len(office.reporters(theirs["reference"])) == 1
        assert (await stranger.follow(mine))["status"] == "received"
        async with transaction(sessions, as_system("test")) as session:
            assert await find(session, who["contact"]) is None

    async def test_a_breach_touched_whoever_reported_in_its_time(
        self, office: Office, sessions: Sessions
    ) -> None:
        begin, contact = now(), address()
        phone = f"+62811{uuid4().int % 10**8:08}"
        for each in (contact, phone):
            who = {"name": "Siti Contoh", "contact": each, "consent": True}
            await office.stranger().reported(reporter=who)
        windows = Window(begin, now()), Window(begin - timedelta(days=9), begin)
        async with transaction(sessions, as_system("test")) as session:
            during, before = [await affected(session, window) for window in windows]
        found = {row.email: row for row in during if row.email in {contact, phone}}
        assert set(found) == {contact, phone}
        assert all(row.tenant == "32.04" and row.what == {REPORTED} for row in found.values())
        assert {contact, phone} & {row.email for row in before} == set()
        assert "pelapor isu" in letters(during, windows[0], "Kantor Contoh", ZoneInfo("UTC"), None)
