"""A small province: the tenants that tests act for, and callers with real tokens."""

import base64
import hashlib
import re
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

from fastapi import FastAPI
from httpx2 import AsyncClient, Response
from sqlalchemy import select
from sqlmodel import col

from api.access.models import Membership, Person
from api.seeds.people import add_people, new_people
from tenants.directory import Directory
from tenants.provisioning import provision
from tenants.session import Sessions, as_system, transaction

TENANTS = ("32", "32.01", "32.04", "32.73")
REDIRECT = "http://127.0.0.1:39999/callback"
FRESH = 240  # seconds; tokens live for 600
FORM = re.compile(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"')


@dataclass
class Caller:
    """Somebody with a token; sends JSON, If-Match and Idempotency-Key where asked."""

    http: AsyncClient
    token: str
    tenant: str

    async def send(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        version: int | None = None,
        key: str | None = None,
        **options: Any,
    ) -> Response:
        """One request in this caller's name."""
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        if key is not None:
            headers["Idempotency-Key"] = key
        return await self.http.request(method, path, json=json, headers=headers, **options)

    async def get(self, path: str, **options: Any) -> Response:
        """Read."""
        return await self.send("GET", path, **options)

    async def post(self, path: str, json: Any = None, **options: Any) -> Response:
        """Create, or carry out an operation."""
        return await self.send("POST", path, json=json, **options)

    async def patch(self, path: str, json: Any, version: int | None, **options: Any) -> Response:
        """Change."""
        return await self.send("PATCH", path, json=json, version=version, **options)

    async def delete(self, path: str, version: int | None) -> Response:
        """Remove."""
        return await self.send("DELETE", path, version=version)


@dataclass
class Human:
    """A person of the seed."""

    email: str
    password: str
    person_id: str
    tenant: str
    roles: list[str]


@dataclass
class Machine:
    """A client of the seed."""

    client_id: str
    client_secret: str
    scopes: list[str]


@dataclass
class World:
    """Who there is, and a caller for each of them."""

    api: AsyncClient
    people: dict[str, dict[str, Human]] = field(default_factory=dict)
    clients: dict[str, Machine] = field(default_factory=dict)
    _callers: dict[tuple[str, str], tuple[float, Caller]] = field(default_factory=dict)

    async def caller(self, tenant: str, role: str) -> Caller:
        """The person of this role, signed in through the pages (`client`: the machine)."""
        since, known = self._callers.get((tenant, role), (0.0, Caller(self.api, "", tenant)))
        if time.monotonic() - since > FRESH or not known.token:
            # Into the same caller: on a slow machine a test file may outlive a token.
            known.token = await self._token(tenant, role)
            self._callers[tenant, role] = (time.monotonic(), known)
        return known

    async def _token(self, tenant: str, role: str) -> str:
        if role == "client":
            return await client_token(self.api, self.clients[tenant])
        token: str = (await sign_in(self.api, self.people[tenant][role]))["access_token"]
        return token


async def make_world(app: FastAPI, api: AsyncClient) -> World:
    """Seed the small province."""
    world = World(api)
    sessions: Sessions = app.state.sessions
    directory: Directory = app.state.directory
    async with transaction(sessions, as_system("test world")) as session:
        await provision(session, "32", all_active=True)
    await directory.load(sessions)
    for code in TENANTS:
        place = directory.by_code(code)
        assert place
        new = await new_people(place, f"Contoh {code}")
        async with transaction(sessions, as_system("test world")) as session:
            made = await add_people(session, place, new)
            query = select(col(Person.email), col(Person.id)).join(Membership)
            ids = {email: str(identifier) for email, identifier in await session.execute(query)}
        world.people[code] = {
            person["roles"][0]: Human(**person, person_id=ids[person["email"]])
            for person in made["people"]
        }
        client = made["clients"][0]
        client.pop("tenant")
        world.clients[code] = Machine(**client)
    return world


async def client_token(api: AsyncClient, machine: Machine, **asked: str) -> str:
    """A token by client credentials."""
    answer = await api.post(
        "/oauth/token",
        data={"grant_type": "client_credentials", **asked},
        auth=(machine.client_id, machine.client_secret),
    )
    assert answer.status_code == 200, answer.text
    token: str = answer.json()["access_token"]
    return token


async def sign_in(api: AsyncClient, human: Human, **asked: str) -> dict[str, Any]:
    """Tokens by authorization code and PKCE, through the sign-in page as a script would."""
    verifier = secrets.token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode()).digest()
    query = {
        "response_type": "code",
        "client_id": "simpulctl",
        "redirect_uri": REDIRECT,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
        "state": str(uuid4()),
        "tenant": human.tenant,
        **asked,
    }
    # A browser of its own: cookies of one person must not reach the next.
    async with AsyncClient(transport=api._transport, base_url=api.base_url) as browser:
        page = await browser.get(f"/oauth/authorize?{urlencode(query)}", follow_redirects=True)
        answer = await fill_in(browser, page, email=human.email, password=human.password)
        while not answer.headers.get("location", "").startswith(REDIRECT):
            assert answer.is_redirect, answer.text
            answer = await browser.get(answer.headers["location"])
    given = parse_qs(urlsplit(answer.headers["location"]).query)
    assert given["state"] == [query["state"]]
    tokens = await api.post(
        "/oauth/token",
        data={
            "grant_type": "authorization_code",
            "code": given["code"][0],
            "redirect_uri": REDIRECT,
            "client_id": "simpulctl",
            "code_verifier": verifier,
        },
    )
    assert tokens.status_code == 200, tokens.text
    found: dict[str, Any] = tokens.json()
    return found


async def all_events(caller: Caller) -> list[dict[str, Any]]:
    """Every event that a caller may know, page after page."""
    events: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = (await caller.get(f"/v1/events?limit=200{cursor}")).json()
        events += page["data"]
        if not page["has_more"]:
            return events
        cursor = f"&cursor={page['next_cursor']}"


async def fill_in(browser: AsyncClient, page: Response, **fields: str) -> Response:
    """Send the first form of a page with its hidden fields and these."""
    form = FORM.search(page.text)
    assert form, page.text
    hidden = dict(FIELD.findall(form[2]))
    action = form[1].replace("&amp;", "&") or str(page.url)
    return await browser.post(action, data={**hidden, **fields})
