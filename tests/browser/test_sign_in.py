"""Signing in, from an application's link to a token that works."""

from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.callback import Application
from tests.browser.conftest import DESK, PHONE, OpenBrowser
from tests.browser.looks import check, contrast
from tests.browser.visit import Visit
from tests.product.running import Product
from tests.tenants.attempts import ask
from tests.world import Human

pytestmark = pytest.mark.browser
WORDS = {
    "id": ("Masuk", "Surel", "Kata sandi", "Lanjutkan", "Surel atau kata sandi salah."),
    "en": (
        "Sign in",
        "E-mail",
        "Password",
        "Continue",
        "The e-mail or the password is wrong.",
    ),
}
REFUSED = {"id": "Permintaan ditolak", "en": "Request refused"}
CHOOSE = {"id": "Pilih pemerintah daerah", "en": "Choose a government"}
# He works for a second regency too.
SECOND = """
  insert into membership (tenant_id, id, person_id, roles, status, version, created_at, updated_at)
  select tenant.id, gen_random_uuid(), person.id, '{viewer}', 'active', 1, now(), now()
  from tenant, person where tenant.code = '32.73' and person.email = %(email)s
"""
UNDO = """
  delete from membership using tenant, person where tenant.id = tenant_id and person.id = person_id
    and tenant.code = '32.73' and person.email = %(email)s
"""


class TestFlow:
    @pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
    def test_from_the_link_to_a_token(
        self,
        open_browser: OpenBrowser,
        demo: Product,
        waiting: Application,
        human: Human,
        *,
        scripts: bool,
    ) -> None:
        browser = open_browser(scripts=scripts)
        browser.get(f"{waiting.address}/probe")
        assert browser.title == ("on" if scripts else "off")

        visit = Visit(browser, demo, waiting)
        visit.begin()
        assert urlsplit(browser.current_url).path == "/login"
        visit.fill_in(human.email, "bukan kata sandinya")
        assert browser.find_element(By.ID, "error").text == WORDS["id"][4]
        assert visit.field("email").get_property("value") == human.email
        assert visit.field("password").get_property("value") == ""
        assert waiting.arrivals == []

        visit.fill_in(None, human.password)
        token = visit.redeemed(visit.arrived()["code"])
        answer = httpx2.get(f"{demo.base_url}/v1/me", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200
        assert answer.json()["tenant"]["code"] == human.tenant
        assert answer.json()["roles"] == human.roles

    def test_works_by_keyboard_alone(
        self, open_browser: OpenBrowser, demo: Product, waiting: Application, human: Human
    ) -> None:
        browser = open_browser()
        visit = Visit(browser, demo, waiting)
        visit.begin()
        typed = browser.switch_to.active_element
        assert typed.get_attribute("name") == "email"
        typed.send_keys(human.email, Keys.TAB)
        browser.switch_to.active_element.send_keys(human.password, Keys.ENTER)
        assert visit.arrived()["code"]

    def test_who_is_signed_in_is_not_asked_again(
        self, open_browser: OpenBrowser, demo: Product, waiting: Application, human: Human
    ) -> None:
        browser = open_browser()
        first = Visit(browser, demo, waiting)
        first.begin()
        first.fill_in(human.email, human.password)
        code = first.arrived()["code"]
        waiting.arrivals.clear()
        second = Visit(browser, demo, waiting)
        second.begin()
        assert second.arrived()["code"] != code

    def test_scripts_see_no_cookie(
        self, open_browser: OpenBrowser, demo: Product, waiting: Application, human: Human
    ) -> None:
        browser = open_browser()
        visit = Visit(browser, demo, waiting)
        visit.begin()
        visit.fill_in(human.email, human.password)
        visit.arrived()
        browser.get(f"{demo.base_url}/login")
        assert {cookie["name"] for cookie in browser.get_cookies()} >= {"simpul_session"}
        assert browser.execute_script("return document.cookie") == ""


class TestLooks:
    @pytest.mark.parametrize("width", [DESK, PHONE])
    @pytest.mark.parametrize("language", ["id", "en"])
    def test_of_every_page(
        self,
        open_browser: OpenBrowser,
        demo: Product,
        waiting: Application,
        human: Human,
        screens: Path,
        language: str,
        width: int,
    ) -> None:
        visit = Visit(open_browser(language=language, width=width), demo, waiting)
        title, email, password, button, wrong = WORDS[language]
        name = f"{language}-{width}.png"

        visit.begin(redirect_uri=f"{waiting.address}/elsewhere")
        assert visit.text("h1") == REFUSED[language]
        check(visit.browser, screens / f"refused-{name}", width, status=400)

        visit.begin()
        assert visit.text("h1") == title
        labels = visit.browser.find_elements(By.TAG_NAME, "label")
        assert [label.text for label in labels] == [email, password]
        assert visit.text("button") == button
        assert visit.text("html").count("Simpul") == 1
        check(visit.browser, screens / f"sign-in-{name}", width)

        visit.fill_in(human.email, "salah")
        assert visit.browser.find_element(By.ID, "error").text == wrong
        check(visit.browser, screens / f"wrong-{name}", width, status=401)

        ask(demo.superuser_url, SECOND, email=human.email)
        try:
            visit.fill_in(None, human.password)
            assert visit.text("h1") == CHOOSE[language]
            check(visit.browser, screens / f"choose-{name}", width)
            visit.browser.find_elements(By.NAME, "tenant")[1].click()
            visit.press()
            assert visit.arrived()["code"]
        finally:
            ask(demo.superuser_url, UNDO, email=human.email)


class TestMeasure:
    """The ruler itself: WCAG's own examples."""

    def test_of_contrast(self) -> None:
        white, black = (255.0, 255.0, 255.0, 1.0), (0.0, 0.0, 0.0, 1.0)
        assert contrast(white, black) == contrast(black, white) == 21
        assert round(contrast((118, 118, 118, 1), white), 2) == 4.54
