"""Every permission, alphabetised. They are the OAuth scopes too."""

from enum import StrEnum


class Permission(StrEnum):
    """`<resource>:<action>`."""

    AUDIT_READ = "audit:read"
    CHANNELS_READ = "channels:read"
    CHANNELS_VERIFY = "channels:verify"
    CHANNELS_WRITE = "channels:write"
    CLAIMS_READ = "claims:read"
    CLAIMS_REPORTER = "claims:reporter"
    CLAIMS_TRIAGE = "claims:triage"
    CLAIMS_WRITE = "claims:write"
    CLARIFICATIONS_READ = "clarifications:read"
    CLARIFICATIONS_VERIFY = "clarifications:verify"
    CLARIFICATIONS_WRITE = "clarifications:write"
    CLIENTS_READ = "clients:read"
    CLIENTS_WRITE = "clients:write"
    MEDIA_READ = "media:read"
    MEDIA_WRITE = "media:write"
    MEMBERS_READ = "members:read"
    MEMBERS_WRITE = "members:write"
    PERIODS_WRITE = "periods:write"
    POLICIES_READ = "policies:read"
    POLICIES_WRITE = "policies:write"
    REGISTRATIONS_REVIEW = "registrations:review"
    RELAYS_READ = "relays:read"
    RELAYS_REQUEST = "relays:request"
    RELAYS_WRITE = "relays:write"
    REPORTS_READ = "reports:read"
    REPORTS_REVIEW = "reports:review"
    REPORTS_WRITE = "reports:write"
    ROLLUPS_READ = "rollups:read"
    TENANTS_READ = "tenants:read"
    TENANTS_WRITE = "tenants:write"
    UNITS_READ = "units:read"
    UNITS_WRITE = "units:write"
    WEBHOOKS_READ = "webhooks:read"
    WEBHOOKS_WRITE = "webhooks:write"


def is_decision(permission: Permission) -> bool:
    """Whether the membership is read again for it, so that a demotion counts at once."""
    action = permission.value.partition(":")[2]
    # Whom a reader of sealed contacts may be is decided as strictly as who decides.
    return action in {"verify", "review", "triage", "reporter"} or (
        permission is Permission.MEMBERS_WRITE
    )
