"""A value that this client does not know yet: kept as it came, in every model that may grow."""

import json
from enum import StrEnum
from typing import Any

import attrs
import pytest
from simpul_client import AuthenticatedClient, connect_with_secret, iterate, raise_for_problem
from simpul_client.api.channels import list_channels
from simpul_client.api.clarifications import list_clarifications, list_shared_clarifications
from simpul_client.api.events import list_events
from simpul_client.api.me import get_me
from simpul_client.api.public import list_public_clarifications
from simpul_client.api.reports import list_reports
from simpul_client.api.tenants import list_tenants
from simpul_client.models import ReportStatus

from tests.client.flaky import Line, Rewritten
from tests.client.people import OFFICE, People

TOMORROW = "value-of-tomorrow"
LISTS: dict[str, Any] = {
    "channels": list_channels,
    "clarifications": list_clarifications,
    "events": list_events,
    "public": list_public_clarifications,
    "reports": list_reports,
    "shared": list_shared_clarifications,
    "tenants": list_tenants,
}


def open_fields(row: Any) -> list[str]:
    """The fields of a row whose value comes from an enum."""
    names = [each.name for each in attrs.fields(type(row))]
    return [name for name in names if isinstance(getattr(row, name), StrEnum)]


def survives(row: Any, name: str) -> bool:
    """Whether a real row with another value there is read, compared and written as it was."""
    document = row.to_dict()
    key = name if name in document else name.removesuffix("_")
    document[key] = TOMORROW
    read = type(row).from_dict(json.loads(json.dumps(document)))
    value = getattr(read, name)
    return value == TOMORROW and isinstance(value, str) and read.to_dict() == document


@pytest.mark.parametrize("name", LISTS)
def test_every_open_field_of_a_real_row(name: str, people: People) -> None:
    client = people.connection(OFFICE, "viewer")
    row = next(iterate(LISTS[name].sync_detailed, client=client))
    fields = open_fields(row)
    assert fields
    assert [field for field in fields if not survives(row, field)] == []


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
