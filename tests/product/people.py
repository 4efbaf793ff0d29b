"""Those whom credentials.json names, as callers over the wire."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from httpx2 import AsyncClient

from tests.world import Human, Machine, World


def world_of(http: AsyncClient, credentials: dict[str, Any]) -> World:
    """A world of a product's people and clients."""
    people: dict[str, dict[str, Human]] = defaultdict(dict)
    for person in credentials["people"]:
        people[person["tenant"]][person["roles"][0]] = Human(**person, person_id="")
    clients = {
        client["tenant"]: Machine(client["client_id"], client["client_secret"], client["scopes"])
        for client in credentials["clients"]
    }
    return World(http, dict(people), clients)


def today() -> dict[str, str]:
    """The fields of a report on something that happened today, where the demo is."""
    day = f"{datetime.now(ZoneInfo('Asia/Jakarta')):%Y-%m-%d}"
    return {"period": day[:7], "starts_on": day, "ends_on": day}
