"""How many claims offices got in a month, and how soon they answered."""

from pydantic import BaseModel, ConfigDict, Field

from api.fields import Period, TenantCode


class ClaimStatisticsQuery(BaseModel):
    """Which month, and of whom."""

    model_config = ConfigDict(extra="forbid")

    month: Period | None = Field(default=None, description="absent: the one that runs now")
    tenant: list[TenantCode] = Field(default=[], description="repeat it for several; absent: all")


class ClaimCounts(BaseModel):
    """Claims that were received in the month, by what they are now.

    `received` is the sum of the eight below it. A claim that went on to another office counts at both;
    `continued` says how many came that way.
    """

    received: int
    clarified: int
    not_clarifiable: int
    ineligible: int
    duplicate: int
    transferred: int
    escalated: int
    new: int
    assigned: int
    open: int = Field(description="`new` and `assigned` together")
    continued: int = Field(description="received from another office")
    sightings: int = Field(description="how often these claims were reported")
    median_minutes: float | None = Field(
        description="from receiving a claim to closing it, of those that the office closed itself"
    )
    within_clock: float | None = Field(
        ge=0,
        le=1,
        description="the share that the office closed in time, of those that it closed, that were"
        " escalated, and that are open past their time",
    )


class TenantClaimCounts(ClaimCounts):
    """The claims of one tenant."""

    tenant: str


class ClaimStatistics(BaseModel):
    """The claims of a month, as it is counted in the province's time zone."""

    month: str
    data: list[TenantClaimCounts] = Field(description="by code; with zeros where there were none")
    total: ClaimCounts
