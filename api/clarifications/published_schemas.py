"""Published clarifications as other governments and the public read them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from api.clarifications.models import PublicState
from api.clarifications.schemas import Audience, Label, MisinformationType, Source, Topic, Verdict
from api.clarifications.translation_schemas import LanguageWish, PublishedTranslation
from api.fields import VISIBLE, TenantCode
from api.listing import Page, PageQuery


class RegionName(BaseModel):
    """A region, named."""

    code: str
    name: str


class CorrectionNote(BaseModel):
    """What a correction changed."""

    revision: int
    at: datetime
    note: str


class Variant(BaseModel):
    """A picture in one size and format."""

    url: str
    type: str
    width: int


class Cover(BaseModel):
    """The picture of a clarification."""

    alt: str
    width: int
    height: int
    blurhash: str | None
    variants: list[Variant] = Field(description="smallest first")


class SharedClarificationAnswer(BaseModel):
    """A published clarification, as every government reads it."""

    number: str
    slug: str
    revision: int
    state: PublicState | str
    audience: Audience
    title: str
    claim_reviewed: str
    verdict: Verdict | str
    label: Label | str | None
    misinformation_type: MisinformationType | str | None
    topic: Topic | str
    language: str
    summary: str
    body_html: str
    body_text: str
    translations: list[PublishedTranslation] = Field(description="in the languages not in front")
    sources: list[Source]
    appearances: list[str]
    regions: list[RegionName]
    publisher: RegionName
    cover: Cover | None = Field(description="null until its copies are there, soon after")
    corrections: list[CorrectionNote]
    public_reason: str | None
    published_at: datetime
    updated_at: datetime


class SharedClarificationPage(Page[SharedClarificationAnswer]):
    """A page of shared clarifications."""


class PublishedSort(StrEnum):
    """Orders of the published lists."""

    NEWEST = "-published_at"
    OLDEST = "published_at"
    LATELY_UPDATED = "-updated_at"


class PublishedQuery(PageQuery):
    """Filters of what is published."""

    language: LanguageWish | None = None
    region: list[TenantCode] = Field(default=[], description="also finds province-wide ones")
    topic: Topic | None = None
    verdict: Verdict | None = None
    q: (
        Annotated[str, Field(min_length=2, max_length=200, description="words to find"), VISIBLE]
        | None
    ) = None
    sort: PublishedSort = PublishedSort.NEWEST
