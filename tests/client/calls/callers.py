"""Who calls, and what several rooms make."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from simpul_client import AuthenticatedClient, Client
from simpul_client.models import ReportCreate, ReportKind

from tests.client.people import OFFICE, People
from tests.product.people import today


@dataclass
class Callers:
    """Those who call the operations of a tag."""

    people: People
    anonymous: Client

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
