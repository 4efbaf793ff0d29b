"""Published clarifications as the public and mobile apps read them."""

from datetime import datetime

from pydantic import BaseModel, Field

from api.clarifications.models import PublicState
from api.clarifications.published_schemas import CorrectionNote, Cover, RegionName
from api.clarifications.schemas import Label, Source, Topic, Verdict
from api.clarifications.translation_schemas import PublishedTranslation
from api.listing import Page


class Share(BaseModel):
    """What to pass on."""

    url: str
    text: str
    image_url: str | None = Field(description="JPEG, 1200 x 630, with the stamp of the verdict")


class PublicClarificationAnswer(BaseModel):
    """A published clarification."""

    number: str
    slug: str
    revision: int
    state: PublicState | str
    title: str
    claim_reviewed: str
    verdict: Verdict | str
    label: Label | str | None
    topic: Topic | str
    language: str
    summary: str
    body_html: str = Field(description="sanitised; may stand in any page")
    body_text: str
    translations: list[PublishedTranslation] = Field(description="in the languages not in front")
    sources: list[Source]
    regions: list[RegionName]
    publisher: RegionName
    cover: Cover | None = Field(description="null until its copies are there, soon after")
    share: Share
    corrections: list[CorrectionNote]
    published_at: datetime
    updated_at: datetime


class PublicClarificationPage(Page[PublicClarificationAnswer]):
    """A page of published clarifications."""
