"""What is sent to S3, header by header: any S3 must understand it."""

import io
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from api.errors import UnavailableError
from api.media.multipart import MultipartStore
from api.media.store import _connect
from api.settings import Settings, StorageSettings
from tests.media import samples
from tests.media.large import sha256

KEY = "32.04/11111111-1111-7111-8111-111111111111/x"
KMS = "arn:aws:kms:ap-southeast-3:111122223333:key/contoh"


def elsewhere(settings: Settings, **changed: object) -> StorageSettings:
    # A region of its own is a client of its own: what is recorded here stays here.
    return settings.storage.model_copy(update={"region": "ap-southeast-3", **changed})


@pytest.fixture
def storage(settings: Settings) -> StorageSettings:
    return elsewhere(settings, kms_key_id=KMS)


@pytest.fixture
def sent(storage: StorageSettings) -> Iterator[list[Any]]:
    """The requests as botocore sends them."""
    requests: list[Any] = []
    events = _connect(storage).meta.events

    def note(request: Any, **_: Any) -> None:
        requests.append(request)

    events.register("before-send.s3.*", note)
    yield requests
    events.unregister("before-send.s3.*", note)


def header(request: Any, name: str) -> str:
    value = request.headers.get(name, b"")
    return value.decode() if isinstance(value, bytes) else str(value)


class TestChecksums:
    async def test_come_in_a_header_and_never_as_a_trailer(
        self, settings: Settings, sent: list[Any]
    ) -> None:
        store = MultipartStore(elsewhere(settings))
        await store.put_media(KEY, io.BytesIO(samples.CSV), "text/csv", sha256(samples.CSV))
        upload_id = await store.begin(KEY, "text/csv")
        await store.abort(KEY, upload_id)
        await store.fetch_media(KEY, io.BytesIO(), 100)
        await store.delete_media(KEY)
        assert len(sent) >= 5
        for request in sent:
            assert not header(request, "x-amz-trailer")
            assert "aws-chunked" not in header(request, "content-encoding")
            assert not header(request, "x-amz-sdk-checksum-algorithm")
            assert not header(request, "x-amz-checksum-crc32")
            assert not header(request, "x-amz-checksum-mode")
        put = next(request for request in sent if request.method == "PUT")
        assert header(put, "x-amz-checksum-sha256")


class TestKms:
    async def test_every_request_that_makes_an_object_names_the_key(
        self, storage: StorageSettings, sent: list[Any]
    ) -> None:
        store = MultipartStore(storage)
        # The embedded S3 has no key service, and says so: what counts is what was asked of it.
        for asked in (
            store.put_media(KEY, io.BytesIO(b"x"), "text/csv", sha256(b"x")),
            store.begin(KEY, "text/csv"),
        ):
            with suppress(UnavailableError):
                await asked
        assert {request.method for request in sent} == {"PUT", "POST"}
        for request in sent:
            assert header(request, "x-amz-server-side-encryption") == "aws:kms"
            assert header(request, "x-amz-server-side-encryption-aws-kms-key-id") == KMS

    def test_the_form_does_too(self, storage: StorageSettings, settings: Settings) -> None:
        form = MultipartStore(storage).sign_upload(KEY, "text/csv", 1, "0" * 64)
        assert form.fields["x-amz-server-side-encryption"] == "aws:kms"
        assert form.fields["x-amz-server-side-encryption-aws-kms-key-id"] == KMS
        plain = MultipartStore(settings.storage).sign_upload(KEY, "text/csv", 1, "0" * 64)
        assert not [name for name in plain.fields if "encryption" in name]


class TestAddresses:
    async def test_are_of_the_host_that_clients_reach(self, settings: Settings) -> None:
        outside = "https://berkas.example"
        storage = elsewhere(settings, public_endpoint_url=outside, path_style=False)
        store = MultipartStore(storage)
        signed = await store.sign_parts(KEY, "upload", 8, {1: 8, 2: 3})
        assert [part.number for part in signed.parts] == [1, 2]
        for part in signed.parts:
            assert part.url.startswith("https://simpul-quarantine.berkas.example/32.04/")
            assert "content-length%3Bhost" in part.url
            assert "ap-southeast-3" in part.url
