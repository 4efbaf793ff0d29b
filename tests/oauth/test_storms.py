"""Races, many times over: a code or a refresh token is good once, and what was stolen is worth nothing.

The small ones run with every test; `make test-long` runs them as often as the contract says.
"""

import asyncio

import pytest
from httpx2 import AsyncClient

from tests.oauth.conftest import MakeHuman
from tests.oauth.flow import Flow, status

SOMETIMES = [
    pytest.param(8, 10, id="small"),
    pytest.param(200, 50, id="as-often-as-promised", marks=pytest.mark.long),
]
FAMILIES = [
    pytest.param(8, id="small"),
    pytest.param(200, id="as-often-as-promised", marks=pytest.mark.long),
]


async def codes(browser: AsyncClient, count: int) -> list[tuple[Flow, str]]:
    """Codes of a browser that is signed in, each of a request of its own."""
    flows = [Flow(browser) for _ in range(count)]
    return [(flow, (await flow.arrive(await flow.open()))["code"]) for flow in flows]


class TestCodes:
    @pytest.mark.parametrize(("count", "at_once"), SOMETIMES)
    async def test_each_is_good_once(
        self, browser: AsyncClient, make_human: MakeHuman, count: int, at_once: int
    ) -> None:
        await Flow(browser).sign_in(await make_human("32.04"))
        wins = 0
        for group in range(0, count, 5):  # a code lives for a minute
            for flow, code in await codes(browser, min(5, count - group)):
                answers = await asyncio.gather(*(flow.redeem(code) for _ in range(at_once)))
                statuses = sorted(answer.status_code for answer in answers)
                assert statuses == [200] + [400] * (at_once - 1)
                wins += 1
                won = next(answer.json() for answer in answers if answer.status_code == 200)
                assert await status(browser, won["access_token"]) == 401
                assert (await flow.refresh(won["refresh_token"])).status_code == 400
        assert wins == count


class TestFamilies:
    @pytest.mark.parametrize("count", FAMILIES)
    async def test_reuse_ends_everything(
        self, browser: AsyncClient, make_human: MakeHuman, count: int
    ) -> None:
        await Flow(browser).sign_in(await make_human("32.04"))
        families: list[tuple[Flow, list[dict[str, str]]]] = []
        for group in range(0, count, 20):
            for flow, code in await codes(browser, min(20, count - group)):
                first = (await flow.redeem(code)).json()
                families.append(
                    (flow, [first, (await flow.refresh(first["refresh_token"])).json()])
                )
        for flow, (first, second) in families:
            assert await status(browser, first["access_token"]) == 200
            thief, owner = await asyncio.gather(
                flow.refresh(first["refresh_token"]), flow.refresh(second["refresh_token"])
            )
            assert thief.status_code == 400
            held = [first, second, *([owner.json()] if owner.status_code == 200 else [])]
            for body in held:
                assert (await flow.refresh(body["refresh_token"])).status_code == 400
                assert await status(browser, body["access_token"]) == 401
