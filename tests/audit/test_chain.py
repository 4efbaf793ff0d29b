import asyncio
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from fastapi import FastAPI

from api.access.principal import Kind, Principal
from api.audit.service import canonical, record
from tenants.context import PUBLIC, Reach, Scope
from tenants.directory import Place
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.audit.chains import breaks, chain
from tests.reports.bodies import LIST, created, moved, submitted
from tests.tenants.attempts import REFUSED, attempt
from tests.world import World

APPEND = "select audit_append(:tenant, '{}')"


def place_of(app: FastAPI, code: str) -> Place:
    place: Place = app.state.directory.by_code(code)
    return place


def somebody(place: Place) -> Principal:
    return Principal(Kind.PERSON, uuid4(), place, ("operator",), frozenset())


@pytest.fixture
def auditor(world: World, superuser_url: str) -> Iterator[psycopg.Connection[Any]]:
    """Sees what is there, and takes back what it changes."""
    assert world
    with psycopg.connect(superuser_url) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def busy(app: FastAPI, world: World) -> Place:
    """A tenant whose chain only the tests here write."""
    assert world
    return place_of(app, "32.18")


async def append(sessions: Sessions, place: Place, **facts: Any) -> None:
    async with transaction(sessions, as_tenant(place.id, "test")) as session:
        record(session, somebody(place), "test", uuid4(), **facts)


class TestAppend:
    async def test_200_at_once_make_one_chain(
        self, sessions: Sessions, busy: Place, auditor: psycopg.Connection[Any]
    ) -> None:
        before = len(chain(auditor, busy.id))
        auditor.rollback()
        await asyncio.gather(*(append(sessions, busy, number=number) for number in range(200)))
        links = chain(auditor, busy.id)
        assert len(links) == before + 200
        assert breaks(links) == []
        numbers = {json.loads(link.body)["facts"]["number"] for link in links[before:]}
        assert numbers == set(range(200))

    async def test_two_chains_are_never_locked_crosswise(
        self, app: FastAPI, sessions: Sessions, auditor: psycopg.Connection[Any]
    ) -> None:
        one, other = place_of(app, "32.17"), place_of(app, "32.16")

        async def both(first: Place, second: Place) -> None:
            async with transaction(sessions, as_tenant(first.id, "test")) as session:
                record(session, somebody(first), "test", uuid4(), second.id)

        pairs = [(one, other), (other, one)] * 20
        await asyncio.gather(*(both(first, second) for first, second in pairs))
        for place in (one, other):
            links = chain(auditor, place.id)
            assert len(links) >= 40
            assert breaks(links) == []

    async def test_keeps_the_text_that_was_hashed(
        self, sessions: Sessions, busy: Place, auditor: psycopg.Connection[Any]
    ) -> None:
        facts = {"judul": "“Klarifikasi” é \\ | \n\t 🙂", "angka": 1.5, "kosong": None}
        await append(sessions, busy, **facts)
        links = chain(auditor, busy.id)
        assert breaks(links) == []
        body = json.loads(links[-1].body)
        assert body["facts"] == facts
        assert canonical(body) == links[-1].body

    @pytest.mark.parametrize("column", ["body", "at", "seq", "hash", "previous"])
    async def test_an_edited_link_is_found(
        self, sessions: Sessions, busy: Place, auditor: psycopg.Connection[Any], column: str
    ) -> None:
        for _ in range(3):
            await append(sessions, busy)
        edits = {
            "body": "body = replace(body, 'test', 'tset')",
            "at": "at = at + interval '1 microsecond'",
            "seq": "seq = seq + 1000000",
            "hash": "hash = previous",
            "previous": "previous = hash",
        }
        place = len(chain(auditor, busy.id)) - 1
        statement = f"update audit_event set {edits[column]} where tenant_id = %s and seq = %s"
        auditor.execute(statement, [busy.id, place])
        assert breaks(chain(auditor, busy.id)) != []

    async def test_a_link_taken_out_is_found(
        self, sessions: Sessions, busy: Place, auditor: psycopg.Connection[Any]
    ) -> None:
        for _ in range(3):
            await append(sessions, busy)
        statement = "delete from audit_event where tenant_id = %s and seq = 2"
        auditor.execute(statement, [busy.id])
        assert breaks(chain(auditor, busy.id)) != []


