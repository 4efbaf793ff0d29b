"""What the database promises by itself, table by table: no room and no route takes part."""

from uuid import UUID

import pytest

from api.tables import metadata
from tenants.context import Reach, Scope
from tenants.session import Sessions, as_tenant
from tenants.tables import GLOBAL_TABLES, SHARED_TABLES
from tests.tenants.attempts import REFUSED, ask, attempt
from tests.tenants.rows import columns_of, count

TABLES = sorted(name for name, table in metadata.tables.items() if "tenant_id" in table.columns)
OWNED = [name for name in TABLES if name not in GLOBAL_TABLES]
PRIVATE = [name for name in OWNED if name not in SHARED_TABLES]
SHARED = [name for name in OWNED if name in SHARED_TABLES]
# Nobody's but sign-in's: there is a tenant in them, and no tenant may read them.
SIGN_IN = [name for name in TABLES if name in GLOBAL_TABLES]


class TestTheProofItself:
    def test_there_is_a_row_in_every_table(self, full: UUID, superuser_url: str) -> None:
        empty = [table for table in TABLES if count(superuser_url, table, full) == 0]
        # Codes are rare: a token of a person here has spent one.
        assert empty == []

    def test_the_stranger_has_none(self, stranger: Scope, superuser_url: str) -> None:
        mine = [table for table in TABLES if count(superuser_url, table, stranger.tenant)]
        assert mine == []

    def test_every_table_is_of_one_kind(self) -> None:
        assert len(PRIVATE) >= 15
        assert set(SHARED) == SHARED_TABLES
        assert sorted(PRIVATE + SHARED + SIGN_IN) == TABLES


class TestSelect:
    @pytest.mark.parametrize("table", OWNED)
    async def test_its_tenant_sees_all_of_its_rows(
        self, sessions: Sessions, full: UUID, superuser_url: str, table: str
    ) -> None:
        query = f"select from {table} where tenant_id = :tenant"
        seen = await attempt(sessions, as_tenant(full, "test"), query, tenant=full)
        assert seen == count(superuser_url, table, full)

    @pytest.mark.parametrize("table", PRIVATE)
    async def test_a_stranger_sees_none(
        self, sessions: Sessions, stranger: Scope, table: str
    ) -> None:
        assert await attempt(sessions, stranger, f"select from {table}") == 0

    @pytest.mark.parametrize("table", SHARED)
    async def test_a_stranger_sees_what_is_shared(
        self, sessions: Sessions, stranger: Scope, full: UUID, superuser_url: str, table: str
    ) -> None:
        query = f"select from {table} where tenant_id = :tenant"
        seen = await attempt(sessions, stranger, query, tenant=full)
        assert seen == count(superuser_url, table, full)

    @pytest.mark.parametrize("table", SIGN_IN)
    async def test_no_tenant_sees_sign_ins(
        self, sessions: Sessions, full: UUID, table: str
    ) -> None:
        assert await attempt(sessions, as_tenant(full, "test"), f"select from {table}") == REFUSED

    @pytest.mark.parametrize("table", [*PRIVATE, *SIGN_IN])
    async def test_without_a_tenant_there_is_nothing(
        self, sessions: Sessions, full: UUID, table: str
    ) -> None:
        assert full
        for reach in (Reach.TENANT, Reach.PUBLIC, Reach.JOBS):
            assert await attempt(sessions, Scope(reach), f"select from {table}") in {0, REFUSED}

    async def test_people_are_seen_where_they_are_members(
        self, sessions: Sessions, full: UUID, stranger: Scope
    ) -> None:
        query = "select id, name, email from person"
        assert await attempt(sessions, stranger, query) == 0
        assert await attempt(sessions, as_tenant(full, "test"), query) != 0
        secret = "select password_hash from person"
        assert await attempt(sessions, as_tenant(full, "test"), secret) == REFUSED


