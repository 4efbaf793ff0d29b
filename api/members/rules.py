"""What may happen to a member. Pure: no session."""

from collections.abc import Collection

from api.access.models import Membership, MembershipStatus
from api.access.roles import Role
from api.errors import FieldError, InvalidBodyError, Text, TransitionNotAllowedError
from api.members.schemas import MemberBody
from api.transitions import Machine

S = MembershipStatus
LIFE = Machine(
    {
        "update_member": ({S.INVITED, S.ACTIVE, S.SUSPENDED}, None),
        "reinvite_member": ({S.INVITED}, None),
        "remove_member": ({S.INVITED, S.ACTIVE, S.SUSPENDED}, S.REMOVED),
    }
)
_NO_SUSPENSION = Text(
    "successor_id hanya bersama status suspended.", "successor_id goes with status suspended only."
)


def check_change(before: MemberBody, after: MemberBody) -> None:
    """Raise for a status that only the member himself can give, or a successor to nothing."""
    if before.status is S.INVITED and after.status is not S.INVITED:
        raise TransitionNotAllowedError(before.status, LIFE.allowed(before.status))
    if after.successor_id is not None and not is_suspended(before, after):
        raise InvalidBodyError([FieldError("/successor_id", "not-applicable", _NO_SUSPENSION)])


def is_suspended(before: MemberBody, after: MemberBody) -> bool:
    """Whether this change suspends the member."""
    return after.status is S.SUSPENDED and before.status is not S.SUSPENDED


def is_active_admin(status: str, roles: Collection[str]) -> bool:
    """Whether somebody of this status and these roles can invite others."""
    return status == S.ACTIVE and Role.ADMIN in roles


def has_joined(member: Membership) -> bool:
    """Whether the person behind a membership has accepted it; the office knows him then."""
    return member.status in {S.ACTIVE, S.SUSPENDED} or member.joined_at is not None
