"""A value that this client does not know yet: kept as it came, in every model that may grow."""

import json
from enum import StrEnum
from typing import Any
from uuid import uuid4

import attrs
import pytest
from simpul_client import (
    AuthenticatedClient,
    connect_anonymously,
    connect_with_secret,
    iterate,
    raise_for_problem,
)
from simpul_client.api.channels import list_channels
from simpul_client.api.clarifications import list_clarifications, list_shared_clarifications
from simpul_client.api.clients import list_clients
from simpul_client.api.events import list_events
from simpul_client.api.me import get_me
from simpul_client.api.members import list_members
from simpul_client.api.public import list_public_clarifications
from simpul_client.api.registrations import create_registration, list_registrations
from simpul_client.api.reports import list_reports
from simpul_client.api.tenants import list_tenants
from simpul_client.api.units import create_unit, list_units
from simpul_client.models import RegistrationCreate, ReportStatus, UnitCreate, UnitKind

from tests.client.flaky import Line, Rewritten
from tests.client.people import OFFICE, People

TOMORROW = "value-of-tomorrow"
LISTS: dict[str, Any] = {
    "channels": list_channels,
    "clarifications": list_clarifications,
    "clients": list_clients,
    "events": list_events,
    "members": list_members,
    "public": list_public_clarifications,
    "registrations": list_registrations,
    "reports": list_reports,
    "shared": list_shared_clarifications,
    "tenants": list_tenants,
    "units": list_units,
}
VIEWER = (OFFICE, "viewer")
READERS = {
    "clients": (OFFICE, "admin"),
    "members": (OFFICE, "operator"),
    "registrations": ("32", "admin"),
}


def add_unit(people: People) -> None:
    """The demo has none."""
    body = UnitCreate(name=f"Dinas Contoh {uuid4()}", kind=UnitKind.OTHER)
    admin = people.connection(OFFICE, "admin")
    raise_for_problem(create_unit.sync_detailed(client=admin, body=body))


def register(people: People) -> None:
    """Nobody waits in the demo, where all take part."""
    address = f"uji-{uuid4().hex[:12]}@contoh.example"
    body = RegistrationCreate(OFFICE, "Diskominfo Contoh", address, "Rahayu Contoh")
    with connect_anonymously(people.base_url) as client:
        raise_for_problem(create_registration.sync_detailed(client=client, body=body))


MADE = {"registrations": register, "units": add_unit}


def open_fields(row: Any) -> list[str]:
    """The fields of a row that hold a value of an enum, or several."""
    names = [each.name for each in attrs.fields(type(row))]
    return [name for name in names if isinstance(first(getattr(row, name)), StrEnum)]


def first(value: Any) -> Any:
    """The value, or the first one of several."""
    return value[0] if isinstance(value, list) and value else value


def survives(row: Any, name: str) -> bool:
    """Whether a real row with another value there is read, compared and written as it was."""
    document = row.to_dict()
    key = name if name in document else name.removesuffix("_")
    document[key] = [TOMORROW] if isinstance(document[key], list) else TOMORROW
    read = type(row).from_dict(json.loads(json.dumps(document)))
    value = first(getattr(read, name))
    return value == TOMORROW and isinstance(value, str) and read.to_dict() == document


@pytest.mark.parametrize("name", LISTS)
def test_every_open_field_of_a_real_row(name: str, people: People) -> None:
    if name in MADE:
        MADE[name](people)
    client = people.connection(*READERS.get(name, VIEWER))
    row = next(iterate(LISTS[name].sync_detailed, client=client))
    fields = open_fields(row)
    assert fields
    assert [field for field in fields if not survives(row, field)] == []


def test_roles_and_scopes_are_open_too(people: People) -> None:
    admin = people.connection(OFFICE, "admin")
    member = next(iterate(list_members.sync_detailed, client=admin))
    client = next(iterate(list_clients.sync_detailed, client=admin))
    assert open_fields(member) == ["status", "roles"]
    assert open_fields(client) == ["status", "scopes"]


def test_who_is_calling(people: People) -> None:
    me = raise_for_problem(get_me.sync_detailed(client=people.connection(OFFICE, "client")))
    assert open_fields(me) == ["kind"]
    assert survives(me, "kind")


def test_over_the_wire(line: Line, people: People) -> None:
    def rewrite(body: bytes) -> bytes:
        page = json.loads(body)
        page["data"][0]["status"] = TOMORROW
        return json.dumps(page).encode()

    with connect_with_secret(line.base_url, *people.machine()) as client:
        line.will(Rewritten(rewrite))
        first, second = _two(client)
    assert first == TOMORROW
    assert first not in set(ReportStatus)
    assert isinstance(second, ReportStatus)


def _two(client: AuthenticatedClient) -> tuple[object, object]:
    rows = iterate(list_reports.sync_detailed, client=client, limit=2)
    return next(rows).status, next(rows).status
