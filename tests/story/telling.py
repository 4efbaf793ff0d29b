"""The people of the story, and what each of them does over HTTP."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from fastapi import FastAPI

from tests.claims.strangers import Stranger
from tests.clarifications.bodies import CHECKLIST, moved
from tests.clarifications.bodies import body as clarification_body
from tests.conftest import BASE_URL
from tests.oauth.visitor import mails_to
from tests.world import World

LIMIT_SECONDS = 100  # the worker looks at the clocks once a minute
Json = dict[str, Any]
Found = TypeVar("Found")


async def until(look: Callable[[], Awaitable[Found | None]]) -> Found:
    """What `look` finds, once it finds something."""
    deadline = time.monotonic() + LIMIT_SECONDS
    while not (found := await look()):
        assert time.monotonic() < deadline, look
        await asyncio.sleep(0.1)
    return found


@dataclass
class Story:
    """Who takes part, and the mailbox that the worker fills."""

    app: FastAPI
    world: World
    outbox: Path

    def stranger(self) -> Stranger:
        """Somebody without an account."""
        return Stranger(self.app, BASE_URL)

    async def get(self, tenant: str, path: str) -> Json:
        """Read as a viewer of a government."""
        answer = await (await self.world.caller(tenant, "viewer")).get(path)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def claim(self, tenant: str, reference: str) -> Json | None:
        """A claim as a government sees it, by its public reference."""
        page = await self.get(tenant, f"/v1/claims?limit=200&tenant={tenant}")
        return next((row for row in page["data"] if row["reference"] == reference), None)

    async def published(self, **fields: Any) -> Json:
        """A clarification of the province: one writes it, another approves and publishes it."""
        operator = await self.world.caller("32", "operator")
        answer = await operator.post("/v1/clarifications", clarification_body(**fields))
        assert answer.status_code == 201, answer.text
        return await self._publish(answer.json())

    async def corrected(self, row: Json, note: str, **patch: Any) -> Json:
        """The same, with another text."""
        operator = await self.world.caller("32", "operator")
        row = await moved(operator, row, "correct", {"public_note": note})
        answer = await operator.patch(f"/v1/clarifications/{row['id']}", patch, row["version"])
        assert answer.status_code == 200, answer.text
        return await self._publish(answer.json())

    async def retracted(self, row: Json, reason: str) -> Json:
        """Taken down."""
        verifier = await self.world.caller("32", "verifier")
        return await moved(verifier, row, "retract", {"public_reason": reason})

    async def _publish(self, row: Json) -> Json:
        operator = await self.world.caller("32", "operator")
        verifier = await self.world.caller("32", "verifier")
        row = await moved(operator, row, "submit")
        row = await moved(verifier, row, "approve", {"checklist": CHECKLIST})
        return await moved(verifier, row, "publish")

    async def asked(self, number: str) -> list[Json]:
        """The province asks everybody to pass it on."""
        verifier = await self.world.caller("32", "verifier")
        path = f"/v1/shared/clarifications/{number}/relays"
        answer = await verifier.post(path, {"tenants": "all", "note": "Mohon diteruskan."})
        assert answer.status_code == 201, answer.text
        found: list[Json] = answer.json()["asked"]
        return found

    async def relay(self, tenant: str, number: str) -> Json:
        """What this government was asked for."""
        [found] = (await self.get(tenant, f"/v1/relays?number={number}&tenant={tenant}"))["data"]
        relay: Json = found
        return relay

    async def answered(self, tenant: str, number: str, verb: str, json: Any = None) -> Json:
        """A government does something with its relay."""
        operator = await self.world.caller(tenant, "operator")
        relay = await self.relay(tenant, number)
        path = f"/v1/relays/{relay['id']}/{verb}"
        answer = await operator.post(path, json, version=relay["version"])
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    async def coverage(self, number: str) -> Json:
        """Who did."""
        return await self.get("32", f"/v1/shared/clarifications/{number}/coverage")

    def letters(self, tenant: str, number: str, subject: str) -> list[str]:
        """What the operator of a government got about a clarification."""
        mails = mails_to(self.outbox, self.world.people[tenant]["operator"].email)
        # A long subject is folded, and begins with the space of the fold.
        return [mail for mail in mails if mail.lstrip().startswith(subject) and number in mail]
