"""Bringing relays to where their clarification stands, and telling those who had passed it on."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.reach import own_of
from api.audit.service import record_by_system
from api.clarifications.models import PublicState, SharedClarification
from api.clarifications.shared import get_shared
from api.mail.service import Letter
from api.relays import letters
from api.relays.letters import About
from api.relays.models import Relay, RelayStatus
from api.relays.recipients import tell_members


async def follow_up(session: AsyncSession, number: str) -> bool:
    """Have the relay of the session's tenant say what became of the clarification; safe to repeat.

    False when there is none, or nothing new. The projection is what counts: of a correction and a
    retraction in quick succession the letter tells the second alone, of two corrections both notes.
    """
    own = own_of(session, select(Relay).where(col(Relay.number) == number), Relay)
    relay = await session.scalar(own.with_for_update())
    if relay is None:
        return False
    shown = await get_shared(session, number)
    retracted = shown.state == PublicState.RETRACTED
    if relay.retracted_at is not None or not (retracted or shown.revision > relay.revision):
        return False
    notes = [each["note"] for each in shown.corrections if each["revision"] > relay.revision]
    if retracted:
        relay.retracted_at = shown.updated_at
        relay.closed_at = relay.closed_at or shown.updated_at
    else:
        relay.revision, relay.title = shown.revision, shown.title
    relay.touch()
    told = 0
    if relay.status == RelayStatus.RELAYED:
        told = await _tell(session, relay, shown, notes)
    action = "retract_relay" if retracted else "correct_relay"
    record_by_system(session, action, relay.id, number=number, letters=told)
    return True


async def _tell(
    session: AsyncSession, relay: Relay, shown: SharedClarification, notes: Sequence[str]
) -> int:
    urls = [post["url"] for post in relay.posts]

    def letter(about: About, name: str) -> Letter:
        if shown.state == PublicState.RETRACTED:
            return letters.retraction(about, name, shown.public_reason or "-", urls)
        return letters.correction(about, name, "\n".join(notes), urls)

    return await tell_members(session, relay, letter)
