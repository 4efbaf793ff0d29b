"""Somebody at the pages, with a browser: opens them, fills in their forms, reads his e-mail."""

import email
import email.policy
import html
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pyotp
from httpx2 import AsyncClient, Response

from tests.world import FIELD, FORM, Human

CODE = re.compile(r"<code>([a-z0-9-]+)</code>")
SEED = re.compile(r'<code id="seed">([A-Z0-9 ]+)</code>')
ERROR = re.compile(r'<p class="error" id="error" role="alert">([^<]+)</p>')


@dataclass
class Visitor:
    """A person and his browser."""

    browser: AsyncClient
    human: Human

    async def sign_in(self, password: str | None = None) -> Response:
        """E-mail and password from a fresh page."""
        given = {"email": self.human.email, "password": password or self.human.password}
        return await self.send("/login", **given)

    async def give_code(self, code: str) -> Response:
        """The second factor from a fresh page."""
        return await self.send("/login/code", code=code)

    async def send(
        self, path: str, to: str | None = None, holding: str = "", **fields: str
    ) -> Response:
        """Open a page, fill in its form that goes `to` an address (its own) and send it.

        `holding` chooses among several that are alike.
        """
        return await self.send_from(
            await self.browser.get(path), to or path, holding=holding, **fields
        )

    async def send_from(
        self, page: Response, to: str, *, holding: str = "", **fields: str
    ) -> Response:
        """The same, from a page that was opened already."""
        found = [
            body for target, body in FORM.findall(page.text) if target == to and holding in body
        ]
        assert found, page.text
        return await self.browser.post(to, data={**dict(FIELD.findall(found[0])), **fields})

    async def enrol(self) -> tuple[pyotp.TOTP, list[str]]:
        """Set up a second factor, through its pages; gives the app and the recovery codes."""
        answer = await self.send("/account/second-factor", password=self.human.password)
        assert answer.status_code == 303, answer.text
        page = await self.browser.get("/account/second-factor")
        found = SEED.search(page.text)
        assert found, page.text
        timed = pyotp.TOTP(found[1].replace(" ", ""))
        shown = await self.send_from(page, "/account/second-factor/confirm", code=timed.now())
        codes = CODE.findall(shown.text)
        assert len(codes) == 10, shown.text
        return timed, codes

    async def is_signed_in(self) -> bool:
        """Whether the account's page opens."""
        return (await self.browser.get("/account")).status_code == 200


def error_of(page: Response) -> str:
    """What the page says was wrong."""
    found = ERROR.search(page.text)
    return html.unescape(found[1]) if found else ""


def wait_for_room() -> None:
    """Wait until a code that is computed now is still of the same step when it arrives."""
    left = 30 - time.time() % 30
    if left < 4:
        time.sleep(left + 0.1)


def mails_to(outbox: Path, recipient: str) -> list[str]:
    """The texts that were sent there, in order, their subject first."""
    found = []
    for file in sorted(outbox.glob(f"*-{recipient}.eml")):
        message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        body = message.get_content()
        found.append(f"{message['Subject']}\n{body}")
    return found
