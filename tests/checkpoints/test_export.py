import asyncio
import io
import json
import tracemalloc
from collections.abc import AsyncIterator
from typing import Any

import psycopg
import pytest
from fastapi import FastAPI

from api.audit.service import canonical, record_by_system
from api.audit.verifier import Checkpoint, Export, Fault, Verdict, hash_of, verify_export
from api.checkpoints import exporting
from api.checkpoints.making import Outcome
from api.media.store import Store
from tenants.directory import Place
from tenants.session import Sessions, as_tenant, transaction
from tests.checkpoints.conftest import CODE, Append
from tests.checkpoints.damage import DAMAGE, damaged
from tests.world import Caller, World

PATH = "/v1/audit-events/export"
# Many events in one transaction, each a link of its own.
FILL = """
select count(audit_append(%(tenant)s, '{"action":"fill","facts":{},"subject":"' || n || '"}'))
from generate_series(1, %(number)s) n
"""


def verdict(content: bytes) -> Verdict:
    return verify_export(Export(io.BytesIO(content)))


def lines_of(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.splitlines()]


async def pieces(sessions: Sessions, store: Store, place: Place) -> AsyncIterator[bytes]:
    async with transaction(sessions, as_tenant(place.id, "test")) as session:
        export = await exporting.prepare(session, store, place)
    async for piece in exporting.lines(sessions, export):
        yield piece


@pytest.fixture
def long_chain(app: FastAPI, superuser_url: str) -> Place:
    """A tenant with more than 20,000 events."""
    place: Place = app.state.directory.by_code("32.14")
    with psycopg.connect(superuser_url) as connection:
        connection.execute("select set_config('app.tenant_id', %s, true)", [str(place.id)])
        [head] = connection.execute(
            "select coalesce(max(seq), 0) from audit_event where tenant_id = %s", [place.id]
        ).fetchall()
        connection.execute(FILL, {"tenant": place.id, "number": max(20_000 - head[0], 0)})
    return place


class TestExportAuditEvents:
    async def test_is_the_whole_chain_and_verifies(
        self, admin: Caller, kept: Outcome, append: Append
    ) -> None:
        await append(2)
        answer = await admin.get(PATH)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/x-ndjson"
        assert answer.headers["cache-control"] == "no-store"
        assert f'filename="simpul-audit-{CODE}.ndjson"' in answer.headers["content-disposition"]
        header, *links, end = lines_of(answer.content)
        assert (header["format"], header["tenant"]) == ("simpul-audit/1", CODE)
        assert header["checkpoint"]["seq"] == kept.seq
        assert [link["seq"] for link in links] == list(range(1, kept.seq + 3))
        last = links[-1]
        assert set(last) == {"seq", "at", "body", "previous", "hash"}
        assert end == {"events": len(links), "head": {"seq": last["seq"], "hash": last["hash"]}}
        found = verdict(answer.content)
        assert found.fault is None
        assert found.found == (Checkpoint(kept.seq, header["checkpoint"]["hash"]),)

    @pytest.mark.parametrize("name", DAMAGE)
    async def test_shows_a_damage_as_it_is(
        self, admin: Caller, kept: Outcome, place: Place, superuser_url: str, name: str
    ) -> None:
        assert kept
        kind, seq, statements = DAMAGE[name]
        with damaged(superuser_url, place.id, statements):
            assert verdict((await admin.get(PATH)).content).fault == Fault(seq, kind)

    async def test_shows_a_cut_tail_by_its_own_checkpoint(
        self, admin: Caller, kept: Outcome, place: Place, superuser_url: str
    ) -> None:
        cut = f"delete from audit_event where tenant_id = %(tenant)s and seq >= {kept.seq}"
        with damaged(superuser_url, place.id, (cut,)):
            assert verdict((await admin.get(PATH)).content).fault == Fault(kept.seq, "cut-tail")

    async def test_ends_where_it_began_to_be_read(
        self, sessions: Sessions, store: Store, place: Place, kept: Outcome, append: Append
    ) -> None:
        content = b""
        async for piece in pieces(sessions, store, place):
            content += piece
            if content.count(b"\n") <= kept.seq + 1:
                await append(1)
        assert lines_of(content)[-1]["events"] == kept.seq
        assert verdict(content).fault is None

    async def test_of_another_tenant_holds_nothing_of_this_one(
        self, world: World, kept: Outcome
    ) -> None:
        assert kept
        own = lines_of((await (await world.caller(CODE, "admin")).get(PATH)).content)
        province = await (await world.caller("32", "admin")).get(PATH)
        assert lines_of(province.content)[0]["tenant"] == "32"
        assert not {link["hash"] for link in own[1:-1]} & {
            link["hash"] for link in lines_of(province.content)[1:-1]
        }

    async def test_of_a_chain_without_events(
        self, app: FastAPI, sessions: Sessions, store: Store
    ) -> None:
        place = app.state.directory.by_code("32.79")
        content = b"".join([piece async for piece in pieces(sessions, store, place)])
        assert lines_of(content)[-1] == {"events": 0, "head": None}
        assert verdict(content) == Verdict(0, None, None, ())

    async def test_of_20_000_events_holds_few_of_them(
        self, sessions: Sessions, store: Store, long_chain: Place
    ) -> None:
        reader = pieces(sessions, store, long_chain)
        await anext(reader)
        first = await anext(reader)
        tracemalloc.start()
        try:
            seen, largest = first, len(first)
            total, count = len(first), 1
            async for piece in reader:
                total, count, largest = total + len(piece), count + 1, max(largest, len(piece))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert seen
        assert count > 20
        assert total > 5_000_000
        assert largest < total / 15
        assert peak < total / 1.5

    async def test_takes_no_connection_while_nobody_reads(
        self, sessions: Sessions, store: Store, place: Place, kept: Outcome
    ) -> None:
        assert kept
        waiting = [pieces(sessions, store, place) for _ in range(12)]  # the pool has ten
        for each in waiting:
            await anext(each)
            await anext(each)
        async with transaction(sessions, as_tenant(place.id, "test")):
            pass
        for each in waiting:
            assert b'"events"' in [piece async for piece in each][-1]


