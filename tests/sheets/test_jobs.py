"""Following jobs: who sees them, what they tell while they run, how they end, and when they go."""

import asyncio
import hashlib
import io
from collections.abc import Sequence
from datetime import timedelta
from tempfile import TemporaryFile
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from api.jobs.queue import Runtime
from api.media.store import Store
from api.sheets import answers, imports, running, tasks
from api.sheets.following import Following
from api.sheets.models import Job
from api.sheets.schemas import JobAnswer
from tenants.rows import now
from tenants.session import Sessions
from tests.media.uploads import download
from tests.members.conftest import Work
from tests.members.people import join
from tests.members.workbooks import asset
from tests.sheets.conftest import HOME
from tests.sheets.tables import (
    EXPORTS,
    HEADER,
    REPORTS,
    csv,
    exported,
    found,
    imported,
    job_of,
    row,
    started,
)
from tests.tenants.attempts import ask
from tests.world import Caller, World, sign_in


async def run(runtime: Runtime, job: dict[str, Any]) -> None:
    place = runtime.directory.by_code(HOME)
    assert place
    await running.run(runtime, place, UUID(job["id"]))


class TestFollowing:
    async def test_waits_then_runs_then_ends(self, clerk: Caller, work: Work) -> None:
        made = await clerk.post(EXPORTS, {"kind": "channels"})
        assert made.status_code == 202
        assert int(made.headers["retry-after"]) >= 1
        job = made.json()
        assert (job["status"], job["result"], job["file"]) == ("queued", None, None)
        assert job["progress"] == {"done": 0, "total": None}
        await work()
        answer = await clerk.get(f"/v1/jobs/{job['id']}")
        assert "retry-after" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"
        assert answer.json()["status"] == "succeeded"
        [newest] = (await clerk.get("/v1/jobs?limit=1")).json()["data"]
        assert newest["id"] == job["id"]
        kinds = (await clerk.get("/v1/jobs?kind=import_reports")).json()["data"]
        assert {one["kind"] for one in kinds} <= {"import_reports"}

    async def test_tells_how_far_it_is(
        self,
        clerk: Caller,
        work: Work,
        runtime: Runtime,
        monkeypatch: pytest.MonkeyPatch,
        superuser_url: str,
    ) -> None:
        monkeypatch.setattr(imports, "_BATCH", 2)
        seen, advance = [], Following.advance

        async def look(self: Any, rows: int) -> None:
            await advance(self, rows)
            seen.append((await job_of(clerk, str(self.id)))["progress"])

        monkeypatch.setattr(Following, "advance", look)
        file = await asset(clerk, work, csv([HEADER, *(row() for _ in range(5))]))
        job = await started(clerk, REPORTS, {"asset_id": file})
        ask(superuser_url, "delete from procrastinate_jobs where task_name = 'sheets.run'")
        await run(runtime, job)
        assert [one["done"] for one in seen] == [2, 4, 5, 7, 9, 10]
        assert {one["total"] for one in seen} == {10}

    async def test_a_list_reads_no_rows(
        self, clerk: Caller, work: Work, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Two hundred imports with a thousand bad rows each would not fit into memory."""
        job = await imported(clerk, work, csv([HEADER, row(Jenis="pesta")]))
        read, many = dict[str, Any](), answers.many

        def look(store: Store, jobs: Sequence[Job], language: str) -> list[JobAnswer]:
            read.update({str(one.id): one.result for one in jobs})
            return many(store, jobs, language)

        monkeypatch.setattr(answers, "many", look)
        [listed] = (await clerk.get("/v1/jobs?limit=1")).json()["data"]
        assert read[job["id"]] == {"rows": 1, "created": 0, "skipped": 0, "refused": 1}
        assert listed["result"] == job["result"] | {"problems": []}

    async def test_a_repeat_starts_nothing_new(self, clerk: Caller, work: Work) -> None:
        file, key = await asset(clerk, work, csv([HEADER, row()])), str(uuid4())
        first = await clerk.post(REPORTS, {"asset_id": file}, key=key)
        again = await clerk.post(REPORTS, {"asset_id": file}, key=key)
        assert again.json()["id"] == first.json()["id"]
        await work()

    async def test_three_at_once_and_no_more(self, clerk: Caller, work: Work) -> None:
        for _ in range(3):
            await started(clerk, EXPORTS, {"kind": "channels", "format": "csv"})
        answer = await clerk.post(EXPORTS, {"kind": "channels"})
        assert (answer.status_code, answer.json()["code"]) == (429, "too-many-requests")
        await work()
        assert (await clerk.post(EXPORTS, {"kind": "channels"})).status_code == 202
        await work()

    async def test_three_are_not_more_when_they_are_asked_for_together(
        self, clerk: Caller, work: Work
    ) -> None:
        body = {"kind": "channels", "format": "csv"}
        answers_ = await asyncio.gather(*(clerk.post(EXPORTS, body) for _ in range(8)))
        statuses = sorted(answer.status_code for answer in answers_)
        await work()
        assert statuses == [202] * 3 + [429] * 5


class TestWhoSeesThem:
    async def test_nobody_of_another_tenant(self, clerk: Caller, work: Work, world: World) -> None:
        job, _ = await exported(clerk, work, kind="channels", format="csv")
        absent = await (await world.caller("32.73", "operator")).get(f"/v1/jobs/{uuid4()}")
        for tenant, role in (("32.73", "operator"), ("32", "verifier"), ("32.73", "client")):
            other = await world.caller(tenant, role)
            answer = await other.get(f"/v1/jobs/{job['id']}")
            assert answer.status_code == 404
            assert answer.json()["code"] == absent.json()["code"]
            assert job["id"] not in (await other.get("/v1/jobs?limit=200")).text

    async def test_an_import_needs_the_permission_to_read_what_is_in_it(
        self, clerk: Caller, work: Work, world: World, sessions: Sessions
    ) -> None:
        job = await imported(clerk, work, csv([HEADER, row()]))
        human = (await join(sessions, HOME, "viewer")).human
        token = (await sign_in(world.api, human, scope="rollups:read"))["access_token"]
        narrow = Caller(world.api, token, HOME)
        refused = await narrow.get(f"/v1/jobs/{job['id']}")
        assert (refused.status_code, refused.json()["permission"]) == (403, "reports:read")
        assert job["id"] not in (await narrow.get("/v1/jobs?limit=200")).text

    async def test_an_export_needs_the_permission_to_read_what_is_in_it(
        self, clerk: Caller, work: Work, world: World, sessions: Sessions
    ) -> None:
        human = (await join(sessions, HOME, "viewer")).human
        token = (await sign_in(world.api, human, scope="rollups:read"))["access_token"]
        narrow = Caller(world.api, token, HOME)
        for kind in ("reports", "channels"):
            refused = await narrow.post(EXPORTS, {"kind": kind})
            assert (refused.status_code, refused.json()["permission"]) == (403, f"{kind}:read")
            job, _ = await exported(clerk, work, kind=kind, format="csv")
            seen = await narrow.get(f"/v1/jobs/{job['id']}")
            assert (seen.status_code, seen.json()["permission"]) == (403, f"{kind}:read")
            assert job["id"] not in (await narrow.get("/v1/jobs?limit=200")).text
        own, _ = await exported(narrow, work, kind="completeness", format="csv")
        assert own["id"] in (await narrow.get("/v1/jobs?limit=200")).text

    async def test_a_file_of_another_tenant_is_none(
        self, clerk: Caller, work: Work, world: World
    ) -> None:
        file = await asset(clerk, work, csv([HEADER, row()]))
        other = await world.caller("32.73", "operator")
        theirs = await other.post(REPORTS, {"asset_id": file})
        nobody = await other.post(REPORTS, {"asset_id": str(uuid4())})
        assert theirs.status_code == nobody.status_code == 422
        assert theirs.json()["errors"] == nobody.json()["errors"]


class TestActing:
    async def test_who_lost_the_role_meanwhile_writes_nothing(
        self, world: World, sessions: Sessions, work: Work, superuser_url: str
    ) -> None:
        joined = await join(sessions, HOME, "operator")
        caller = await joined.caller(world.api)
        cells = row()
        file = await asset(caller, work, csv([HEADER, cells]))
        job = await started(caller, REPORTS, {"asset_id": file})
        demoted = "update membership set roles = '{viewer}' where id = %(id)s"
        ask(superuser_url, demoted, id=joined.member_id)
        await work()
        ended = await job_of(caller, job["id"])
        assert (ended["status"], ended["error"]["code"]) == ("failed", "permission-required")
        assert await found(caller, cells[-1]) == []

    async def test_a_client_imports_and_its_revocation_stops_it(
        self, world: World, work: Work, superuser_url: str
    ) -> None:
        machine = await world.caller("32.01", "client")
        cells = row()
        assert (await imported(machine, work, csv([HEADER, cells])))["status"] == "succeeded"
        [report] = await found(machine, cells[-1])
        assert report["created_by"]["kind"] == "client"
        file = await asset(machine, work, csv([HEADER, row()]))
        job = await started(machine, REPORTS, {"asset_id": file})
        identifier = world.clients["32.01"].client_id
        status = "update client set status = %(to)s where id = %(id)s"
        ask(superuser_url, status, to="revoked", id=identifier)
        try:
            await work()
        finally:
            ask(superuser_url, status, to="active", id=identifier)
        ended = await job_of(machine, job["id"])
        assert ended["error"]["code"] == "permission-required"

    async def test_needs_the_right_to_write(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        body = {"asset_id": str(uuid4())}
        for path in (REPORTS, "/v1/channels/imports"):
            answer = await viewer.post(path, body)
            assert (answer.status_code, answer.json()["code"]) == (403, "permission-required")


class TestRunningAgain:
    async def test_what_is_over_is_not_run_again(
        self, clerk: Caller, work: Work, runtime: Runtime
    ) -> None:
        cells = row(Nomor_rujukan="")
        job = await imported(clerk, work, csv([HEADER, cells]))
        await run(runtime, job)
        assert await job_of(clerk, job["id"]) == job

    async def test_a_partial_import_goes_on_where_its_worker_died(
        self,
        clerk: Caller,
        work: Work,
        runtime: Runtime,
        monkeypatch: pytest.MonkeyPatch,
        superuser_url: str,
    ) -> None:
        monkeypatch.setattr(imports, "_BATCH", 2)
        title = f"Judul {uuid4()}"
        rows = [row(Judul=title, Nomor_rujukan="") for _ in range(5)]
        file = await asset(clerk, work, csv([HEADER, *rows]))
        job = await started(clerk, REPORTS, {"asset_id": file, "partial": True})
        ask(superuser_url, "delete from procrastinate_jobs where task_name = 'sheets.run'")
        write, batches = imports.Import._write_batch, []

        async def die(*arguments: Any) -> None:
            batches.append(1)
            if len(batches) == 2:
                raise psycopg.OperationalError
            await write(*arguments)

        monkeypatch.setattr(imports.Import, "_write_batch", die)
        with pytest.raises(psycopg.OperationalError):
            await run(runtime, job)
        assert (await job_of(clerk, job["id"]))["status"] == "running"
        monkeypatch.setattr(imports.Import, "_write_batch", write)
        await run(runtime, job)
        count = "select count(*) from report where title = %(title)s"
        assert ask(superuser_url, count, title=title) == [(5,)]
        assert (await job_of(clerk, job["id"]))["result"]["created"] == 5

    async def test_what_was_written_before_counts_as_written(
        self,
        clerk: Caller,
        work: Work,
        runtime: Runtime,
        monkeypatch: pytest.MonkeyPatch,
        superuser_url: str,
    ) -> None:
        """Rows with references are there already, and the same, when a run begins again."""
        monkeypatch.setattr(imports, "_BATCH", 2)
        there = row()
        await imported(clerk, work, csv([HEADER, there]))
        rows = [there, *(row() for _ in range(4)), row(Jenis="pesta")]
        job = await self._died(clerk, work, runtime, monkeypatch, superuser_url, rows)
        await run(runtime, job)
        result = (await job_of(clerk, job["id"]))["result"]
        counts = {name: result[name] for name in ("rows", "created", "skipped", "refused")}
        assert counts == {"rows": 6, "created": 4, "skipped": 1, "refused": 1}

    async def test_what_ends_half_way_tells_what_it_wrote(
        self,
        clerk: Caller,
        work: Work,
        runtime: Runtime,
        monkeypatch: pytest.MonkeyPatch,
        superuser_url: str,
    ) -> None:
        monkeypatch.setattr(imports, "_BATCH", 2)
        rows = [row() for _ in range(5)]
        job = await self._died(clerk, work, runtime, monkeypatch, superuser_url, rows)
        place = runtime.directory.by_code(HOME)
        assert place
        await running.fail(runtime, place, UUID(job["id"]), "unavailable")
        ended = await job_of(clerk, job["id"])
        assert (ended["status"], ended["error"]["code"]) == ("failed", "unavailable")
        assert (ended["result"]["rows"], ended["result"]["created"]) == (5, 2)

    async def _died(
        self,
        clerk: Caller,
        work: Work,
        runtime: Runtime,
        monkeypatch: pytest.MonkeyPatch,
        superuser_url: str,
        rows: list[list[Any]],
    ) -> dict[str, Any]:
        """A partial import whose worker died after its first batch."""
        file = await asset(clerk, work, csv([HEADER, *rows]))
        job = await started(clerk, REPORTS, {"asset_id": file, "partial": True})
        ask(superuser_url, "delete from procrastinate_jobs where task_name = 'sheets.run'")
        write, batches = imports.Import._write_batch, []

        async def die(*arguments: Any) -> None:
            batches.append(1)
            if len(batches) == 2:
                raise psycopg.OperationalError
            await write(*arguments)

        with monkeypatch.context() as patch:
            patch.setattr(imports.Import, "_write_batch", die)
            with pytest.raises(psycopg.OperationalError):
                await run(runtime, job)
        return job

    @pytest.mark.parametrize("partial", [False, True])
    async def test_two_runs_at_once_write_once(
        self,
        clerk: Caller,
        work: Work,
        runtime: Runtime,
        monkeypatch: pytest.MonkeyPatch,
        superuser_url: str,
        *,
        partial: bool,
    ) -> None:
        """A worker that stood still goes on when another has had its job."""
        title = f"Judul {uuid4()}"
        rows = [row(Judul=title, Nomor_rujukan="") for _ in range(3)]
        file = await asset(clerk, work, csv([HEADER, *rows]))
        job = await started(clerk, REPORTS, {"asset_id": file, "partial": partial})
        ask(superuser_url, "delete from procrastinate_jobs where task_name = 'sheets.run'")
        write = imports.Import._write_batch

        async def stand_still(*arguments: Any) -> None:
            monkeypatch.setattr(imports.Import, "_write_batch", write)
            await run(runtime, job)
            await write(*arguments)

        monkeypatch.setattr(imports.Import, "_write_batch", stand_still)
        await run(runtime, job)
        count = "select count(*) from report where title = %(title)s"
        assert ask(superuser_url, count, title=title) == [(3,)]
        ended = await job_of(clerk, job["id"])
        assert (ended["status"], ended["result"]["created"]) == ("succeeded", 3)

    async def test_what_kills_its_workers_ends(
        self, clerk: Caller, work: Work, superuser_url: str
    ) -> None:
        job = await started(clerk, EXPORTS, {"kind": "channels"})
        died = "update procrastinate_jobs set attempts = 5 where task_name = 'sheets.run'"
        ask(superuser_url, died)
        await work()
        ended = await job_of(clerk, job["id"])
        assert (ended["status"], ended["error"]["code"]) == ("failed", "internal-error")

    async def test_what_cannot_be_run_ends(
        self, clerk: Caller, runtime: Runtime, superuser_url: str
    ) -> None:
        job = await started(clerk, EXPORTS, {"kind": "channels"})
        ask(superuser_url, "delete from procrastinate_jobs where task_name = 'sheets.run'")
        place = runtime.directory.by_code(HOME)
        assert place
        await running.fail(runtime, place, UUID(job["id"]), "internal-error")
        ended = await job_of(clerk, job["id"], "en")
        assert (ended["status"], ended["error"]["code"]) == ("failed", "internal-error")
        await running.fail(runtime, place, UUID(job["id"]), "unavailable")
        assert (await job_of(clerk, job["id"]))["error"]["code"] == "internal-error"


async def test_old_jobs_go_with_their_files(
    clerk: Caller, work: Work, runtime: Runtime, superuser_url: str
) -> None:
    job, _ = await exported(clerk, work, kind="channels", format="csv")
    young, _ = await exported(clerk, work, kind="channels", format="csv")
    # A run whose worker died before it could say so left this one.
    store, stray = Store(runtime.settings.storage), f"{HOME}/jobs/{job['id']}/stray"
    await store.put_media(stray, io.BytesIO(b"x"), "text/csv", hashlib.sha256(b"x").hexdigest())
    old = "update job set expires_at = now() - interval '1 day' where id = %(id)s"
    ask(superuser_url, old, id=job["id"])
    assert (await job_of(clerk, job["id"]))["file"] is None
    assert await tasks.forget_before(runtime, now()) >= 1
    assert (await clerk.get(f"/v1/jobs/{job['id']}")).status_code == 404
    assert (await download(job["file"]["url"])).status_code == 404
    assert (await download(young["file"]["url"])).status_code == 200
    with TemporaryFile() as file:
        assert not await store.fetch_media(stray, file, 10)
    expires = young["file"]["expires_at"]
    assert expires[:10] == (now() + timedelta(days=30)).date().isoformat()
