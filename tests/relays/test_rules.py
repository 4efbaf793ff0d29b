from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.errors import TransitionNotAllowedError
from api.relays.models import Relay, RelayStatus
from api.relays.rules import (
    BEFORE,
    OPEN,
    Stage,
    attention_of,
    follow,
    is_open,
    is_public,
    stage_at,
)
from api.relays.schemas import Attention

NOON = datetime(2026, 10, 15, 5, tzinfo=UTC)
VERBS = ("acknowledge_relay", "complete_relay", "decline_relay")


def relay(status: str, *, behind: bool, retracted: bool, down: bool) -> Relay:
    done = status == RelayStatus.RELAYED
    return Relay(
        tenant_id=uuid4(),
        number="KLR-2026-000001",
        title="x",
        asked_by="32",
        posts=[],
        status=status,
        revision=2 if behind else 1,
        done_revision=1 if done else None,
        retracted_at=NOON if retracted else None,
        taken_down_at=NOON if down else None,
    )


@pytest.mark.parametrize(
    ("at", "stage"),
    [
        (timedelta(hours=-25), Stage.NONE),
        (timedelta(hours=-24), Stage.DAY),
        (timedelta(hours=-2, seconds=-1), Stage.DAY),
        (timedelta(hours=-2), Stage.HOURS),
        (timedelta(seconds=-1), Stage.HOURS),
        (timedelta(0), Stage.OVERDUE),
        (timedelta(days=9), Stage.OVERDUE),
    ],
    ids=["before", "day", "day-still", "hours", "hours-still", "due", "late"],
)
def test_stages(at: timedelta, stage: Stage) -> None:
    assert stage_at(NOON, NOON + at) is stage


@given(st.integers(-3000, 3000), st.integers(0, 600))
def test_stages_never_go_back(minutes: int, more: int) -> None:
    moment = NOON + timedelta(minutes=minutes)
    assert stage_at(NOON, moment) <= stage_at(NOON, moment + timedelta(minutes=more))
    assert list(BEFORE) == [Stage.DAY, Stage.HOURS, Stage.OVERDUE]


def test_what_may_be_done() -> None:
    """Every state there can be: what was retracted is never relayed, and nothing is done twice."""
    for status, flags in product(RelayStatus, product((False, True), repeat=3)):
        behind, retracted, down = flags
        row = relay(status, behind=behind, retracted=retracted, down=down)
        allowed = set()
        for verb in VERBS:
            try:
                follow(verb, row)
                allowed.add(verb.removesuffix("_relay"))
            except TransitionNotAllowedError as refused:
                assert verb not in refused.extra["allowed"]  # noqa: PT017
        done = status == RelayStatus.RELAYED
        if retracted:
            assert allowed == ({"acknowledge"} if done and not down else set())
        elif done:
            assert allowed == {"complete", *(["acknowledge"] if behind else [])}
        elif status == RelayStatus.DECLINED:
            assert allowed == set()
        else:
            seen = status == RelayStatus.ACKNOWLEDGED
            assert allowed == {"complete", "decline", *([] if seen else ["acknowledge"])}
        wanted = None
        if done and retracted and not down:
            wanted = Attention.RETRACTION
        elif done and behind and not retracted:
            wanted = Attention.CORRECTION
        assert attention_of(row) is wanted
        assert is_open(row) == (status in OPEN and not retracted)


@pytest.mark.parametrize(
    "url",
    [
        "https://medsos.example/p/1",
        "http://kab.example:8080/a?b=c#d",
        "https://8.8.8.8/a",
        "https://straße.example/a",
        "https://[2001:4860:4860::8888]/",
    ],
)
def test_public(url: str) -> None:
    assert is_public(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/a",
        "http://intranet/a",
        "http://127.0.0.1/a",
        "http://127.1/a",
        "http://10.0.0.8/a",
        "http://192.168.1.1./a",
        "http://169.254.169.254/a",
        "http://[::1]/a",
        "http://[fe80::1]/a",
        "http://[::ffff:10.0.0.1]/a",
        "http://0x7f.1/a",
        "http://a.0x1/a",
        "http://server.local/a",
        "http://api.internal/a",
        "http://127.0.0.%31/a",
        "http://server.lan./a",
        "http://224.0.0.1/a",
    ],
)
def test_not_public(url: str) -> None:
    assert not is_public(url)
