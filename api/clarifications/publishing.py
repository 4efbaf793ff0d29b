"""Sharing is publication: a clarification is projected into shared rows that hold nothing private."""

import asyncio
import re
import unicodedata
from datetime import datetime
from itertools import chain, count
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.access.reach import find, find_own
from api.audit.service import record
from api.clarifications import children, pictures, rules, tasks
from api.clarifications.models import (
    Clarification,
    ClarificationRevision,
    PublicClarification,
    PublicState,
    SharedClarification,
)
from api.clarifications.schemas import Audience, ClarificationPublish
from api.conditional import IfMatch
from api.conduct.election_windows import current_windows, keep_out_new
from api.errors import FieldError, InvalidBodyError, Text
from api.events.service import record_shared
from api.jobs.queue import defer
from api.markdown import summary_of, to_html, to_text, untagged
from api.matching.keeping import Said, forget, keep
from api.media import attachments
from api.media.publishing import undescribed
from api.settings import settings_of
from tenants.directory import directory_of
from tenants.models import Tenant
from tenants.rows import now
from tenants.session import as_tenant, entered

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 80
_LATER = Text(
    "Penerbitan terjadwal belum tersedia; kosongkan untuk terbit sekarang.",
    "Publishing at a time is not available yet; leave it empty to publish now.",
)
# What a tombstone keeps none of.
_EMPTY: dict[str, Any] = {
    "title": "",
    "claim_reviewed": "",
    "summary": "",
    "body_html": "",
    "body_text": "",
    "sources": [],
    "appearances": [],
    "cover": None,
    "share_image_key": None,
}


async def publish_clarification(
    session: AsyncSession,
    caller: Principal,
    identifier: UUID,
    seen: IfMatch,
    request: ClarificationPublish,
) -> Clarification:
    """Give an approved clarification its number and show it; its pictures follow in a job.

    Raises `CountersignRequiredError`, and `InvalidBodyError` for pictures without a description.
    """
    row = await find_own(session, Clarification, identifier, lock=True)
    seen.check(row)
    status = rules.LIFE.follow("publish_clarification", row.status)
    if request.publish_at is not None:
        raise InvalidBodyError([FieldError("/publish_at", "not-available", _LATER)])
    text = await children.text_of(session, row)
    revision = text.revision
    await keep_out_new(session)
    moment = now()  # after the wait: it is the day of this moment that counts
    windows = await current_windows(session, moment)
    reasons = rules.check_countersigned(revision, caller.tenant, windows)
    if revision.audience == Audience.PUBLIC:
        await attachments.publish(session, [], text.asset_ids)
    # Behind their locks: nobody takes a description away between this look and the commit.
    await _check_described(session, text)
    row.status, row.published_at = status, moment
    row.touch()
    # Last, because the counter is locked until the commit; under it no slug can be taken meanwhile.
    with session.no_autoflush:
        row.number = await _draw_number(session, moment)
        row.slug = await _free_slug(session, revision.title, row.number)
        projected = await _projected(session, row, revision)
    session.add(SharedClarification(**projected))
    if revision.audience == Audience.PUBLIC:
        session.add(PublicClarification(**projected))
        await _defer_pictures(session, row)
    said = Said(row.id, revision.title, revision.claim_reviewed)
    await keep(session, [said], public=revision.audience == Audience.PUBLIC)
    _tell(session, "clarification.published", row, revision)
    record(
        session,
        caller,
        "publish_clarification",
        row.id,
        number=row.number,
        countersigned_for=reasons,
    )
    return row


async def retract_clarification(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch, reason: str
) -> Clarification:
    """Take a published clarification down, as its tenant or the province; a tombstone stays."""
    row = await find(session, caller, Clarification, identifier, lock=True)
    seen.check(row)
    row.status = rules.LIFE.follow("retract_clarification", row.status)
    row.retracted_at = now()
    row.public_reason = reason
    row.touch()
    revision = (await children.text_of(session, row)).revision
    async with entered(session, as_tenant(row.tenant_id, "retraction of a clarification")):
        for table in (SharedClarification, PublicClarification):
            await _bury(session, table, row)
        if revision.audience == Audience.PUBLIC:
            shown = await pictures.asset_ids(session, row.id, revision.revision)
            await attachments.publish(session, shown, [])
            await _defer_pictures(session, row)
        await forget(session, row.id)
        _tell(session, "clarification.retracted", row, revision)
    record(session, caller, "retract_clarification", row.id, row.tenant_id, number=row.number)
    return row


async def _check_described(session: AsyncSession, text: children.Text) -> None:
    errors = await undescribed(session, attachments.pointers("asset_ids", text.asset_ids))
    if errors:
        raise InvalidBodyError(errors)


async def _defer_pictures(session: AsyncSession, row: Clarification) -> None:
    await defer(session, tasks.show, tenant=str(row.tenant_id), clarification=str(row.id))


async def _bury(
    session: AsyncSession,
    table: type[SharedClarification] | type[PublicClarification],
    row: Clarification,
) -> None:
    # Locked, because a job may be about to show its pictures.
    locked = select(table).where(col(table.id) == row.id).with_for_update()
    shown = await session.scalar(locked)
    if shown is None:  # for governments only, it never was public
        return
    for name, value in _EMPTY.items():
        setattr(shown, name, value)
    shown.state = PublicState.RETRACTED
    shown.public_reason = row.public_reason
    shown.updated_at = row.updated_at


def _tell(
    session: AsyncSession, kind: str, row: Clarification, revision: ClarificationRevision
) -> None:
    url = f"{settings_of(session).base_url}/v1/shared/clarifications/{row.number}"
    record_shared(session, kind, {"number": row.number, "url": url, "regions": revision.regions})


async def _draw_number(session: AsyncSession, moment: datetime) -> str:
    year = moment.astimezone(settings_of(session).zone).year
    drawn = await session.scalar(select(func.draw_number("KLR", year)))
    return f"KLR-{year}-{drawn:06d}"


def slug_of(title: str) -> str:
    """A title as a part of an address: lower-case ASCII words, without the tag before it."""
    plain = unicodedata.normalize("NFKD", untagged(title)).encode("ascii", "ignore").decode()
    slug = _NOT_LETTERS.sub("-", plain.lower()).strip("-")
    if len(slug) > _LONGEST_SLUG:
        slug = slug[:_LONGEST_SLUG].rsplit("-", 1)[0]
    return slug or "klarifikasi"


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
    session: AsyncSession, row: Clarification, revision: ClarificationRevision
) -> dict[str, Any]:
    publisher = directory_of(session).by_id(row.tenant_id)
    office = await session.scalar(select(col(Tenant.office)).where(col(Tenant.id) == row.tenant_id))
    html = await asyncio.to_thread(to_html, revision.body or "")
    text = to_text(html)
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
        "summary": summary_of(text),
        "body_html": html,
        "body_text": text,
        "publisher_code": publisher.code,
        "publisher_name": office,
        "corrections": [],
        "cover": cover,
        "published_at": row.published_at,
        "updated_at": row.published_at,
    }
