"""Files through the client: announced, sent to the storage, checked by the worker."""

import hashlib
import io
import os
import threading
from pathlib import Path

import httpx
import pytest
from simpul_client import (
    AssetRefusedError,
    AuthenticatedClient,
    UnexpectedAnswerError,
    UnprocessableError,
    raise_for_problem,
    upload,
    upload_async,
)
from simpul_client.api.assets import create_asset
from simpul_client.models import AssetAnswer, AssetPurpose, AssetStatus
from simpul_client.uploads import _announcement, _form, _to_storage

from tests.client.people import OFFICE, People
from tests.media import samples

PICTURE = samples.picture()
PURPOSE = AssetPurpose.ATTACHMENT


@pytest.fixture
def client(people: People) -> AuthenticatedClient:
    return people.connection(OFFICE, "client")


def is_kept(asset: AssetAnswer, content: bytes) -> bool:
    """Whether reading the asset gives these bytes."""
    assert asset.status == AssetStatus.READY
    assert asset.sha256 == hashlib.sha256(content).hexdigest()
    assert asset.url
    return httpx.get(asset.url).content == content


def _write(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as end:
        end.write(content)


class TestUpload:
    def test_takes_a_path_with_its_name_and_type(
        self, client: AuthenticatedClient, tmp_path: Path
    ) -> None:
        path = tmp_path / "Foto kegiatan.PNG"
        path.write_bytes(PICTURE)
        asset = upload(client, path, purpose=PURPOSE, alt="Suasana lokakarya")
        assert (asset.file_name, asset.content_type) == ("Foto kegiatan.PNG", "image/png")
        assert asset.alt == "Suasana lokakarya"
        assert is_kept(asset, PICTURE)

    async def test_takes_the_rest_of_a_stream_that_cannot_go_back(
        self, client: AuthenticatedClient
    ) -> None:
        content = b"kabupaten;jumlah\n" * 100_000  # more than is kept in memory
        reading, writing = os.pipe()
        threading.Thread(target=_write, args=(writing, b"head" + content)).start()
        with os.fdopen(reading, "rb") as stream:
            stream.read(4)
            asset = await upload_async(client, stream, file_name="a.csv", purpose=PURPOSE)
        assert asset.size == len(content)
        assert is_kept(asset, content)

    async def test_says_why_a_file_was_refused(self, client: AuthenticatedClient) -> None:
        with pytest.raises(AssetRefusedError, match=r"^foto.jpg was refused: type-mismatch: ") as e:
            upload(client, PICTURE, file_name="foto.jpg", purpose=PURPOSE, wait=10)
        assert (e.value.asset.status, e.value.findings) == ("refused", e.value.asset.refusal)
        with pytest.raises(AssetRefusedError):
            await upload_async(client, PICTURE, file_name="foto.jpg", purpose=PURPOSE)

    def test_does_not_wait_for_ever(self, client: AuthenticatedClient) -> None:
        with pytest.raises(TimeoutError, match="checking"):
            upload(client, PICTURE, file_name="foto.png", purpose=PURPOSE, wait=-1)

    def test_passes_on_what_the_api_does_not_take(self, client: AuthenticatedClient) -> None:
        with pytest.raises(UnprocessableError, match="/content_type"):
            upload(client, PICTURE, file_name="a.png", purpose=AssetPurpose.IMPORT)

    @pytest.mark.parametrize("name", ["surat.docx", "surat"])
    def test_refuses_a_type_that_nobody_takes(self, client: AuthenticatedClient, name: str) -> None:
        with pytest.raises(ValueError, match=name):
            upload(client, b"x", file_name=name, purpose=PURPOSE)
        asset = upload(client, PICTURE, file_name=name, content_type="image/png", purpose=PURPOSE)
        assert asset.status == AssetStatus.READY

    def test_needs_a_name_for_what_has_none(self, client: AuthenticatedClient) -> None:
        with pytest.raises(ValueError, match="file_name"):
            upload(client, PICTURE, purpose=PURPOSE)

    def test_passes_on_that_the_storage_refuses(self, client: AuthenticatedClient) -> None:
        body = _announcement(io.BytesIO(PICTURE), "a.png", PURPOSE, None, None)
        made = raise_for_problem(create_asset.sync_detailed(client=client, body=body))
        with (
            httpx.Client(transport=_to_storage()) as http,
            pytest.raises(UnexpectedAnswerError) as caught,
        ):
            http.post(**_form(made, io.BytesIO(PICTURE + b"more")))
        assert 400 <= caught.value.status < 500
        assert "<Error>" in caught.value.content
