"""Starts the child process that looks into a file, and understands how it ended."""

import asyncio
import json
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from typing import BinaryIO

import structlog

from api.media.findings import Findings, Refusal

WALL_SECONDS = 30.0
# Isolated: neither the working directory nor PYTHON* decides what is imported.
_COMMAND = (sys.executable, "-I", "-m", "api.media.checks")
# A hostile picture may take all of its memory: two of them at most.
_AT_ONCE = asyncio.Semaphore(2)
# Somebody stopped it; every other signal was the file's doing.
_STOPPED = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
_log = structlog.get_logger("api.media")


class CheckFailedError(RuntimeError):
    """The check itself did not run; says nothing about the file."""


async def look_into(file: BinaryIO, content_type: str, size: int, sha256: str) -> Findings:
    """Check a file with a descriptor, from its beginning. Raises `CheckFailedError`."""
    command = (*_COMMAND, content_type, str(size), sha256)
    status, output = await run(command, file, WALL_SECONDS)
    if status == 0:
        found = json.loads(output)
        refusal = Refusal(found["refusal"]) if found["refusal"] else None
        return Findings(refusal, found["width"], found["height"])
    return Findings(Refusal.HEAVY)


async def run(command: Sequence[str], file: BinaryIO, seconds: float) -> tuple[int | None, bytes]:
    """Have a program of ours read a file with a descriptor; gives how it ended and what it printed.

    0: well. None (it took too long) and a signal's number below 0: the file's doing. Raises
    `CheckFailedError` when it was not.
    """
    async with _AT_ONCE:
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
        return await _await(child, seconds)


async def _await(child: Process, seconds: float) -> tuple[int | None, bytes]:
    try:
        output, _ = await asyncio.wait_for(child.communicate(), seconds)
    except TimeoutError:
        return None, b""
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    _require_own_end(child.returncode)
    return child.returncode, output


def _require_own_end(status: int | None) -> None:
    if status == 0:
        return
    _log.warning("check-ended", status=status)
    if status is None or status > 0 or -status in _STOPPED:
        message = f"the check ended with status {status}"
        raise CheckFailedError(message)