class TestRefusals:
    async def test_only_the_tenant_of_the_transaction_is_written_for(
        self, app: FastAPI, sessions: Sessions, world: World
    ) -> None:
        assert world
        here, there = place_of(app, "32.04"), place_of(app, "32.73")
        scope = as_tenant(here.id, "test")
        assert await attempt(sessions, scope, APPEND, tenant=here.id) == 1
        for tenant in (there.id, None):
            assert await attempt(sessions, scope, APPEND, tenant=tenant) == REFUSED

    async def test_no_other_reach_may_append(
        self, app: FastAPI, sessions: Sessions, world: World
    ) -> None:
        assert world
        here = place_of(app, "32")
        scopes = [Scope(Reach.PROVINCE, here.id), Scope(Reach.JOBS, here.id)]
        for scope in (*scopes, PUBLIC, as_system("test")):
            assert await attempt(sessions, scope, APPEND, tenant=here.id) == REFUSED

    async def test_nobody_writes_links_by_hand(
        self, app: FastAPI, sessions: Sessions, busy: Place
    ) -> None:
        await append(sessions, busy)
        columns = "tenant_id, id, seq, at, body, previous, hash"
        statements = (
            (
                f"insert into audit_event ({columns}) select tenant_id, gen_random_uuid(),"
                " seq + 1000000, at, body, previous, hash from audit_event limit 1"
            ),
            "update audit_event set body = '{}'",
            "delete from audit_event",
        )
        province = place_of(app, "32")
        for scope in (as_tenant(busy.id, "test"), Scope(Reach.PROVINCE, province.id)):
            for statement in statements:
                assert await attempt(sessions, scope, statement) == REFUSED

    async def test_not_even_the_owner_changes_links(
        self, sessions: Sessions, busy: Place, owner_url: str
    ) -> None:
        await append(sessions, busy)
        with psycopg.connect(owner_url) as owner:
            for statement in ("update audit_event set body = '{}'", "delete from audit_event"):
                assert owner.execute(statement).rowcount == 0
            owner.rollback()


class TestRecord:
    async def test_a_change_that_is_taken_back_leaves_no_link(
        self, sessions: Sessions, busy: Place, auditor: psycopg.Connection[Any]
    ) -> None:
        await append(sessions, busy)
        before = len(chain(auditor, busy.id))
        auditor.rollback()

        async def fail() -> None:
            async with transaction(sessions, as_tenant(busy.id, "test")) as session:
                record(session, somebody(busy), "test", uuid4())
                raise LookupError

        with pytest.raises(LookupError):
            await fail()
        assert len(chain(auditor, busy.id)) == before

    async def test_a_refused_request_leaves_no_link(
        self, world: World, app: FastAPI, auditor: psycopg.Connection[Any]
    ) -> None:
        operator = await world.caller("32.04", "operator")
        tenant = place_of(app, "32.04").id
        report = await created(operator)
        before = len(chain(auditor, tenant))
        auditor.rollback()
        path = f"{LIST}/{report['id']}"
        assert (await operator.patch(path, {"title": "x"}, 7)).status_code == 412
        assert (await operator.post(f"{path}/withdraw", version=1)).status_code == 409
        assert (await operator.post(LIST, {"title": "x"})).status_code == 422
        assert len(chain(auditor, tenant)) == before

    async def test_every_change_is_one_link_with_who_and_what(
        self, world: World, app: FastAPI, auditor: psycopg.Connection[Any]
    ) -> None:
        operator = await world.caller("32.04", "operator")
        report = await created(operator)
        await operator.patch(f"{LIST}/{report['id']}", {"title": "Rahasia kantor"}, 1)
        links = _about(auditor, place_of(app, "32.04").id, report["id"])
        assert [link["action"] for link in links] == ["create_report", "update_report"]
        person = {"kind": "person", "id": world.people["32.04"]["operator"].person_id}
        assert [link["actor"] for link in links] == [person, person]
        assert links[1]["facts"] == {"fields": ["title"]}

    async def test_a_regency_sees_the_office_and_not_the_person(
        self, world: World, app: FastAPI, auditor: psycopg.Connection[Any]
    ) -> None:
        province = await world.caller("32", "verifier")
        report = await submitted(world)
        await moved(province, report, "accept")
        person = world.people["32"]["verifier"].person_id
        [theirs] = _about(auditor, place_of(app, "32").id, report["id"])
        assert theirs["actor"] == {"kind": "person", "id": person}
        told = _about(auditor, place_of(app, "32.04").id, report["id"])[-1]
        assert told["action"] == "accept_report"
        assert told["actor"] == {"kind": "office", "tenant": "32", "roles": ["verifier"]}
        assert person not in json.dumps(told)

    async def test_all_chains_of_these_tests_hold(
        self, app: FastAPI, auditor: psycopg.Connection[Any]
    ) -> None:
        for code in sorted(app.state.directory.codes):
            assert breaks(chain(auditor, place_of(app, code).id)) == [], code


def _about(connection: psycopg.Connection[Any], tenant: UUID, subject: str) -> list[dict[str, Any]]:
    bodies = [json.loads(link.body) for link in chain(connection, tenant)]
    return [body for body in bodies if body["subject"] == subject]
