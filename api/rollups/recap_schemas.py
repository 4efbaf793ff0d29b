"""What a recap is asked for with."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.fields import TenantCode


class RecapFormat(StrEnum):
    """What a recap may come as."""

    HTML = "html"
    PDF = "pdf"


class RecapQuery(BaseModel):
    """Of whom, in which language, and as what."""

    model_config = ConfigDict(extra="forbid")

    tenant: TenantCode | None = Field(
        default=None, description="one tenant's recap; absent: your own, for the province of all"
    )
    lang: Literal["id", "en"] | None = Field(
        default=None, description="absent: the language of Accept-Language"
    )
    format: RecapFormat = Field(
        default=RecapFormat.HTML, description="`pdf` where the server has WeasyPrint"
    )
