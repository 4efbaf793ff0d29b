"""Files through the client: announced, sent to the storage, checked by the worker."""

import hashlib
import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from simpul_client import (
    AssetRefusedError,
    AuthenticatedClient,
    UnexpectedAnswerError,
    UnprocessableError,
    UploadInterruptedError,
    upload,
    upload_async,
)
from simpul_client.models import AssetAnswer, AssetPurpose, AssetStatus
from simpul_client.parts import Parts, answer_of
from simpul_client.uploads import _announcement, _form, _to_storage

from tests.client.flaky import Canned, Cut, Line, Rewritten
from tests.client.people import OFFICE, People
from tests.media import samples
from tests.media.large import table

PICTURE = samples.picture()
PURPOSE = AssetPurpose.ATTACHMENT
LARGE = table()
PASSED = Rewritten(lambda body: body)


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
        made = answer_of(client.get_httpx_client().post("/v1/assets", json=body.to_dict()))
        with (
            httpx.Client(transport=_to_storage()) as http,
            pytest.raises(UnexpectedAnswerError) as caught,
        ):
            http.post(**_form(made, io.BytesIO(PICTURE + b"more")))
        assert 400 <= caught.value.status < 500
        assert "<Error>" in caught.value.content


class TestParts:
    """Large files, over a line to the storage that breaks."""

    @pytest.fixture
    def line_to_storage(
        self, client: AuthenticatedClient, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[Line]:
        """The addresses of parts lead over it."""
        body = _announcement(io.BytesIO(PICTURE), "a.png", PURPOSE, None, None)
        made = answer_of(client.get_httpx_client().post("/v1/assets", json=body.to_dict()))
        place = httpx.URL(made["upload"]["url"])
        origin, next_put = f"http://{place.host}:{place.port}", Parts.next_put
        monkeypatch.setattr("simpul_client.parts._FIRST_PAUSE", 0.01)
        with Line(origin).open() as line:

            def put(parts: Parts) -> dict[str, Any]:
                request = next_put(parts)
                return {**request, "url": request["url"].replace(origin, line.base_url)}

            monkeypatch.setattr(Parts, "next_put", put)
            yield line

    def test_are_sent_and_joined(self, client: AuthenticatedClient) -> None:
        assert is_kept(upload(client, LARGE, file_name="a.csv", purpose=PURPOSE), LARGE)

    async def test_are_each_tried_again(
        self, client: AuthenticatedClient, line_to_storage: Line
    ) -> None:
        line_to_storage.will(Cut(), Canned(503), path="/")
        asset = await upload_async(client, LARGE, file_name="a.csv", purpose=PURPOSE)
        assert is_kept(asset, LARGE)
        assert len(line_to_storage.seen) == 2 + 3

    def test_go_on_when_addresses_are_no_longer_good(
        self, client: AuthenticatedClient, line_to_storage: Line
    ) -> None:
        line_to_storage.will(PASSED, Canned(403), Canned(403), path="/")
        asset = upload(client, LARGE, file_name="a.csv", purpose=PURPOSE)
        assert is_kept(asset, LARGE)
        assert len(line_to_storage.seen) == 2 + 3

    async def test_can_be_gone_on_with_later(
        self, client: AuthenticatedClient, line_to_storage: Line
    ) -> None:
        line_to_storage.will(PASSED, PASSED, *[Canned(403)] * 4, path="/")
        with pytest.raises(UploadInterruptedError, match="interrupted") as caught:
            upload(client, LARGE, file_name="a.csv", purpose=PURPOSE)
        resumed: dict[str, Any] = {
            "file_name": "a.csv",
            "purpose": PURPOSE,
            "resume": caught.value.asset_id,
        }
        asset = await upload_async(client, LARGE, **resumed)
        assert (asset.id, is_kept(asset, LARGE)) == (caught.value.asset_id, True)
        assert len(line_to_storage.seen) == 2 + 4 + 1  # only what was left
        for again in (
            upload(client, LARGE, **resumed),
            await upload_async(client, LARGE, **resumed),
        ):
            assert again.id == asset.id
        assert len(line_to_storage.seen) == 7

    async def test_of_an_upload_in_one_piece_can_be_too(self, client: AuthenticatedClient) -> None:
        for one in (b"a;b\n1;2\n", b"a;b\n3;4\n"):
            body = _announcement(io.BytesIO(one), "a.csv", PURPOSE, None, None)
            made = answer_of(client.get_httpx_client().post("/v1/assets", json=body.to_dict()))
            resumed: dict[str, Any] = {
                "file_name": "a.csv",
                "purpose": PURPOSE,
                "resume": UUID(made["id"]),
            }
            if one.endswith(b"2\n"):
                assert is_kept(upload(client, one, **resumed), one)
            else:
                assert is_kept(await upload_async(client, one, **resumed), one)

    async def test_of_another_file_are_not_mixed(self, client: AuthenticatedClient) -> None:
        asset = upload(client, PICTURE, file_name="a.png", purpose=PURPOSE)
        other: dict[str, Any] = {"file_name": "a.csv", "purpose": PURPOSE, "resume": asset.id}
        with pytest.raises(ValueError, match="another file"):
            upload(client, b"x", **other)
        with pytest.raises(ValueError, match="another file"):
            await upload_async(client, b"x", **other)
