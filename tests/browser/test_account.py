"""From an invitation to an account with a second factor, a new password by e-mail, and out."""

import hashlib
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

import pyotp
import pytest
from selenium.webdriver.common.by import By

from tests.browser.callback import Application
from tests.browser.conftest import DESK, PHONE, OpenBrowser
from tests.browser.looks import check, check_focus
from tests.browser.visit import WAIT_SECONDS, Visit
from tests.oauth.visitor import mails_to, wait_for_room
from tests.product.running import Product
from tests.tenants.attempts import ask

pytestmark = pytest.mark.browser
FIRST, SECOND, THIRD = "kuda pohon langit biru", "gunung hijau sepatu tua", "kopi tubruk di senja"
RESET = re.compile(r"http://127\.0\.0\.1:\d+(/reset/\S+)")
INVITE = """
  with who as (
    insert into person (id, email, name, version, created_at, updated_at)
    values (gen_random_uuid(), %(email)s, 'Belum Bernama', 1, now(), now()) returning id
  ), place as (
    select id from tenant where code = '32.04'
  ), invited as (
    insert into membership (tenant_id, id, person_id, roles, status, version, created_at, updated_at,
      invited_name, invited_email, invited_at)
    select place.id, gen_random_uuid(), who.id, '{operator,viewer}', 'invited', 1, now(), now(),
      'Siti Rahmawati Kusumaningrum', %(email)s, now() from who, place
    returning tenant_id, id, person_id
  )
  insert into one_time_link (id, secret_hash, purpose, person_id, tenant_id, membership_id, created_at,
    expires_at)
  select gen_random_uuid(), %(hash)s, 'invitation', person_id, tenant_id, id, now(),
    now() + interval '1 day' from invited
"""


@dataclass
class Tour:
    """One person's way through all pages, with pictures of them."""

    visit: Visit
    email: str
    screens: Path
    width: int
    language: str
    measured: bool = True  # by scripts

    def look(self, name: str, status: int = 200) -> None:
        """What holds for every page."""
        if not self.measured:
            return
        browser = self.visit.browser
        check(
            browser, self.screens / f"{name}-{self.language}-{self.width}.png", self.width, status
        )
        check_focus(browser)

    def click(self, what: str) -> None:
        """Press, and wait for the next page."""
        self.visit.press(what)

    def error(self) -> str:
        """What the page says was wrong."""
        return self.visit.browser.find_element(By.ID, "error").text

    def accept(self) -> None:
        """The invitation."""
        secret = secrets.token_urlsafe(32)
        digest = hashlib.sha256(secret.encode()).hexdigest()
        ask(self.visit.product.superuser_url, INVITE, email=self.email, hash=digest)
        self.visit.open(f"/invitation/{secret}")
        self.look("invitation")
        self.visit.type(password="rahasia2026!", password_again="rahasia2026!")
        self.click("button")
        self.look("invitation-refused", status=422)
        self.visit.type(password=FIRST, password_again=FIRST)
        self.click("button")
        assert self.visit.path == "/account"
        assert "Siti Rahmawati Kusumaningrum" in self.visit.text("main")
        self.look("account-new")
        self.visit.open(f"/invitation/{secret}")
        self.look("invitation-gone", status=410)

    def enrol(self) -> tuple[pyotp.TOTP, list[str]]:
        """The second factor, its seed typed because nobody can scan here."""
        self.visit.open("/account/second-factor")
        self.look("factor-off")
        self.visit.type(password=FIRST)
        self.click("main button")
        browser = self.visit.browser
        box = browser.find_element(By.CSS_SELECTOR, ".qr svg").rect
        assert box["width"] == pytest.approx(box["height"])
        assert 180 <= box["width"] <= self.width
        self.look("factor-pending")
        timed = pyotp.TOTP(browser.find_element(By.ID, "seed").text.replace(" ", ""))
        wait_for_room()
        self.visit.type(code=timed.now())
        self.click("main button")
        codes = [each.text for each in browser.find_elements(By.CSS_SELECTOR, ".codes code")]
        assert len(codes) == 10
        self.look("recovery-codes")
        self.click("main button")
        assert self.visit.path == "/account"
        self.visit.open("/account/second-factor")
        self.look("factor-on")
        return timed, codes

    def leave(self) -> None:
        """Sign out."""
        self.visit.open("/logout")
        self.look("sign-out")
        self.click("main button")
        assert self.visit.path == "/login"
        self.look("signed-out")

    def enter(self, password: str, code: str) -> None:
        """From an application, through both steps."""
        self.visit.waiting.arrivals.clear()
        self.visit.begin()
        self.visit.fill_in(self.email, password)
        assert self.visit.path == "/login/code"
        self.look("code")
        self.visit.type(code="000000")
        self.click("button")
        self.look("code-wrong", status=401)
        self.visit.type(code=code)
        self.click("button")
        self.visit.redeemed(self.visit.arrived()["code"])

    def change(self) -> None:
        """Another password."""
        self.visit.open("/account/password")
        self.look("password")
        self.visit.type(password=FIRST, new_password=SECOND, password_again=SECOND)
        self.click("main button")
        assert self.visit.path == "/account"
        self.look("account-changed")

    def reset(self) -> None:
        """A forgotten password: by the link in the e-mail that the product sends."""
        self.visit.open("/login")
        self.click(".aside a")
        self.look("reset-ask")
        self.visit.type(email=self.email)
        self.click("main button")
        self.look("reset-sent")
        self.visit.open(self._link())
        self.look("reset")
        self.visit.type(password=THIRD, password_again=THIRD)
        self.click("main button")
        assert self.visit.path == "/login"
        assert self.visit.browser.find_element(By.CSS_SELECTOR, ".notice").text
        self.look("reset-done")

    def _link(self) -> str:
        outbox = Path(self.visit.product.environment("worker")["SIMPUL_MAIL__OUTBOX"])
        deadline = time.monotonic() + WAIT_SECONDS
        while not (found := RESET.findall("".join(mails_to(outbox, self.email)))):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        return str(found[0])


