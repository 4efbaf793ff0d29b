"""Requests and answers about units."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from api.fields import ONE_LINE, VISIBLE, RequestBody
from api.listing import Page, PageQuery, RowSort
from api.units.models import UnitStatus

UnitName = Annotated[
    str, Field(min_length=1, max_length=200, description="unique in your tenant"), VISIBLE, ONE_LINE
]


class UnitKind(StrEnum):
    """What kind of part it is; more may come."""

    AGENCY = "agency"
    DISTRICT = "district"
    OTHER = "other"


class UnitCreate(RequestBody):
    """A new unit."""

    name: UnitName
    kind: UnitKind = Field(description="`agency`: perangkat daerah; `district`: kecamatan")


class UnitBody(UnitCreate):
    """What a merge patch applies to."""

    status: UnitStatus


class UnitPatch(RequestBody):
    """A JSON Merge Patch: only what is sent changes."""

    name: UnitName | None = None
    kind: UnitKind | None = None
    status: UnitStatus | None = Field(
        default=None, description="an archived unit stays where it is named, and is given no more"
    )


class UnitAnswer(BaseModel):
    """A unit."""

    id: UUID
    status: UnitStatus
    version: int
    name: str
    kind: UnitKind
    created_at: datetime
    updated_at: datetime


class UnitPage(Page[UnitAnswer]):
    """A page of units."""


class UnitSort(StrEnum):
    """Orders of the list."""

    NAME = "name"
    NAME_BACKWARDS = "-name"
    CREATED = RowSort.CREATED.value
    NEWEST = RowSort.NEWEST.value


class UnitQuery(PageQuery):
    """Filters of the list."""

    status: list[UnitStatus] = []
    kind: UnitKind | None = None
    sort: UnitSort = UnitSort.NEWEST
