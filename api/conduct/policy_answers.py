"""Policies as they are answered with, and who acknowledged them as rows and as a file."""

import asyncio
import csv
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.models import Membership
from api.access.principal import Principal
from api.conduct.acknowledgements import Counted, Reader, acknowledged_by, readers
from api.conduct.models import Policy
from api.conduct.policy_schemas import (
    AcknowledgementAnswer,
    PolicyAnswer,
    PolicyCoverageAnswer,
    TenantCoverage,
)
from api.errors import Text
from api.markdown import to_html
from api.problems import in_language

_PLAIN = set(PolicyAnswer.model_fields) - {"body_html", "acknowledged_at"}
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the code page of the machine
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEADINGS = (Text("nama", "name"), Text("peran", "roles"), Text("revisi", "revision"))
_MOMENT = Text("disetujui pada", "acknowledged at")
# Revisions are few, and every caller gets the same text.
_rendered = lru_cache(maxsize=32)(to_html)


async def many(
    session: AsyncSession, caller: Principal, policies: Sequence[Policy]
) -> list[PolicyAnswer]:
    """Some policies in the same order, with when the caller acknowledged them."""
    known = await acknowledged_by(session, caller, {policy.revision for policy in policies})
    return [
        PolicyAnswer(
            **policy.model_dump(include=_PLAIN),
            body_html=await asyncio.to_thread(_rendered, policy.body),
            acknowledged_at=known.get(policy.revision),
        )
        for policy in policies
    ]


async def one(session: AsyncSession, caller: Principal, policy: Policy) -> PolicyAnswer:
    """One policy."""
    return (await many(session, caller, [policy]))[0]


async def acknowledgements(
    session: AsyncSession, policy: Policy, members: Sequence[Membership]
) -> list[AcknowledgementAnswer]:
    """Some active members in the same order, with when they acknowledged a policy."""
    known = await readers(session, policy, {member.id for member in members})
    return [
        AcknowledgementAnswer(
            member_id=member.id,
            name=known[member.id].name,
            roles=member.roles,
            acknowledged_at=known[member.id].acknowledged_at,
        )
        for member in members
        if member.id in known
    ]


def coverage(policy: Policy, counted: Sequence[Counted]) -> PolicyCoverageAnswer:
    """How many have acknowledged a policy, by tenant and all together."""
    members = sum(one.members for one in counted)
    acknowledged = sum(one.acknowledged for one in counted)
    return PolicyCoverageAnswer(
        policy_id=policy.id,
        revision=policy.revision,
        members=members,
        acknowledged=acknowledged,
        missing=members - acknowledged,
        tenants=[
            TenantCoverage(
                tenant=one.place.code,
                name=one.name,
                members=one.members,
                acknowledged=one.acknowledged,
                missing=one.members - one.acknowledged,
            )
            for one in counted
        ],
    )


def sheet(policy: Policy, people: Iterable[Reader], zone: ZoneInfo, language: str) -> str:
    """The same as CSV (RFC 4180); moments in the province's time, for people of spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text)
    headings = [in_language(heading, language) for heading in _HEADINGS]
    writer.writerow([*headings, f"{in_language(_MOMENT, language)} ({zone.key})"])
    for reader in people:
        moment = reader.acknowledged_at
        told = f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""
        writer.writerow([_cell(reader.name), ", ".join(reader.roles), policy.revision, told])
    return _BYTE_ORDER_MARK + text.getvalue()


def _cell(value: str) -> str:
    """A text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{value}" if value.startswith(_FORMULA) else value
