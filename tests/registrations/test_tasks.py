from fastapi import FastAPI

import api.worker
from api.jobs.queue import defer, queue
from api.media.store import Store
from api.registrations import tasks
from api.registrations.tasks import forget_old
from api.settings import Settings
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.media.uploads import download
from tests.registrations.applicants import PDF, Desk, Json, address, body
from tests.tenants.attempts import ask
from tests.world import Caller

ASSET = "select quarantine_key, media_key from asset where id = %(id)s"
TICKET = "select used_at is null from upload_ticket where asset_id = %(id)s"
EXPIRE = "update upload_ticket set expires_at = now() where asset_id = %(id)s"


async def forget(app: FastAPI, sessions: Sessions) -> None:
    province = app.state.directory.province.id
    async with transaction(sessions, as_tenant(province, "test")) as session:
        await forget_old(session)


def exists(desk: Desk, recipient: str) -> bool:
    query = "select from registration where email = %(email)s"
    return bool(ask(desk.superuser_url, query, email=recipient))


class TestUnconfirmed:
    async def test_goes_after_seven_days(
        self, app: FastAPI, sessions: Sessions, desk: Desk
    ) -> None:
        old, young = body(), body()
        secret = (await desk.applicant.registered(**old))["secret"]
        await desk.applicant.registered(**young)
        confirmed = await desk.pending()
        for each, age in ((old, "7 days"), (young, "6 days 23 hours"), (confirmed, "70 days")):
            desk.age(each["email"], age)
        await forget(app, sessions)
        assert not exists(desk, old["email"])
        assert exists(desk, young["email"])
        assert exists(desk, confirmed["email"])
        gone = await desk.applicant.get(f"/v1/registrations/status/{secret}")
        assert gone.status_code == 404

    async def test_takes_its_letter_along(
        self, app: FastAPI, sessions: Sessions, desk: Desk, admin: Caller
    ) -> None:
        known = address()
        ticket = await desk.applicant.ticket()
        await desk.applicant.registered(email=known, **ticket)
        desk.age(known, "8 days")
        await forget(app, sessions)
        assert exists(desk, known), "its letter was being checked"
        await desk.work()
        path = f"/v1/registrations/{desk.row(known)['id']}"
        url = (await admin.get(path)).json()["letter"]["url"]
        assert (await download(url)).content == PDF
        await forget(app, sessions)
        await desk.work()
        assert not exists(desk, known)
        assert ask(desk.superuser_url, ASSET, id=ticket["letter_asset_id"]) == []
        assert (await download(url)).status_code == 404


class TestTickets:
    async def test_unused_ones_go_with_their_files(
        self, app: FastAPI, sessions: Sessions, desk: Desk, settings: Settings
    ) -> None:
        ticket, good = await desk.applicant.ticket(), await desk.applicant.ticket()
        [(key, _)] = ask(desk.superuser_url, ASSET, id=ticket["letter_asset_id"])
        assert await Store(settings.storage).has_upload(key)
        ask(desk.superuser_url, EXPIRE, id=ticket["letter_asset_id"])
        await forget(app, sessions)
        await desk.work()
        assert ask(desk.superuser_url, ASSET, id=ticket["letter_asset_id"]) == []
        assert ask(desk.superuser_url, TICKET, id=ticket["letter_asset_id"]) == []
        assert not await Store(settings.storage).has_upload(key)
        assert (await desk.applicant.register(**ticket)).status_code == 422
        await desk.applicant.registered(**good)

    async def test_used_ones_leave_the_letter(
        self, app: FastAPI, sessions: Sessions, desk: Desk, admin: Caller
    ) -> None:
        ticket = await desk.applicant.ticket()
        row = await desk.pending(**ticket)
        ask(desk.superuser_url, EXPIRE, id=ticket["letter_asset_id"])
        await forget(app, sessions)
        await desk.work()
        assert ask(desk.superuser_url, TICKET, id=ticket["letter_asset_id"]) == []
        shown: Json = (await admin.get(f"/v1/registrations/{row['id']}")).json()
        assert shown["letter"]["status"] == "ready"


class TestSchedule:
    def test_runs_every_hour(self) -> None:
        assert api.worker
        periodic = queue.periodic_registry.periodic_tasks
        crons = [one.cron for (name, _), one in periodic.items() if name == "registrations.forget"]
        assert crons == ["23 * * * *"]

    async def test_is_known_to_the_worker(self, sessions: Sessions, desk: Desk) -> None:
        old = body()
        await desk.applicant.registered(**old)
        desk.age(old["email"], "8 days")
        async with transaction(sessions, as_system("test")) as session:
            await defer(session, tasks.forget, timestamp=0)
        await desk.work()
        assert not exists(desk, old["email"])
