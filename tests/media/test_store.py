import io
import secrets
import socket
import time

import pytest

import api.media.store
from api.errors import UnavailableError
from api.media.store import Store, _connect, ensure_buckets
from api.settings import Settings, StorageSettings
from tests.media import samples


def elsewhere(settings: Settings, **changed: object) -> StorageSettings:
    return settings.storage.model_copy(update=changed)


class TestEnsureBuckets:
    def test_creates_what_is_missing_and_nothing_twice(self, settings: Settings) -> None:
        fresh = secrets.token_hex(4)
        storage = elsewhere(settings, quarantine_bucket=f"q-{fresh}", media_bucket=f"m-{fresh}")
        ensure_buckets(storage)
        ensure_buckets(storage)
        for bucket in (storage.quarantine_bucket, storage.media_bucket):
            _connect(storage).head_bucket(Bucket=bucket)

    def test_does_not_hide_that_it_may_not(self, settings: Settings) -> None:
        storage = elsewhere(settings, access_key=type(settings.storage.access_key)("stranger"))
        with pytest.raises(Exception, match="Forbidden"):
            ensure_buckets(storage)


class TestStore:
    async def test_is_reachable(self, settings: Settings, store: Store) -> None:
        assert await store.is_reachable()
        assert not await Store(elsewhere(settings, media_bucket="simpul-none")).is_reachable()
        refusing = Store(elsewhere(settings, endpoint_url="http://127.0.0.1:9"))
        assert not await refusing.is_reachable()

    async def test_signs_for_the_address_that_clients_reach(self, settings: Settings) -> None:
        store = Store(elsewhere(settings, public_endpoint_url="https://berkas.example"))
        upload = store.sign_upload("32.04/a/b", "image/png", 1, "0" * 64)
        assert upload.url.startswith("https://berkas.example/")
        assert store.sign_read("k", "image/png", "inline").startswith("https://berkas.example/")
        assert await store.is_reachable()

    async def test_fetches_no_more_than_it_must(self, settings: Settings, store: Store) -> None:
        key, data = f"32.04/{secrets.token_hex(8)}", bytes(5 * 1024 * 1024)
        bucket = settings.storage.quarantine_bucket
        _connect(settings.storage).put_object(Bucket=bucket, Key=key, Body=data)
        into = io.BytesIO()
        assert await store.fetch_upload(key, into, limit=10)
        assert 10 < into.tell() <= 1024 * 1024
        whole = io.BytesIO()
        assert await store.fetch_upload(key, whole, limit=len(data))
        assert whole.getvalue() == data
        await store.delete_upload(key)
        assert not await store.fetch_upload(key, into, limit=10)
        await store.delete_upload(key)

    async def test_stores_only_what_the_hash_names(self, store: Store) -> None:
        with pytest.raises(UnavailableError):
            await store.put_media("32.04/x/y", io.BytesIO(samples.CSV), "text/csv", "0" * 64)

    async def test_a_storage_that_hangs_is_not_waited_for(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(api.media.store, "_SHORT", 0.5)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            address = f"http://127.0.0.1:{silent.getsockname()[1]}"
            begun = time.monotonic()
            with pytest.raises(UnavailableError):
                await Store(elsewhere(settings, endpoint_url=address)).has_upload("k")
            assert time.monotonic() - begun < 3

    async def test_a_refusal_of_the_storage_is_no_answer(self, settings: Settings) -> None:
        stranger = elsewhere(settings, access_key=type(settings.storage.access_key)("stranger"))
        for ask in (
            Store(stranger).has_upload("k"),
            Store(stranger).fetch_upload("k", io.BytesIO(), 1),
        ):
            with pytest.raises(UnavailableError):
                await ask
