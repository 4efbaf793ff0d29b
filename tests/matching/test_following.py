"""Several processes, each with an index of its own: none ever answers with what is no longer so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
import pytest_asyncio
from fastapi import FastAPI
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

import api.worker
from api.matching.features import query_of
from api.matching.following import Indexes, before
from api.matching.keeping import Said, forget, keep
from api.matching.readers import Readers
from api.matching.service import find
from api.settings import Settings
from tenants.context import PUBLIC, Scope
from tenants.directory import Directory
from tenants.session import (
    Sessions,
    as_system,
    as_tenant,
    current_scope,
    make_engine,
    make_sessions,
    transaction,
)
from tests.clarifications.bodies import moved, published
from tests.matching.messages import match, match_public, numbers, words
from tests.world import World

ALL = tuple(Readers)


def scope_of(app: FastAPI, code: str) -> Scope:
    """A tenant's."""
    directory: Directory = app.state.directory
    place = directory.by_code(code)
    assert place
    return as_tenant(place.id, "test")


@pytest_asyncio.fixture
async def other(app: FastAPI, settings: Settings, world: World) -> AsyncIterator[Sessions]:
    """Another process: its own connections, and an index that has not been asked yet."""
    assert world
    engine = make_engine(settings.database.url.get_secret_value(), 3)
    yield make_sessions(
        engine, directory=app.state.directory, settings=settings, matching=Indexes()
    )
    await engine.dispose()


class Process:
    """Asks in another process."""

    def __init__(self, app: FastAPI, sessions: Sessions) -> None:
        self._scope, self._sessions = scope_of(app, "32.73"), sessions

    async def found(self, text: str, readers: Readers = Readers.GOVERNMENTS) -> list[str]:
        async with transaction(self._sessions, self._scope) as session:
            return [one.number for one in await find(session, text, 20, readers)]

    async def candidates(self, text: str) -> list[UUID]:
        """What its index holds, whatever the clarifications' own tables say."""
        async with transaction(self._sessions, PUBLIC) as session:
            following = session.info["matching"].of(Readers.EVERYBODY)
            found = await following.search(session, query_of(text), 20)
        return [one.id for one in found if one.likeness > 0.5]


@pytest.fixture
def process(app: FastAPI, other: Sessions) -> Process:
    return Process(app, other)


class TestTwoProcesses:
    async def test_see_each_others_changes_at_once(self, world: World, process: Process) -> None:
        row = await published(world, title=words(7))
        for readers in ALL:
            assert await process.found(row["title"], readers) == [row["number"]]
        second = await published(world, title=row["title"])
        for readers in ALL:
            assert await process.found(row["title"], readers) == [second["number"], row["number"]]
        verifier = await world.caller("32.04", "verifier")
        await moved(verifier, row, "retract", {"public_reason": "x"})
        for readers in ALL:
            assert await process.found(row["title"], readers) == [second["number"]]

    async def test_answer_alike(self, world: World, process: Process) -> None:
        row = await published(world, title=words(7))
        caller = await world.caller("32.73", "viewer")
        text = f"{row['title']} {words(3)} bantuan tunai palsu"
        assert numbers(await match(caller, text)) == await process.found(text)
        assert numbers(await match_public(caller, text)) == await process.found(text, ALL[1])

    async def test_a_correction_is_found_by_its_new_text(
        self, app: FastAPI, sessions: Sessions, world: World, process: Process
    ) -> None:
        before_it, after = words(7), words(7)
        row = await published(world, title=before_it, claim_reviewed=before_it)
        assert await process.found(before_it) == [row["number"]]
        async with transaction(sessions, scope_of(app, "32.04")) as session:
            await keep(session, [Said(UUID(row["id"]), after, after)], public=True)
        for readers in ALL:
            assert await process.found(after, readers) == [row["number"]]
            assert await process.found(before_it, readers) == []

    async def test_what_is_no_longer_public_leaves_the_public_index(
        self, app: FastAPI, sessions: Sessions, process: Process
    ) -> None:
        said = Said(uuid4(), words(7), words(7))
        scope = scope_of(app, "32.04")
        async with transaction(sessions, scope) as session:
            await keep(session, [said], public=True)
        assert await process.candidates(said.title) == [said.id]
        async with transaction(sessions, scope) as session:
            await keep(session, [said], public=False)
        assert await process.candidates(said.title) == []
        async with transaction(sessions, scope) as session:
            await forget(session, said.id)

    async def test_who_began_early_and_committed_late_is_not_overlooked(
        self, app: FastAPI, sessions: Sessions, process: Process
    ) -> None:
        early, late = (Said(uuid4(), words(7), "") for _ in range(2))
        scope = scope_of(app, "32.04")
        async with transaction(sessions, scope) as slow:
            await keep(slow, [early], public=True)
            async with transaction(sessions, scope) as quick:
                await keep(quick, [late], public=True)
            assert await process.candidates(late.title) == [late.id]
            assert await process.candidates(early.title) == []
        assert await process.candidates(early.title) == [early.id]
        assert await process.candidates(late.title) == [late.id]

    async def test_what_was_rolled_back_never_was(
        self, app: FastAPI, other: Sessions, process: Process
    ) -> None:
        said, kept = (Said(uuid4(), words(7), "") for _ in range(2))
        scope = scope_of(app, "32.04")
        with suppress(ZeroDivisionError):
            async with transaction(other, scope) as session:
                await keep(session, [said], public=True)
                await find(session, said.title, 5, Readers.EVERYBODY)
                raise ZeroDivisionError
        assert await process.candidates(said.title) == []
        async with transaction(other, scope) as session:
            await keep(session, [kept], public=True)
            await find(session, kept.title, 5, Readers.EVERYBODY)
        assert await process.candidates(kept.title) == [kept.id]

    async def test_many_at_once_while_others_publish(
        self, app: FastAPI, sessions: Sessions, process: Process
    ) -> None:
        said = [Said(uuid4(), words(7), "") for _ in range(20)]
        scope = scope_of(app, "32.04")

        async def write(one: Said) -> None:
            async with transaction(sessions, scope) as session:
                await keep(session, [one], public=True)

        async def ask(one: Said) -> None:
            await process.candidates(one.title)

        await asyncio.gather(*(run(one) for one in said for run in (write, ask)))
        for one in said:
            assert await process.candidates(one.title) == [one.id]