class TestChain:
    async def test_1000_events_at_once_verify(
        self, app: FastAPI, sessions: Sessions, store: Store
    ) -> None:
        place = app.state.directory.by_code("32.13")
        gate = asyncio.Semaphore(50)

        async def act(number: int) -> None:
            async with gate, transaction(sessions, as_tenant(place.id, "test")) as session:
                record_by_system(session, "test", str(number))

        before = [piece async for piece in pieces(sessions, store, place)]
        await asyncio.gather(*(act(number) for number in range(1000)))
        content = b"".join([piece async for piece in pieces(sessions, store, place)])
        found = verdict(content)
        assert found.fault is None
        assert found.events == lines_of(before[-1])[0]["events"] + 1000
        subjects = {json.loads(link["body"])["subject"] for link in lines_of(content)[1:-1]}
        assert {str(number) for number in range(1000)} <= subjects

    async def test_whole_seconds_keep_their_six_digits(
        self, admin: Caller, kept: Outcome, place: Place, superuser_url: str
    ) -> None:
        # The database alone spells the moment when it hashes; here it is one that invites shortening.
        seq, at = kept.seq, "2026-10-01T08:00:00.000000Z"
        [newest] = (await admin.get("/v1/audit-events?limit=1")).json()["data"]
        digest = hash_of(newest["previous"], seq, at, newest["body"])
        edit = (
            f"update audit_event set at = '{at}', hash = '{digest}'"
            f" where tenant_id = %(tenant)s and seq = {seq}"
        )
        with damaged(superuser_url, place.id, (edit,)):
            [listed] = (await admin.get("/v1/audit-events?limit=1")).json()["data"]
            exported = lines_of((await admin.get(PATH)).content)[-2]
        assert listed["at"] == exported["at"] == at
        assert listed["hash"] == exported["hash"] == digest

    def test_one_body_has_one_spelling(self) -> None:
        body = {"subject": "é 🙂", "action": "x", "facts": {"b": [1.5, None], "a": True}}
        text = '{"action":"x","facts":{"a":true,"b":[1.5,null]},"subject":"é 🙂"}'
        assert canonical(body) == canonical(dict(reversed(body.items()))) == text
        assert canonical(json.loads(text)) == text
