"""Reading the public projection."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.clarifications.answers import cover_of, members_of, names_of_regions, picture_url
from api.clarifications.links import public_link
from api.clarifications.models import PublicClarification, PublicState
from api.clarifications.published_schemas import PublishedQuery
from api.clarifications.shared import list_published
from api.errors import NotFoundError, RetractedError
from api.public.schemas import PublicClarificationAnswer, PublicClarificationPage, Share
from api.settings import Settings, settings_of


async def list_clarifications(
    session: AsyncSession, query: PublishedQuery
) -> PublicClarificationPage:
    """A page of what the public may read."""
    found = await list_published(session, PublicClarification, query)
    return PublicClarificationPage(
        data=await _answers(session, found.rows, query.language),
        next_cursor=found.next_cursor,
        has_more=found.next_cursor is not None,
        total=found.total,
    )


async def get_clarification(
    session: AsyncSession, slug: str, language: str | None = None
) -> PublicClarificationAnswer:
    """One by its slug, in this language if it is there.

    Raises `NotFoundError`, or `RetractedError` with the public reason.
    """
    row = await session.scalar(
        select(PublicClarification).where(col(PublicClarification.slug) == slug)
    )
    if row is None:
        raise NotFoundError
    if row.state == PublicState.RETRACTED:
        raise RetractedError(number=row.number, public_reason=row.public_reason)
    return (await _answers(session, [row], language))[0]


async def _answers(
    session: AsyncSession, rows: Sequence[PublicClarification], language: str | None
) -> list[PublicClarificationAnswer]:
    names = await names_of_regions(session) if rows else {}
    settings = settings_of(session)
    return [_answer(row, members_of(row, names, language), settings) for row in rows]


def _answer(
    row: PublicClarification, members: dict[str, Any], settings: Settings
) -> PublicClarificationAnswer:
    share = _share(row, members["title"], members["language"], settings)
    return PublicClarificationAnswer(**members, cover=cover_of(row, settings), share=share)


def _share(row: PublicClarification, title: str, language: str, settings: Settings) -> Share:
    url = public_link(settings, row.slug)
    if language != row.language:  # whoever follows it reads what he was told of
        url = f"{url}?language={language}"
    key = row.share_image_key
    return Share(
        url=url,
        text=f"{title}\n{row.number}\n{url}",
        image_url=picture_url(settings, key) if key else None,
    )
