"""A hundred hostile files before a worker of its own, with a real ClamAV beside it.

Needs clamd: `apt-get install clamav-daemon`. It gets one signature, made here, and no others.
"""

import asyncio
import io
import shutil
import socket
import subprocess
from collections import Counter
from collections.abc import Iterator

import pytest
from PIL import Image

from api.media.scanning import ScannerUnavailableError, has_virus, version
from api.settings import ClamavSettings, Settings
from tests.media import hostile, samples
from tests.media.hostile import EICAR, Hostile
from tests.media.hostile_uploads import assert_harmless, send
from tests.media.uploads import read
from tests.media.watching import Watch, worker
from tests.world import Caller

pytestmark = pytest.mark.long
MOST = 512 * 1024**2  # bytes, of the worker and its child, what they share counted twice


def _clamd() -> str:
    found = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
    if found is None:
        pytest.skip("clamd is missing: apt-get install clamav-daemon")
    return found


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClamavSettings]:
    folder = tmp_path_factory.mktemp("clamav")
    (folder / "local.ndb").write_text(f"Eicar-Local:0:*:{EICAR.hex()}\n")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    lines = [
        f"DatabaseDirectory {folder}",
        f"TCPSocket {port}",
        "TCPAddr 127.0.0.1",
        "Foreground yes",
        "StreamMaxLength 30M",
    ]
    (folder / "clamd.conf").write_text("\n".join(lines) + "\n")
    command = (_clamd(), f"--config-file={folder / 'clamd.conf'}")
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log) as it,
    ):
        try:
            yield ClamavSettings(host="127.0.0.1", port=port)
        finally:
            it.terminate()
            it.wait(30)
            print((folder / "log").read_text())  # noqa: T201 - shown when a test fails


async def _answering(scanner: ClamavSettings) -> str:
    for _ in range(600):
        try:
            return await version(scanner)
        except ScannerUnavailableError:
            await asyncio.sleep(0.1)
    pytest.fail("clamd does not answer")


def _virus(name: str, content_type: str, data: bytes) -> Hostile:
    return Hostile(name, content_type, data, ("virus",))


VIRUSES = [
    _virus("eicar-csv", hostile.CSV, EICAR + b"\n"),
    _virus("eicar-png", hostile.PNG, samples.picture() + EICAR),
    _virus("eicar-mp4", hostile.MP4, samples.video(b"isom", samples.index(), samples.box(b"mdat", EICAR))),
    _virus("eicar-pdf", hostile.PDF, samples.pdf("", samples.stream("", EICAR))),
    _virus("eicar-xlsx", samples.XLSX, samples.workbook(a_xml=EICAR)),
]  # fmt: skip


def _heaviest() -> Iterator[Hostile]:
    """What takes the most memory and is taken, or just not."""
    noise = Image.effect_noise((1000, 1000), 60)
    colours = Image.merge("RGB", [noise, noise.rotate(90), noise.rotate(180)])
    exif = Image.Exif()
    exif[0x0112] = 6
    for name, kind, side, options in (
        ("baseline", "JPEG", 7071, {"quality": 40}),
        ("progressive", "JPEG", 7071, {"quality": 40, "progressive": True}),
        ("sideways", "JPEG", 7071, {"quality": 40, "exif": exif}),
        ("sideways-half", "JPEG", 5000, {"quality": 60, "exif": exif}),
        ("webp", "WEBP", 3605, {"quality": 60, "method": 0}),
        ("png", "PNG", 5000, {"compress_level": 1}),
    ):
        large = colours.resize((side, side), Image.Resampling.NEAREST)
        buffer = io.BytesIO()
        large.save(buffer, kind, **options)
        content_type, ends = f"image/{kind.lower()}", ("ready", "too-heavy")
        yield Hostile(name, content_type, buffer.getvalue(), ends, keeps=b"Exif\0\0")


class TestScanner:
    async def test_finds_what_its_signature_says(self, scanner: ClamavSettings) -> None:
        assert (await _answering(scanner)).startswith("ClamAV")
        assert await has_virus(scanner, io.BytesIO(EICAR))
        assert not await has_virus(scanner, io.BytesIO(samples.CSV))
        assert not await has_virus(scanner, io.BytesIO(bytes(29_000_000)))

    async def test_says_when_a_file_is_longer_than_it_takes(self, scanner: ClamavSettings) -> None:
        await _answering(scanner)
        with pytest.raises(ScannerUnavailableError):
            await has_virus(scanner, io.BytesIO(bytes(32_000_000)))


class TestAHundredHostileFiles:
    async def test_none_is_served_and_the_worker_lives(
        self, operator: Caller, settings: Settings, scanner: ClamavSettings
    ) -> None:
        await _answering(scanner)
        files = [*hostile.files(), *VIRUSES, *_heaviest()]
        given = {"SIMPUL_CLAMAV__HOST": scanner.host, "SIMPUL_CLAMAV__PORT": str(scanner.port)}
        sent = [(await send(operator, settings, file), file) for file in files]
        with worker(given) as process, Watch(process.pid) as watch:
            for made, _ in sent:
                await _checked(operator, made["id"])
            # Alive, and still at work.
            last = await send(operator, settings, Hostile("good", hostile.CSV, samples.CSV, ()))
            await _checked(operator, last["id"])
            assert (await read(operator, last["id"]))["status"] == "ready"
            assert process.poll() is None
        print(f"{watch.most >> 20} MiB, child {watch.most_of_a_child >> 20} MiB")  # noqa: T201
        ends = [await assert_harmless(operator, settings, made, file) for made, file in sent]
        counted = ", ".join(f"{count} {end}" for end, count in Counter(ends).most_common())
        print(f"{len(files)} files: {counted}")  # noqa: T201 - figures for the record
        assert len(files) >= 100
        assert 0 < watch.most_of_a_child < watch.most < MOST


async def _checked(caller: Caller, identifier: str) -> None:
    for _ in range(1200):
        if (await read(caller, identifier))["status"] != "checking":
            return
        await asyncio.sleep(0.1)
    pytest.fail("still checking")
