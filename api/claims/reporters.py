"""Who reported a claim: sealed in a table of its own, each read audited, moved on with the claim.

The office that answers now is the one that needs the contact, and the only one that can read it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.access.reach import find_own
from api.audit.service import record
from api.claims.models import Claim, ClaimReporter, ClaimSighting
from api.claims.reporter_schemas import ReporterBody
from api.conditional import IfMatch
from api.encryption.sealing import Sealer, UnsealError, sealer_of
from api.errors import TransitionNotAllowedError
from api.fields import EmailAddress
from api.settings import settings_of
from tenants.rows import now
from tenants.session import as_tenant, entered

_ADDRESS: TypeAdapter[str] = TypeAdapter(EmailAddress)


@dataclass(frozen=True)
class Reporter:
    """Somebody who reported a claim, unsealed."""

    row: ClaimReporter
    name: str | None
    contact: str | None
    reference: str = ""  # that he was given: the claim may have gone on as another since

    @property
    def email(self) -> str | None:
        """His contact as it is written to, if it is one e-mail address and nothing else."""
        return email_of(self.contact)


def email_of(contact: str | None) -> str | None:
    """The e-mail address that a contact is, in the one way that it is written to."""
    try:
        return _ADDRESS.validate_python(contact)
    except ValidationError:
        return None


def context(row: ClaimReporter) -> str:
    """What the sealed text of a row is bound to."""
    return f"claim_reporter:{row.id}"


async def keep(
    session: AsyncSession, claim: Claim, sighting: ClaimSighting, given: ReporterBody | None
) -> ClaimReporter | None:
    """Keep who reported a sighting, in the scope of the claim's tenant.

    None without his consent, as was promised to him, and for who gave nothing.
    """
    if given is None or not given.consent or (given.name is None and given.contact is None):
        return None
    row = ClaimReporter(
        tenant_id=claim.tenant_id,
        claim_id=claim.id,
        sighting_id=sighting.id,
        sealed="",
        consent=given.contact is not None,
    )
    reporter = Reporter(row, given.name, given.contact, claim.reference)
    _seal(sealer_of(settings_of(session)), reporter)
    session.add(row)
    await session.flush()
    return row


async def of_claims(session: AsyncSession, claims: Sequence[UUID]) -> list[Reporter]:
    """Who reported these claims of the session's tenant, oldest first; locked."""
    sealer = sealer_of(settings_of(session))
    return [opened(sealer, row) for row in await _rows_of(session, claims)]


async def _rows_of(session: AsyncSession, claims: Sequence[UUID]) -> list[ClaimReporter]:
    rows = await session.scalars(
        select(ClaimReporter)
        .where(col(ClaimReporter.claim_id).in_(claims))
        .order_by(col(ClaimReporter.created_at), col(ClaimReporter.id))
        .with_for_update()
    )
    return list(rows)


def opened(sealer: Sealer, row: ClaimReporter) -> Reporter:
    """A row unsealed. One that no key opens any more (its key is lost) has no name and no contact."""
    try:
        content = json.loads(sealer.unseal(row.sealed, context(row)))
    except (UnsealError, ValueError):
        return Reporter(row, None, None)
    return Reporter(row, content["name"], content["contact"], content["reference"])


async def read(
    session: AsyncSession, caller: Principal, identifier: UUID
) -> tuple[Claim, list[Reporter]]:
    """Who reported one of the caller's own claims. Each read is recorded. Raises `NotFoundError`."""
    claim = await find_own(session, Claim, identifier)
    found = await of_claims(session, [claim.id])
    record(session, caller, "get_claim_reporter", claim.id, reporters=len(found))
    return claim, found


async def mark_told(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> tuple[Claim, list[ClaimReporter]]:
    """Note that those who wanted to be told of the answer were, by telephone or otherwise.

    Nothing is unsealed. Raises `TransitionNotAllowedError` while there is no answer.
    """
    claim = await find_own(session, Claim, identifier, lock=True)
    seen.check(claim)
    if claim.closed_at is None:
        raise TransitionNotAllowedError(claim.status, [])
    rows = await _rows_of(session, [claim.id])
    waiting = [row for row in rows if row.consent and row.told_at is None]
    if waiting:
        for row in waiting:
            row.told_at = now()
        claim.touch()
        await session.flush()
        record(session, caller, "mark_claim_reporter_told", claim.id, reporters=len(waiting))
    return claim, rows


async def move(session: AsyncSession, old: Claim, new: Claim) -> None:
    """Have the reporters of `old` follow it to `new`: sealed again there, and no longer here.

    In any scope; the sightings, and with them the strangers' links, stay where they were made.
    """
    async with entered(session, as_tenant(old.tenant_id, "reporters of a claim that goes on")):
        found = await of_claims(session, [old.id])
        for each in found:
            await session.delete(each.row)
        await session.flush()
    async with entered(session, as_tenant(new.tenant_id, "reporters of a claim that goes on")):
        for each in found:
            await _again(session, new, each)
        await session.flush()


async def _again(session: AsyncSession, claim: Claim, reporter: Reporter) -> None:
    if reporter.name is None and reporter.contact is None:
        return
    before = reporter.row
    sighting = ClaimSighting(
        tenant_id=claim.tenant_id,
        claim_id=claim.id,
        source=claim.source,
        created_at=before.created_at,
    )
    session.add(sighting)
    await session.flush()
    row = ClaimReporter(
        tenant_id=claim.tenant_id,
        claim_id=claim.id,
        sighting_id=sighting.id,
        sealed="",
        consent=before.consent,
        told_at=before.told_at,
        created_at=before.created_at,
    )
    _seal(sealer_of(settings_of(session)), replace(reporter, row=row))
    session.add(row)


def _seal(sealer: Sealer, reporter: Reporter) -> None:
    names = ("name", "contact", "reference")
    content = json.dumps({name: getattr(reporter, name) for name in names})
    reporter.row.sealed = sealer.seal(content, context(reporter.row))
