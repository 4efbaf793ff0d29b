"""Whatever offices do in whatever order, what is kept and answered equals a count of it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.rollups.offices import (
    CLOSED,
    LATE,
    MONTHS,
    OPEN,
    REGIONS,
    TENANTS,
    UPCOMING,
    Days,
    Filed,
    Offices,
    units_of,
)
from tests.world import World

AMOUNTS = st.none() | st.integers(0, 2_000_000_000)
POSTS = st.lists(
    st.fixed_dictionaries(
        {"url": st.just("https://medsos.example/p/1"), "reach": AMOUNTS, "engagement": AMOUNTS}
    ),
    max_size=3,
)
CONTENT = st.fixed_dictionaries(
    {
        "period": st.sampled_from(MONTHS),
        "kind": st.sampled_from(["training", "campaign"]),
        "unit": st.booleans(),
        "participants": AMOUNTS,
        "posts": POSTS,
    }
)
DAYS = st.sampled_from([OPEN, LATE, OPEN, CLOSED, UPCOMING])
TENANT, REGION, MONTH = (st.sampled_from(each) for each in (TENANTS, REGIONS, MONTHS))
# From which state an act usually starts; any other is refused, and tried as well.
USUAL = {
    "submit": {"draft", "returned"},
    "withdraw": {"submitted"},
    "return": {"submitted"},
    "accept": {"submitted"},
    "reopen": {"accepted"},
}
# The same steps each time, and no search for fewer of them, which takes minutes: that is for long runs.
QUICK = {"derandomize": True, "phases": (Phase.generate,)}
VERB, PICK = st.sampled_from(sorted(USUAL)), st.integers(0, 1000)
Content = dict[str, Any]


class Reporting(RuleBasedStateMachine):
    """Runs beside the loop that the application lives in."""

    offices: ClassVar[Offices]
    loop: ClassVar[asyncio.AbstractEventLoop]

    def __init__(self) -> None:
        super().__init__()
        self.offices.reports.clear()
        self.offices.declared.clear()

    @initialize(first=st.sampled_from([OPEN, LATE]), second=DAYS)
    def begin(self, first: Days, second: Days) -> None:
        for month, days in zip(MONTHS, (first, second), strict=True):
            self._wait(self.offices.date(month, days))
        for tenant in TENANTS:  # so that there is something to act on
            self._wait(self.offices.create(tenant, period=MONTHS[0]))
            self._wait(self.offices.act(self.offices.reports[-1], "submit"))

    @rule(month=MONTH, days=DAYS)
    def date(self, month: str, days: Days) -> None:
        self._wait(self.offices.date(month, days))

    @rule(tenant=TENANT, content=CONTENT, hand_in=st.sampled_from([True, True, False]))
    def create(self, tenant: str, content: Content, hand_in: bool) -> None:  # noqa: FBT001 - drawn
        self._wait(self.offices.create(tenant, **self._content(tenant, content)))
        if hand_in:
            self._wait(self.offices.act(self.offices.reports[-1], "submit"))

    @precondition(lambda self: bool(self.offices.reports))
    @rule(pick=PICK, content=CONTENT, names=st.sets(st.sampled_from(["period", "kind", "posts"])))
    def edit(self, pick: int, content: Content, names: set[str]) -> None:
        report = self._picked(pick, {"draft", "returned"})
        sent = self._content(report.tenant, content)
        kept = {name for name in ("period", "kind", "posts") if name not in names}
        self._wait(self.offices.edit(report, **{n: v for n, v in sent.items() if n not in kept}))

    @precondition(lambda self: bool(self.offices.reports))
    @rule(pick=PICK, verb=VERB)
    def act(self, pick: int, verb: str) -> None:
        self._wait(self.offices.act(self._picked(pick, USUAL[verb]), verb))

    @precondition(lambda self: bool(self.offices.reports))
    @rule(pick=PICK)
    def submit(self, pick: int) -> None:
        self._wait(self.offices.act(self._picked(pick, {"draft"}), "submit"))

    @precondition(lambda self: bool(self.offices.reports))
    @rule(pick=PICK)
    def delete(self, pick: int) -> None:
        self._wait(self.offices.delete(self._picked(pick, {"draft"})))

    @rule(tenant=TENANT, month=MONTH, nil=st.booleans())
    def declare(self, tenant: str, month: str, nil: bool) -> None:  # noqa: FBT001 - drawn
        self._wait(self.offices.declare(tenant, month, nil=nil))

    @rule(tenant=REGION, month=MONTH, verb=st.sampled_from(["exempt", "reopen"]))
    def decide(self, tenant: str, month: str, verb: str) -> None:
        self._wait(self.offices.decide(tenant, month, verb))

    @invariant()
    def sums_are_exact(self) -> None:
        if self.offices.days:
            self._wait(self.offices.check_sums())

    def teardown(self) -> None:
        try:
            self._wait(self.offices.check_answers())
        finally:
            self.offices.forget()

    def _wait(self, action: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(action, self.loop).result(60)

    def _content(self, tenant: str, content: Content) -> Content:
        unit = self.offices.units[tenant][0] if content["unit"] else None
        return {n: v for n, v in content.items() if n != "unit"} | {"unit_id": unit}

    def _picked(self, pick: int, usual: set[str]) -> Filed:
        fitting = [report for report in self.offices.reports if report.status in usual]
        among = fitting or self.offices.reports
        return among[pick % len(among)]


async def try_out(world: World, url: str, examples: int, steps: int, **options: Any) -> Offices:
    offices = Offices(world, url, await units_of(world))
    known = {"offices": offices, "loop": asyncio.get_running_loop()}
    made = type("Here", (Reporting,), known)
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        **options,
    )
    await asyncio.to_thread(run_state_machine_as_test, made, settings=chosen)
    return offices


async def test_nothing_ever_differs_from_a_count(world: World, superuser_url: str) -> None:
    offices = await try_out(world, superuser_url, 6, 25, **QUICK)
    assert offices.done["submit"] >= 24, "it did not get anywhere"


@pytest.mark.long
async def test_nothing_ever_differs_from_a_count_for_long(world: World, superuser_url: str) -> None:
    offices = await try_out(world, superuser_url, 40, 50)
    wanted = {*USUAL, "edit", "delete", "declare", "exempt"}
    assert not [verb for verb in wanted if offices.done[verb] < 5], offices.done
