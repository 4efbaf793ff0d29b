"""What may happen to a relay, what wants attention, and when to remind. Pure: no session, no clock."""

import ipaddress
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from pydantic import HttpUrl, TypeAdapter

from api.errors import FieldError, InvalidBodyError, Text
from api.relays.models import Relay, RelayStatus
from api.relays.schemas import Attention, RelayPostBody
from api.transitions import Machine

S = RelayStatus
OPEN = frozenset({S.REQUESTED, S.ACKNOWLEDGED})
_NEVER: tuple[set[str], None] = (set(), None)
_LIFE = Machine(
    {
        "acknowledge_relay": ({S.REQUESTED}, S.ACKNOWLEDGED),
        "complete_relay": ({S.REQUESTED, S.ACKNOWLEDGED, S.RELAYED}, S.RELAYED),
        "decline_relay": ({S.REQUESTED, S.ACKNOWLEDGED}, S.DECLINED),
    }
)
_CORRECTED = Machine(
    {
        "acknowledge_relay": ({S.RELAYED}, None),
        "complete_relay": ({S.RELAYED}, None),
        "decline_relay": _NEVER,
    }
)
_TO_TAKE_DOWN = Machine(
    {
        "acknowledge_relay": ({S.RELAYED}, None),
        "complete_relay": _NEVER,
        "decline_relay": _NEVER,
    }
)
_OVER = Machine(dict.fromkeys(("acknowledge_relay", "complete_relay", "decline_relay"), _NEVER))

_HTTP = TypeAdapter(HttpUrl)
_AT_HOME = frozenset({"local", "localhost", "localdomain", "internal", "lan"})
_FARTHEST = timedelta(days=366)
_OLDEST = datetime(2000, 1, 1, tzinfo=UTC)
_CLOCKS_DIFFER = timedelta(minutes=10)
_PAST = Text("Batas waktu harus di masa depan.", "The deadline must be in the future.")
_FAR = Text("Batas waktu paling lama setahun lagi.", "The deadline is at most a year ahead.")
_NOT_YET = Text("Waktu tayang belum tiba.", "It cannot have been posted yet.")
_LONG_AGO = Text("Waktu tayang terlalu lama.", "It cannot have been posted that long ago.")
_NOT_PUBLIC = Text(
    "Alamat ini tidak dapat dibuka oleh umum.", "The public cannot open this address."
)


class Stage(IntEnum):
    """Which reminders a relay has had, or is due."""

    NONE = 0
    DAY = 1
    HOURS = 2
    OVERDUE = 3


BEFORE = {
    Stage.DAY: timedelta(hours=24),
    Stage.HOURS: timedelta(hours=2),
    Stage.OVERDUE: timedelta(0),
}


def follow(operation: str, relay: Relay) -> str:
    """The status after `operation`. Raises `TransitionNotAllowedError` with those that apply."""
    return _life_of(relay).follow(operation, relay.status)


def _life_of(relay: Relay) -> Machine:
    attention = attention_of(relay)
    if attention is Attention.RETRACTION:
        return _TO_TAKE_DOWN
    if relay.retracted_at is not None:
        return _OVER
    return _CORRECTED if attention is Attention.CORRECTION else _LIFE


def attention_of(relay: Relay) -> Attention | None:
    """What a government that passed it on must still do."""
    return attention_under(relay, relay.revision, retracted=relay.retracted_at is not None)


def attention_under(relay: Relay, revision: int, *, retracted: bool) -> Attention | None:
    """Likewise, by where the clarification stands, of which the relay may not have been told yet."""
    if relay.status != S.RELAYED:
        return None
    if retracted:
        return None if relay.taken_down_at else Attention.RETRACTION
    done = relay.done_revision
    return Attention.CORRECTION if done is not None and done < revision else None


def is_open(relay: Relay) -> bool:
    """Whether the government has yet to relay or decline."""
    return relay.status in OPEN and relay.retracted_at is None


def is_overdue(relay: Relay, moment: datetime) -> bool:
    """Whether the deadline has passed and it is open still."""
    return relay.due_at is not None and relay.due_at <= moment and is_open(relay)


def stage_at(due_at: datetime, moment: datetime) -> Stage:
    """The reminder that is due at `moment`; whoever asks late skips those of before."""
    due = [stage for stage, before in BEFORE.items() if moment >= due_at - before]
    return max(due, default=Stage.NONE)


def check_due(due_at: datetime | None, moment: datetime) -> None:
    """Raise `InvalidBodyError` for a deadline that nobody can keep, or that nobody can wait for."""
    if due_at is not None and due_at <= moment:
        raise InvalidBodyError([FieldError("/due_at", "in-the-past", _PAST)])
    if due_at is not None and due_at > moment + _FARTHEST:
        raise InvalidBodyError([FieldError("/due_at", "too-late", _FAR)])


def post_errors(posts: Iterable[RelayPostBody], moment: datetime) -> list[FieldError]:
    """What is wrong with the addresses and moments of some posts."""
    errors = []
    for place, post in enumerate(posts):
        if not is_public(post.url):
            errors.append(FieldError(f"/posts/{place}/url", "not-public", _NOT_PUBLIC))
        at = post.posted_at
        if at is not None and at > moment + _CLOCKS_DIFFER:
            errors.append(FieldError(f"/posts/{place}/posted_at", "in-the-future", _NOT_YET))
        elif at is not None and at < _OLDEST:
            errors.append(FieldError(f"/posts/{place}/posted_at", "too-early", _LONG_AGO))
    return errors


def is_public(url: str) -> bool:
    """Whether an http(s) address can be one of the internet: a name with a dot, or a global IP."""
    # As browsers read it (WHATWG), who take `127.1`, `0x7f.1` and `127.0.0.%31` for one address.
    try:
        host = (_HTTP.validate_python(url).host or "").strip("[]").rstrip(".")
    except ValueError:
        return False
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." in host and host.rpartition(".")[2] not in _AT_HOME
    return address.is_global and not address.is_multicast
