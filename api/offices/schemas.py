"""Requests and answers about the governments of this deployment."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from api.fields import Line, RequestBody, Url
from api.listing import Page, PageQuery
from tenants.models import TenantKind, TenantStatus

# A mailbox and a domain with a dot: whether it can be reached only a letter to it can tell.
_EMAIL = r"^[^\s@,;:<>()\[\]\\\"]+@[^\s@,;:<>()\[\]\\\".]+(\.[^\s@,;:<>()\[\]\\\".]+)+$"

OfficeName = Annotated[Line, Field(max_length=200)]
Email = Annotated[
    Line, Field(max_length=254, pattern=_EMAIL, json_schema_extra={"format": "email"})
]
Phone = Annotated[Line, Field(max_length=40)]
Address = Annotated[Line, Field(max_length=500)]
Website = Annotated[Url, Field(max_length=500)]


class TenantSort(StrEnum):
    """Orders of the list; `-` is the other way round."""

    CODE = "code"
    CODE_DOWN = "-code"
    NAME = "name"
    NAME_DOWN = "-name"


class TenantBody(RequestBody):
    """What a tenant says about its own office."""

    office: OfficeName
    email: Email | None = None
    phone: Phone | None = None
    address: Address | None = None
    website: Website | None = None


class TenantPatch(RequestBody):
    """A JSON Merge Patch: only what is sent changes; null removes."""

    office: OfficeName | None = None
    email: Email | None = None
    phone: Phone | None = None
    address: Address | None = None
    website: Website | None = None


class TenantAnswer(BaseModel):
    """A government and its communication office."""

    code: str = Field(description="Kemendagri code; it addresses the tenant everywhere")
    name: str
    kind: TenantKind
    status: TenantStatus = Field(description="nobody may sign in for an inactive one")
    office: str
    email: str | None
    phone: str | None
    address: str | None
    website: str | None
    version: int
    created_at: datetime
    updated_at: datetime


class TenantPage(Page[TenantAnswer]):
    """A page of tenants."""


class TenantQuery(PageQuery):
    """Filters of the list."""

    kind: list[TenantKind] = []
    status: list[TenantStatus] = []
    sort: TenantSort = TenantSort.CODE
