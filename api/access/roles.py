"""Which role may do what: the table of DESIGN 4. Pure, no session."""

from collections.abc import Iterable
from enum import StrEnum

from api.access.permissions import Permission

P = Permission


class Role(StrEnum):
    """A membership has a set of these."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    VERIFIER = "verifier"
    ADMIN = "admin"


_VIEWER = frozenset(
    {
        P.TENANTS_READ,
        P.UNITS_READ,
        P.CHANNELS_READ,
        P.REPORTS_READ,
        P.CLAIMS_READ,
        P.CLARIFICATIONS_READ,
        P.RELAYS_READ,
        P.MEDIA_READ,
        P.POLICIES_READ,
        P.ROLLUPS_READ,
    }
)
_OPERATOR = _VIEWER | {
    P.CHANNELS_WRITE,
    P.REPORTS_WRITE,
    P.CLAIMS_WRITE,
    P.CLARIFICATIONS_WRITE,
    P.RELAYS_WRITE,
    P.MEDIA_WRITE,
    P.MEMBERS_READ,
}
_VERIFIER = _OPERATOR | {
    P.CLAIMS_TRIAGE,
    P.CLAIMS_REPORTER,
    P.CLARIFICATIONS_VERIFY,
    P.RELAYS_REQUEST,
}
_ADMIN = _VIEWER | {
    P.MEMBERS_READ,
    P.MEMBERS_WRITE,
    P.CLIENTS_READ,
    P.CLIENTS_WRITE,
    P.MEDIA_WRITE,  # beyond DESIGN 4: an admin uploads the list of those whom he invites
    P.UNITS_WRITE,
    P.WEBHOOKS_READ,
    P.WEBHOOKS_WRITE,
    P.TENANTS_WRITE,
    P.AUDIT_READ,
}
_EVERYWHERE = {
    Role.VIEWER: _VIEWER,
    Role.OPERATOR: _OPERATOR,
    Role.VERIFIER: _VERIFIER,
    Role.ADMIN: _ADMIN,
}
_IN_THE_PROVINCE = {
    Role.VERIFIER: frozenset({P.CHANNELS_VERIFY, P.REPORTS_REVIEW}),
    Role.ADMIN: frozenset({P.REGISTRATIONS_REVIEW, P.PERIODS_WRITE, P.POLICIES_WRITE}),
}
# A machine client has a subset of these: approval needs a person.
CLIENT_PERMISSIONS = _OPERATOR


def permissions_of(roles: Iterable[str], *, province: bool) -> frozenset[P]:
    """All that a set of roles may do in a tenant; unknown roles give nothing."""
    known = [Role(role) for role in roles if role in set(Role)]
    found: set[P] = set()
    for role in known:
        found |= _EVERYWHERE[role]
        if province:
            found |= _IN_THE_PROVINCE.get(role, frozenset())
    return frozenset(found)
