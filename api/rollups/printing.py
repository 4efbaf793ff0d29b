"""A page as PDF, by a child process; few at a time, because each takes a processor."""

import asyncio
import sys
import tempfile

import structlog

from api.errors import InternalError, PdfBusyError, PdfNotInstalledError, Text
from api.media import child
from api.rollups.printer import LIBRARY, MISSING, PACKAGE

# Isolated: neither the working directory nor PYTHON* decides what is imported.
COMMAND = (sys.executable, "-I", "-m", "api.rollups.printer")
SECONDS = 60.0
_WHAT = {
    PACKAGE: Text("paket Python weasyprint", "the Python package weasyprint"),
    LIBRARY: Text("pustaka sistem Pango", "the system library Pango"),
}
# Who waits holds a connection to the database, so nobody waits.
places = asyncio.Semaphore(2)
_log = structlog.get_logger("api.rollups")


async def print_page(page: str) -> bytes:
    """The PDF of a page that holds all that it shows.

    Raises `PdfNotInstalledError`, `PdfBusyError`, and `InternalError` when the page could not be laid out.
    """
    if places.locked():
        raise PdfBusyError
    async with places:
        made = await _made(page)
    if made.startswith(MISSING):
        missing = made.removeprefix(MISSING).decode()
        _log.warning("pdf-not-installed", missing=missing)
        raise PdfNotInstalledError(_WHAT[missing])
    return made


async def _made(page: str) -> bytes:
    with tempfile.TemporaryFile() as file:
        file.write(page.encode())
        try:
            status, made = await child.run(COMMAND, file, SECONDS)
        except child.CheckFailedError as error:
            raise InternalError from error
    if status != 0:
        _log.error("pdf-not-made", status=status)
        raise InternalError
    return made
