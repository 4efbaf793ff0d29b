"""The file by which Kubernetes sees that the worker's event loop runs."""

import asyncio
import os
import time
from pathlib import Path

import pytest
from fastapi import FastAPI

import api.worker
from api.jobs.queue import defer, queue
from api.settings import Settings
from tenants.session import Sessions, as_tenant, transaction
from tests.world import World

seen: list[float] = []


@queue.task(name="test.watch")
async def watch(file: str, hang: int) -> None:
    """Makes the file old and looks whether it becomes new, with the event loop free or not."""
    os.utime(file, (0, 0))
    if hang:
        time.sleep(0.3)  # noqa: ASYNC251  that is what a hanging loop is
    else:
        await asyncio.sleep(0.3)
    seen.append(Path(file).stat().st_mtime)  # noqa: ASYNC240


@pytest.mark.parametrize("hang", [0, 1])
async def test_is_new_while_the_loop_runs_and_gone_afterwards(
    world: World,
    app: FastAPI,
    sessions: Sessions,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    hang: int,
) -> None:
    assert world
    monkeypatch.setattr(api.worker, "_ALIVE_SECONDS", 0.05)
    file = tmp_path / "alive"
    async with transaction(
        sessions, as_tenant(app.state.directory.by_code("32.04").id, "test")
    ) as session:
        await defer(session, watch, file=str(file), hang=hang)
    await api.worker.run(settings, wait=False, alive_file=file)
    assert (seen.pop() > 0) is (not hang)
    assert not file.exists()
