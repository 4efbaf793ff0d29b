"""Which tables are not a tenant's own, and why; the catalogue test knows them by these lists."""

# Tables without a tenant. They have forced RLS too.
GLOBAL_TABLES = frozenset(
    {
        "tenant",
        "person",
        "sign_in",
        "authorization_code",
        "refresh_family",
        "refresh_token",
        "second_factor",
        "recovery_code",
        "one_time_link",
        "mail_message",
        "revocation",
        "number_counter",
        "alembic_version",
    }
)
# Rows that one tenant writes and every audience reads whole; uniques span tenants on purpose.
SHARED_TABLES = frozenset(
    {
        "official_channel",
        "shared_clarification",
        "public_clarification",
        "shared_event",
        "shared_match",
        "public_match",
        "policy",
        "relay",
        "period",
        "rollup_snapshot",
        "past_official_channel",
        "known_impersonator",
        "election_window",
    }
)
# Not ours to shape: procrastinate's own, which no reach has a grant on but simpul_jobs.
QUEUE_PREFIX = "procrastinate_"
