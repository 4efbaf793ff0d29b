import asyncio
import ctypes.util
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from api.rollups import printer, printing
from tests.rollups.recaps import path
from tests.world import World

PAGE = "<!doctype html><html lang=id><head><title>Rekap</title></head><body><h1>Rekap</h1>{}</body></html>"
needs_pango = pytest.mark.skipif(
    not all(map(ctypes.util.find_library, ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))),
    reason="Pango is not installed",
)


def _refusal() -> type[BaseException]:
    from weasyprint.urls import FatalURLFetchingError

    found: type[BaseException] = FatalURLFetchingError
    return found


def _says(text: str) -> tuple[str, ...]:
    return (sys.executable, "-I", "-c", f"print({text!r}, end='')")


class TestPdf:
    @needs_pango
    async def test_is_the_page(self, world: World) -> None:
        viewer = await world.caller("32", "viewer")
        answer = await viewer.get(path("2026-10", "format=pdf&lang=en"))
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == 'inline; filename="rekap-2026-10-32.pdf"'
        assert answer.content.startswith(b"%PDF-")
        assert answer.content.rstrip().endswith(b"%%EOF")
        assert (answer.headers["cache-control"], answer.headers["content-language"]) == (
            "no-store",
            "en",
        )

    @pytest.mark.parametrize(
        ("said", "named"),
        [("missing weasyprint", "package weasyprint"), ("missing pango", "library Pango")],
    )
    async def test_says_what_is_missing(
        self, world: World, monkeypatch: pytest.MonkeyPatch, said: str, named: str
    ) -> None:
        monkeypatch.setattr(printing, "COMMAND", _says(said))
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.get(path("2026-10", "format=pdf"), headers={"Accept-Language": "en"})
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (501, "pdf-not-installed")
        assert named in problem["detail"]
        assert (await viewer.get(path("2026-10"))).status_code == 200

    @pytest.mark.parametrize(
        "source", ["raise SystemExit(3)", "import os; os.kill(os.getpid(), 9)"]
    )
    async def test_that_cannot_be_made_is_our_fault(
        self, world: World, monkeypatch: pytest.MonkeyPatch, source: str
    ) -> None:
        monkeypatch.setattr(printing, "COMMAND", (sys.executable, "-I", "-c", source))
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.get(path("2026-10", "format=pdf"))
        assert (answer.status_code, answer.json()["code"]) == (500, "internal-error")

    async def test_nobody_waits_in_a_queue(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(printing, "places", asyncio.Semaphore(0))
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.get(path("2026-10", "format=pdf"))
        assert (answer.status_code, answer.json()["code"]) == (503, "pdf-busy")
        assert answer.headers["retry-after"] == "5"


class TestMake:
    def test_without_the_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "weasyprint", None)
        assert printer.make(PAGE) == b"missing weasyprint"

    def test_without_the_library(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')")
        monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
        monkeypatch.syspath_prepend(str(tmp_path))
        assert printer.make(PAGE) == b"missing pango"

    @needs_pango
    def test_fetches_nothing(self) -> None:
        asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

        with HTTPServer(("127.0.0.1", 0), Handler) as server:
            thread = Thread(target=server.serve_forever)
            thread.start()
            try:
                address = f"http://127.0.0.1:{server.server_port}/a.png"
                with pytest.raises(_refusal(), match="Error fetching"):
                    printer.make(PAGE.format(f'<img src="{address}" alt="">'))
            finally:
                server.shutdown()
                thread.join()
        assert asked == []

    @needs_pango
    def test_reads_no_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
        with pytest.raises(_refusal(), match="Error fetching"):
            printer.make(PAGE.format(f'<img src="{(tmp_path / "a.svg").as_uri()}" alt="">'))
