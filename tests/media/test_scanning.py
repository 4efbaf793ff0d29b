"""clamd's protocol at its edges; tests/media/test_hostile_long.py asks a real one."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from api.doctor import _scanner
from api.media import scanning
from api.media.scanning import ScannerUnavailableError, has_virus
from api.settings import ClamavSettings, Settings
from tests.media import samples
from tests.media.conftest import Work
from tests.media.uploads import ask, completed, read
from tests.world import Caller

Heard = list[bytes]


@asynccontextmanager
async def clamd(
    answer: bytes, *, deaf: bool = False
) -> AsyncIterator[tuple[ClamavSettings, Heard]]:
    """Speaks as clamd does: takes a stream to its end, answers and hangs up."""
    heard: Heard = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        command = await reader.readuntil(b"\0")
        heard.append(command)
        while command == b"zINSTREAM\0" and not deaf:
            size = int.from_bytes(await reader.readexactly(4), "big")
            if not size:
                break
            heard.append(await reader.readexactly(size))
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1")
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield ClamavSettings(host="127.0.0.1", port=port), heard


NOBODY = ClamavSettings(host="127.0.0.1", port=9)


class TestHasVirus:
    async def test_sends_the_whole_file_and_believes_the_answer(self) -> None:
        data = bytes(range(256)) * 1000
        for answer, verdict in ((b"stream: OK\0", False), (b"stream: Eicar-Test FOUND\0", True)):
            async with clamd(answer) as (scanner, heard):
                file = io.BytesIO(data)
                file.seek(99)
                assert await has_virus(scanner, file) is verdict
            assert heard[0] == b"zINSTREAM\0"
            assert b"".join(heard[1:]) == data

    @pytest.mark.parametrize(
        "answer",
        [
            b"",
            b"stream: OK",
            b"INSTREAM size limit exceeded. ERROR\0",
            b"UNKNOWN COMMAND\0",
            b"stream: Can't allocate memory ERROR\0",
            b"x" * 100_000 + b"\0",
            b"y" * 5_000 + b"\0",
        ],
        ids=["nothing", "half", "limit", "command", "error", "endless", "long"],
    )
    async def test_anything_else_is_no_verdict(self, answer: bytes) -> None:
        async with clamd(answer) as (scanner, _):
            with pytest.raises(ScannerUnavailableError):
                await has_virus(scanner, io.BytesIO(b"data"))

    async def test_neither_is_a_closed_door(self) -> None:
        with pytest.raises(ScannerUnavailableError):
            await has_virus(NOBODY, io.BytesIO(b"data"))

    async def test_hears_why_it_hung_up(self) -> None:
        async with clamd(b"INSTREAM size limit exceeded. ERROR\0", deaf=True) as (scanner, _):
            with pytest.raises(ScannerUnavailableError):
                await has_virus(scanner, io.BytesIO(bytes(20_000_000)))

    async def test_does_not_wait_for_ever(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(scanning, "_ANSWER", 0.2)
        server = await asyncio.start_server(lambda _, __: asyncio.sleep(30), "127.0.0.1")
        async with server:
            port = server.sockets[0].getsockname()[1]
            silent = ClamavSettings(host="127.0.0.1", port=port)
            with pytest.raises(ScannerUnavailableError):
                await has_virus(silent, io.BytesIO(b"data"))


class TestTheCheck:
    async def test_refuses_what_the_scanner_finds(
        self, operator: Caller, scanned: Callable[[ClamavSettings], Work]
    ) -> None:
        async with clamd(b"stream: Eicar-Test FOUND\0") as (scanner, heard):
            made = await completed(operator, samples.CSV, content_type="text/csv")
            await scanned(scanner)()
            found = await read(operator, made["id"])
            assert found["status"] == "refused"
            assert found["refusal"].startswith("virus: ")
            assert "Eicar" not in found["refusal"]
            assert b"".join(heard[1:]) == samples.CSV

    async def test_nothing_passes_while_the_scanner_is_away(
        self, operator: Caller, scanned: Callable[[ClamavSettings], Work], superuser_url: str
    ) -> None:
        made = await completed(operator, samples.CSV, content_type="text/csv")
        await scanned(NOBODY)()
        found = await read(operator, made["id"])
        assert (found["status"], found["url"]) == ("checking", None)
        query = "update procrastinate_jobs set scheduled_at = now() where args->>'asset' = %(id)s "
        again = await ask(superuser_url, query + "returning attempts", id=made["id"])
        assert again == [(1,)]
        async with clamd(b"stream: OK\0") as (scanner, _):
            await scanned(scanner)()
        assert (await read(operator, made["id"]))["status"] == "ready"


class TestDoctor:
    async def test_says_whether_files_are_scanned(self, settings: Settings) -> None:
        def having(scanner: ClamavSettings | None) -> Settings:
            return settings.model_copy(update={"clamav": scanner})

        off = await _scanner(having(None))
        assert (off.good, off.detail) == (True, "off: SIMPUL_CLAMAV__HOST is not set")
        away = await _scanner(having(NOBODY))
        assert not away.good
        async with clamd(b"ClamAV 1.4.6/27000\0") as (scanner, heard):
            there = await _scanner(having(scanner))
        assert (there.good, there.detail) == (True, "on, ClamAV 1.4.6/27000")
        assert heard == [b"zVERSION\0"]
