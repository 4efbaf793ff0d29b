"""Who has not acknowledged the active policy is refused by every gated operation, and by no other."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI

from api.conduct.gate import gate
from api.document import dependencies_of, routes_of
from tenants.session import Sessions
from tests.clarifications import bodies as clarifications
from tests.conduct.policies import LIST, acknowledged, activated, verb
from tests.conftest import BASE_URL
from tests.members.people import join
from tests.periods.months import this_month
from tests.reports import bodies as reports
from tests.tenants.attempts import ask
from tests.world import Caller, World, client_token

CODE = "policy-acknowledgement-required"
Json = dict[str, Any]
Row = Callable[[World], Awaitable[Json]]


async def _report(world: World) -> Json:
    return await reports.created(await world.caller("32.04", "operator"))


async def _draft(world: World) -> Json:
    return await clarifications.created(await world.caller("32.04", "operator"))


async def _month(_: World) -> Json:
    return {"period": this_month(), "version": None}


# Every operation that has the gate: who carries it out, on what, with which body. A room that gates an
# operation of its own adds it here.
GATED: dict[str, tuple[str, str, Row, Any]] = {
    "submit_report": ("32.04", "operator", _report, None),
    "declare_completion": ("32.04", "operator", _month, {"note": "Lengkap."}),
    "submit_clarification": ("32.04", "operator", _draft, None),
    "approve_clarification": (
        "32.04",
        "verifier",
        clarifications.in_review,
        {"checklist": clarifications.CHECKLIST},
    ),
    "countersign_clarification": ("32", "verifier", clarifications.approved, None),
    "publish_clarification": ("32.04", "verifier", clarifications.approved, None),
}
# Not gated, on purpose: taking down must be quick.
OPEN = {"retract_clarification", "withdraw_report", "withdraw_clarification", "create_report"}
OPEN |= {"correct_clarification", "discard_correction", "cancel_publication"}


async def _everybody_reads(world: World, policy: Json) -> None:
    for tenant, role in (("32.04", "operator"), ("32.04", "verifier"), ("32", "verifier")):
        await acknowledged(await world.caller(tenant, role), policy)


def test_what_is_gated_is_listed(app: FastAPI) -> None:
    found = {r.operation_id for r in routes_of(app) if gate in dependencies_of(r.dependant)}
    assert found == set(GATED)
    assert {route.operation_id for route in routes_of(app)} >= OPEN
    assert not found & OPEN


@pytest.mark.parametrize("name", sorted(GATED))
async def test_refuses_with_the_link_until_it_is_read(
    ruled_app: FastAPI, ruled: World, name: str
) -> None:
    tenant, role, make, body = GATED[name]
    await _everybody_reads(ruled, await activated(ruled))
    row = await make(ruled)
    policy = await activated(ruled)
    caller = await ruled.caller(tenant, role)
    route = next(route for route in routes_of(ruled_app) if route.operation_id == name)
    path = route.path.format(**row)

    refused = await caller.post(path, body, version=row["version"])
    problem = refused.json()
    link = f"{BASE_URL}{LIST}/{policy['id']}"
    assert (refused.status_code, problem["code"], problem["policy"]) == (403, CODE, link)
    assert link in problem["detail"]
    # It says nothing about the row: one that does not exist is refused in the same words.
    elsewhere = route.path.format(id=uuid4(), period="2019-01")
    absent = await caller.post(elsewhere, body, version=1)
    assert {**absent.json(), "request_id": ""} == {**problem, "request_id": ""}

    await acknowledged(caller, policy)
    allowed = await caller.post(path, body, version=row["version"])
    assert allowed.status_code == 200, allowed.text


@pytest.mark.parametrize("name", sorted(GATED))
def test_the_document_says_so(ruled_app: FastAPI, name: str) -> None:
    document = ruled_app.openapi()
    operations = {
        operation["operationId"]: operation
        for path in document["paths"].values()
        for operation in path.values()
    }
    assert f"`{CODE}`" in operations[name]["responses"]["403"]["description"]
    assert (
        CODE in document["components"]["schemas"]["Problem"]["properties"]["policy"]["description"]
    )


class TestWhoMeetsIt:
    async def test_a_missing_permission_is_told_first(self, ruled: World) -> None:
        await activated(ruled)
        viewer = await ruled.caller("32.04", "viewer")
        answer = await viewer.post(f"{reports.LIST}/{uuid4()}/submit", version=1)
        assert answer.json()["code"] == "permission-required"

    async def test_a_demotion_counts_before_it(
        self, ruled: World, ruled_sessions: Sessions, ruled_superuser: str
    ) -> None:
        """With a token of before: his reading makes no verifier of him."""
        member = await join(ruled_sessions, "32.04", "verifier")
        caller = await member.caller(ruled.api)
        await acknowledged(caller, await activated(ruled))
        path = f"{clarifications.LIST}/{uuid4()}/approve"
        body = {"checklist": clarifications.CHECKLIST}
        assert (await caller.post(path, body, version=1)).status_code == 404
        demote = "update membership set roles = '{viewer}' where id = %(id)s"
        ask(ruled_superuser, demote, id=member.member_id)
        answer = await caller.post(path, body, version=1)
        assert answer.json()["code"] == "permission-required"

    async def test_reading_for_one_tenant_opens_no_other(
        self, ruled: World, ruled_sessions: Sessions
    ) -> None:
        policy = await activated(ruled)
        here = await join(ruled_sessions, "32.04", "operator")
        there = await join(ruled_sessions, "32.73", "operator", email=here.human.email)
        at_home, away = [await one.caller(ruled.api) for one in (here, there)]
        await acknowledged(at_home, policy)
        for caller, status in ((at_home, 200), (away, 403)):
            report = await reports.created(caller)
            answer = await caller.post(
                f"{reports.LIST}/{report['id']}/submit", version=report["version"]
            )
            assert answer.status_code == status

    async def test_an_import_that_hands_in_meets_it(self, ruled: World) -> None:
        policy = await activated(ruled)
        operator = await ruled.caller("32.04", "operator")
        told = {}
        asked: list[tuple[str, dict[str, bool]]] = [
            ("/v1/reports/imports", {"submit": True}),
            ("/v1/reports/imports", {"submit": True, "dry_run": True}),
            ("/v1/reports/imports", {"submit": False}),
            ("/v1/channels/imports", {}),
        ]
        for path, wishes in asked:
            answer = await operator.post(path, {"asset_id": str(uuid4()), **wishes})
            told[path, *wishes.items()] = (answer.status_code, answer.json()["code"])
        gated = {key for key, (status, code) in told.items() if (status, code) == (403, CODE)}
        assert gated == {key for key in told if ("submit", True) in key}
        assert {status for key, (status, _) in told.items() if key not in gated} == {422}
        await acknowledged(operator, policy)
        body = {"asset_id": str(uuid4()), "submit": True}
        assert (await operator.post("/v1/reports/imports", body)).status_code == 422

    async def test_a_repeat_of_what_was_done_is_answered(self, ruled: World) -> None:
        await _everybody_reads(ruled, await activated(ruled))
        operator = await ruled.caller("32.04", "operator")
        report = await reports.created(operator)
        path = f"{reports.LIST}/{report['id']}/submit"
        first = await operator.post(path, version=1, key=f"s-{report['id']}")
        await activated(ruled)
        again = await operator.post(path, version=1, key=f"s-{report['id']}")
        assert (again.status_code, again.json()) == (200, first.json())
        assert again.headers["idempotent-replayed"] == "true"

    async def test_taking_down_stays_open(self, ruled: World) -> None:
        await _everybody_reads(ruled, await activated(ruled))
        row = await clarifications.published(ruled)
        await activated(ruled)
        verifier = await ruled.caller("32.04", "verifier")
        gone = await clarifications.moved(verifier, row, "retract", {"public_reason": "Keliru."})
        assert gone["status"] == "retracted"

    async def test_without_an_active_policy_it_is_open(self, world: World) -> None:
        """In the province that all other tests share."""
        operator = await world.caller("32.04", "operator")
        assert (await operator.get(f"{LIST}?status=active")).json()["data"] == []
        report = await reports.created(operator)
        assert (await reports.moved(operator, report, "submit"))["status"] == "submitted"


class TestRaces:
    async def test_submitting_while_a_revision_is_activated(self, ruled: World) -> None:
        """Whoever began before ends under the revision before; nobody gets a half or a 500."""
        admin = await ruled.caller("32", "admin")
        operator = await ruled.caller("32.04", "operator")
        for _ in range(3):
            await _everybody_reads(ruled, await activated(ruled))
            made = [await reports.created(operator) for _ in range(6)]
            draft = (await admin.post(LIST, {"title": "Pedoman", "body": "Bacalah."})).json()
            paths = [f"{reports.LIST}/{report['id']}" for report in made]
            _, *answers = await asyncio.gather(
                verb(admin, draft, "activate"),
                *(operator.post(f"{path}/submit", version=1) for path in paths),
            )
            for path, answer in zip(paths, answers, strict=True):
                assert answer.status_code in {200, 403}, answer.text
                wanted = "submitted" if answer.status_code == 200 else "draft"
                assert (await operator.get(path)).json()["status"] == wanted
            late = await operator.post(
                f"{reports.LIST}/{(await reports.created(operator))['id']}/submit", version=1
            )
            assert late.json()["code"] == CODE


class TestClients:
    async def test_a_nightly_job_goes_on(self, ruled: World) -> None:
        """Its responsible member has acknowledged nothing, and a new revision came over night."""
        await activated(ruled)
        machine = ruled.clients["32.04"]
        for _ in range(2):
            await activated(ruled)
            caller = Caller(ruled.api, await client_token(ruled.api, machine), "32.04")
            report = await reports.created(caller)
            assert (await reports.moved(caller, report, "submit"))["status"] == "submitted"

    async def test_creation_needs_a_responsible_member_who_has_read(
        self, ruled: World, ruled_sessions: Sessions
    ) -> None:
        policy = await activated(ruled)
        admin = await ruled.caller("32.04", "admin")
        await acknowledged(admin, policy)
        other = await join(ruled_sessions, "32.04", "operator")
        body = {"name": "Sistem", "scopes": ["reports:write"], "responsible_id": other.member_id}
        before = (await admin.get("/v1/clients?include=total")).json()["total"]
        self._is_refused(await admin.post("/v1/clients", body), policy)
        assert (await admin.get("/v1/clients?include=total")).json()["total"] == before
        await acknowledged(await other.caller(ruled.api), policy)
        assert (await admin.post("/v1/clients", body)).status_code == 201

    async def test_creation_for_oneself_too(self, ruled: World) -> None:
        policy = await activated(ruled)
        admin = await ruled.caller("32.04", "admin")
        body = {"name": "Sistem", "scopes": ["reports:write"]}
        self._is_refused(await admin.post("/v1/clients", body), policy)
        await acknowledged(admin, policy)
        assert (await admin.post("/v1/clients", body)).status_code == 201

    async def test_rotation_needs_it_and_its_admin_does_not(
        self, ruled: World, ruled_sessions: Sessions
    ) -> None:
        first = await activated(ruled)
        admin = await ruled.caller("32.04", "admin")
        other = await join(ruled_sessions, "32.04", "operator")
        responsible = await other.caller(ruled.api)
        await acknowledged(responsible, first)
        body = {"name": "Sistem", "scopes": ["reports:write"], "responsible_id": other.member_id}
        client = (await admin.post("/v1/clients", body)).json()
        second = await activated(ruled)
        path = f"/v1/clients/{client['id']}/rotate"
        await acknowledged(admin, second)
        self._is_refused(await admin.post(path, version=1), second)
        await acknowledged(responsible, second)
        assert (await admin.post(path, version=1)).status_code == 200

    async def test_revocation_stays_open(self, ruled: World) -> None:
        policy = await activated(ruled)
        admin = await ruled.caller("32.04", "admin")
        await acknowledged(admin, policy)
        made = await admin.post("/v1/clients", {"name": "x", "scopes": ["reports:read"]})
        await activated(ruled)
        gone = await admin.delete(f"/v1/clients/{made.json()['id']}", 1)
        assert gone.status_code == 204

    def _is_refused(self, answer: Any, policy: Json) -> None:
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (403, CODE)
        assert problem["policy"] == f"{BASE_URL}{LIST}/{policy['id']}"
        assert "bertanggung jawab" in problem["detail"]
