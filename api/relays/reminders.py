"""Reminding of deadlines: a day before, two hours before, and once after."""

from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.reach import own_of
from api.audit.service import record_by_system
from api.clarifications.models import PublicState, SharedClarification
from api.mail.service import Letter
from api.relays.letters import About, reminder
from api.relays.models import Relay
from api.relays.recipients import tell_members
from api.relays.rules import BEFORE, OPEN, Stage, stage_at
from api.settings import settings_of


async def remind(session: AsyncSession, moment: datetime) -> int:
    """Queue the letters that the session's tenant is due at `moment`; how many there were.

    A second run waits for the rows that the first one counts, and then finds nothing due.
    """
    due = or_(
        *(
            and_(col(Relay.reminders) < stage, col(Relay.due_at) <= moment + before)
            for stage, before in BEFORE.items()
        )
    )
    # The clarification itself is asked: the relay may not have been told yet that it was retracted.
    gone = select(col(SharedClarification.id)).where(
        col(SharedClarification.number) == col(Relay.number),
        col(SharedClarification.state) == PublicState.RETRACTED,
    )
    waiting = own_of(session, select(Relay), Relay).where(
        due, col(Relay.status).in_(sorted(OPEN)), ~gone.exists()
    )
    sent = 0
    for relay in await session.scalars(waiting.order_by(col(Relay.id)).with_for_update()):
        sent += await _remind_of(session, relay, moment)
    return sent


async def _remind_of(session: AsyncSession, relay: Relay, moment: datetime) -> int:
    due_at = relay.due_at
    assert due_at is not None  # noqa: S101 - the query asked for that
    # What was missed is not made up for: one letter, about where things stand now.
    stage = stage_at(due_at, moment)
    relay.reminders, relay.reminded_at = int(stage), moment
    zone = settings_of(session).zone

    def letter(about: About, name: str) -> Letter:
        return reminder(about, name, due_at, zone, late=stage is Stage.OVERDUE)

    sent = await tell_members(session, relay, letter)
    record_by_system(session, "remind_relay", relay.id, number=relay.number, letters=sent)
    return sent
