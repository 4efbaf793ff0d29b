"""Governments that ask to take part, and the mail that they get."""

import email
import hashlib
import ipaddress
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient, Response

from tests.media.samples import pdf
from tests.media.uploads import post_form
from tests.tenants.attempts import ask
from tests.world import Caller

Json = dict[str, Any]
Work = Callable[[], Awaitable[None]]
LINK = re.compile(r"https?://\S+")
PDF = pdf()
_ADDRESSES = count(int(ipaddress.ip_address("10.20.0.1")))


def address() -> str:
    return f"diskominfo@{uuid4().hex[:12]}.go.id"


def body(**changed: Any) -> Json:
    return {
        "region": "32.04",
        "office": "Diskominfo Kabupaten Contoh",
        "email": address(),
        "contact_name": "Rahayu Contoh",
        **changed,
    }


def letter(data: bytes = PDF, **changed: Any) -> Json:
    return {
        "file_name": "surat permohonan.pdf",
        "content_type": "application/pdf",
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        **changed,
    }


@dataclass
class Applicant:
    """Somebody without an account, at an address of his own."""

    app: FastAPI
    base_url: str
    ip: str = field(default_factory=lambda: str(ipaddress.ip_address(next(_ADDRESSES))))

    async def send(self, method: str, path: str, **options: Any) -> Response:
        transport = ASGITransport(self.app, raise_app_exceptions=False, client=(self.ip, 1))
        async with AsyncClient(transport=transport, base_url=self.base_url) as http:
            return await http.request(method, path, **options)

    async def get(self, path: str, **options: Any) -> Response:
        return await self.send("GET", path, **options)

    async def register(self, **changed: Any) -> Response:
        return await self.send("POST", "/v1/registrations", json=body(**changed))

    async def registered(self, **changed: Any) -> Json:
        answer = await self.register(**changed)
        assert answer.status_code == 201, answer.text
        made: Json = answer.json()
        return made

    async def announce(self, **changed: Any) -> Response:
        return await self.send("POST", "/v1/registrations/letters", json=letter(**changed))

    async def ticket(self, *, upload: bool = True) -> Json:
        """A ticket as create_registration takes it, its letter uploaded."""
        answer = await self.announce()
        assert answer.status_code == 201, answer.text
        made = answer.json()
        if upload:
            assert (await post_form(made["upload"], PDF)).status_code == 204
        return {"letter_asset_id": made["asset_id"], "letter_ticket": made["ticket"]}


@dataclass
class Desk:
    """The applicant, the mailbox that he reads, and the worker that fills it."""

    applicant: Applicant
    outbox: Path
    work: Work
    superuser_url: str

    async def letters(self, recipient: str) -> list[EmailMessage]:
        """What was sent to an address, oldest first."""
        await self.work()
        found = sorted(self.outbox.glob(f"*-{recipient}.eml"))
        return [email.message_from_bytes(path.read_bytes(), policy=default) for path in found]

    async def link(self, recipient: str) -> str:
        """The path of the link in the last letter that has one; several are sent side by side."""
        texts = [str(letter.get_content()) for letter in await self.letters(recipient)]
        links = [found for text in texts if (found := set(LINK.findall(text)))]
        assert len(links[-1]) == 1, texts
        return str(links[-1].pop()).removeprefix(self.applicant.base_url)

    async def pending(self, **changed: Any) -> Json:
        """A registration whose link was opened: its row, with the secret that follows it."""
        asked = body(**changed)
        made = await self.applicant.registered(**asked)
        opened = await self.applicant.get(await self.link(asked["email"]))
        assert opened.status_code == 200, opened.text
        return {**asked, "id": self.row(asked["email"])["id"], "secret": made["secret"]}

    def row(self, recipient: str) -> Json:
        """The registration of an address, past row-level security."""
        query = (
            "select to_jsonb(r) from registration r where email = %(email)s"
            " order by created_at desc limit 1"
        )
        [(found,)] = ask(self.superuser_url, query, email=recipient)
        row: Json = found
        return row

    def age(self, recipient: str, interval: str) -> None:
        """Make a registration older."""
        statement = (
            "update registration set created_at = created_at - %(by)s::interval"
            " where email = %(email)s"
        )
        ask(self.superuser_url, statement, by=interval, email=recipient)


async def decided(caller: Caller, row: Json, how: str, json: Json | None = None) -> Response:
    """Approve or reject it as somebody who has just read it."""
    path = f"/v1/registrations/{row['id']}"
    seen = await caller.get(path)
    assert seen.status_code == 200, seen.text
    return await caller.post(f"{path}/{how}", json, version=seen.json()["version"])


@contextmanager
def inactive(superuser_url: str, code: str) -> Iterator[None]:
    """A government that has not joined; as it was before, with nobody in it, afterwards."""
    ask(superuser_url, "update tenant set status = 'inactive' where code = %(code)s", code=code)
    try:
        yield
    finally:
        with psycopg.connect(superuser_url) as connection:
            this = {"code": code}
            mine = "(select id from tenant where code = %(code)s)"
            connection.execute(f"delete from one_time_link where tenant_id = {mine}", this)
            connection.execute(f"delete from membership where tenant_id = {mine}", this)
            connection.execute(
                "update tenant set status = 'active', email = null, phone = null, joined_in = null"
                " where code = %(code)s",
                this,
            )
