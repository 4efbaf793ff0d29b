"""What we ask of S3, asked of another server than the embedded one: JuiceFS's gateway.

It supports all that the API and the worker use but one thing: it does not compare a form's
`x-amz-checksum-sha256` with what was sent. There the worker's own check has the word.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from httpx2 import AsyncClient, ReadError, WriteError

from api.media.inventory import Inventory
from api.media.multipart import MultipartStore
from api.media.rules import PARTS_FROM, parts_of
from api.media.showcase import Showcase
from api.media.store import SignedUpload, ensure_buckets
from api.settings import StorageSettings
from tests.media.juicefs import gateway
from tests.media.large import PART, put, sha256, table
from tests.media.uploads import Json, post_form

pytestmark = pytest.mark.long
DATA = b"kode;nama\r\n32.04;Kabupaten Bandung\r\n"
LARGE = table(PARTS_FROM + 5)


@pytest.fixture(scope="module")
def storage() -> Iterator[StorageSettings]:
    with gateway() as settings:
        ensure_buckets(settings)
        ensure_buckets(settings)
        yield settings


@pytest.fixture
def store(storage: StorageSettings) -> MultipartStore:
    return MultipartStore(storage)


@pytest.fixture
def key() -> str:
    return f"32.04/{uuid4()}/x"


def form(store: MultipartStore, key: str, data: bytes = DATA) -> Json:
    signed: SignedUpload = store.sign_upload(key, "text/csv", len(data), sha256(data))
    return {"url": signed.url, "fields": signed.fields}


class TestForms:
    async def test_take_the_announced_bytes(self, store: MultipartStore, key: str) -> None:
        assert (await post_form(form(store, key), DATA)).status_code == 204
        assert await store.size_of_upload(key) == len(DATA)
        into = io.BytesIO()
        assert await store.fetch_upload(key, into, len(DATA))
        assert into.getvalue() == DATA
        await store.delete_upload(key)
        assert not await store.has_upload(key)

    @pytest.mark.parametrize("data", [DATA + b"x", DATA[:-1]], ids=["longer", "shorter"])
    async def test_refuse_another_size(self, store: MultipartStore, key: str, data: bytes) -> None:
        assert (await post_form(form(store, key), data)).status_code == 400
        assert not await store.has_upload(key)

    @pytest.mark.parametrize(
        "field", [{"key": "32.73/a/b"}, {"Content-Type": "text/html"}], ids=["key", "type"]
    )
    async def test_refuse_other_fields(
        self, store: MultipartStore, key: str, field: dict[str, str]
    ) -> None:
        assert (await post_form(form(store, key), DATA, **field)).status_code == 403

    async def test_do_not_compare_the_hash(self, store: MultipartStore, key: str) -> None:
        # If this fails one day, the gateway has learnt it, and what is said above can go.
        assert (await post_form(form(store, key), bytes(len(DATA)))).status_code == 204


class TestParts:
    async def test_are_listed_and_joined(self, store: MultipartStore, key: str) -> None:
        upload_id = await store.begin(key, "text/csv")
        signed = await store.sign_parts(key, upload_id, PART, parts_of(len(LARGE)))
        for part in signed.parts:
            start = (part.number - 1) * PART
            data = LARGE[start : start + part.size]
            assert await _is_refused(part.url, data + b"x")
            assert (await put(part.url, data)).status_code == 200
        assert await store.list_parts(key, upload_id) == parts_of(len(LARGE))
        assert await store.complete(key, upload_id, [1, 2, 3])
        assert await store.list_parts(key, upload_id) is None
        into = io.BytesIO()
        assert await store.fetch_upload(key, into, len(LARGE))
        assert into.getvalue() == LARGE

    async def test_are_forgotten(
        self, store: MultipartStore, storage: StorageSettings, key: str
    ) -> None:
        upload_id = await store.begin(key, "text/csv")
        inventory = Inventory(storage)
        opened = [one.upload_id for one in await inventory.open_uploads(key)]
        await store.abort(key, upload_id)
        await store.abort(key, upload_id)
        assert await store.list_parts(key, upload_id) is None
        assert opened == [upload_id]


class TestMedia:
    async def test_is_read_with_the_headers_that_were_signed(
        self, store: MultipartStore, key: str
    ) -> None:
        await store.put_media(key, io.BytesIO(DATA), "text/csv", sha256(DATA))
        url = store.sign_read(key, "text/csv", 'attachment; filename="a.csv"')
        async with AsyncClient() as plain:
            got = await plain.get(url)
            bare = await plain.get(url.partition("?")[0])
        assert (got.content, got.headers["content-type"]) == (DATA, "text/csv")
        assert got.headers["content-disposition"] == 'attachment; filename="a.csv"'
        assert bare.status_code == 403
        await store.delete_media(key)
        assert not await store.fetch_media(key, io.BytesIO(), 1)

    async def test_is_listed_page_by_page_and_emptied(
        self, store: MultipartStore, storage: StorageSettings
    ) -> None:
        folder, inventory = f"32.04/{uuid4()}/", Inventory(storage)
        keys = [f"{folder}{number:04d}" for number in range(1003)]
        for one in keys:
            await store.put_media(one, io.BytesIO(b"x"), "text/csv", sha256(b"x"))
        pages = [page async for page in inventory.objects(inventory.buckets[1], folder)]
        assert [one.key for page in pages for one in page] == keys
        assert all(one.size == 1 for page in pages for one in page)
        assert all((datetime.now(UTC) - one.at).total_seconds() < 600 for one in pages[0])
        await inventory.delete_all(folder)
        assert [page async for page in inventory.objects(inventory.buckets[1], folder)] == []

    async def test_is_copied_into_public(
        self, store: MultipartStore, storage: StorageSettings, key: str
    ) -> None:
        await store.put_media(key, io.BytesIO(DATA), "text/csv", sha256(DATA))
        showcase = Showcase(storage)
        assert await showcase.copy(key, f"{key}-public", "text/csv")
        found = await showcase.open(f"{key}-public")
        assert found is not None
        assert found.pieces is not None
        assert b"".join([piece async for piece in found.pieces]) == DATA
        assert not await showcase.copy(f"{key}-none", f"{key}-none", "text/csv")


async def test_is_reachable(store: MultipartStore) -> None:
    assert await store.is_reachable()
    assert await store.has_public_bucket()


async def _is_refused(url: str, data: bytes) -> bool:
    try:
        return (await put(url, data)).status_code == 403
    except (ReadError, WriteError):  # it hangs up before it has read everything
        return True