async def test_snapshots_are_applied_in_the_order_they_were_taken(
    other: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    following, taken, hold = Indexes().of(Readers.EVERYBODY), asyncio.Event(), asyncio.Event()
    usual, begun = following._news, []

    async def slow(session: AsyncSession) -> AsyncIterator[Row[Any]]:
        begun.append(session)
        async for row in usual(session):
            yield row
        taken.set()
        await hold.wait()

    async def ask() -> None:
        async with transaction(other, PUBLIC) as session:
            await following.search(session, query_of("bantuan"), 5)

    monkeypatch.setattr(following, "_news", slow)
    asking = [asyncio.create_task(ask()) for _ in range(2)]
    await taken.wait()
    # Nobody else takes a snapshot until this one is in.
    assert (len(begun), following._lock.locked()) == (1, True)
    hold.set()
    await asyncio.gather(*asking)
    assert len(begun) == 2


class TestFind:
    async def test_for_everybody_it_reads_as_the_public_in_any_scope(
        self, world: World, other: Sessions
    ) -> None:
        row = await published(world, title=words(7))
        # A scope that may read none of the tables.
        async with transaction(other, as_system("test")) as session:
            found = await find(session, row["title"], 5, Readers.EVERYBODY)
            assert current_scope(session) == as_system("test")
        assert [one.number for one in found] == [row["number"]]

    async def test_what_is_retracted_meanwhile_is_not_shown(
        self, world: World, process: Process, superuser_url: str
    ) -> None:
        row = await published(world, title=words(7))
        with psycopg.connect(superuser_url) as connection:
            for table in ("shared_clarification", "public_clarification"):
                statement = f"update {table} set state = 'retracted' where id = %s"
                connection.execute(statement, [row["id"]])
        for readers in ALL:
            assert await process.found(row["title"], readers) == []


class TestKeepUp:
    async def test_what_was_published_before_is_made_comparable(
        self, world: World, settings: Settings, superuser_url: str
    ) -> None:
        public = await published(world, title=words(7))
        inner = await published(world, title=words(7), audience="government")
        old = await published(world, title=words(7))
        caller = await world.caller("32.73", "viewer")
        with psycopg.connect(superuser_url) as connection:
            for table in ("shared_match", "public_match"):
                ids = [[public["id"], inner["id"]]]
                connection.execute(f"delete from {table} where id = any(%s::uuid[])", ids)
                connection.execute(
                    f"update {table} set made_by = 0,"
                    " changed = pg_current_xact_id()::text::bigint where id = %s",
                    [old["id"]],
                )
        assert await match(caller, old["title"]) == []
        with psycopg.connect(superuser_url, autocommit=True) as connection:
            connection.execute(
                "insert into procrastinate_jobs (task_name, queue_name, args)"
                " values ('matching.keep_up', 'default', '{\"timestamp\": 0}')"
            )
        await api.worker.run(settings, wait=False)
        for row in (public, inner, old):
            assert numbers(await match(caller, row["title"])) == [row["number"]]
        assert numbers(await match_public(caller, old["title"])) == [old["number"]]
        assert await match_public(caller, inner["title"]) == []


@pytest.mark.parametrize(
    ("snapshot", "own", "seen"),
    [
        ("10:20:10,15", None, "10:20:10,15"),
        ("10:20:10,15", "12", "10:12:10"),
        ("10:20:10,15", "25", "10:20:10,15"),
        ("10:10:", "10", "10:10:"),
    ],
    ids=["reading", "writing", "not yet begun", "alone"],
)
def test_a_transaction_has_not_seen_itself(snapshot: str, own: str | None, seen: str) -> None:
    assert before(snapshot, own) == seen
