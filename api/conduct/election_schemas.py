"""Requests and answers about election windows."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from api.fields import ONE_LINE, VISIBLE, Day, RequestBody, TenantCode
from api.listing import Page, PageQuery, RowSort

Term = Annotated[str, Field(min_length=2, max_length=80), VISIBLE, ONE_LINE]


class ElectionWindowCreate(RequestBody):
    """Days in which clarifications about politics need the province's signature."""

    name: Annotated[str, Field(min_length=1, max_length=200), VISIBLE, ONE_LINE]
    starts_on: Day = Field(description="the first day, in the province's time zone")
    ends_on: Day = Field(description="the last day, included")
    regions: list[TenantCode] = Field(
        default=[], max_length=40, description="empty, or with the province: all of it"
    )
    terms: list[Term] = Field(
        default=[],
        max_length=200,
        description="names of candidates and parties; found as whole words, whatever their case",
    )


class ElectionWindowAnswer(BaseModel):
    """An election window."""

    id: UUID
    version: int
    name: str
    starts_on: date
    ends_on: date
    regions: list[str]
    terms: list[str]
    created_at: datetime
    updated_at: datetime


class ElectionWindowPage(Page[ElectionWindowAnswer]):
    """A page of election windows."""


class ElectionWindowSort(StrEnum):
    """Orders of the list."""

    STARTS = "starts_on"
    STARTS_LATEST = "-starts_on"
    CREATED = RowSort.CREATED.value
    NEWEST = RowSort.NEWEST.value


class ElectionWindowQuery(PageQuery):
    """Filters of the list."""

    on: Day | None = Field(default=None, description="a day that the window includes")
    region: list[TenantCode] = Field(
        default=[], description="windows that concern a text of one of these regions"
    )
    sort: ElectionWindowSort = ElectionWindowSort.NEWEST
