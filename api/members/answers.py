"""Members as they are answered with: names and roles for colleagues, the rest for those who may invite."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, MembershipStatus, Person
from api.access.permissions import Permission
from api.access.principal import Principal
from api.links.models import Purpose
from api.links.service import LASTS
from api.members.importing import Imported
from api.members.rows import ImportRow
from api.members.schemas import (
    ImportOutcome,
    MemberAnswer,
    MemberImportAnswer,
    MemberImportRow,
)
from api.problems import ProblemField, in_language

_PLAIN = {"id", "status", "version", "roles", "unit_id", "created_at", "updated_at"}
_PRIVATE = {"email", "person_id", "invited_at", "invitation_expires_at"}
_PRIVATE |= {"joined_at", "signed_out_at"}
_Person = Row[UUID, str, str]


async def many(
    session: AsyncSession, caller: Principal, members: Sequence[Membership]
) -> list[MemberAnswer]:
    """Some members with their names, in the same order, in one query."""
    wanted = {member.person_id for member in members}
    # The policy `colleague` hides who has not accepted yet.
    query = select(col(Person.id), col(Person.name), col(Person.email))
    rows = await session.execute(query.where(col(Person.id).in_(wanted)))
    people = {row[0]: row for row in rows}
    return [_answer(caller, member, people.get(member.person_id)) for member in members]


async def one(session: AsyncSession, caller: Principal, member: Membership) -> MemberAnswer:
    """One member."""
    return (await many(session, caller, [member]))[0]


def _answer(caller: Principal, member: Membership, person: _Person | None) -> MemberAnswer:
    writes = Permission.MEMBERS_WRITE in caller.permissions
    private = _private(member, person) if writes else dict.fromkeys(_PRIVATE)
    name = person[1] if person else member.invited_name
    return MemberAnswer(**member.model_dump(include=_PLAIN), name=name or "-", **private)


def _private(member: Membership, person: _Person | None) -> dict[str, object]:
    return {
        "email": person[2] if person else member.invited_email,
        "person_id": member.person_id if person else None,
        "invited_at": member.invited_at,
        "invitation_expires_at": _expires_at(member),
        "joined_at": member.joined_at,
        "signed_out_at": member.signed_out_at,
    }


def _expires_at(member: Membership) -> datetime | None:
    if member.status != MembershipStatus.INVITED or member.invited_at is None:
        return None
    return member.invited_at + LASTS[Purpose.INVITATION]


def imported(found: Imported, language: str) -> MemberImportAnswer:
    """What was done with a file, row by row."""
    rows = [_row(row, language) for row in found.rows]
    outcomes = [row.outcome for row in rows]
    return MemberImportAnswer(
        dry_run=found.dry_run,
        invited=outcomes.count(ImportOutcome.INVITED),
        skipped=outcomes.count(ImportOutcome.SKIPPED),
        refused=outcomes.count(ImportOutcome.REFUSED),
        rows=rows,
    )


def _row(row: ImportRow, language: str) -> MemberImportRow:
    return MemberImportRow(
        line=row.line,
        outcome=row.outcome,
        email=row.invite.email if row.invite else None,
        member_id=row.member_id,
        errors=[
            ProblemField(
                pointer=one.pointer, code=one.code, detail=in_language(one.detail, language)
            )
            for one in row.errors
        ],
    )
