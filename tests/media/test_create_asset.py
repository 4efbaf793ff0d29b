from datetime import UTC, datetime, timedelta

import pytest

from api.media.store import Store
from tests.media import samples
from tests.media.uploads import announce, announcement, ask, post_form
from tests.world import Caller, World

PNG = samples.picture()


class TestCreateAsset:
    async def test_answers_with_every_field_and_the_form_to_upload(self, operator: Caller) -> None:
        answer = await operator.post("/v1/assets", announcement(PNG))
        made = answer.json()
        assert answer.status_code == 201
        assert answer.headers["location"] == f"/v1/assets/{made['id']}"
        assert answer.headers["etag"] == '"1"'
        upload = made.pop("upload")
        for name in ("id", "created_at", "updated_at"):
            assert made.pop(name)
        assert made == {
            **announcement(PNG),
            "tenant": "32.04",
            "status": "awaiting_upload",
            "version": 1,
            "refusal": None,
            "url": None,
            "variants": [],
            "width": None,
            "height": None,
            "blurhash": None,
        }
        assert upload["method"] == "POST"
        assert upload["fields"]["key"].startswith("32.04/")
        lasts = datetime.fromisoformat(upload["expires_at"]) - datetime.now(UTC)
        assert timedelta(minutes=9) < lasts <= timedelta(minutes=10)

    async def test_a_machine_may_and_its_responsible_member_stands_behind_it(
        self, world: World, superuser_url: str
    ) -> None:
        made = await announce(await world.caller("32.04", "client"), PNG)
        found = await ask(
            superuser_url, "select created_by_id::text from asset where id = %(id)s", id=made["id"]
        )
        assert found == [(world.people["32.04"]["operator"].person_id,)]

    async def test_a_viewer_may_not(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.post("/v1/assets", announcement(PNG))
        assert (answer.status_code, answer.json()["code"]) == (403, "permission-required")

    async def test_nobody_may_not(self, world: World) -> None:
        answer = await world.api.post("/v1/assets", json=announcement(PNG))
        assert answer.status_code == 401

    async def test_a_repeat_with_the_same_key_gives_the_same_upload(self, operator: Caller) -> None:
        body = announcement(PNG)
        first = await operator.post("/v1/assets", body, key="unggah-sekali")
        second = await operator.post("/v1/assets", body, key="unggah-sekali")
        assert second.status_code == 201
        assert second.json() == first.json()
        assert second.headers["idempotent-replayed"] == "true"
        other = await operator.post("/v1/assets", announcement(PNG, alt=None), key="unggah-sekali")
        assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")

    async def test_is_on_the_audit_chain(self, operator: Caller, superuser_url: str) -> None:
        made = await announce(operator, PNG)
        query = "select count(*) from audit_event where body like %(seen)s"
        seen = f'%"action":"create_asset"%"subject":"{made["id"]}"%'
        assert await ask(superuser_url, query, seen=seen) == [(1,)]

    @pytest.mark.parametrize(
        ("changed", "pointer"),
        [
            ({"content_type": "image/svg+xml"}, "/content_type"),
            ({"content_type": "text/html"}, "/content_type"),
            ({"purpose": "import"}, "/content_type"),
            ({"purpose": "avatar"}, "/purpose"),
            ({"size": 0}, "/size"),
            ({"size": 25 * 1024 * 1024 + 1}, "/size"),
            ({"size": 10**30}, "/size"),
            ({"size": "12"}, "/size"),
            ({"sha256": "A" * 64}, "/sha256"),
            ({"sha256": "a" * 63}, "/sha256"),
            ({"file_name": ""}, "/file_name"),
            ({"file_name": "../foto.png"}, "/file_name"),
            ({"file_name": "c:\\foto.png"}, "/file_name"),
            ({"file_name": ".."}, "/file_name"),
            ({"file_name": "foto\n.png"}, "/file_name"),
            ({"file_name": "foto\u202egnp.exe"}, "/file_name"),
            ({"file_name": "a" * 201}, "/file_name"),
            ({"alt": "a" * 501}, "/alt"),
            ({"tenant": "32.73"}, "/tenant"),
            ({"status": "ready"}, "/status"),
        ],
    )
    async def test_refuses(
        self, operator: Caller, changed: dict[str, object], pointer: str
    ) -> None:
        answer = await operator.post("/v1/assets", announcement(PNG, **changed))
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


class TestTheUpload:
    """What S3 itself refuses, before anything of ours looks at it."""

    async def test_takes_the_announced_file(self, operator: Caller) -> None:
        made = await announce(operator, PNG)
        assert (await post_form(made["upload"], PNG)).status_code == 204

    @pytest.mark.parametrize(
        ("data", "reason"), [(PNG + b"\0", "EntityTooLarge"), (PNG[:-1], "EntityTooSmall")]
    )
    async def test_refuses_another_size(
        self, operator: Caller, store: Store, data: bytes, reason: str
    ) -> None:
        made = await announce(operator, PNG)
        answer = await post_form(made["upload"], data)
        assert (answer.status_code, reason in answer.text) == (400, True)
        assert not await store.has_upload(made["upload"]["fields"]["key"])

    async def test_refuses_other_bytes_of_the_same_size(
        self, operator: Caller, store: Store
    ) -> None:
        made = await announce(operator, PNG)
        answer = await post_form(made["upload"], bytes(len(PNG)))
        assert (answer.status_code, "BadDigest" in answer.text) == (400, True)
        assert not await store.has_upload(made["upload"]["fields"]["key"])

    @pytest.mark.parametrize(
        "fields",
        [
            {"key": "32.73/berkas/lain"},
            {"Content-Type": "text/html"},
            {"x-amz-checksum-sha256": "AAAA"},
            {"x-amz-meta-more": "1"},
        ],
        ids=["key", "type", "hash", "more"],
    )
    async def test_refuses_other_fields(self, operator: Caller, fields: dict[str, str]) -> None:
        made = await announce(operator, PNG)
        assert (await post_form(made["upload"], PNG, **fields)).status_code == 403

    async def test_refuses_without_a_signature(self, operator: Caller) -> None:
        made = await announce(operator, PNG)
        upload = {**made["upload"], "fields": {"key": made["upload"]["fields"]["key"]}}
        assert (await post_form(upload, PNG)).status_code in {400, 403}
