"""Chromium without a window, and the product that it visits."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from tests.browser.callback import Application, application
from tests.product.running import Product
from tests.product.shared import demo
from tests.world import Human

__all__ = ["demo"]
PHONE = 360  # CSS pixels
DESK = 1280
_HEIGHT = 844
_FLAGS = (
    "--headless=new",
    "--no-sandbox",  # for root in a container
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
)
_WITHOUT_SCRIPTS = {"profile.managed_default_content_settings.javascript": 2}
_WITHOUT_OFFERS = {"credentials_enable_service": False, "profile.password_manager_enabled": False}
OpenBrowser = Callable[..., Chrome]


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is missing: apt-get install chromium chromium-driver", pytrace=False)
    return found


@pytest.fixture
def open_browser() -> Iterator[OpenBrowser]:
    """Opens browsers, each with a profile of its own: a language, a width, with scripts or without."""
    with ExitStack() as closing:

        def launch(*, language: str = "id", width: int = DESK, scripts: bool = True) -> Chrome:
            profile = closing.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            options = _options(profile, language, width, scripts=scripts)
            browser = Chrome(options=options, service=Service(_program("chromedriver")))
            closing.callback(browser.quit)
            browser.set_page_load_timeout(20)
            return browser

        yield launch


def _options(profile: str, language: str, width: int, *, scripts: bool) -> ChromeOptions:
    options = ChromeOptions()
    options.binary_location = _program("chromium")
    for flag in (*_FLAGS, f"--lang={language}", f"--window-size={width},{_HEIGHT}"):
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={profile}")
    preferences = {"intl.accept_languages": language, **_WITHOUT_OFFERS}
    options.add_experimental_option("prefs", preferences | ({} if scripts else _WITHOUT_SCRIPTS))
    if width == PHONE:
        # A window is never narrower than 500 px; a phone's screen is.
        screen = {"width": width, "height": _HEIGHT, "pixelRatio": 2.0, "mobile": True}
        options.add_experimental_option("mobileEmulation", {"deviceMetrics": screen})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return options


@pytest.fixture
def waiting() -> Iterator[Application]:
    """The application that somebody signs in to."""
    with application() as made:
        yield made


@pytest.fixture
def human(demo: Product) -> Human:
    """An operator of a regency."""
    [found] = [
        person
        for person in demo.credentials()["people"]
        if (person["tenant"], person["roles"]) == ("32.04", ["operator"])
    ]
    return Human(**found, person_id="")


@pytest.fixture(scope="session")
def screens() -> Path:
    """Where pictures of the pages are left for people to look at."""
    folder = Path(tempfile.gettempdir()) / "simpul-screens"
    folder.mkdir(exist_ok=True)
    return folder
