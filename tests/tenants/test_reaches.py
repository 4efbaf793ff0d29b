"""The reaches that are no tenant: each has policies of its own and nothing more."""

from uuid import UUID

import pytest

from tenants.context import PUBLIC, Reach, Scope
from tenants.session import Sessions, as_system
from tests.tenants.attempts import REFUSED, ask, attempt
from tests.tenants.rows import columns_of

EVERY_TABLE = (
    "select relname::text from pg_class where relkind in ('r', 'p')"
    " and relnamespace = 'public'::regnamespace order by 1"
)
# DESIGN 3: what the public reads, what sign-in needs, and what the province reviews.
PUBLIC_TABLES = {
    *("tenant", "official_channel", "public_clarification", "public_match"),
    *("past_official_channel", "known_impersonator"),
}
SYSTEM_TABLES = {
    *("tenant", "person", "membership", "client", "alembic_version"),
    *("sign_in", "authorization_code", "refresh_family", "refresh_token"),
    *("second_factor", "recovery_code", "one_time_link", "mail_message", "revocation"),
    *("registration", "upload_ticket", "claim_sighting"),
}
DECISION = {"status", "version", "updated_at", "decided_at", "decided_by", "decision_note"}
REVIEW = {
    "report": DECISION,
    "channel": DECISION | {"verified_at", "last_confirmed_at"},
    "clarification": {
        *("status", "version", "updated_at", "retracted_at", "public_reason"),
        *("correction_status", "correction_revision", "publish_at"),
    },
    "clarification_revision": {
        *("approved_by", "approved_at", "checklist", "decision_note"),
        *("countersigned_by", "countersigned_at"),
    },
}
HANDED_IN = {
    *REVIEW,
    *("asset", "channel_custodian", "former_handle"),
    *("report_post", "report_asset", "clarification_asset", "claim", "claim_asset"),
    *("impersonation", "impersonation_asset"),
    *("completion", "period_extension", "rollup_snapshot_part"),
}
PROVINCE_TABLES = {
    *HANDED_IN,
    *("tenant", "official_channel", "shared_clarification", "public_clarification"),
    *("shared_match", "public_match", "relay"),
    *("past_official_channel", "known_impersonator", "period", "rollup_snapshot", "report_summary"),
}


@pytest.fixture(scope="module")
def tables(full: UUID, superuser_url: str) -> list[str]:
    """All there are, the queue's too."""
    assert full
    return [name for (name,) in ask(superuser_url, EVERY_TABLE)]


async def readable(sessions: Sessions, scope: Scope, tables: list[str]) -> set[str]:
    tried = {table: await attempt(sessions, scope, f"select from {table}") for table in tables}
    assert {given for given in tried.values() if isinstance(given, str)} <= {REFUSED}
    return {table for table, given in tried.items() if given != REFUSED}


async def writable(
    sessions: Sessions, scope: Scope, tables: list[str], commands: tuple[str, ...]
) -> set[str]:
    return {
        table
        for table in tables
        for command in commands
        if await attempt(sessions, scope, command.format(table)) != REFUSED
    }


class TestPublic:
    async def test_reads_the_public_tables_alone(
        self, sessions: Sessions, tables: list[str]
    ) -> None:
        assert await readable(sessions, PUBLIC, tables) == PUBLIC_TABLES

    async def test_writes_nothing(
        self, sessions: Sessions, tables: list[str], superuser_url: str
    ) -> None:
        commands = ("delete from {}", "insert into {} default values")
        assert await writable(sessions, PUBLIC, tables, commands) == set()
        for table in PUBLIC_TABLES:
            for column in columns_of(superuser_url, table):
                statement = f"update {table} set {column} = default"
                assert await attempt(sessions, PUBLIC, statement) == REFUSED


class TestProvince:
    async def test_reads_what_is_handed_in_and_what_is_shared(
        self, sessions: Sessions, tables: list[str], province: Scope
    ) -> None:
        assert await readable(sessions, province, tables) == PROVINCE_TABLES

    @pytest.mark.parametrize("table", sorted(HANDED_IN))
    async def test_sees_all_that_is_handed_in_and_no_drafts(
        self, sessions: Sessions, province: Scope, superuser_url: str, table: str
    ) -> None:
        query = f"select count(*) filter (where handed_in), count(*) from {table}"
        [(handed_in, _)] = ask(superuser_url, query)
        assert handed_in > 0
        assert await attempt(sessions, province, f"select from {table}") == handed_in
        hidden = await attempt(sessions, province, f"select from {table} where not handed_in")
        assert hidden == 0

    @pytest.mark.parametrize(
        "table", ["report", "report_post", "report_asset", "asset", "clarification",
                  "clarification_revision", "clarification_asset"],
    )  # fmt: skip
    def test_there_were_drafts_to_see(self, full: UUID, superuser_url: str, table: str) -> None:
        query = f"select count(*) from {table} where not handed_in and tenant_id = %(tenant)s"
        assert ask(superuser_url, query, tenant=full)[0][0] > 0

    async def test_neither_adds_nor_removes(
        self, sessions: Sessions, tables: list[str], province: Scope
    ) -> None:
        commands = ("delete from {}", "insert into {} default values")
        assert await writable(sessions, province, tables, commands) == set()

    async def test_changes_the_review_columns_alone(
        self, sessions: Sessions, tables: list[str], province: Scope, superuser_url: str
    ) -> None:
        changeable: dict[str, set[str]] = {}
        for table in tables:
            for column in columns_of(superuser_url, table):
                statement = f"update {table} set {column} = default where false"
                if await attempt(sessions, province, statement) != REFUSED:
                    changeable.setdefault(table, set()).add(column)
        assert changeable == REVIEW

    async def test_reviews_no_draft(
        self, sessions: Sessions, province: Scope, superuser_url: str
    ) -> None:
        for table, columns in REVIEW.items():
            column = "decision_note" if "decision_note" in columns else "public_reason"
            [(handed_in,)] = ask(superuser_url, f"select count(*) from {table} where handed_in")
            touched = await attempt(sessions, province, f"update {table} set {column} = 'x'")
            assert touched == handed_in

    async def test_takes_no_row_back_into_draft(self, sessions: Sessions, province: Scope) -> None:
        for table in ("report", "clarification"):
            statement = f"update {table} set status = 'draft'"
            assert await attempt(sessions, province, statement) == REFUSED


class TestSystem:
    async def test_reads_what_sign_in_needs_alone(
        self, sessions: Sessions, tables: list[str]
    ) -> None:
        assert await readable(sessions, as_system("test"), tables) == SYSTEM_TABLES

    async def test_removes_no_person_and_no_tenant(self, sessions: Sessions) -> None:
        for table in ("tenant", "person", "membership", "client", "alembic_version"):
            assert await attempt(sessions, as_system("test"), f"delete from {table}") == REFUSED


class TestJobs:
    async def test_reads_the_queue_alone(self, sessions: Sessions, tables: list[str]) -> None:
        queue = {table for table in tables if table.startswith("procrastinate_")}
        assert len(queue) >= 4
        assert await readable(sessions, Scope(Reach.JOBS), tables) == queue
