"""Invented messages, unlike each other and unlike those of other tests."""

import random
from string import ascii_lowercase
from typing import Any

from tests.world import Caller

MATCH = "/v1/clarifications/match"
PUBLIC = "/v1/public/clarifications/match"


def words(count: int, seed: int | None = None) -> str:
    """Words that nobody else wrote, and that share next to no run of letters."""
    choose = random.Random(seed)  # noqa: S311
    return " ".join("".join(choose.choices(ascii_lowercase, k=9)) for _ in range(count))


async def match(caller: Caller, text: str, limit: int = 20) -> list[dict[str, Any]]:
    """What a government is answered."""
    answer = await caller.post(MATCH, {"text": text, "limit": limit})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


async def match_public(caller: Caller, text: str, limit: int = 20) -> list[dict[str, Any]]:
    """What anybody is answered."""
    answer = await caller.http.post(PUBLIC, json={"text": text, "limit": limit})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


def numbers(matches: list[dict[str, Any]]) -> list[str]:
    """Which they are."""
    return [one["number"] for one in matches]