class TestTour:
    @pytest.mark.parametrize(("width", "language"), [(DESK, "en"), (PHONE, "id"), (PHONE, "en")])
    def test_from_invitation_to_reset(
        self,
        open_browser: OpenBrowser,
        demo: Product,
        waiting: Application,
        screens: Path,
        width: int,
        language: str,
    ) -> None:
        visit = Visit(open_browser(language=language, width=width), demo, waiting)
        address = f"siti.{secrets.token_hex(4)}@diskominfo.simpul.example"
        tour = Tour(visit, address, screens, width, language)
        tour.accept()
        _, codes = tour.enrol()
        tour.leave()
        tour.enter(FIRST, codes[0])
        visit.open("/account")
        tour.look("account-full")
        tour.change()
        tour.reset()
        tour.enter(THIRD, codes[1])
        visit.open("/account")
        tour.click("button.small")
        assert visit.path == "/account"


class TestWithoutScripts:
    def test_a_phone_signs_in_by_its_second_factor(
        self, open_browser: OpenBrowser, demo: Product, waiting: Application, screens: Path
    ) -> None:
        browser = open_browser(width=PHONE, scripts=False)
        visit = Visit(browser, demo, waiting, by_keyboard=True)
        address = f"budi.{secrets.token_hex(4)}@diskominfo.simpul.example"
        tour = Tour(visit, address, screens, PHONE, "id", measured=False)
        tour.accept()
        timed, _ = tour.enrol()
        tour.leave()
        wait_for_room()
        tour.enter(FIRST, timed.at(int(time.time()) + 30))


class TestLanguage:
    def test_is_switched_by_a_link(
        self, open_browser: OpenBrowser, demo: Product, waiting: Application
    ) -> None:
        visit = Visit(open_browser(language="id"), demo, waiting)
        visit.begin()
        assert visit.text("h1") == "Masuk"
        visit.press("footer a")
        assert visit.text("h1") == "Sign in"
        html = visit.browser.find_element(By.TAG_NAME, "html")
        assert html.get_attribute("lang") == "en"
        assert "simpulctl" in visit.text("main")
        visit.open("/reset")
        assert visit.text("h1") == "Forgotten password"
