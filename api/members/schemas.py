"""Requests and answers about members."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from api.access.models import MembershipStatus
from api.access.roles import Role
from api.fields import ONE_LINE, VISIBLE, EmailAddress, RequestBody
from api.listing import Page, PageQuery, RowSort
from api.problems import ProblemField

_WRITERS = "with `members:write` alone"


def _as_set(roles: list[Role]) -> list[Role]:
    return [role for role in Role if role in roles]


PersonName = Annotated[
    str,
    # What a spreadsheet would take for a formula is no name.
    Field(min_length=1, max_length=120, pattern=r"^[^=+\-@]"),
    VISIBLE,
    ONE_LINE,
]
Roles = Annotated[
    list[Role],
    Field(min_length=1, max_length=20, description="a set: the order does not count"),
    AfterValidator(_as_set),
]


class MemberInvite(RequestBody):
    """Somebody to invite. He gets an e-mail with a link."""

    email: EmailAddress
    name: PersonName = Field(
        description="shown until he accepts; somebody who is new here keeps it"
    )
    roles: Roles
    unit_id: UUID | None = Field(default=None, description="an active unit of your tenant")


class MemberBody(RequestBody):
    """What a merge patch applies to."""

    roles: Roles
    unit_id: UUID | None = None
    status: MembershipStatus
    successor_id: UUID | None = None


class MemberSwitch(StrEnum):
    """What an update may make of a status."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


class MemberPatch(RequestBody):
    """A JSON Merge Patch: only what is sent changes; null removes."""

    roles: Roles | None = None
    unit_id: UUID | None = None
    status: MemberSwitch | None = Field(
        default=None, description="suspending ends the member's sessions and tokens at once"
    )
    successor_id: UUID | None = Field(
        default=None,
        description="with `status: suspended`: the active member who answers for his clients",
    )


class MemberAnswer(BaseModel):
    """A member."""

    id: UUID
    status: MembershipStatus
    version: int
    name: str
    roles: list[Role]
    unit_id: UUID | None
    email: str | None = Field(description=_WRITERS)
    person_id: UUID | None = Field(
        description=f"{_WRITERS}, once he accepted: how the audit chain names him"
    )
    invited_at: datetime | None = Field(description=_WRITERS)
    invitation_expires_at: datetime | None = Field(description=f"{_WRITERS}, while he is invited")
    joined_at: datetime | None = Field(description=f"{_WRITERS}: when he accepted")
    signed_out_at: datetime | None = Field(
        description=f"{_WRITERS}: whatever he signed in to before is over"
    )
    created_at: datetime
    updated_at: datetime


class MemberPage(Page[MemberAnswer]):
    """A page of members."""


class MemberQuery(PageQuery):
    """Filters of the list."""

    status: list[MembershipStatus] = []
    role: Role | None = None
    unit_id: UUID | None = None
    sort: RowSort = RowSort.NEWEST


class MemberImport(RequestBody):
    """A file of people to invite: an asset of purpose `import` that is ready."""

    asset_id: UUID
    dry_run: bool = Field(
        default=False, strict=True, description="say what would happen, and change nothing"
    )


class ImportOutcome(StrEnum):
    """What happens with a row; `refused` only in a dry run."""

    INVITED = "invited"
    SKIPPED = "skipped"
    REFUSED = "refused"


class MemberImportRow(BaseModel):
    """One row of the file."""

    line: int = Field(description="in the file, the header's included")
    outcome: ImportOutcome
    email: str | None = Field(description="as we read it; null when it is none")
    member_id: UUID | None = Field(description="who was invited, or is a member already")
    errors: list[ProblemField]


class MemberImportAnswer(BaseModel):
    """What was done, or would be."""

    dry_run: bool
    invited: int
    skipped: int = Field(description="members already")
    refused: int
    rows: list[MemberImportRow]
