"""Signing in at a foreign provider, npm's `oidc-provider`, from an application's link to a token."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.callback import Application
from tests.browser.conftest import DESK, PHONE, OpenBrowser
from tests.browser.foreign import Foreign, foreign
from tests.browser.looks import check
from tests.browser.visit import WAIT_SECONDS, Visit
from tests.product.running import Product
from tests.world import Human

pytestmark = pytest.mark.browser
STRANGER = "tamu@uji.example"
UNKNOWN = {"id": "Akun belum terdaftar", "en": "No account yet"}
UNVERIFIED = {"id": "Alamat surel belum dipastikan", "en": "E-mail address not confirmed"}
CANCELLED = {"id": "Belum masuk", "en": "Not signed in"}
STALE = {"id": "Masuk sekali lagi", "en": "Sign in once more"}


@dataclass
class Started:
    """The provider, started when it is first needed: the demo's fixture lasts a test."""

    stack: ExitStack = field(default_factory=ExitStack)
    found: Foreign | None = None


@pytest.fixture(scope="module")
def started() -> Iterator[Started]:
    """What these tests share."""
    made = Started()
    with made.stack:
        yield made


@pytest.fixture
def there(demo: Product, human: Human, started: Started) -> Foreign:
    """The provider, which knows an operator and others."""
    people = {
        "siti": {"email": human.email, "email_verified": True, "name": "Siti"},
        "besar": {"email": human.email.upper(), "email_verified": True},
        "ragu": {"email": human.email, "email_verified": False},
        "tamu": {"email": STRANGER, "email_verified": True},
    }
    if started.found is None:
        started.found = started.stack.enter_context(foreign(demo, people))
    return started.found


class Trip(Visit):
    """A visit that goes through the provider."""

    foreign: Foreign

    def leave(self) -> None:
        """Press the first button of the sign-in page, and wait for the provider's."""
        self.browser.find_element(By.CSS_SELECTOR, "form button").click()
        self.wait_for(self.foreign.issuer)

    def sign_in_there(self, name: str) -> None:
        """Be somebody at the provider, and agree to what it asks."""
        self.browser.find_element(By.NAME, "login").send_keys(name)
        self.browser.find_element(By.NAME, "password").send_keys("apa saja")
        self.press()
        while self.browser.current_url.startswith(self.foreign.issuer):
            self.press()

    def wait_for(self, beginning: str) -> None:
        """Wait until the browser is at an address that begins so."""
        WebDriverWait(self.browser, WAIT_SECONDS).until(
            lambda browser: browser.current_url.startswith(beginning)
        )


def trip(
    open_browser: OpenBrowser, there: Foreign, waiting: Application, **options: object
) -> Trip:
    made = Trip(open_browser(**options), there.product, waiting)
    made.foreign = there
    return made


class TestFlow:
    @pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
    def test_from_the_link_to_a_token(
        self,
        open_browser: OpenBrowser,
        there: Foreign,
        waiting: Application,
        human: Human,
        *,
        scripts: bool,
    ) -> None:
        visit = trip(open_browser, there, waiting, scripts=scripts)
        visit.begin()
        assert urlsplit(visit.browser.current_url).path == "/login"
        visit.leave()
        visit.sign_in_there("siti")
        token = visit.redeemed(visit.arrived()["code"])
        headers = {"Authorization": f"Bearer {token}"}
        told = httpx2.get(f"{there.product.base_url}/v1/me", headers=headers).json()
        assert (told["tenant"]["code"], told["roles"]) == (human.tenant, human.roles)

    def test_in_capitals_and_a_second_time_without_a_word(
        self, open_browser: OpenBrowser, there: Foreign, waiting: Application
    ) -> None:
        visit = trip(open_browser, there, waiting)
        visit.begin()
        visit.leave()
        visit.sign_in_there("besar")
        first = visit.arrived()["code"]
        # The session of ours is gone, the provider's is not: one button, no page of its own.
        visit.browser.get(f"{there.product.base_url}/login.css")
        visit.browser.delete_cookie("simpul_session")
        waiting.arrivals.clear()
        visit.begin()
        visit.browser.find_element(By.CSS_SELECTOR, "form button").click()
        assert visit.arrived()["code"] != first

    def test_who_is_unknown_may_come_back_as_somebody_else(
        self, open_browser: OpenBrowser, there: Foreign, waiting: Application
    ) -> None:
        visit = trip(open_browser, there, waiting)
        visit.begin()
        visit.leave()
        visit.sign_in_there("tamu")
        assert visit.text("h1") == UNKNOWN["id"]
        assert STRANGER in visit.text("main")
        visit.leave()
        visit.sign_in_there("siti")
        assert visit.arrived()["code"]


class TestLooks:
    @pytest.mark.parametrize("width", [DESK, PHONE])
    @pytest.mark.parametrize("language", ["id", "en"])
    def test_of_every_page(
        self,
        open_browser: OpenBrowser,
        there: Foreign,
        waiting: Application,
        screens: Path,
        language: str,
        width: int,
    ) -> None:
        visit = trip(open_browser, there, waiting, language=language, width=width)
        name = f"{language}-{width}.png"
        visit.begin()
        self._check(visit, screens / f"federated-sign-in-{name}", width)

        visit.leave()
        visit.sign_in_there("tamu")
        assert visit.text("h1") == UNKNOWN[language]
        self._check(visit, screens / f"federated-unknown-{name}", width, 403)

        visit.leave()
        visit.sign_in_there("ragu")
        assert visit.text("h1") == UNVERIFIED[language]
        self._check(visit, screens / f"federated-unverified-{name}", width, 403)

        visit.leave()
        visit.press("a[href$='/abort']")
        assert visit.text("h1") == CANCELLED[language]
        self._check(visit, screens / f"federated-cancelled-{name}", width, 403)
        visit.press()
        assert urlsplit(visit.browser.current_url).path == "/login"

        visit.open("/login/federation/callback?state=lain&code=lain")
        assert visit.text("h1") == STALE[language]
        self._check(visit, screens / f"federated-stale-{name}", width, 400)

    def _check(self, visit: Trip, picture: Path, width: int, status: int = 200) -> None:
        check(visit.browser, picture, width, status, ours=visit.product.base_url)
