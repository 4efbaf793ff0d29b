"""Reading channels over HTTP."""

from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient, Response

from tests.channels.bodies import (
    PATH,
    register,
    verify,
)
from tests.world import Caller


def pointers(answer: Response) -> list[tuple[str, str]]:
    """Pointer and code of each field to change."""
    assert answer.status_code == 422, answer.text
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


class TestGetChannel:
    async def test_by_its_tenant_and_by_the_province(
        self, regency: Caller, province: Caller
    ) -> None:
        made = await register(regency)
        for caller in (regency, province):
            answer = await caller.get(f"{PATH}/{made['id']}")
            assert (answer.json(), answer.headers["etag"]) == (made, '"1"')

    async def test_needs_a_token(self, regency: Caller, api: AsyncClient) -> None:
        made = await register(regency)
        assert (await api.get(f"{PATH}/{made['id']}")).status_code == 401

    @pytest.mark.parametrize("identifier", ["0199a0b1-0000-7000-8000-000000000000", "none"])
    async def test_absent(self, regency: Caller, identifier: str) -> None:
        assert (await regency.get(f"{PATH}/{identifier}")).status_code == 404


class TestListChannels:
    async def ids(self, caller: Caller, **params: Any) -> list[str]:
        """The ids of one page."""
        answer = await caller.get(PATH, params={"limit": 200, **params})
        assert answer.status_code == 200, answer.text
        return [row["id"] for row in answer.json()["data"]]

    async def test_ones_own_newest_first(self, regency: Caller, city: Caller) -> None:
        first, second = await register(regency), await register(regency)
        theirs = await register(city)
        found = await self.ids(regency)
        assert found.index(second["id"]) < found.index(first["id"])
        assert theirs["id"] not in found
        assert theirs["id"] not in await self.ids(regency, tenant="32.73")

    async def test_the_province_sees_all(
        self, regency: Caller, city: Caller, province: Caller
    ) -> None:
        mine, theirs = await register(regency), await register(city)
        assert {mine["id"], theirs["id"]} <= set(await self.ids(province))
        found = await self.ids(province, tenant=["32.04"])
        assert mine["id"] in found
        assert theirs["id"] not in found
        assert {mine["id"], theirs["id"]} <= set(
            await self.ids(province, tenant=["32.04", "32.73"])
        )

    async def test_filters(self, regency: Caller, province: Caller) -> None:
        reference = str(uuid4())
        pending = await register(regency, platform="tiktok", external_reference=reference)
        verified = await verify(province, await register(regency, platform="facebook"))
        assert await self.ids(regency, external_reference=reference) == [pending["id"]]
        found = await self.ids(regency, platform="facebook", status="verified")
        assert verified["id"] in found
        assert pending["id"] not in found
        both = await self.ids(regency, status=["pending", "verified"])
        assert {pending["id"], verified["id"]} <= set(both)

    async def test_pages(self, regency: Caller) -> None:
        made = [(await register(regency, platform="threads"))["id"] for _ in range(3)]
        params = {"limit": 2, "platform": "threads", "sort": "created_at", "include": "total"}
        found: list[str] = []
        cursor, total = None, 0
        while cursor or not found:
            page = {**params, "cursor": cursor} if cursor else params
            answer = (await regency.get(PATH, params=page)).json()
            found += [row["id"] for row in answer["data"]]
            cursor, total = answer["next_cursor"], answer["total"]
        assert found[-3:] == made
        assert (len(found), len(set(found))) == (total, total)

    @pytest.mark.parametrize(
        ("params", "pointer"),
        [
            ({"sort": "name"}, "?sort"),
            ({"status": "draft"}, "?status.0"),
            ({"platform": "x", "colour": "red"}, "?colour"),
            ({"tenant": "Bandung"}, "?tenant.0"),
        ],
    )
    async def test_says_what_to_change(
        self, regency: Caller, params: dict[str, str], pointer: str
    ) -> None:
        answer = await regency.get(PATH, params=params)
        assert [found for found, _ in pointers(answer)] == [pointer]

    async def test_needs_a_token(self, api: AsyncClient) -> None:
        assert (await api.get(PATH)).status_code == 401
