"""Messages that people want checked: new, at work, answered, and gone on to the province."""

from datetime import timedelta

from sqlalchemy import select
from sqlmodel import col

from api.access.models import Membership
from api.access.roles import Role
from api.claims import closing, service, transfers
from api.claims.escalation import escalate
from api.claims.models import Claim
from api.claims.schemas import (
    ClaimClose,
    ClaimCreate,
    ClaimOutcome,
    ClaimTransfer,
    Medium,
    SeenOn,
)
from api.clarifications.models import PublicState, SharedClarification
from api.seeds.office import Office, seen
from api.seeds.texts import HOAXES
from tenants.session import as_tenant, transaction

_ENDS = ("new", "assign", "clarify", "close", "transfer", "late")
_EACH = 2
_SEEN_ON = (SeenOn.WHATSAPP, SeenOn.FACEBOOK, SeenOn.TIKTOK, SeenOn.TELEGRAM)


async def add_claims(office: Office, province: Office) -> None:
    """A few claims of an office; the states take turns."""
    for step in range(_EACH):
        end = _ENDS[(office.number * _EACH + step) % len(_ENDS)]
        claim = await _receive(office, office.number + step, late=end == "late")
        if end == "late":
            await _escalate(office, claim)
        elif end != "new":
            await _answer(office, province, claim, end)


async def _receive(office: Office, salt: int, *, late: bool) -> Claim:
    hoax = HOAXES[salt % len(HOAXES)].claim.format(place=office.name)
    body = ClaimCreate(
        text=f"*INFO PENTING*\n{hoax}\nMohon diteruskan ke grup lain.",
        medium=Medium.TEXT,
        seen_on=_SEEN_ON[salt % len(_SEEN_ON)],
        region=office.place.code,
    )
    async with office.act(Role.OPERATOR) as (session, caller):
        claim = await service.create_claim(session, caller, body)
        if late:
            claim.received_at -= timedelta(hours=4)
            claim.due_at -= timedelta(hours=4)
    return claim


async def _escalate(office: Office, claim: Claim) -> None:
    """What the worker does; here, because a worker that runs beside the seed would come too late."""
    scope = as_tenant(office.place.id, "demo: the clock ran out")
    async with transaction(office.sessions, scope) as session:
        await escalate(session, office.place, claim.id)


async def _answer(office: Office, province: Office, claim: Claim, end: str) -> None:
    operator = office.callers[Role.OPERATOR].id
    async with office.act(Role.VERIFIER) as (session, caller):
        if end == "transfer" and not office.place.is_province:
            reason = "Pesan ini beredar di seluruh provinsi."
            body = ClaimTransfer(tenant=province.place.code, reason=reason)
            await transfers.transfer_claim(session, caller, claim.id, body, seen(claim))
            return
        this = select(col(Membership.id)).where(col(Membership.person_id) == operator)
        member = (await session.scalars(this)).one()
        claim = await service.assign_claim(session, caller, claim.id, member, seen(claim))
        if end in {"clarify", "close"}:
            published = select(col(SharedClarification.number)).where(
                col(SharedClarification.publisher_code) == office.place.code,
                col(SharedClarification.state) != PublicState.RETRACTED,
            )
            number = await session.scalar(published.limit(1)) if end == "clarify" else None
            await closing.close_claim(session, caller, claim.id, _outcome(number), seen(claim))


def _outcome(number: str | None) -> ClaimClose:
    if number is None:
        note = "Pesan ini pendapat; tidak ada yang dapat dipastikan."
        return ClaimClose(outcome=ClaimOutcome.NOT_CLARIFIABLE, note=note)
    return ClaimClose(outcome=ClaimOutcome.CLARIFIED, clarification_number=number)
