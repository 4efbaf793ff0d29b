import asyncio
from datetime import datetime

import pytest
from fastapi import FastAPI

from tenants.session import Sessions
from tests.conduct.policies import LIST, acknowledged, activated, drafted, verb
from tests.members.people import join
from tests.tenants.attempts import ask
from tests.world import Caller, World, sign_in

NOTED = (
    "select count(*) from audit_event where action = 'acknowledge_policy'"
    " and subject = %(policy)s and actor_id = %(person)s"
)
ROWS = "select acknowledged_at from policy_acknowledgement where revision = %(revision)s"


class TestAcknowledge:
    @pytest.mark.parametrize("role", ["viewer", "operator", "verifier", "admin"])
    async def test_is_for_every_role(self, ruled: World, role: str) -> None:
        policy = await activated(ruled)
        answer = await verb(await ruled.caller("32.04", role), policy, "acknowledge")
        assert answer.status_code == 200
        assert answer.json()["acknowledged_at"] >= policy["activated_at"]
        # It changes what somebody has read, and not the policy.
        assert answer.headers["etag"] == f'"{policy["version"]}"'

    async def test_again_keeps_the_first_moment(self, ruled: World, ruled_superuser: str) -> None:
        policy, operator = await activated(ruled), await ruled.caller("32.04", "operator")
        first = await acknowledged(operator, policy)
        assert await acknowledged(operator, policy) == first
        person = ruled.people["32.04"]["operator"].person_id
        noted = ask(ruled_superuser, NOTED, policy=policy["id"], person=person)
        assert noted == [(1,)]

    async def test_several_at_once_are_one(self, ruled: World, ruled_superuser: str) -> None:
        policy, operator = await activated(ruled), await ruled.caller("32.04", "operator")
        answers = await asyncio.gather(*(verb(operator, policy, "acknowledge") for _ in range(5)))
        assert {answer.status_code for answer in answers} == {200}
        [(moment,)] = ask(ruled_superuser, ROWS, revision=policy["revision"])
        told = {datetime.fromisoformat(one.json()["acknowledged_at"]) for one in answers}
        assert told == {moment}

    async def test_needs_a_person(self, ruled: World) -> None:
        policy = await activated(ruled)
        answer = await verb(await ruled.caller("32.04", "client"), policy, "acknowledge")
        assert (answer.status_code, answer.json()["code"]) == (403, "person-required")

    async def test_needs_no_scope(self, ruled: World) -> None:
        """An application that only submits reports must be able to get through the gate."""
        policy = await activated(ruled)
        human = ruled.people["32.04"]["operator"]
        tokens = await sign_in(ruled.api, human, scope="reports:write")
        caller = Caller(ruled.api, tokens["access_token"], human.tenant)
        assert (await acknowledged(caller, policy))["acknowledged_at"]

    @pytest.mark.parametrize(("version", "status"), [(None, 428), (1, 412)], ids=["none", "stale"])
    async def test_is_of_the_version_that_was_read(
        self, ruled: World, version: int | None, status: int
    ) -> None:
        policy, operator = await activated(ruled), await ruled.caller("32.04", "operator")
        answer = await verb(operator, policy, "acknowledge", version=version)
        assert answer.status_code == status
        read = (await operator.get(f"{LIST}/{policy['id']}")).json()
        assert read["acknowledged_at"] is None

    async def test_is_of_the_active_one_alone(self, ruled: World) -> None:
        retired = await activated(ruled)
        await activated(ruled)
        admin = await ruled.caller("32", "admin")
        retired = (await admin.get(f"{LIST}/{retired['id']}")).json()
        for policy in (retired, await drafted(ruled)):
            answer = await verb(admin, policy, "acknowledge")
            assert (answer.status_code, answer.json()["state"]) == (409, policy["status"])
        operator = await ruled.caller("32.04", "operator")
        assert (await verb(operator, await drafted(ruled), "acknowledge")).status_code == 404


class TestOfTwoTenants:
    async def test_is_a_person_asked_in_each(
        self, ruled_app: FastAPI, ruled: World, ruled_sessions: Sessions
    ) -> None:
        assert ruled_app
        policy = await activated(ruled)
        here = await join(ruled_sessions, "32.04", "operator")
        there = await join(ruled_sessions, "32.73", "operator", email=here.human.email)
        at_home, away = [await one.caller(ruled.api) for one in (here, there)]
        await acknowledged(at_home, policy)
        read = [(await one.get(f"{LIST}/{policy['id']}")).json() for one in (at_home, away)]
        assert [one["acknowledged_at"] is None for one in read] == [False, True]
        own = (await acknowledged(away, policy))["acknowledged_at"]
        assert own > read[0]["acknowledged_at"]
