"""Sharing is publication: a clarification is projected into shared rows that hold nothing private."""

import asyncio
import re
import unicodedata
from datetime import datetime
from itertools import chain, count
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.access.reach import find, find_own
from api.audit.service import record
from api.clarifications import (
    children,
    followers,
    pictures,
    projecting,
    readiness,
    rules,
    scheduling,
    tasks,
)
from api.clarifications.followers import Change, Changed
from api.clarifications.links import shared_link
from api.clarifications.models import (
    Clarification,
    ClarificationRevision,
    PublicClarification,
    PublicState,
    SharedClarification,
)
from api.clarifications.schemas import Audience, ClarificationPublish
from api.clarifications.translations import rendered, said_by
from api.conditional import IfMatch
from api.conduct.election_windows import keep_out_new
from api.events.service import record_shared
from api.jobs.queue import defer
from api.markdown import untagged
from api.matching.keeping import forget, keep
from api.media import attachments
from api.numbers import draw
from api.settings import settings_of
from tenants.directory import directory_of
from tenants.models import Tenant
from tenants.rows import now
from tenants.session import as_tenant, entered

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 80
_PLACES = {"changes", "match"}  # beside the clarifications, under the same address


async def publish_clarification(
    session: AsyncSession,
    caller: Principal,
    identifier: UUID,
    seen: IfMatch,
    request: ClarificationPublish,
) -> Clarification:
    """Show an approved text now, or have it shown at a time. Raises as `put_out` does."""
    row = await find_own(session, Clarification, identifier, lock=True)
    seen.check(row)
    text = await children.text_of(session, row)
    rules.follow("publish_clarification", row, text.revision)
    if request.publish_at is not None and request.publish_at > now():
        return await scheduling.plan(session, caller, row, text, request.publish_at)
    facts = await put_out(session, row, text, caller)
    record(session, caller, "publish_clarification", row.id, **facts)
    return row


async def put_out(
    session: AsyncSession, row: Clarification, text: children.Text, by: Principal | None
) -> dict[str, Any]:
    """Show an approved text, as the first or in the place of the one before; the facts for the audit.

    Its pictures follow in a job. The row is locked. Raises `TransitionNotAllowedError`,
    `CountersignRequiredError`, and `InvalidBodyError` for pictures without a description.
    """
    revision = text.revision
    status = rules.follow("publish_clarification", row, revision)
    corrects = rules.is_correction(row, revision)
    before = await children.text_in(session, row, row.revision) if corrects else None
    # Before anything is locked that others wait for: a long text takes its time.
    spoken = await asyncio.to_thread(rendered, revision)
    await keep_out_new(session)
    moment = now()  # after the wait: it is the day of this moment that counts
    reasons = await readiness.require_signature(session, row, revision, moment)
    public = revision.audience == Audience.PUBLIC
    if public:
        await attachments.publish(session, _public_assets(before), text.asset_ids)
    # Behind their locks: nobody takes a description away between this look and the commit.
    await readiness.require_descriptions(session, text)
    row.status, row.revision, revision.published_at = status, revision.revision, moment
    row.correction_revision = row.correction_status = row.publish_at = None
    row.touch()
    if before is None:
        await _show(session, row, revision, moment, spoken)
    else:
        projected = await _projected(session, row, revision, spoken)
        await projecting.replace(session, projected, before.revision, revision, moment)
    if public:
        await _defer_pictures(session, row)
    await keep(session, [said_by(row.id, revision)], public=public)
    change = Change.PUBLISHED if before is None else Change.CORRECTED
    _tell(session, f"clarification.{change}", row, revision)
    await followers.tell(session, _changed(change, row, revision, by, revision.public_note))
    return {
        "number": row.number,
        "revision": revision.revision,
        "countersigned_for": reasons,
    }


def _public_assets(text: children.Text | None) -> list[UUID]:
    """What the public sees already."""
    return text.asset_ids if text and text.revision.audience == Audience.PUBLIC else []


async def _show(
    session: AsyncSession,
    row: Clarification,
    revision: ClarificationRevision,
    moment: datetime,
    spoken: dict[str, Any],
) -> None:
    row.published_at = moment
    # Last, because the counter is locked until the commit; under it no slug can be taken meanwhile.
    with session.no_autoflush:
        row.number = await draw(session, "KLR", moment)
        row.slug = await _free_slug(session, revision.title, row.number)
        projected = await _projected(session, row, revision, spoken)
    session.add(SharedClarification(**projected))
    if revision.audience == Audience.PUBLIC:
        session.add(PublicClarification(**projected))


