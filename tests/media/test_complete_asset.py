from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI

import api.worker
from api.errors import Text
from api.jobs.queue import defer
from api.mail import tasks as mailing
from api.mail.service import Letter, send
from api.media import inspection, tasks
from api.media.store import Store, _connect
from api.settings import Settings
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.media import samples
from tests.media.conftest import Work
from tests.media.uploads import (
    announce,
    ask,
    completed,
    download,
    key_in,
    post_form,
    read,
    uploaded,
)
from tests.world import Caller, World

PNG = samples.picture()


class TestCompleteAsset:
    async def test_is_checked_and_then_gives_back_the_same_bytes(
        self, operator: Caller, work: Work, store: Store
    ) -> None:
        made = await uploaded(operator, PNG)
        answer = await operator.post(f"/v1/assets/{made['id']}/complete", version=1)
        assert answer.status_code == 200
        assert answer.headers["etag"] == '"2"'
        assert (answer.json()["status"], answer.json()["url"]) == ("checking", None)
        await work()
        found = await read(operator, made["id"])
        assert (found["status"], found["version"]) == ("ready", 3)
        assert (found["width"], found["height"], found["refusal"]) == (40, 30, None)
        got = await download(found["url"])
        assert got.content == PNG
        assert got.headers["content-type"] == "image/png"
        assert got.headers["content-disposition"].startswith('inline; filename="foto kegiatan.png')
        assert not await store.has_upload(made["upload"]["fields"]["key"])

    async def test_lets_letters_go_first(
        self,
        operator: Caller,
        settings: Settings,
        sessions: Sessions,
        work: Work,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        await work()
        done: list[str] = []
        inspect, deliver = inspection.inspect, mailing._deliver

        async def checked(*args: Any) -> Any:
            done.append("check")
            return await inspect(*args)

        async def delivered(*args: Any) -> None:
            done.append("letter")
            await deliver(*args)

        monkeypatch.setattr(inspection, "inspect", checked)
        monkeypatch.setattr(mailing, "_deliver", delivered)
        for _ in range(3):
            await completed(operator, samples.CSV, content_type="text/csv", file_name="a.csv")
        async with transaction(sessions, as_system("test")) as session:
            text = Text("Kata sandi baru", "A new password")
            await send(session, "baru@uji.example", Letter(text, (text,)))
        await api.worker.run(settings, wait=False, concurrency=1)
        assert done == ["letter", "check", "check", "check"]

    async def test_needs_an_upload(self, operator: Caller) -> None:
        made = await announce(operator, PNG)
        answer = await operator.post(f"/v1/assets/{made['id']}/complete", version=1)
        assert (answer.status_code, answer.json()["code"]) == (409, "upload-missing")
        assert (await read(operator, made["id"]))["status"] == "awaiting_upload"

    async def test_only_once(self, operator: Caller) -> None:
        made = await completed(operator, PNG)
        answer = await operator.post(f"/v1/assets/{made['id']}/complete", version=2)
        assert (answer.status_code, answer.json()["code"]) == (409, "transition-not-allowed")
        assert answer.json()["allowed"] == ["update_asset"]

    async def test_a_repeat_with_the_same_key_is_no_second_check(
        self, operator: Caller, superuser_url: str
    ) -> None:
        made = await uploaded(operator, PNG)
        for _ in range(2):
            answer = await operator.post(
                f"/v1/assets/{made['id']}/complete", version=1, key=f"k-{made['id']}"
            )
            assert answer.status_code == 200
        query = "select count(*) from procrastinate_jobs where args->>'asset' = %(id)s"
        assert await ask(superuser_url, query, id=made["id"]) == [(1,)]

    async def test_needs_the_version(self, operator: Caller) -> None:
        made = await uploaded(operator, PNG)
        path = f"/v1/assets/{made['id']}/complete"
        assert (await operator.post(path)).status_code == 428
        assert (await operator.post(path, version=2)).status_code == 412

    async def test_a_viewer_may_not(self, operator: Caller, world: World) -> None:
        made = await uploaded(operator, PNG)
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.post(f"/v1/assets/{made['id']}/complete", version=1)
        assert answer.status_code == 403

    async def test_says_so_when_the_storage_does_not_answer(
        self, operator: Caller, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = await uploaded(operator, PNG)
        monkeypatch.setattr(settings.storage, "endpoint_url", "http://127.0.0.1:9")
        answer = await operator.post(f"/v1/assets/{made['id']}/complete", version=1)
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        monkeypatch.undo()
        assert (await read(operator, made["id"]))["status"] == "awaiting_upload"


class TestTheCheck:
    @pytest.mark.parametrize(
        ("data", "content_type", "code"),
        [
            (samples.HTML, "image/jpeg", "markup"),
            (samples.SVG, "image/png", "markup"),
            (samples.SVG, "text/csv", "markup"),
            (samples.picture("PNG"), "image/jpeg", "type-mismatch"),
            (samples.noise()[:-4000], "image/png", "damaged"),
            (samples.noise("JPEG")[:-4000], "image/jpeg", "damaged"),
            (samples.bomb(), "image/png", "too-many-pixels"),
        ],
        ids=["html", "svg", "svg-csv", "png-jpeg", "cut-png", "cut-jpeg", "bomb"],
    )
    async def test_refuses(
        self, operator: Caller, work: Work, store: Store, data: bytes, content_type: str, code: str
    ) -> None:
        made = await completed(operator, data, content_type=content_type)
        await work()
        found = await read(operator, made["id"])
        assert (found["status"], found["url"], found["version"]) == ("refused", None, 3)
        assert found["refusal"].startswith(f"{code}: ")
        assert not await store.has_upload(made["upload"]["fields"]["key"])

    async def test_refuses_bytes_that_reached_the_bucket_by_another_way(
        self, operator: Caller, work: Work, settings: Settings
    ) -> None:
        # As on an S3 that does not enforce the form's checksum.
        made = await uploaded(operator, PNG)
        _overwrite(settings, made["upload"]["fields"]["key"], PNG + bytes(10))
        await operator.post(f"/v1/assets/{made['id']}/complete", version=1)
        await work()
        assert (await read(operator, made["id"]))["refusal"].startswith("size-mismatch: ")

        same_size = PNG[:-1] + b"\0"
        made = await uploaded(operator, PNG)
        _overwrite(settings, made["upload"]["fields"]["key"], same_size)
        await operator.post(f"/v1/assets/{made['id']}/complete", version=1)
        await work()
        assert (await read(operator, made["id"]))["refusal"].startswith("sha256-mismatch: ")

    async def test_refuses_what_is_gone(self, operator: Caller, work: Work, store: Store) -> None:
        made = await completed(operator, PNG)
        await store.delete_upload(made["upload"]["fields"]["key"])
        await work()
        assert (await read(operator, made["id"]))["refusal"].startswith("upload-missing: ")

    async def test_an_upload_used_again_changes_nothing_that_is_served(
        self, operator: Caller, work: Work, settings: Settings
    ) -> None:
        made = await completed(operator, PNG)
        await work()
        served = (await read(operator, made["id"]))["url"]
        again = await post_form(made["upload"], PNG)
        assert again.status_code == 204  # S3 takes it into quarantine, where nobody reads
        _overwrite(settings, made["upload"]["fields"]["key"], samples.HTML)
        await work()
        found = await read(operator, made["id"])
        assert (found["status"], found["version"]) == ("ready", 3)
        for url in (served, found["url"]):
            assert (await download(url)).content == PNG

    async def test_an_upload_changed_while_it_is_checked_changes_nothing_either(
        self,
        operator: Caller,
        work: Work,
        settings: Settings,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        made = await completed(operator, samples.CSV, content_type="text/csv", alt=None)
        put, key = Store.put_media, made["upload"]["fields"]["key"]

        async def overwritten(store: Store, *arguments: Any) -> None:
            _overwrite(settings, key, samples.HTML)  # after the check, before the copy
            await put(store, *arguments)

        monkeypatch.setattr(Store, "put_media", overwritten)
        await work()
        found = await read(operator, made["id"])
        assert found["status"] == "ready"
        assert (await download(found["url"])).content == samples.CSV

    async def test_keeps_the_two_buckets_apart(
        self, operator: Caller, work: Work, settings: Settings
    ) -> None:
        made = await completed(operator, PNG)
        await work()
        found = await read(operator, made["id"])
        key = key_in(found["url"])
        assert key == f"32.04/{made['id']}/{made['sha256']}"
        assert key != made["upload"]["fields"]["key"]
        assert f"/{settings.storage.media_bucket}/" in found["url"]
        assert made["upload"]["url"].endswith(settings.storage.quarantine_bucket)

    async def test_run_twice_changes_nothing(
        self, operator: Caller, work: Work, sessions: Sessions, app: FastAPI
    ) -> None:
        made = await completed(operator, PNG)
        await _check_again(app, sessions, made["id"])  # both at once
        await work()
        first = await read(operator, made["id"])
        assert (first["status"], first["version"]) == ("ready", 3)
        await _check_again(app, sessions, made["id"])
        await _check_again(app, sessions, str(uuid4()))  # an asset that was deleted meanwhile
        await work()
        again = await read(operator, made["id"])
        assert (again["status"], again["version"]) == ("ready", 3)
        assert (await download(again["url"])).content == PNG

    async def test_waits_for_a_storage_that_does_not_answer(
        self,
        operator: Caller,
        work: Work,
        settings: Settings,
        superuser_url: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        made = await completed(operator, PNG)
        monkeypatch.setattr(settings.storage, "endpoint_url", "http://127.0.0.1:9")
        await work()
        monkeypatch.undo()
        assert (await read(operator, made["id"]))["status"] == "checking"
        query = "update procrastinate_jobs set scheduled_at = now() where args->>'asset' = %(id)s "
        again = await ask(superuser_url, query + "returning attempts", id=made["id"])
        assert again == [(1,)]
        await work()
        assert (await read(operator, made["id"]))["status"] == "ready"


def _overwrite(settings: Settings, key: str, data: bytes) -> None:
    storage = settings.storage
    _connect(storage).put_object(Bucket=storage.quarantine_bucket, Key=key, Body=data)


async def _check_again(app: FastAPI, sessions: Sessions, identifier: str) -> None:
    place = app.state.directory.by_code("32.04")
    async with transaction(sessions, as_tenant(place.id, "test")) as session:
        await defer(session, tasks.check, tenant="32.04", asset=identifier)
