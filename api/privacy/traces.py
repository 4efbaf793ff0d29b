"""Where a tenant's rows name a person besides his membership."""

from collections import Counter
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, Delete, Update, delete, func, or_, select, update
from sqlalchemy import Text as SqlText
from sqlalchemy import cast as cast_to
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Kind
from api.audit.models import AuditEvent
from api.channels.models import Channel, ChannelCustodian
from api.claims.models import Claim
from api.clarifications.models import Clarification, ClarificationRevision
from api.conduct.models import PolicyReminder
from api.idempotency.models import IdempotencyKey
from api.impersonations.models import Impersonation
from api.privacy.applicants import ERASED_NAME
from api.privacy.people import Whom
from api.reports.models import Report
from tenants.rows import now

_FIRST = 1  # of an array in SQL


async def erase_traces(session: AsyncSession, whom: Whom, member_id: UUID | None) -> Counter[str]:
    """Take him out of the rows of the session's tenant; gives how many of each kind."""
    counts: Counter[str] = Counter()
    for name, statement in _statements(whom):
        counts[name] += await changed(session, statement)
    if member_id is not None:
        counts["custodians"] += await _end_custody(session, member_id)
    return counts


async def erase_names(session: AsyncSession, whom: Whom) -> Counter[str]:
    """Only what shows his name, in the session's tenant."""
    counts: Counter[str] = Counter()
    for name, statement in _names(whom):
        counts[name] += await changed(session, statement)
    return +counts


async def changed(session: AsyncSession, statement: Update | Delete) -> int:
    """How many rows a statement changed."""
    options = {"synchronize_session": False}
    result = await session.execute(statement, execution_options=options)
    return cast("CursorResult[Any]", result).rowcount


def _names(whom: Whom) -> list[tuple[str, Update | Delete]]:
    return [
        ("reports", _renamed(Report, _first(Report.author_ids, whom))),
        ("clarifications", _renamed(Clarification, col(Clarification.id).in_(_began(whom)))),
        ("claims", _renamed(Claim, handed_in_by(whom))),
        ("impersonations", _renamed(Impersonation, _first(Impersonation.author_ids, whom))),
    ]


def _statements(whom: Whom) -> list[tuple[str, Update | Delete]]:
    his_answers = col(IdempotencyKey.caller).startswith(f"person:{whom.id}:")
    # What was answered to others about him: it would go within 24 hours.
    about_him = func.strpos(col(IdempotencyKey.body), whom.email) > 0
    return [
        *_names(whom),
        ("reminders", delete(PolicyReminder).where(col(PolicyReminder.person_id) == whom.id)),
        ("answers", delete(IdempotencyKey).where(or_(his_answers, about_him))),
    ]


def _renamed(table: Any, his: Any) -> Update:  # noqa: ANN401 - a table, a condition
    """Rows that show their creator's name. A client's name, which is shown likewise, is nobody's."""
    return (
        update(table)
        .where(his, col(table.created_by_kind) == Kind.PERSON)
        .where(col(table.created_by_name) != ERASED_NAME)
        .values(created_by_name=ERASED_NAME, version=table.version + 1, updated_at=now())
    )


def _first(authors: Any, whom: Whom) -> Any:  # noqa: ANN401 - a column
    """Who made a row is the first of its authors: each who changes it later comes behind him."""
    return col(authors)[_FIRST] == whom.id


def _began(whom: Whom) -> Any:  # noqa: ANN401 - a subquery
    return select(col(ClarificationRevision.clarification_id)).where(
        col(ClarificationRevision.revision) == 1, _first(ClarificationRevision.author_ids, whom)
    )


def handed_in_by(whom: Whom) -> Any:  # noqa: ANN401 - a condition
    """The claims that show his name: the chain knows who handed one in, be it as a repeat."""
    events = select(col(AuditEvent.subject)).where(
        col(AuditEvent.actor_id) == str(whom.id), col(AuditEvent.action) == "create_claim"
    )
    his = cast_to(col(Claim.id), SqlText).in_(events)
    return his & (col(Claim.created_by_name) == whom.name)


async def _end_custody(session: AsyncSession, member_id: UUID) -> int:
    mine = delete(ChannelCustodian).where(col(ChannelCustodian.member_id) == member_id)
    ended = await session.scalars(mine.returning(col(ChannelCustodian.channel_id)))
    channels = ended.all()
    changed = {"version": Channel.version + 1, "updated_at": now()}
    await session.execute(update(Channel).where(col(Channel.id).in_(channels)).values(changed))
    return len(channels)
