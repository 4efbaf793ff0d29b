"""What may happen to a policy, and when somebody is reminded of it. Pure."""

from datetime import date, timedelta

from api.access.roles import Role
from api.conduct.models import PolicyStatus
from api.conduct.policy_schemas import PolicyCreate
from api.errors import FieldError, InvalidBodyError, Text
from api.transitions import Machine

S = PolicyStatus
LIFE = Machine(
    {
        "update_policy": ({S.DRAFT}, None),
        "delete_policy": ({S.DRAFT}, None),
        "activate_policy": ({S.DRAFT}, S.ACTIVE),
        "acknowledge_policy": ({S.ACTIVE}, None),
    }
)
# Who submits or publishes; a viewer or an admin meets the gate only when he answers for a client.
REMINDED_ROLES = (Role.OPERATOR, Role.VERIFIER)
FIRST_REMINDER = timedelta(days=3)
NEXT_REMINDER = timedelta(days=7)
MOST_REMINDERS = 4
_TWICE = Text("Kode ini dipakai dua kali.", "This code is used twice.")


def check_kinds(body: PolicyCreate) -> None:
    """Raise `InvalidBodyError` where two kinds have one code."""
    codes = [kind.code for kind in body.kinds]
    errors = [
        FieldError(f"/kinds/{place}/code", "repeated", _TWICE)
        for place, code in enumerate(codes)
        if code in codes[:place]
    ]
    if errors:
        raise InvalidBodyError(errors)


def is_reminder_due(since: date, sent: int, sent_on: date | None, today: date) -> bool:
    """Whether somebody who should know the policy `since` that day is reminded today.

    Counted in days of the province: a letter of 08.00 must not wait a day for some seconds.
    """
    if sent >= MOST_REMINDERS:
        return False
    if sent_on is None:
        return today - since >= FIRST_REMINDER
    return today - sent_on >= NEXT_REMINDER