class TestUpdate:
    @pytest.mark.parametrize("table", OWNED)
    async def test_a_stranger_changes_nothing(
        self, sessions: Sessions, stranger: Scope, full: UUID, table: str
    ) -> None:
        # Without a WHERE the read policies take no part: what writes may touch is seen alone.
        for where in ("", f" where tenant_id = '{full}'"):
            statement = f"update {table} set tenant_id = :mine{where}"
            touched = await attempt(sessions, stranger, statement, mine=stranger.tenant)
            assert touched in {0, REFUSED}

    @pytest.mark.parametrize("table", OWNED)
    async def test_nobody_gives_his_rows_to_another(
        self, sessions: Sessions, stranger: Scope, full: UUID, table: str
    ) -> None:
        statement = f"update {table} set tenant_id = :other"
        touched = await attempt(sessions, as_tenant(full, "test"), statement, other=stranger.tenant)
        assert touched == REFUSED

    async def test_only_ones_own_office_is_changed(
        self, sessions: Sessions, stranger: Scope
    ) -> None:
        assert await attempt(sessions, stranger, "update tenant set office = 'x'") == 1
        for column in ("code", "kind", "status", "name", "id"):
            statement = f"update tenant set {column} = default"
            assert await attempt(sessions, stranger, statement) == REFUSED


class TestDelete:
    @pytest.mark.parametrize("table", OWNED)
    async def test_a_stranger_removes_nothing(
        self, sessions: Sessions, stranger: Scope, full: UUID, table: str
    ) -> None:
        for where in ("", f" where tenant_id = '{full}'"):
            touched = await attempt(sessions, stranger, f"delete from {table}{where}")
            assert touched in {0, REFUSED}

    @pytest.mark.parametrize("table", [*TABLES, "person", "tenant"])
    async def test_nobody_empties_a_table(
        self, sessions: Sessions, stranger: Scope, table: str
    ) -> None:
        for reach in Reach:
            scope = Scope(reach, stranger.tenant, "test")
            assert await attempt(sessions, scope, f"truncate {table} cascade") == REFUSED


class TestInsert:
    @pytest.mark.parametrize("table", OWNED)
    async def test_a_stranger_writes_no_row_of_another(
        self, sessions: Sessions, stranger: Scope, full: UUID, superuser_url: str, table: str
    ) -> None:
        query = f"select to_jsonb(t)::text from {table} t where tenant_id = %(tenant)s limit 1"
        [(row,)] = ask(superuser_url, query, tenant=full)
        names = ", ".join(columns_of(superuser_url, table))
        statement = (
            f"insert into {table} ({names}) select {names} from"
            f" jsonb_populate_record(null::{table}, cast(:row as jsonb))"
        )
        assert await attempt(sessions, stranger, statement, row=row) == REFUSED

    async def test_an_upsert_takes_no_shared_row(
        self, sessions: Sessions, stranger: Scope, full: UUID
    ) -> None:
        statement = (
            "insert into official_channel (tenant_id, id, platform, identity, name, since)"
            " select :mine, gen_random_uuid(), platform, identity, 'palsu', since"
            " from official_channel where tenant_id = :other limit 1"
            " on conflict (platform, identity) do update set name = excluded.name"
        )
        touched = await attempt(sessions, stranger, statement, mine=stranger.tenant, other=full)
        assert touched == REFUSED

    async def test_no_private_reference_crosses_tenants(
        self, sessions: Sessions, stranger: Scope, full: UUID, superuser_url: str
    ) -> None:
        [(asset,)] = ask(
            superuser_url, "select id from asset where tenant_id = %(t)s limit 1", t=full
        )
        statement = (
            "insert into channel (tenant_id, id, platform, name, proof_code, proof_asset_id,"
            " language, status, author_ids, version, created_at, updated_at) values (:mine,"
            " gen_random_uuid(), 'x', 'x', 'x', :asset, 'id', 'pending', '{}', 1, now(), now())"
        )
        refused = await attempt(sessions, stranger, statement, mine=stranger.tenant, asset=asset)
        assert refused == "23503"  # as for an asset that nobody has
