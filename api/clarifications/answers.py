"""Clarifications as they are answered with: working rows, and what was published."""

import asyncio
from collections.abc import Sequence
from itertools import starmap
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.schemas import Creator
from api.clarifications import rules
from api.clarifications.children import Text, texts_of
from api.clarifications.models import (
    Clarification,
    ClarificationRevision,
    PublicClarification,
    SharedClarification,
)
from api.clarifications.published_schemas import (
    Cover,
    RegionName,
    SharedClarificationAnswer,
    Variant,
)
from api.clarifications.readability import readability_of
from api.clarifications.schemas import Audience, ClarificationAnswer, CorrectionState, Readability
from api.clarifications.translations import in_language
from api.conduct.election_rules import Window
from api.conduct.election_windows import current_windows
from api.errors import NotFoundError
from api.media.rules import disposition
from api.media.store import Store
from api.settings import Settings, settings_of
from tenants.directory import directory_of
from tenants.models import Tenant
from tenants.rows import now

_ROW = {
    *("id", "number", "slug", "status", "revision", "version", "external_reference"),
    *("public_reason", "publish_at", "published_at", "retracted_at", "created_at", "updated_at"),
}
_REVISION = set(ClarificationAnswer.model_fields) & {
    *("title", "claim_reviewed", "verdict", "label", "misinformation_type", "topic", "language"),
    *("body", "translations", "sources", "appearances", "claim_ids", "regions", "audience"),
    *("cover_asset_id", "decision_note", "public_note"),
}
Published = SharedClarification | PublicClarification


async def many(session: AsyncSession, rows: Sequence[Clarification]) -> list[ClarificationAnswer]:
    """Some working rows with what they say, in the same order; without those gone by now."""
    texts = await texts_of(session, rows)
    there = [(row, texts[row.id]) for row in rows if row.id in texts]
    ahead = any(rules.is_ahead(row, text.revision) for row, text in there)
    windows = await current_windows(session, now()) if ahead else []
    bodies = [(text.revision.body, text.revision.language) for _, text in there]
    # Two hundred long texts take seconds, in which nobody else would be answered.
    hints = await asyncio.to_thread(lambda: list(starmap(readability_of, bodies)))
    return [
        _answer(session, row, text, windows, hint)
        for (row, text), hint in zip(there, hints, strict=True)
    ]


async def one(session: AsyncSession, row: Clarification) -> ClarificationAnswer:
    """One working row with what it says. Raises `NotFoundError` when it is gone by now."""
    found = await many(session, [row])
    if not found:
        raise NotFoundError
    return found[0]


def _answer(
    session: AsyncSession,
    row: Clarification,
    text: Text,
    windows: Sequence[Window],
    hint: Readability | None,
) -> ClarificationAnswer:
    place = directory_of(session).by_id(row.tenant_id)
    binding = windows if rules.is_ahead(row, text.revision) else ()
    return ClarificationAnswer(
        **row.model_dump(include=_ROW),
        **text.revision.model_dump(include=_REVISION),
        tenant=place.code,
        correction=_correction(row, text.revision),
        countersign=rules.countersign_of(text.revision, place, binding),
        readability=hint,
        asset_ids=text.asset_ids,
        created_by=Creator(name=row.created_by_name, kind=row.created_by_kind),
    )


def _correction(row: Clarification, revision: ClarificationRevision) -> CorrectionState | None:
    if not rules.is_correction(row, revision):
        return None
    return CorrectionState(revision=revision.revision, status=rules.stage_of(row, revision))


async def published(
    session: AsyncSession, rows: Sequence[Published], language: str | None = None
) -> list[SharedClarificationAnswer]:
    """Projected rows with the names of their regions, in the same order; `language`: if it is there."""
    names = await names_of_regions(session) if rows else {}
    settings = settings_of(session)
    return [
        SharedClarificationAnswer(**members_of(row, names, language), cover=cover_of(row, settings))
        for row in rows
    ]


async def names_of_regions(session: AsyncSession) -> dict[str, str]:
    """The names of all tenants by their codes; any reach may read them."""
    found = await session.execute(select(col(Tenant.code), col(Tenant.name)))
    return {row.code: row.name for row in found}


def members_of(
    row: Published, names: dict[str, str], language: str | None = None
) -> dict[str, Any]:
    """The members of an answer about a projected row."""
    members = row.model_dump(
        exclude={"words", "tenant_id", "id", "regions", "cover", "share_image_key"}
    )
    return {
        **in_language(members, language),
        "regions": [RegionName(code=code, name=names[code]) for code in row.regions],
        "publisher": RegionName(code=row.publisher_code, name=row.publisher_name),
    }


def cover_of(row: Published, settings: Settings) -> Cover | None:
    """The picture of a projected row: for everybody to keep, or for governments to read now."""
    if row.cover is None:
        return None
    urls = _lasting if row.audience == Audience.PUBLIC else _signed
    variants = [
        Variant(
            url=urls(settings, copy["key"], copy["type"]), type=copy["type"], width=copy["width"]
        )
        for copy in row.cover["variants"]
    ]
    return Cover(**{**row.cover, "variants": variants})


def picture_url(settings: Settings, key: str) -> str:
    """Where anybody reads an object of the public bucket."""
    return f"{settings.storage.public_base_url or f'{settings.base_url}/media'}/{key}"


def _lasting(settings: Settings, key: str, _: str) -> str:
    return picture_url(settings, key)


def _signed(settings: Settings, key: str, content_type: str) -> str:
    return Store(settings.storage).sign_read(key, content_type, disposition("sampul", content_type))
