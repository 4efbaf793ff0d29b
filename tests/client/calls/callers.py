"""Who calls, and what several rooms make."""

import asyncio
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from simpul_client import AuthenticatedClient, Client
from simpul_client.models import ReportCreate, ReportKind

from tests.client.people import OFFICE, People
from tests.client.recording import Operations
from tests.oauth.visitor import mails_to
from tests.product.people import today
from tests.product.running import Product

_LIMIT_SECONDS = 30  # for the worker to deliver a letter


@dataclass
class Callers:
    """Those who call the operations of a tag."""

    people: People
    anonymous: Client
    product: Product
    operations: Operations  # notes what these connections send; and whatever else is `watching`

    @property
    def machine(self) -> AuthenticatedClient:
        """The machine client of the regency."""
        return self.people.connection(OFFICE, "client")

    def office(self, role: str) -> AuthenticatedClient:
        """Somebody of the regency."""
        return self.people.connection(OFFICE, role)

    def province(self, role: str) -> AuthenticatedClient:
        """Somebody of the province."""
        return self.people.connection("32", role)

    async def letters(self, recipient: str, number: int) -> list[str]:
        """The texts of what was sent to an address, oldest first, once there are so many."""
        outbox = Path(self.product.environment("worker")["SIMPUL_MAIL__OUTBOX"])
        deadline = time.monotonic() + _LIMIT_SECONDS
        while len(found := mails_to(outbox, recipient)) < number:
            assert time.monotonic() < deadline, found
            await asyncio.sleep(0.1)
        return found


def report(title: str = "Lokakarya kanal resmi") -> ReportCreate:
    """A report that may be submitted."""
    day = today()
    return ReportCreate(
        period=day["period"],
        kind=ReportKind.TRAINING,
        title=title,
        summary="Pelatihan sehari bagi pengelola kanal.",
        starts_on=date.fromisoformat(day["starts_on"]),
        ends_on=date.fromisoformat(day["ends_on"]),
        neutrality_attested=True,
        external_reference=f"uji-{uuid4()}",
    )
