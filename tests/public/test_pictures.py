from urllib.parse import urlsplit

import pytest
from httpx2 import AsyncClient

from api.media.showcase import Showcase
from api.media.store import _connect
from api.settings import Settings
from tests.media.uploads import announce, download, post_form
from tests.world import World

SHA = "ab" * 32
FOLDER = "0199aaaa-0000-7000-8000-000000000001"
KEY = f"32.04/{FOLDER}/{SHA}-640.webp"


@pytest.fixture
async def kept(settings: Settings) -> str:
    """A key of the public bucket with 600,000 bytes."""
    await Showcase(settings.storage).put(KEY, b"x" * 600_000, "image/webp")
    return KEY


class TestGetPicture:
    async def test_may_be_kept_for_ever(self, api: AsyncClient, kept: str) -> None:
        answer = await api.get(f"/media/{kept}")
        assert (answer.status_code, answer.content) == (200, b"x" * 600_000)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"] == "image/webp"
        assert answer.headers["content-length"] == "600000"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "set-cookie" not in answer.headers

    async def test_its_head_says_the_same(self, api: AsyncClient, kept: str) -> None:
        answer = await api.head(f"/media/{kept}")
        assert (answer.status_code, answer.content) == (200, b"")
        assert answer.headers["content-length"] == "600000"
        assert "immutable" in answer.headers["cache-control"]

    async def test_a_cdn_that_reads_the_bucket_gets_the_same_headers(
        self, settings: Settings, kept: str
    ) -> None:
        found = _connect(settings.storage).head_object(
            Bucket=settings.storage.public_bucket, Key=kept
        )
        assert found["CacheControl"] == "public, max-age=31536000, immutable"
        assert found["ContentType"] == "image/webp"

    @pytest.mark.parametrize(
        "path",
        [
            f"32.04/{FOLDER}/{SHA}-320.webp",
            f"32.04/{FOLDER}/{SHA}",
            f"32.04/{FOLDER}/{SHA}-640.svg",
            f"32.04/{FOLDER}/",
            f"32.04/{FOLDER}",
            "32.04/",
            "",
            f"32.04/{FOLDER}/..%2F..%2F{SHA}-640.webp",
            f"..%2Fsimpul-media/{FOLDER}/{SHA}-640.webp",
            f"32.04/%2E%2E/{SHA}-640.webp",
            f"32.04/{FOLDER}/{SHA}-640.webp%00",
            f"32.04/{FOLDER}/{SHA}-640.webp%0A",
        ],
        ids=[
            *("absent", "bare", "svg", "folder", "folder-bare", "office", "root"),
            *("slashes", "bucket", "dots", "nul", "newline"),
        ],
    )
    @pytest.mark.usefixtures("kept")
    async def test_anything_else_is_absent(self, api: AsyncClient, path: str) -> None:
        answer = await api.get(f"/media/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
        assert answer.headers["cache-control"] == "no-store"


class TestWhatTheStorageGivesToStrangers:
    async def test_nothing(self, world: World, settings: Settings, kept: str) -> None:
        storage = settings.storage
        operator = await world.caller("32.04", "operator")
        made = await announce(operator, b"%PDF-1.4", content_type="application/pdf")
        assert (await post_form(made["upload"], b"%PDF-1.4")).status_code == 204
        _connect(storage).put_object(Bucket=storage.media_bucket, Key=kept, Body=b"x")
        uploaded = made["upload"]["fields"]["key"]
        objects = [
            f"{storage.quarantine_bucket}/{uploaded}",
            f"{storage.media_bucket}/{kept}",
            f"{storage.public_bucket}/{kept}",
        ]
        buckets = [url.partition("/")[0] for url in objects]
        lists = [f"{bucket}{tail}" for bucket in buckets for tail in ("", "/", "?list-type=2")]
        for path in ("", *objects, *lists):
            answer = await download(f"{storage.endpoint_url}/{path}")
            assert answer.status_code == 403, path
        assert urlsplit(storage.endpoint_url).hostname == "127.0.0.1"

    async def test_what_was_checked_is_not_at_the_public_address(
        self, api: AsyncClient, settings: Settings
    ) -> None:
        storage = settings.storage
        key = f"32.04/{FOLDER}/{'cd' * 32}-640.webp"
        for bucket in (storage.media_bucket, storage.quarantine_bucket):
            _connect(storage).put_object(Bucket=bucket, Key=key, Body=b"x")
        assert (await api.get(f"/media/{key}")).status_code == 404
