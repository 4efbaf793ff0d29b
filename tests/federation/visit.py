"""A federated sign-in in steps, so that a test can bend one of them."""

import html
import re
from urllib.parse import parse_qsl, urlsplit

import httpx2
from httpx2 import AsyncClient, Response

from tests.oauth.flow import Flow
from tests.world import FIELD, FORM

_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')


class Visit:
    """One browser on its way through the provider."""

    def __init__(self, browser: AsyncClient) -> None:
        self.browser = browser
        self.flow = Flow(browser)

    async def sign_in_page(self, **changed: str | None) -> Response:
        """The sign-in page that the application's request leads to."""
        self.browser.cookies.delete("simpul_session")  # who is signed in is not asked again
        first = await self.flow.open(**changed)
        assert first.status_code == 303, first.text
        return await self.browser.get(first.headers["location"])

    async def press(self, page: Response) -> Response:
        """Send the first form of a page, which asks nothing of the person."""
        form = FORM.search(page.text)
        assert form, page.text
        hidden = {name: html.unescape(value) for name, value in FIELD.findall(form[2])}
        return await self.browser.get(form[1], params=hidden)

    async def leave(self, **changed: str | None) -> str:
        """The provider's address that the browser is sent to."""
        return way(await self.press(await self.sign_in_page(**changed)))

    async def there(self, **changed: str | None) -> str:
        """Signed in at the provider: our callback, as it sends the browser there."""
        return await at_provider(await self.leave(**changed))

    async def back(self, address: str) -> Response:
        """The callback's answer."""
        place = urlsplit(address)
        return await self.browser.get(f"{place.path}?{place.query}")

    async def answer(self, **changed: str | None) -> Response:
        """All the way to the callback's answer."""
        return await self.back(await self.there(**changed))

    async def tokens(self) -> dict[str, str]:
        """All the way to a token."""
        arrived = await self.flow.arrive(await self.answer())
        answer = await self.flow.redeem(arrived["code"])
        assert answer.status_code == 200, answer.text
        found: dict[str, str] = answer.json()
        return found


def way(page: Response) -> str:
    """Where a page sends the browser at once."""
    assert page.status_code == 200, page.text
    found = _REFRESH.search(page.text)
    assert found, page.text
    return html.unescape(found[1])


async def at_provider(address: str) -> str:
    """Where the provider sends the browser."""
    async with httpx2.AsyncClient(trust_env=False) as browser:
        answer = await browser.get(address)
    assert answer.status_code == 302, answer.text
    return str(answer.headers["location"])


def query_of(address: str) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(address).query))
