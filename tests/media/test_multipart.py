"""Files from 16 MiB on: in parts, with what S3 itself refuses, and gone on with after a break."""

from typing import Any

import pytest

from api.media.models import AssetStatus
from api.media.multipart import MultipartStore
from api.media.rules import parts_of
from api.media.store import _connect
from api.settings import Settings
from tests.media import samples
from tests.media.conftest import Work
from tests.media.large import (
    LARGE,
    MIB,
    PART,
    announced,
    counts,
    left,
    put,
    put_parts,
    slice_of,
    stored,
    table,
)
from tests.media.uploads import announce, announcement, ask, download, read, uploaded
from tests.world import Caller, World


def numbers(upload: dict[str, Any]) -> list[int]:
    return [part["number"] for part in upload["parts"]]


class TestPartsOf:
    @pytest.mark.parametrize(
        ("size", "count", "last"),
        [
            (16 * MIB, 2, PART),
            (16 * MIB + 1, 3, 1),
            (512 * MIB, 64, PART),
            (20_000 * MIB, 1000, 20 * MIB),
        ],
    )
    def test_are_the_whole_file_and_no_more_than_s3_lists_at_once(
        self, size: int, count: int, last: int
    ) -> None:
        found = parts_of(size)
        assert (list(found), found[count]) == (list(range(1, count + 1)), last)
        assert sum(found.values()) == size


