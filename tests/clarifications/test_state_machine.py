"""Any order of operations by anybody, and several at once: only approved texts are ever public.

Hypothesis draws the steps; `model.py` says what each should be answered with. What is drawn never depends
on how a race ended, so that a sequence can be drawn again.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, ClassVar, TypeVar

import pytest
import pytest_asyncio
from httpx2 import Response
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from psycopg import AsyncConnection

from api.clarifications import due_tasks
from api.jobs.queue import Runtime
from tenants.session import Sessions
from tests.clarifications.bodies import CHECKLIST, LIST, created, in_review
from tests.clarifications.correcting import NOTE, PUBLIC
from tests.clarifications.model import OPERATIONS, VERIFY, Actor, Model, Text
from tests.clarifications.pictures import context_of
from tests.members.people import Joined, join
from tests.world import FRESH, Caller, Machine, World, client_token, sign_in

Done = TypeVar("Done")
TENANTS = ("32.04", "32.73", "32")
BODIES: dict[str, Any] = {
    "request-changes": {"note": "Perbaiki."},
    "approve": {"checklist": CHECKLIST},
    "correct": {"public_note": NOTE},
    "retract": {"public_reason": "Dicabut."},
}
NEXT = {  # the way to publication, and from there to the next one
    "draft": "submit",
    "changes_requested": "submit",
    "in_review": "approve",
    "approved": "publish",
    "published": "correct",
}


@dataclass
class People:
    """Everybody who acts, with tokens that do not grow old."""

    world: World
    joined: dict[str, Joined]
    machine: Machine
    actors: list[Actor] = field(default_factory=list)
    _fresh: dict[str, tuple[float, Caller]] = field(default_factory=dict)

    async def caller(self, actor: Actor) -> Caller:
        if actor.name in self.joined:
            return await self._kept(actor)
        if actor.role == "client":
            return await self._kept(actor)
        return await self.world.caller(actor.tenant, actor.role)

    async def _kept(self, actor: Actor) -> Caller:
        since, caller = self._fresh.get(actor.name, (0.0, None))
        if caller is None or time.monotonic() - since > FRESH:
            if actor.role == "client":
                token = await client_token(self.world.api, self.machine)
            else:
                human = self.joined[actor.name].human
                token = (await sign_in(self.world.api, human))["access_token"]
            caller = Caller(self.world.api, token, actor.tenant)
            self._fresh[actor.name] = (time.monotonic(), caller)
        return caller


@pytest_asyncio.fixture(scope="module")
async def people(world: World, sessions: Sessions) -> AsyncIterator[People]:
    """An operator and two verifiers for each of three tenants, and a machine of one of the verifiers."""
    joined = {f"second {code}": await join(sessions, code, "verifier") for code in TENANTS}
    admin = await world.caller("32.04", "admin")
    responsible = joined["second 32.04"]
    asked = {"name": "Mesin", "scopes": ["clarifications:read", "clarifications:write"]}
    answer = await admin.post("/v1/clients", {**asked, "responsible_id": responsible.member_id})
    client = answer.json()
    machine = Machine(client["client_id"], client["client_secret"], asked["scopes"])  # type: ignore[arg-type]
    found = People(world, joined, machine)
    for code in TENANTS:
        seeded = world.people[code]
        for role in ("operator", "verifier"):
            found.actors.append(Actor(f"{role} {code}", code, role, seeded[role].person_id))
        second = joined[f"second {code}"]
        name = f"second {code}"
        found.actors.append(Actor(name, code, "verifier", second.human.person_id))
    found.actors.append(Actor("machine", "32.04", "client", responsible.human.person_id))
    yield found
    admin = await world.caller("32.04", "admin")  # a long walk outlives a token
    version = (await admin.get(f"/v1/clients/{client['id']}")).json()["version"]
    assert (await admin.delete(f"/v1/clients/{client['id']}", version)).status_code == 204
    for code in TENANTS:
        admin, member = await world.caller(code, "admin"), joined[f"second {code}"]
        version = (await admin.get(member.path)).json()["version"]
        assert (await admin.delete(member.path, version)).status_code == 204


@dataclass
class Stage:
    """The application, from a thread beside its event loop."""

    loop: asyncio.AbstractEventLoop
    people: People
    runtime: Runtime
    superuser_url: str
    at_once: int = 50
    steps: int = 0
    seen: Counter[str] = field(default_factory=Counter)

    def run(self, coroutine: Coroutine[Any, Any, Done]) -> Done:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(120)

    async def send(
        self, row: Model, operation: str, actor: Actor, version: int, title: str
    ) -> Response:
        caller, path = await self.people.caller(actor), f"{LIST}/{row.id}"
        match operation:
            case "edit":
                return await caller.patch(path, {"title": title}, version)
            case "delete":
                return await caller.delete(path, version)
            case "discard":
                return await caller.delete(f"{path}/correction", version)
            case "plan":
                at = (datetime.now(UTC) + timedelta(days=1)).isoformat()
                return await caller.post(f"{path}/publish", {"publish_at": at}, version=version)
            case "cancel":
                return await caller.post(f"{path}/cancel-publication", version=version)
        return await caller.post(f"{path}/{operation}", BODIES.get(operation), version=version)

    async def read(self, row: Model) -> tuple[str, int] | None:
        """The title and revision that everybody reads."""
        if row.slug is None:
            return None
        answer = await self.people.world.api.get(f"{PUBLIC}/{row.slug}")
        if answer.status_code == 410:
            return None
        assert answer.status_code == 200, answer.text
        return answer.json()["title"], answer.json()["revision"]

    async def let_time_come(self, row: Model) -> None:
        query = """update clarification set publish_at = now() - interval '1 second'
            where id = %s and publish_at is not null"""
        async with await AsyncConnection.connect(self.superuser_url) as database:
            await database.execute(query, [row.id])
        context = context_of(self.runtime)
        await asyncio.gather(*(due_tasks.publish_due.func(context, timestamp=0) for _ in range(2)))


class Walk(RuleBasedStateMachine):
    """A walk of some people over some clarifications."""

    stage: ClassVar[Stage]
    _titles = count()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Model] = []

    @initialize(tenant=st.sampled_from(TENANTS), wide=st.booleans())
    def begin(self, tenant: str, *, wide: bool) -> None:
        self._create(tenant, 0, wide=wide)

    @rule(tenant=st.sampled_from(TENANTS), by=st.integers(0, 3), wide=st.booleans())
    def create(self, tenant: str, by: int, *, wide: bool) -> None:
        if len(self.rows) < 4:
            self._create(tenant, by, wide=wide)

    @rule(row=st.integers(0, 3), by=st.integers(0, 9), far=st.integers(1, 4))
    def advance(self, row: int, by: int, far: int) -> None:
        for _ in range(far):
            self._advance(self._row(row), by)

    @rule(row=st.integers(0, 3), by=st.integers(0, 9))
    def edit(self, row: int, by: int) -> None:
        at = self._row(row)
        self._attempt(at, "edit", self._actors(at.tenant, by))

    @rule(
        row=st.integers(0, 3),
        operation=st.sampled_from(OPERATIONS),
        by=st.integers(0, 9),
        stale=st.integers(0, 9),
    )
    def attempt(self, row: int, operation: str, by: int, stale: int) -> None:
        """Anybody, anything."""
        actors = self.stage.people.actors
        self._attempt(self._row(row), operation, actors[by % len(actors)], stale=stale == 0)

    @rule(row=st.integers(0, 3), by=st.integers(0, 9))
    def plan(self, row: int, by: int) -> None:
        at = self._row(row)
        self._carry(at, "approved", by)
        self._attempt(at, "plan", self._verifier(at, by))

    @rule(row=st.integers(0, 3), by=st.integers(0, 9))
    def give_a_correction_up(self, row: int, by: int) -> None:
        at = self._row(row)
        if self._carry(at, "published", by):
            self._attempt(at, "correct", self._actors(at.tenant, by))
            self._attempt(at, "discard", self._actors(at.tenant, by + 1))

    @rule(row=st.integers(0, 3), by=st.integers(0, 9))
    def time_comes(self, row: int, by: int) -> None:
        at = self._row(row)
        if not at.planned and self._carry(at, "approved", by) and not at.needs_signature:
            self._attempt(at, "plan", self._verifier(at, by))
        self.stage.run(self.stage.let_time_come(at))
        self._count(f"time comes, {at.planned=}")
        if at.planned:
            at.follow("publish", Actor("the worker", at.tenant, "system", ""))
        self._look(at)

    @rule(
        row=st.integers(0, 3),
        by=st.integers(0, 9),
        withdraws=st.booleans(),
        late=st.integers(0, 8),
    )
    def change_while_it_is_approved(self, row: int, by: int, late: int, *, withdraws: bool) -> None:
        at = self._row(row)
        if self._carry(at, "in_review", by):
            first = "withdraw" if withdraws else "request-changes"
            self.stage.run(self._race_of_an_edit(at, by, first, late))
            self._count(f"changed while approved, {at.stage}")
            self._look(at)
            self._attempt(at, "publish", self._verifier(at, by))

    @rule(row=st.integers(0, 3), by=st.integers(0, 9))
    def approve_many_times_at_once(self, row: int, by: int) -> None:
        at = self._row(row)
        if self._carry(at, "in_review", by):
            who = [actor for actor in self.stage.people.actors if actor.tenant == at.tenant]
            crowd = [("approve", who[place % len(who)]) for place in range(self.stage.at_once)]
            able = any(at.expected(*each) == 200 for each in crowd)
            assert self.stage.run(self._race(at, crowd)) == able
            self._count(f"approved many times, {able=}")
            self._look(at)

    @rule(row=st.integers(0, 3), by=st.integers(0, 9))
    def decide_otherwise_at_once(self, row: int, by: int) -> None:
        at = self._row(row)
        if self._carry(at, "approved", by) and not at.needs_signature:
            verifier = self._verifier(at, by)
            verbs = ("publish", "request-changes", "publish", "plan", "publish", "countersign")
            assert self.stage.run(self._race(at, [(verb, verifier) for verb in verbs])) == 1
            self._count(f"decided otherwise, {at.stage}")
            self._look(at)

    def teardown(self) -> None:
        for row in self.rows:
            self._look(row)

    # How it is done

    def _row(self, place: int) -> Model:
        return self.rows[place % len(self.rows)]

    def _actors(self, tenant: str, by: int) -> Actor:
        own = [actor for actor in self.stage.people.actors if actor.tenant == tenant]
        return own[by % len(own)]

    def _verifier(self, row: Model, by: int) -> Actor:
        """One of its tenant who may decide, if there is one: who did not write it."""
        own = [
            actor
            for actor in self.stage.people.actors
            if (actor.tenant, actor.role) == (row.tenant, "verifier")
        ]
        free = [actor for actor in own if actor.person not in row.text.writers]
        return (free or own)[by % len(free or own)]

    def _create(self, tenant: str, by: int, *, wide: bool) -> None:
        actor, title = self._actors(tenant, by), f"Judul {next(self._titles)}"
        regions = ["32.04", "32.73"] if wide else [tenant]

        async def create() -> dict[str, Any]:
            return await created(
                await self.stage.people.caller(actor), title=title, regions=regions
            )

        made = self.stage.run(create())
        text = Text(1, title, frozenset({actor.person}))
        row = Model(made["id"], tenant, wide, text, history=[f"created by {actor.name}"])
        self.rows.append(row)
        self._count("create")
        self._look(row)

    def _advance(self, row: Model, by: int) -> bool:
        """One step towards publication; whether there was one."""
        operation = NEXT.get(row.stage)
        if operation is None:
            return False
        actor = self._verifier(row, by) if operation in VERIFY else self._actors(row.tenant, by)
        if operation == "publish" and row.needs_signature:
            operation, actor = "countersign", self._verifier_of_province(by)
        return self._attempt(row, operation, actor)

    def _verifier_of_province(self, by: int) -> Actor:
        own = [a for a in self.stage.people.actors if a.of_province and a.role == "verifier"]
        return own[by % len(own)]

    def _carry(self, row: Model, stage: str, by: int) -> bool:
        """Bring it to this stage, if it can get there."""
        while row.stage != stage and self._advance(row, by):
            pass
        return row.stage == stage

    def _attempt(self, row: Model, operation: str, actor: Actor, *, stale: bool = False) -> bool:
        """One operation, answered as the model says."""
        title, version = f"Judul {next(self._titles)}", row.version + stale
        wanted = row.expected(operation, actor, stale=stale)
        answer = self.stage.run(self.stage.send(row, operation, actor, version, title))
        told = f"{operation} by {actor.name} after {row.history}: {answer.text}"
        assert (200 if answer.is_success else answer.status_code) == wanted, told
        if answer.is_success:
            row.follow(operation, actor, title)
        self._count(f"{operation} {answer.status_code}")
        self._look(row)
        return answer.is_success

    def _count(self, what: str) -> None:
        self.stage.steps += 1
        self.stage.seen[what] += 1

    async def _race(self, row: Model, attempts: Sequence[tuple[str, Actor]]) -> int:
        """Many with the version that they all saw; how many were carried out."""
        before, version = row.public, row.version
        possible = {None, *([(before.title, before.revision)] if before else [])}
        possible.add((row.text.title, row.text.revision))
        for _, actor in attempts:
            await self.stage.people.caller(actor)  # signed in before the race
        reads = [self.stage.read(row) for _ in range(5)]
        sent = [self.stage.send(row, verb, actor, version, "") for verb, actor in attempts]
        answers = await asyncio.gather(*sent)
        assert set(await asyncio.gather(*reads)) <= possible
        done = [each for each, got in zip(attempts, answers, strict=True) if got.is_success]
        others = {answer.status_code for answer in answers if not answer.is_success}
        assert others <= {403, 409, 412}, others
        for verb, actor in done:
            row.follow(verb, actor)
        return len(done)

    async def _race_of_an_edit(self, row: Model, by: int, first: str, late: int) -> None:
        """Somebody approves what he has read while another takes it back, changes it and submits it.

        The other begins some milliseconds later, so that each of them wins now and then.
        """
        version, title = row.version, f"Judul {next(self._titles)}"
        approver = self._verifier(row, by)
        able = row.expected("approve", approver) == 200
        changer = self._verifier(row, by + 1)

        async def change() -> list[str]:
            done: list[str] = []
            await asyncio.sleep(late / 1000)
            for place, verb in enumerate((first, "edit", "submit")):
                answer = await self.stage.send(row, verb, changer, version + place, title)
                if not answer.is_success:
                    break
                done.append(verb)
            return done

        approval = self.stage.send(row, "approve", approver, version, "")
        approved, changed = await asyncio.gather(approval, change())
        assert not (approved.is_success and changed)
        assert changed in ([], [first, "edit", "submit"])
        assert able or not approved.is_success
        if approved.is_success:
            assert approved.json()["title"] == row.text.title
            row.follow("approve", approver)
        for verb in changed:
            row.follow(verb, changer, title)

    def _look(self, row: Model) -> None:
        """The row is what the model says, and what is public was approved by somebody else."""
        if row.stage != "deleted":
            self.stage.run(self._compare(row))
        if row.public:
            assert row.public.approved_by, row.history
            assert row.public.approved_by not in row.public.writers, row.history

    async def _compare(self, row: Model) -> None:
        viewer = await self.stage.people.world.caller(row.tenant, "viewer")
        found = (await viewer.get(f"{LIST}/{row.id}")).json()
        row.slug, row.number = found["slug"], row.number or found["number"]
        correction = {"revision": row.text.revision, "status": row.stage}
        assert found["number"] == row.number
        assert {
            "status": found["status"],
            "version": found["version"],
            "title": found["title"],
            "correction": found["correction"],
            "planned": found["publish_at"] is not None,
            "signed": found["countersign"]["at"] is not None,
            "revision": found["revision"],
        } == {
            "status": row.status,
            "version": row.version,
            "title": row.text.title,
            "correction": correction if row.is_correcting else None,
            "planned": row.planned,
            "signed": row.text.signed_by is not None,
            "revision": row.public.revision if row.public else 1,
        }, row.history
        shown = row.public if row.stage != "retracted" else None
        expected = (shown.title, shown.revision) if shown else None
        assert await self.stage.read(row) == expected, row.history


async def _walk(stage: Stage, *, walks: int, steps: int, again: bool) -> None:
    walk = type("TheWalk", (Walk,), {"stage": stage})
    wanted = settings(
        max_examples=walks,
        stateful_step_count=steps,
        derandomize=again,
        database=None,
        phases=[Phase.generate],  # a failure tells its history; to shrink it would take minutes
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    await asyncio.to_thread(run_state_machine_as_test, walk, settings=wanted)


@pytest_asyncio.fixture
async def stage(people: People, runtime: Runtime, superuser_url: str) -> Stage:
    return Stage(asyncio.get_running_loop(), people, runtime, superuser_url)


async def test_fifty_approvals_make_one_transition(world: World, people: People) -> None:
    row = await in_review(world)
    verifiers = [
        await people.caller(actor)
        for actor in people.actors
        if (actor.tenant, actor.role) == ("32.04", "verifier")
    ]
    path, body = f"{LIST}/{row['id']}/approve", {"checklist": CHECKLIST}
    answers = await asyncio.gather(
        *(verifiers[n % 2].post(path, body, version=row["version"]) for n in range(50))
    )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 412: 49}
    found = (await verifiers[0].get(f"{LIST}/{row['id']}")).json()
    assert (found["status"], found["version"]) == ("approved", row["version"] + 1)


async def test_a_short_walk(stage: Stage) -> None:
    stage.at_once = 6
    await _walk(stage, walks=9, steps=16, again=True)
    assert stage.steps >= 150, stage.seen
    assert stage.seen["publish 200"] > 5, stage.seen


@pytest.mark.long
async def test_a_long_walk(stage: Stage) -> None:
    stage.at_once, began = 12, time.monotonic()
    while stage.steps < 5000:
        await _walk(stage, walks=20, steps=30, again=False)
        print(f"{stage.steps} steps, {time.monotonic() - began:.0f} s")  # noqa: T201 - `pytest -s`
    print(*sorted(stage.seen.items()), sep="\n")  # noqa: T201
