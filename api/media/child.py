"""Starts the child process that looks into a file, and understands how it ended."""

import asyncio
import io
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from typing import Any, BinaryIO

import structlog

from api.media.findings import Copy, Edit, Findings, Refusal

WALL_SECONDS = 120.0
# Isolated: neither the working directory nor PYTHON* decides what is imported.
_COMMAND = (sys.executable, "-I", "-m", "api.media.checks")
# A hostile picture may take all of its memory: one of them at a time, beside small tables.
_ONE = asyncio.Semaphore(1)
_AT_ONCE = asyncio.Semaphore(2)
_BLOCK = 1 << 16
_MOST = 256 * 1024 * 1024  # bytes that a check prints; it stops itself before that
_LAST_LINE = 4 * 1024 * 1024  # bytes at most
# Somebody stopped it; every other signal was the file's doing.
_STOPPED = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
_log = structlog.get_logger("api.media")


class CheckFailedError(RuntimeError):
    """The check itself did not run; says nothing about the file."""


async def look_into(
    file: BinaryIO, content_type: str, size: int, sha256: str, copies: BinaryIO
) -> Findings:
    """Check a file with a descriptor, from its beginning. Raises `CheckFailedError`.

    The bytes of a picture's copies are written to `copies`, one after another.
    """
    command = (*_COMMAND, content_type, str(size), sha256)
    async with _ONE:
        status = await _run(command, file, copies, WALL_SECONDS)
    try:
        return _read(_last_line(copies)) if status == 0 else Findings(Refusal.HEAVY)
    except (KeyError, TypeError, ValueError):
        _log.error("check-broken")  # somebody else speaks: the file has taken the child over
        return Findings(Refusal.DAMAGED)


def _last_line(printed: BinaryIO) -> bytes:
    end = printed.seek(0, os.SEEK_END)
    printed.seek(max(0, end - _LAST_LINE))
    return printed.read().rpartition(b"\n")[2]


def _read(line: bytes) -> Findings:
    found: dict[str, Any] = json.loads(line)
    refusal = Refusal(found["refusal"]) if found["refusal"] else None
    copies = tuple(Copy(**copy) for copy in found["copies"])
    edits = tuple(Edit(**edit) for edit in found["edits"])
    shown = found["width"], found["height"], found["blurhash"]
    return Findings(refusal, *shown, copies=copies, edits=edits)


async def run(command: Sequence[str], file: BinaryIO, seconds: float) -> tuple[int | None, bytes]:
    """Have a program of ours read a file with a descriptor; gives how it ended and what it printed.

    0: well. None (it took too long) and a signal's number below 0: the file's doing. Raises
    `CheckFailedError` when it was not.
    """
    output = io.BytesIO()
    async with _AT_ONCE:
        status = await _run(command, file, output, seconds)
    return status, output.getvalue() if status == 0 else b""


async def run_into(
    command: Sequence[str], file: BinaryIO, into: BinaryIO, seconds: float
) -> int | None:
    """Likewise, with what it prints in a file: 256 MiB at most."""
    async with _AT_ONCE:
        return await _run(command, file, into, seconds)


async def _run(
    command: Sequence[str], file: BinaryIO, into: BinaryIO, seconds: float
) -> int | None:
    file.seek(0)
    child = await asyncio.create_subprocess_exec(
        *command,
        stdin=file,
        stdout=PIPE,
        stderr=DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,  # Ctrl-C in a terminal must not look like a broken file
    )
    return await _await(child, into, seconds)


async def _await(child: Process, into: BinaryIO, seconds: float) -> int | None:
    try:
        await asyncio.wait_for(_drain(child, into), seconds)
    except TimeoutError:
        return None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    _require_own_end(child.returncode)
    return child.returncode


async def _drain(child: Process, into: BinaryIO) -> None:
    assert child.stdout is not None  # noqa: S101 - it is a pipe
    left = _MOST
    while left > 0 and (block := await child.stdout.read(_BLOCK)):
        left -= len(block)
        into.write(block)
    if left <= 0:
        child.kill()
    await child.wait()


def _require_own_end(status: int | None) -> None:
    if status == 0:
        return
    _log.warning("check-ended", status=status)
    if status is None or status > 0 or -status in _STOPPED:
        message = f"the check ended with status {status}"
        raise CheckFailedError(message)
