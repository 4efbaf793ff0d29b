"""The recap as a browser shows and prints it, under its own policy."""

import base64
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from api.rollups import recap_page
from api.rollups.recap import MONTHS, Recap
from api.rollups.schemas import Standing
from tenants.regions import regions_of
from tests.browser.conftest import DESK, PHONE, OpenBrowser
from tests.browser.looks import check
from tests.rollups.recaps import PERIOD, recap, row, some

pytestmark = pytest.mark.browser
_SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")
_LETTERS = "return [...document.fonts].map(each => each.family + ' ' + each.status)"


def _all_standings() -> Recap:
    """Everybody stands otherwise; the last nine regions say nil."""
    codes = [region.code for region in regions_of("32") if region.code != "32"]
    stands = list(Standing)
    history = {
        code: [
            row(code, PERIOD, stands[(place + month) % 5], nil=place > 17)
            for month in range(MONTHS)
        ]
        for place, code in enumerate(codes)
    }
    kinds = [("publication", some(activities=143)), ("other", some(activities=4))]
    return recap(history, reach=[10**place for place in range(MONTHS)], kinds=kinds)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serves the page as the application does; `/id` and `/en`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            language = self.path.strip("/")
            known = language in {"id", "en"}
            self.send_response(200 if known else 204)
            for name, value in recap_page.headers().items():
                self.send_header(name, value)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if known:
                self.wfile.write(recap_page.draw(_all_standings(), language).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_can_be_read_anywhere(
    open_browser: OpenBrowser, address: str, screens: Path, width: int, language: str
) -> None:
    browser = open_browser(width=width)
    browser.get(f"{address}/{language}")
    check(browser, screens / f"recap-{width}-{language}.png", width)
    assert browser.execute_script(_LETTERS) == ["Plus Jakarta Sans loaded"]


def test_prints_on_three_sheets(open_browser: OpenBrowser, address: str, screens: Path) -> None:
    browser = open_browser()
    browser.get(f"{address}/id")
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = base64.b64decode(printed["data"])
    (screens / "recap.pdf").write_bytes(pdf)
    assert len(_SHEET.findall(pdf)) == 3
