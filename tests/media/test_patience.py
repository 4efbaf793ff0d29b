"""A storage that hangs: who asks it next is not kept waiting, nor are those who need no storage."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from api.errors import UnavailableError
from api.media import patience
from api.media import store as door
from api.media.store import Store
from api.settings import Settings


class Hole:
    """Takes connections and never answers."""

    def __init__(self) -> None:
        self.writers: list[asyncio.StreamWriter] = []

    async def take(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.append(writer)


@pytest.fixture
async def hole(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Store, Hole]]:
    """A storage that hangs."""
    hole = Hole()
    server = await asyncio.start_server(hole.take, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    monkeypatch.setattr(door, "_SHORT", 0.5)
    away = settings.storage.model_copy(update={"endpoint_url": f"http://127.0.0.1:{port}"})
    yield Store(away), hole
    for writer in hole.writers:
        writer.close()
    server.close()


class TestPatience:
    async def test_ends_after_three(self, hole: tuple[Store, Hole]) -> None:
        store, taken = hole
        for _ in range(3):
            with pytest.raises(UnavailableError):
                await store.has_upload("x")
        assert len(taken.writers) == 3
        with pytest.raises(UnavailableError):
            await store.has_upload("x")
        assert len(taken.writers) == 3  # it was not asked

    def test_comes_back_with_an_answer(self) -> None:
        left = patience.Patience()
        for _ in range(3):
            left.lose()
        with pytest.raises(UnavailableError):
            left.require()
        left.regain()
        left.require()

    def test_lets_one_try_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        left = patience.Patience()
        for _ in range(3):
            left.lose()
        moment = left.until
        monkeypatch.setattr(time, "monotonic", lambda: moment)
        left.require()
        with pytest.raises(UnavailableError):
            left.require()
