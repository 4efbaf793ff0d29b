import asyncio
import hashlib
import os
import signal
import sys
import tempfile
import time

import pytest

from api.media import checks, child
from api.media.child import CheckFailedError, look_into
from api.media.findings import Findings, Refusal
from tests.media import samples

REPORT = """
import json, os, resource, sys, tempfile
from api.media.checks import _limit
_limit()
held = {
    "environment": sorted(os.environ),
    "memory": resource.getrlimit(resource.RLIMIT_AS)[0],
    "pillow": "PIL" in sys.modules, "application": "api.settings" in sys.modules,
}
try:
    with tempfile.TemporaryFile() as file:
        file.write(b"x")
    held["wrote"] = True
except OSError:
    held["wrote"] = False
rest = {"height": None, "blurhash": None, "copies": [], "edits": []}
print(json.dumps({"refusal": None, "width": held, **rest}), end="")
"""


async def look(data: bytes, content_type: str = "image/png") -> Findings:
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as copies:
        file.write(data)
        digest = hashlib.sha256(data).hexdigest()
        return await look_into(file, content_type, len(data), digest, copies)


def shown(found: Findings) -> tuple[Refusal | None, int | None, int | None]:
    return found.refusal, found.width, found.height


def instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Have another program run in the child's place."""
    monkeypatch.setattr(child, "_COMMAND", (sys.executable, "-I", "-c", program))


class TestLookInto:
    async def test_gives_what_the_child_found(self) -> None:
        found = await look(samples.picture("PNG", (400, 300)))
        assert shown(found) == (None, 400, 300)
        assert [copy.content_type for copy in found.copies] == [
            "image/png",
            "image/webp",
            "image/jpeg",
        ]
        assert found.blurhash
        voice = await look(samples.voice(), "audio/ogg")
        assert [edit.zeros for edit in voice.edits] == [0, 20]
        assert await look(samples.HTML) == Findings(Refusal.MARKUP)

    @pytest.mark.parametrize(("kind", "side"), [("JPEG", 7071), ("PNG", 7071), ("WEBP", 3605)])
    async def test_the_largest_picture_fits_into_the_memory(self, kind: str, side: int) -> None:
        content_type = f"image/{kind.lower()}"
        largest, larger = (samples.picture(kind, (side, height)) for height in (side, side + 2))
        assert shown(await look(largest, content_type)) == (None, side, side)
        assert await look(larger, content_type) == Findings(Refusal.PIXELS)

    async def test_the_child_has_limits_and_no_secrets(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SIMPUL_STORAGE__SECRET_KEY", "rahasia")
        instead(monkeypatch, REPORT)
        held: object = (await look(b"")).width
        assert isinstance(held, dict)
        assert not [name for name in held["environment"] if name.startswith("SIMPUL")]
        assert held["memory"] == checks.MEMORY
        assert not held["wrote"]
        assert not held["application"]

    async def test_too_much_memory_is_the_files_fault(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        program = (
            "import sys; from api.media import checks, images\n"
            "images.remake = lambda *_: bytearray(2**31)\n"
            "checks.main(sys.argv[1:])"
        )
        instead(monkeypatch, program)
        assert await look(samples.picture()) == Findings(Refusal.HEAVY)

    async def test_too_much_to_say_is_the_files_fault(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        program = (
            "import sys; from api.media import checks\n"
            "from api.media.findings import Edit, Findings\n"
            "checks.check = lambda *_: Findings(edits=[Edit(0, '')] * 2_000_000)\n"
            "checks.main(sys.argv[1:])"
        )
        instead(monkeypatch, program)
        assert await look(samples.voice(), "audio/ogg") == Findings(Refusal.HEAVY)

    async def test_too_much_processor_time_is_the_files_fault(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        program = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile 1: pass"
        instead(monkeypatch, program)
        assert await look(b"") == Findings(Refusal.HEAVY)

    async def test_too_much_time_is_the_files_fault(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(child, "WALL_SECONDS", 0.5)
        instead(monkeypatch, "import time; time.sleep(60)")
        begun = time.monotonic()
        assert await look(b"") == Findings(Refusal.HEAVY)
        assert time.monotonic() - begun < 10

    async def test_a_crash_is_the_files_fault(self, monkeypatch: pytest.MonkeyPatch) -> None:
        instead(monkeypatch, f"import os; os.kill(os.getpid(), {signal.SIGSEGV.value})")
        assert await look(b"") == Findings(Refusal.HEAVY)

    @pytest.mark.parametrize(
        "printed",
        ["", "{}", "[]", '{"refusal": "soup"}', "\\xff"],
        ids=lambda text: text or "nothing",
    )
    async def test_nonsense_is_the_files_fault(
        self, monkeypatch: pytest.MonkeyPatch, printed: str
    ) -> None:
        instead(monkeypatch, f"import sys; sys.stdout.buffer.write(b'{printed}')")
        assert await look(b"") == Findings(Refusal.DAMAGED)

    async def test_printing_without_end_is_the_files_fault(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(child, "_MOST", 1_000_000)
        instead(monkeypatch, "import sys\nwhile 1: sys.stdout.buffer.write(bytes(65536))")
        assert await look(b"") == Findings(Refusal.HEAVY)

    @pytest.mark.parametrize(
        "program",
        ["raise SystemExit(1)", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"],
    )
    async def test_a_check_that_did_not_run_is_not(
        self, monkeypatch: pytest.MonkeyPatch, program: str
    ) -> None:
        instead(monkeypatch, program)
        with pytest.raises(CheckFailedError):
            await look(b"")

    async def test_ends_the_child_when_it_is_cancelled(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: os.PathLike[str]
    ) -> None:
        note = os.fspath(tmp_path) + "/pid"
        instead(
            monkeypatch,
            f"import os, time; open({note!r}, 'w').write(str(os.getpid())); time.sleep(60)",
        )
        looking = asyncio.create_task(look(b""))
        pid = ""
        while not pid:
            await asyncio.sleep(0.05)
            if os.path.exists(note):  # noqa: ASYNC240, PTH110
                pid = open(note).read()  # noqa: ASYNC230, PTH123, SIM115
        begun = time.monotonic()
        looking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await looking
        assert time.monotonic() - begun < 10
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid), 0)
