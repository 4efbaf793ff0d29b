"""How far a clarification has got: who passed it on, who has yet to, and how to tell them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.clarifications.answers import names_of_regions
from api.clarifications.links import public_link, shared_link
from api.clarifications.models import PublicState, SharedClarification
from api.clarifications.schemas import Audience
from api.clarifications.shared import get_shared
from api.relays import rules
from api.relays.models import Relay
from api.relays.schemas import CoverageAnswer, Government
from api.settings import Settings, settings_of
from api.spoken import spoken
from tenants.directory import directory_of

S = rules.S


async def coverage_of(session: AsyncSession, number: str) -> CoverageAnswer:
    """Of one clarification, for any government. Raises `NotFoundError`."""
    shown = await get_shared(session, number)
    relays = await session.scalars(select(Relay).where(col(Relay.number) == number))
    names, directory = await names_of_regions(session), directory_of(session)
    coded = {directory.by_id(relay.tenant_id).code: relay for relay in relays}
    governments = {code: Government(code=code, name=names[code]) for code in sorted(coded)}
    statuses = [relay.status for relay in coded.values()]
    relayed = statuses.count(S.RELAYED)
    answer = CoverageAnswer(
        asked=len(statuses),
        acknowledged=statuses.count(S.ACKNOWLEDGED) + relayed,
        relayed=relayed,
        declined=statuses.count(S.DECLINED),
        waiting=[one for code, one in governments.items() if coded[code].status in rules.OPEN],
        attention=[
            one for code, one in governments.items() if _wants_attention(coded[code], shown)
        ],
        whatsapp_text="",
    )
    answer.whatsapp_text = text_of(answer, shown, list(coded.values()), settings_of(session))
    return answer


def _wants_attention(relay: Relay, shown: SharedClarification) -> bool:
    # By the clarification, not the relay: until the job has come by, nobody has taken anything down.
    retracted = shown.state == PublicState.RETRACTED
    return rules.attention_under(relay, shown.revision, retracted=retracted) is not None


def text_of(
    answer: CoverageAnswer,
    shown: SharedClarification,
    relays: Sequence[Relay],
    settings: Settings,
) -> str:
    """The same in Indonesian, to paste into a group."""
    if shown.state == PublicState.RETRACTED:
        title = max(relays, key=lambda relay: relay.updated_at).title if relays else ""
        return "\n".join(_retracted(answer, shown.number, title))
    reached = f"{answer.relayed} dari {answer.asked} sudah meneruskan klarifikasi"
    lines = [f"{reached} {shown.number}: {shown.title}"]
    if answer.attention:
        lines.append(f"Sudah dikoreksi; belum memperbarui: {_names(answer.attention)}.")
    if answer.declined:
        lines.append(f"Tidak meneruskan: {answer.declined}.")
    if answer.waiting:
        lines.append(f"Belum: {_names(answer.waiting)}.")
    due = [relay.due_at for relay in relays if relay.due_at and relay.status in rules.OPEN]
    if due:
        lines.append(f"Batas waktu: {spoken(min(due), settings.zone)}.")
    return "\n".join([*lines, link_to(shown, settings)])


def _retracted(answer: CoverageAnswer, number: str, title: str) -> list[str]:
    lines = [f"DICABUT: klarifikasi {number}{f': {title}' if title else ''}"]
    if answer.relayed:
        down = answer.relayed - len(answer.attention)
        lines.append(f"{down} dari {answer.relayed} sudah menurunkan unggahannya.")
    if answer.attention:
        lines.append(f"Belum menurunkan: {_names(answer.attention)}.")
    return lines


def _names(governments: Sequence[Government]) -> str:
    return ", ".join(one.name for one in governments)


def link_to(shown: SharedClarification, settings: Settings) -> str:
    """Where it is read: by everybody, or by governments."""
    if shown.audience == Audience.PUBLIC:
        return public_link(settings, shown.slug)
    return shared_link(settings, shown.number)
