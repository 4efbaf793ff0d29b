"""The code flow in steps, so that a test can bend one of them."""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from httpx2 import AsyncClient, Response

from tests.world import REDIRECT, Human, fill_in


@dataclass
class Flow:
    """One sign-in by one browser; `asked` is its authorization request."""

    browser: AsyncClient
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    asked: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        self.asked = {
            "response_type": "code",
            "client_id": "simpulctl",
            "redirect_uri": REDIRECT,
            "state": 'a state & "more"',
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
            **self.asked,
        }

    async def open(self, **changed: str | None) -> Response:
        """The authorization endpoint's own answer; None leaves a parameter out."""
        asked = {n: v for n, v in {**self.asked, **changed}.items() if v is not None}
        return await self.browser.get(f"/oauth/authorize?{urlencode(asked)}")

    async def sign_in(self, human: Human, **changed: str | None) -> dict[str, str]:
        """Through the pages to the client's address; gives the parameters that arrive there."""
        first = await self.open(**changed)
        page = await self.browser.get(first.headers["location"])
        answer = await fill_in(self.browser, page, email=human.email, password=human.password)
        return await self.arrive(answer)

    async def arrive(self, answer: Response) -> dict[str, str]:
        """Follow redirects to the client's address; gives the parameters that arrive there."""
        target = urlsplit(self.asked["redirect_uri"])
        while (place := urlsplit(answer.headers.get("location", ""))).netloc != target.netloc:
            assert answer.is_redirect, answer.text
            answer = await self.browser.get(answer.headers["location"])
        assert (place.scheme, place.path) == (target.scheme, target.path)
        return {name: value for name, (value,) in parse_qs(place.query).items()}

    async def redeem(self, code: str, **changed: str | None) -> Response:
        """The code at the token endpoint."""
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.asked["redirect_uri"],
            "client_id": "simpulctl",
            "code_verifier": self.verifier,
            **changed,
        }
        return await token(self.browser, **asked)

    async def tokens(self, human: Human, **changed: str | None) -> dict[str, Any]:
        """All of it: the token answer."""
        arrived = await self.sign_in(human, **changed)
        answer = await self.redeem(arrived["code"])
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def refresh(self, refresh_token: str, **changed: str | None) -> Response:
        """A refresh token at the token endpoint."""
        asked = {
            "grant_type": "refresh_token",
            "refresh_token": refresh_token,
            "client_id": "simpulctl",
            **changed,
        }
        return await token(self.browser, **asked)


async def token(http: AsyncClient, **asked: str | None) -> Response:
    """The token endpoint."""
    return await http.post("/oauth/token", data={n: v for n, v in asked.items() if v is not None})


async def status(http: AsyncClient, access_token: str) -> int:
    """What an API answers to an access token."""
    answer = await http.get("/v1/me", headers={"Authorization": f"Bearer {access_token}"})
    return answer.status_code


def refusal(answer: Response) -> tuple[int, str]:
    """Status and error code of a refusal, after looking at what every one must be."""
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, answer.json()["error"]
