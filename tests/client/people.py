"""Those whom credentials.json names, connected by the client itself; and what they use to sign in."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import httpx
from simpul_client import (
    AuthenticatedClient,
    Tokens,
    connect_with_secret,
    connect_with_tokens,
    sign_in_with_browser,
)

from tests.world import FIELD, FORM

OFFICE = "32.04"


class Memory:
    """A token store for the processes of a test, which are one."""

    def __init__(self, tokens: Tokens | None) -> None:
        self.tokens = tokens
        self.saved: list[Tokens] = []
        self._lock = threading.Lock()

    def load(self) -> Tokens | None:
        return self.tokens

    def save(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.saved.append(tokens)

    def lock(self) -> AbstractContextManager[object]:
        return self._lock


@dataclass
class People:
    """A connection for each person and machine, made when it is asked for."""

    base_url: str
    credentials: dict[str, Any]
    _connected: dict[tuple[str, str], AuthenticatedClient] = field(default_factory=dict)

    def person(self, tenant: str, role: str) -> dict[str, Any]:
        """Who has this role there."""
        everybody: list[dict[str, Any]] = self.credentials["people"]
        return next(p for p in everybody if p["tenant"] == tenant and p["roles"] == [role])

    def machine(self, tenant: str = OFFICE) -> tuple[str, str]:
        """Id and secret of a tenant's client."""
        found = next(c for c in self.credentials["clients"] if c["tenant"] == tenant)
        return found["client_id"], found["client_secret"]

    def signed_in(self, tenant: str, role: str, scope: str | None = None) -> Tokens:
        """New tokens of a person, of a sign-in of their own."""
        browser = Browser(self.person(tenant, role))
        return sign_in_with_browser(
            self.base_url, tenant=tenant, scope=scope, open_browser=browser.open, timeout=20
        )

    def connection(self, tenant: str, role: str) -> AuthenticatedClient:
        """A person's connection; `client` is the machine."""
        known = self._connected.get((tenant, role))
        if known is None:
            known = self._connected[tenant, role] = self._connect(tenant, role)
        return known

    def _connect(self, tenant: str, role: str) -> AuthenticatedClient:
        if role == "client":
            return connect_with_secret(self.base_url, *self.machine(tenant))
        return connect_with_tokens(self.base_url, Memory(self.signed_in(tenant, role)))

    async def close(self) -> None:
        """Leave no connection open."""
        for client in self._connected.values():
            client.get_httpx_client().close()
            await client.get_async_httpx_client().aclose()


@dataclass
class Browser:
    """Does what a person does in a browser: opens the address, fills the form in, follows."""

    person: dict[str, Any]
    before: Callable[[str], object] = lambda _: None  # with the address, before the form is sent
    last: httpx.Response | None = None

    def open(self, address: str) -> bool:
        """Sign in; keeps the last page."""
        with httpx.Client(follow_redirects=True) as http:
            page = http.get(address)
            self.before(address)
            form = FORM.search(page.text)
            assert form, page.text
            fields = dict(FIELD.findall(form[2]))
            fields |= {"email": self.person["email"], "password": self.person["password"]}
            target = page.url.join(form[1].replace("&amp;", "&"))
            self.last = http.post(target, data=fields)
        return True
