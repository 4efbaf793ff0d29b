"""Asking ClamAV about a file: `INSTREAM` of clamd over TCP (clamd(8)).

Our own forty lines: the package `clamd` rests since 2014, and the protocol is this small.
"""

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, BinaryIO

import structlog

from api.settings import ClamavSettings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_CONNECT = 5.0  # seconds
_ANSWER = 120.0  # seconds: also to load its signatures again, while it answers nobody
_BLOCK = 1 << 16
_LONGEST = 4096  # bytes of an answer
_log = structlog.get_logger("api.media")


class ScannerUnavailableError(RuntimeError):
    """No word about the file: never to be taken for a clean one."""


async def has_virus(scanner: ClamavSettings, file: BinaryIO) -> bool:
    """Whether ClamAV finds something in a whole file. Raises `ScannerUnavailableError`."""
    file.seek(0)
    answer = await _ask(scanner, b"zINSTREAM\0", file)
    if answer == "stream: OK":
        return False
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        _log.warning("virus-found", signature=answer[len("stream: ") : -len(" FOUND")])
        return True
    # Such as "INSTREAM size limit exceeded. ERROR": its StreamMaxLength is below our limits.
    _log.error("virus-scanner-refused", answer=answer)
    raise ScannerUnavailableError(answer)


async def version(scanner: ClamavSettings) -> str:
    """The scanner's own version and that of its signatures. Raises `ScannerUnavailableError`."""
    return await _ask(scanner, b"zVERSION\0")


async def _ask(scanner: ClamavSettings, command: bytes, file: BinaryIO | None = None) -> str:
    try:
        async with asyncio.timeout(_ANSWER), _connected(scanner) as (reader, writer):
            writer.write(command)
            if file is not None:
                await _stream(file, writer)
            await writer.drain()
            return await _answer(reader)
    except (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError) as error:
        raise ScannerUnavailableError(type(error).__name__) from error


@asynccontextmanager
async def _connected(
    scanner: ClamavSettings,
) -> "AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]":
    async with asyncio.timeout(_CONNECT):
        reader, writer = await asyncio.open_connection(scanner.host, scanner.port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def _stream(file: BinaryIO, writer: asyncio.StreamWriter) -> None:
    """In pieces, each after its length; one of no length ends it."""
    try:
        while block := file.read(_BLOCK):
            writer.write(len(block).to_bytes(4, "big") + block)
            await writer.drain()
        writer.write(bytes(4))
        await writer.drain()
    except ConnectionError:
        # It says what it did not like before it hangs up.
        return


async def _answer(reader: asyncio.StreamReader) -> str:
    answer = await reader.readuntil(b"\0")
    if len(answer) > _LONGEST:
        raise EOFError
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()