class TestCreateAsset:
    async def test_gives_parts_from_16_mib_on(self, operator: Caller, settings: Settings) -> None:
        made = await announced(operator)
        upload = made["upload"]
        assert (upload["method"], upload["part_size"]) == ("MULTIPART", PART)
        assert [part["size"] for part in upload["parts"]] == [PART, PART, 5]
        assert set(upload) == {"method", "part_size", "parts", "expires_at"}
        found = (await stored(settings, f"32.04/{made['id']}/"))["open"]
        assert len(found) == 1

    async def test_gives_the_form_of_always_below(self, operator: Caller) -> None:
        body = announcement(b"", size=16 * MIB - 1, sha256="0" * 64)
        upload = (await operator.post("/v1/assets", body)).json()["upload"]
        assert set(upload) == {"method", "url", "fields", "expires_at"}
        assert upload["method"] == "POST"

    @pytest.mark.parametrize(
        ("content_type", "purpose", "most"),
        [
            ("image/png", "attachment", 25),
            ("application/pdf", "attachment", 50),
            ("text/csv", "import", 50),
            ("application/pdf", "letter", 25),
            ("video/mp4", "evidence", 512),
        ],
    )
    async def test_takes_as_much_as_the_type_may_have(
        self, operator: Caller, content_type: str, purpose: str, most: int
    ) -> None:
        body = announcement(b"", content_type=content_type, purpose=purpose, sha256="0" * 64)
        made = await operator.post("/v1/assets", {**body, "size": most * MIB})
        assert made.status_code == 201, made.text
        answer = await operator.post("/v1/assets", {**body, "size": most * MIB + 1})
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == ["/size"]

    async def test_says_so_when_the_storage_does_not_answer(
        self, operator: Caller, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(settings.storage, "endpoint_url", "http://127.0.0.1:9")
        body = announcement(LARGE, content_type="text/csv")
        answer = await operator.post("/v1/assets", body)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


class TestWhatS3Refuses:
    async def test_takes_a_part_of_exactly_its_size(self, operator: Caller) -> None:
        made = await announced(operator)
        first = made["upload"]["parts"][0]
        whole = slice_of(LARGE, first)
        for wrong in (whole + b"x", whole[:-1]):
            assert (await put(first["url"], wrong)).status_code == 403
        assert numbers(await left(operator, made["id"])) == [1, 2, 3]
        assert (await put(first["url"], whole)).status_code == 200
        assert numbers(await left(operator, made["id"])) == [2, 3]

    async def test_takes_no_other_key_and_no_other_part(self, operator: Caller) -> None:
        made, other = await announced(operator), await announced(operator)
        last, foreign = made["upload"]["parts"][2], other["upload"]["parts"][2]
        for bent in (
            last["url"].replace(made["id"], other["id"]),
            last["url"].replace("/32.04/", "/32.73/"),
            last["url"].replace("partNumber=3", "partNumber=1"),
            last["url"].partition("&X-Amz-Algorithm")[0],
        ):
            assert bent != last["url"]
            assert (await put(bent, LARGE[-5:])).status_code == 403
        assert (await put(foreign["url"], LARGE[-5:])).status_code == 200

    async def test_takes_no_part_after_the_upload_is_complete(
        self, operator: Caller, work: Work
    ) -> None:
        made = await announced(operator)
        await put_parts(made["upload"])
        await operator.post(f"/v1/assets/{made['id']}/complete", version=1)
        again = await put(made["upload"]["parts"][2]["url"], b"other")
        assert again.status_code == 404
        await work()
        found = await read(operator, made["id"])
        assert (await download(found["url"])).content == LARGE


class TestCompleteAsset:
    async def test_joins_the_parts_and_serves_them(
        self, operator: Caller, work: Work, settings: Settings
    ) -> None:
        made = await announced(operator)
        await put_parts(made["upload"])
        answer = await operator.post(f"/v1/assets/{made['id']}/complete", version=1)
        assert (answer.status_code, answer.json()["status"]) == (200, "checking")
        await work()
        found = await read(operator, made["id"])
        assert (found["status"], found["size"]) == ("ready", len(LARGE))
        assert (await download(found["url"])).content == LARGE
        assert await counts(settings, f"32.04/{made['id']}/") == (0, 0, 1)

    async def test_names_the_parts_that_are_missing(self, operator: Caller) -> None:
        made = await announced(operator)
        path = f"/v1/assets/{made['id']}/complete"
        await put_parts({**made["upload"], "parts": made["upload"]["parts"][1:2]})
        answer = await operator.post(path, version=1)
        assert (answer.status_code, answer.json()["code"]) == (409, "upload-missing")
        assert answer.json()["missing_parts"] == [1, 3]
        await put_parts(await left(operator, made["id"]))
        assert (await operator.post(path, version=1)).status_code == 200

    async def test_refuses_what_the_hash_does_not_name(self, operator: Caller, work: Work) -> None:
        made = await announced(operator, table(16 * MIB))
        await put_parts(made["upload"], b"x" * (16 * MIB))
        await operator.post(f"/v1/assets/{made['id']}/complete", version=1)
        await work()
        assert (await read(operator, made["id"]))["refusal"].startswith("sha256-mismatch: ")

    async def test_goes_on_where_the_storage_did_it_and_the_database_not(
        self, operator: Caller, settings: Settings, superuser_url: str
    ) -> None:
        made = await announced(operator)
        await put_parts(made["upload"])
        await _join(settings, superuser_url, made["id"])
        assert (await left(operator, made["id"]))["parts"] == []
        answer = await operator.post(f"/v1/assets/{made['id']}/complete", version=1)
        assert (answer.status_code, answer.json()["status"]) == (200, "checking")

    async def test_goes_on_where_the_answer_of_the_storage_was_lost(
        self,
        operator: Caller,
        settings: Settings,
        superuser_url: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        made = await announced(operator)
        await put_parts(made["upload"])

        async def repeated(*_: object) -> bool:
            await _join(settings, superuser_url, made["id"])
            return False  # as boto3's second try finds no upload any more

        monkeypatch.setattr(MultipartStore, "complete", repeated)
        answer = await operator.post(f"/v1/assets/{made['id']}/complete", version=1)
        assert (answer.status_code, answer.json()["status"]) == (200, "checking")

    async def test_says_when_the_storage_forgot_the_upload(
        self, operator: Caller, settings: Settings, superuser_url: str
    ) -> None:
        made = await announced(operator)
        key, upload_id = await _place(superuser_url, made["id"])
        client, bucket = _connect(settings.storage), settings.storage.quarantine_bucket
        client.abort_multipart_upload(Bucket=bucket, Key=key, UploadId=upload_id)
        # An object of another size is not what the parts would have made.
        client.put_object(Bucket=bucket, Key=key, Body=b"x")
        for answer in (
            await operator.get(f"/v1/assets/{made['id']}/upload"),
            await operator.post(f"/v1/assets/{made['id']}/complete", version=1),
        ):
            assert (answer.status_code, answer.json()["code"]) == (409, "upload-missing")


class TestGetAssetUpload:
    async def test_gives_a_new_form_for_a_small_file(self, operator: Caller) -> None:
        data = samples.CSV
        made = await announce(operator, data, content_type="text/csv")
        upload = await left(operator, made["id"])
        assert (upload["method"], set(upload)) == ("POST", set(made["upload"]))
        assert upload["fields"]["key"] == made["upload"]["fields"]["key"]

    async def test_only_before_the_file_is_handed_over(self, operator: Caller) -> None:
        made = await uploaded(operator, samples.CSV, content_type="text/csv")
        await operator.post(f"/v1/assets/{made['id']}/complete", version=1)
        answer = await operator.get(f"/v1/assets/{made['id']}/upload")
        assert (answer.status_code, answer.json()["state"]) == (409, AssetStatus.CHECKING)

    async def test_is_for_those_who_may_write_alone(self, operator: Caller, world: World) -> None:
        made = await announced(operator)
        path = f"/v1/assets/{made['id']}/upload"
        assert (await (await world.caller("32.04", "viewer")).get(path)).status_code == 403
        for foreign in ("32.73", "32"):
            other = await world.caller(foreign, "operator")
            assert (await other.get(path)).status_code == 404


class TestDeleteAsset:
    async def test_closes_the_upload(
        self, operator: Caller, work: Work, settings: Settings
    ) -> None:
        made = await announced(operator)
        first, *_ = made["upload"]["parts"]
        await put(first["url"], slice_of(LARGE, first))
        assert (await operator.delete(f"/v1/assets/{made['id']}", 1)).status_code == 204
        await work()
        assert await counts(settings, f"32.04/{made['id']}/") == (0, 0, 0)
        assert (await put(first["url"], slice_of(LARGE, first))).status_code == 404


async def _place(superuser_url: str, identifier: str) -> tuple[str, str]:
    query = "select quarantine_key, upload_id from asset where id = %(id)s"
    [(key, upload_id)] = await ask(superuser_url, query, id=identifier)
    return key, upload_id


async def _join(settings: Settings, superuser_url: str, identifier: str) -> None:
    key, upload_id = await _place(superuser_url, identifier)
    client = _connect(settings.storage)
    place: Any = {"Bucket": settings.storage.quarantine_bucket, "Key": key, "UploadId": upload_id}
    parts: Any = [
        {"PartNumber": part["PartNumber"], "ETag": part["ETag"]}
        for part in client.list_parts(**place)["Parts"]
    ]
    client.complete_multipart_upload(**place, MultipartUpload={"Parts": parts})