async def retract_clarification(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch, reason: str
) -> Clarification:
    """Take a published clarification down, as its tenant or the province; a tombstone stays.

    An open correction is dropped, and so is its planned publication.
    """
    row = await find(session, caller, Clarification, identifier, lock=True)
    seen.check(row)
    row.status = rules.LIFE.follow("retract_clarification", row.status)
    row.retracted_at = now()
    row.public_reason = reason
    row.touch()
    revision = (await children.text_in(session, row, row.revision)).revision
    async with entered(session, as_tenant(row.tenant_id, "retraction of a clarification")):
        await children.drop_correction(session, row)
        await projecting.bury(session, row)
        if revision.audience == Audience.PUBLIC:
            shown = await pictures.asset_ids(session, row.id, revision.revision)
            await attachments.publish(session, shown, [])
            await _defer_pictures(session, row)
        await forget(session, row.id)
        _tell(session, "clarification.retracted", row, revision)
        await followers.tell(session, _changed(Change.RETRACTED, row, revision, caller, reason))
    record(session, caller, "retract_clarification", row.id, row.tenant_id, number=row.number)
    return row


async def _defer_pictures(session: AsyncSession, row: Clarification) -> None:
    await defer(session, tasks.show, tenant=str(row.tenant_id), clarification=str(row.id))


def _tell(
    session: AsyncSession, kind: str, row: Clarification, revision: ClarificationRevision
) -> None:
    assert row.number is not None  # noqa: S101 - whatever is told of is published
    url = shared_link(settings_of(session), row.number)
    record_shared(session, kind, {"number": row.number, "url": url, "regions": revision.regions})


def _changed(
    change: Change,
    row: Clarification,
    revision: ClarificationRevision,
    by: Principal | None,
    note: str | None = None,
) -> Changed:
    assert row.number is not None  # noqa: S101 - whatever changed for others has its number
    return Changed(
        change=change,
        id=row.id,
        tenant_id=row.tenant_id,
        number=row.number,
        revision=revision.revision,
        claim_ids=tuple(revision.claim_ids),
        note=note,
        by=by,
    )


def slug_of(title: str) -> str:
    """A title as a part of an address: lower-case ASCII words, without the tag before it."""
    plain = unicodedata.normalize("NFKD", untagged(title)).encode("ascii", "ignore").decode()
    slug = _NOT_LETTERS.sub("-", plain.lower()).strip("-")
    if len(slug) > _LONGEST_SLUG:
        slug = slug[:_LONGEST_SLUG].rsplit("-", 1)[0]
    return slug if slug and slug not in _PLACES else f"klarifikasi-{slug}".rstrip("-")


async def _free_slug(session: AsyncSession, title: str, number: str) -> str:
    slug = slug_of(title)
    numbered = f"{slug}-{number.removeprefix('KLR-')}"
    # Somebody's title may end like our number, so that one may be taken as well.
    for candidate in chain([slug, numbered], (f"{numbered}-{n}" for n in count(2))):
        shown = col(SharedClarification.slug) == candidate
        if await session.scalar(select(col(SharedClarification.id)).where(shown)) is None:
            return candidate
    raise AssertionError


async def _projected(
    session: AsyncSession,
    row: Clarification,
    revision: ClarificationRevision,
    spoken: dict[str, Any],
) -> dict[str, Any]:
    publisher = directory_of(session).by_id(row.tenant_id)
    office = await session.scalar(select(col(Tenant.office)).where(col(Tenant.id) == row.tenant_id))
    cover = None  # the job shows what is public, once it is copied
    if revision.audience == Audience.GOVERNMENT:
        cover = await pictures.cover_for_governments(session, revision, publisher.code)
    same = ("title", "claim_reviewed", "verdict", "label", "misinformation_type", "topic")
    more = ("language", "sources", "appearances", "regions", "audience", "revision")
    return {
        **{name: getattr(revision, name) for name in (*same, *more)},
        "tenant_id": row.tenant_id,
        "id": row.id,
        "number": row.number,
        "slug": row.slug,
        "state": PublicState.PUBLISHED,
        **spoken,
        "publisher_code": publisher.code,
        "publisher_name": office,
        "corrections": [],
        "cover": cover,
        "published_at": row.published_at,
        "updated_at": row.published_at,
    }
