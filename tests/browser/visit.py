"""A visit to the sign-in pages, as an application sends somebody there."""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import httpx2
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.callback import Application
from tests.product.running import Product

WAIT_SECONDS = 20
_IS_THERE = "return document.readyState === 'complete'"


@dataclass
class Visit:
    """One authorization request, in one browser."""

    browser: Chrome
    product: Product
    waiting: Application
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    state: str = field(default_factory=secrets.token_urlsafe)
    # The driver scrolls to what it clicks by a script, and waits for ever where none runs.
    by_keyboard: bool = False

    def begin(self, **asked: str) -> None:
        """Open the address that the application gives."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        query = {
            "response_type": "code",
            "client_id": "simpulctl",
            "redirect_uri": self.waiting.redirect,
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
            "state": self.state,
            **asked,
        }
        self.browser.get(f"{self.product.base_url}/oauth/authorize?{urlencode(query)}")

    def fill_in(self, email: str | None, password: str) -> None:
        """Type (None: leave what is there) and press the button."""
        if email is not None:
            self.field("email").clear()
            self.field("email").send_keys(email)
        self.field("password").send_keys(password)
        self.press()

    def press(self, what: str = "button") -> None:
        """Press the first of these (a CSS selector), and wait until another page is there."""
        before = self.browser.find_element(By.TAG_NAME, "html")
        target = self.browser.find_element(By.CSS_SELECTOR, what)
        if self.by_keyboard:
            target.send_keys(Keys.ENTER)
        else:
            target.click()
        # Between two pages the driver answers with errors of several kinds.
        waiting = WebDriverWait(
            self.browser, WAIT_SECONDS, poll_frequency=0.05, ignored_exceptions=[WebDriverException]
        )
        waiting.until(lambda browser: browser.find_element(By.TAG_NAME, "html") != before)
        waiting.until(lambda browser: browser.execute_script(_IS_THERE))

    def type(self, **fields: str) -> None:
        """Type into fields by their names."""
        for name, text in fields.items():
            self.field(name).clear()
            self.field(name).send_keys(text)

    def open(self, path: str) -> None:
        """Open a page of ours by its address."""
        self.browser.get(f"{self.product.base_url}{path}")

    @property
    def path(self) -> str:
        """Of the page that is open."""
        return urlsplit(self.browser.current_url).path

    def field(self, name: str) -> WebElement:
        """A field of the form."""
        return self.browser.find_element(By.NAME, name)

    def text(self, tag: str) -> str:
        """What the first such element says."""
        return self.browser.find_element(By.TAG_NAME, tag).text

    def arrived(self) -> dict[str, str]:
        """What the application was told, once."""
        WebDriverWait(self.browser, WAIT_SECONDS).until(lambda _: self.waiting.arrivals)
        assert self.browser.current_url.startswith(f"{self.waiting.redirect}?")
        [told] = self.waiting.arrivals
        assert told["state"] == self.state
        assert told["iss"] == self.product.base_url
        return told

    def redeemed(self, code: str) -> str:
        """The access token that the application gets for the code."""
        answer = httpx2.post(
            f"{self.product.base_url}/oauth/token",
            data={
                "grant_type": "authorization_code",
                "client_id": "simpulctl",
                "redirect_uri": self.waiting.redirect,
                "code": code,
                "code_verifier": self.verifier,
            },
        )
        assert answer.status_code == 200, answer.text
        token: str = answer.json()["access_token"]
        return token
