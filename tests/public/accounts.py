"""Asking the public registry, and moving its rows into the past."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from httpx2 import AsyncClient, Response

LIST = "/v1/public/channels"


async def asked(api: AsyncClient, **params: str) -> dict[str, Any]:
    """What the public learns of an account."""
    answer = await api.get(f"{LIST}/lookup", params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def state_of(api: AsyncClient, **params: str) -> str:
    """The state alone."""
    state: str = (await asked(api, **params))["state"]
    return state


def refused(answer: Response) -> list[tuple[str, str]]:
    """Pointer and code of each parameter to change."""
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] == "invalid-parameter"
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


def age(superuser_url: str, channel: dict[str, Any], days: int) -> None:
    """Make all that the registry says of a channel this much older."""
    with psycopg.connect(superuser_url) as rows:
        by, identifier = timedelta(days=days), UUID(channel["id"])
        rows.execute(
            "update official_channel set since = since - %s where id = %s", (by, identifier)
        )
        rows.execute(
            "update past_official_channel set since = since - %s, until = until - %s"
            " where channel_id = %s",
            (by, by, identifier),
        )


def before(moment: str, **by: int) -> str:
    """A moment before another one, as a parameter."""
    return (datetime.fromisoformat(moment) - timedelta(**by)).isoformat()


def address(handle: str) -> str:
    """Where an account of the tests is."""
    return f"https://www.instagram.com/{handle}/"
