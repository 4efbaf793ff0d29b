"""The public: people without an account who hand claims in, and what they are told."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI
from httpx2 import Response

from tests.media.samples import photo
from tests.media.uploads import post_form
from tests.oauth.visitor import mails_to
from tests.registrations.applicants import Applicant, Work
from tests.tenants.attempts import ask
from tests.world import Caller, World

Json = dict[str, Any]
LIST = "/v1/claims"
PUBLIC = "/v1/public/claims"
PICTURE = photo()


def message() -> str:
    """A message that nobody has sent before."""
    return f"Sebarkan! Bantuan {uuid4().hex} cair hari ini, daftar sebelum ditutup."


def claim(**changed: Any) -> Json:
    return {"text": message(), "region": "32.04", "seen_on": "whatsapp", **changed}


def file(data: bytes = PICTURE, **changed: Any) -> Json:
    return {
        "region": "32.04",
        "file_name": "tangkapan layar.jpg",
        "content_type": "image/jpeg",
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        **changed,
    }


@dataclass
class Stranger(Applicant):
    """Somebody without an account, at an address of his own."""

    async def report(self, **changed: Any) -> Response:
        return await self.send("POST", PUBLIC, json=claim(**changed))

    async def reported(self, **changed: Any) -> Json:
        answer = await self.report(**changed)
        assert answer.status_code == 201, answer.text
        made: Json = answer.json()
        return made

    async def ask_for_upload(self, **changed: Any) -> Response:
        return await self.send("POST", f"{PUBLIC}/uploads", json=file(**changed))

    async def picture(self, *, upload: bool = True, **changed: Any) -> Json:
        """A ticket for a file, as create_public_claim takes it; the file is uploaded."""
        answer = await self.ask_for_upload(**changed)
        assert answer.status_code == 201, answer.text
        made = answer.json()
        if upload:
            assert (await post_form(made["upload"], PICTURE)).status_code == 204
        return {"asset_ids": [made["asset_id"]], "tickets": [made["ticket"]]}

    async def follow(self, made: Json, language: str = "id") -> Json:
        answer = await self.get(f"{PUBLIC}/{made['secret']}", headers={"Accept-Language": language})
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found


@dataclass
class Office:
    """The staff who answer, the mailbox of those who reported, and the worker that fills it."""

    app: FastAPI
    world: World
    outbox: Path
    work: Work
    superuser_url: str

    def stranger(self) -> Stranger:
        return Stranger(self.app, str(self.world.api.base_url).rstrip("/"))

    async def letters(self, recipient: str) -> list[str]:
        """What was sent to an address, oldest first."""
        for _ in range(2):  # what a job defers when it ends may miss the run
            await self.work()
        return mails_to(self.outbox, recipient)

    def row(self, reference: str) -> Json:
        """A claim, past row-level security."""
        query = "select to_jsonb(c) from claim c where reference = %(reference)s"
        [(found,)] = ask(self.superuser_url, query, reference=reference)
        row: Json = found
        return row

    def reporters(self, reference: str) -> list[tuple[Any, ...]]:
        """Sealed text and consent of who reported a claim, past row-level security."""
        query = (
            "select r.sealed, r.consent, r.told_at from claim_reporter r"
            " join claim c on c.tenant_id = r.tenant_id and c.id = r.claim_id"
            " where c.reference = %(reference)s order by r.created_at"
        )
        return ask(self.superuser_url, query, reference=reference)

    async def moved(self, reference: str, verb: str, json: Json, tenant: str = "32.04") -> Json:
        """Have the verifier of an office do something with a claim."""
        verifier = await self.world.caller(tenant, "verifier")
        row = self.row(reference)
        path = f"{LIST}/{row['id']}/{verb}"
        answer = await verifier.post(path, json, version=row["version"])
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def closed(
        self, reference: str, outcome: str, tenant: str = "32.04", **more: Any
    ) -> Json:
        return await self.moved(reference, "close", {"outcome": outcome, **more}, tenant)


async def people_of(caller: Caller, identifier: str | UUID) -> list[Json]:
    """Who reported a claim, as its office reads it."""
    answer = await caller.get(f"{LIST}/{identifier}/reporter")
    assert answer.status_code == 200, answer.text
    found: list[Json] = answer.json()["reporters"]
    return found
