"""One answer in several languages: as it is sent, as its tenant sees it, and as others read it."""

from typing import Annotated

from pydantic import BaseModel, Field

from api.clarifications.languages import Language
from api.fields import VISIBLE, LongText, RequestBody, Title

MOST = 10
ClaimText = Annotated[str, Field(min_length=1, max_length=5000), VISIBLE]


class TranslationBody(RequestBody):
    """The same answer in another language; the verdict and the sources are those of the main text."""

    language: Language
    title: Title
    claim_reviewed: ClaimText
    body: LongText | None = Field(default=None, description="Markdown; needed to submit")


class Translation(BaseModel):
    """A translation as it is kept."""

    language: str
    title: str
    claim_reviewed: str
    body: str | None


class PublishedTranslation(BaseModel):
    """A translation as others read it."""

    language: str
    title: str
    claim_reviewed: str
    summary: str
    body_html: str = Field(description="sanitised; may stand in any page")
    body_text: str


Translations = Annotated[
    list[TranslationBody],
    Field(max_length=MOST, description="the same answer in other languages, approved with it"),
]
LanguageWish = Annotated[
    Language,
    Field(
        description="puts this language into the main members where there is a translation; "
        "`language` tells which one it is, and `translations` has the others"
    ),
]
