"""What anybody may ask and learn about accounts."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from api.channels.models import Ending
from api.channels.schemas import ChannelPlatform
from api.fields import VISIBLE, Day, Moment, TenantCode
from api.listing import Page, PageQuery


class ChannelState(StrEnum):
    """What an account is, as far as a government has said."""

    OFFICIAL = "official"
    FORMER = "former"
    IMPERSONATOR = "impersonator"
    UNKNOWN = "unknown"


# One type for generated clients: they send what they are given.
MomentOrDay = Annotated[
    Moment | Day,
    WithJsonSchema({"type": "string", "examples": ["2026-10-01T09:00:00+07:00", "2026-10-01"]}),
]


class AccountQuery(BaseModel):
    """Which account: by its address, or by platform and handle."""

    model_config = ConfigDict(extra="forbid")

    url: Annotated[
        str | None,
        Field(
            min_length=1, max_length=2000, description="as people pass it on; `https://` may lack"
        ),
    ] = None
    platform: Annotated[ChannelPlatform | None, Field(description="with `handle`")] = None
    handle: Annotated[
        Annotated[str, VISIBLE] | None,
        Field(min_length=1, max_length=200, description="with `platform`"),
    ] = None


class LookupQuery(AccountQuery):
    """Which account, and when."""

    at: Annotated[
        MomentOrDay | None,
        Field(
            description="what it was at a moment of the past, or at the end of one of the province's "
            "days; absent: now"
        ),
    ] = None


class BadgeLanguage(StrEnum):
    """The badge's languages."""

    INDONESIAN = "id"
    ENGLISH = "en"


class BadgeQuery(AccountQuery):
    """Which account, and in which language."""

    lang: BadgeLanguage = BadgeLanguage.INDONESIAN


class ChannelOwner(BaseModel):
    """A government."""

    code: str
    name: str


class CurrentAccount(BaseModel):
    """Where a government went on."""

    platform: ChannelPlatform | str
    url: str | None
    handle: str | None
    name: str


class ChannelLookup(BaseModel):
    """What is known of an account. `unknown` says that nobody vouches for it, and nothing else."""

    url: str | None = Field(description="as asked; asked by handle, the account's own address")
    platform: ChannelPlatform | str | None
    handle: str | None
    state: ChannelState
    tenant: ChannelOwner | None = Field(
        description="whose it is or was; for an impersonator, who warns of it"
    )
    name: str | None
    since: datetime | None
    until: datetime | None
    ended: Ending | str | None = Field(description="why it is no longer official")
    now_at: CurrentAccount | None = Field(description="the channel's official account of now")
    warning: str | None = Field(description="of an impersonator, in the words of who warns")


class PublicChannelAnswer(BaseModel):
    """An official account or outlet."""

    tenant: ChannelOwner
    platform: ChannelPlatform | str
    url: str | None
    handle: str | None
    name: str
    since: datetime


class PublicChannelPage(Page[PublicChannelAnswer]):
    """A page of official accounts."""


class PublicChannelQuery(PageQuery):
    """Filters of the list."""

    tenant: list[TenantCode] = Field(default=[], description="repeat it for several; absent: all")
    platform: ChannelPlatform | None = None
