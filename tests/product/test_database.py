"""What the running application may do in its database, asked with its own password."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from tenants.roles import LOGIN, REACHES
from tenants.tables import SHARED_TABLES
from tests.product.running import Product
from tests.tenants.attempts import ask

TENANT_TABLES = """
  select distinct relname::text from pg_class join pg_attribute on attrelid = pg_class.oid
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attname = 'tenant_id'
    and not attisdropped order by 1
"""
FILLED = {"report", "channel", "clarification", "clarification_revision", "membership", "client"}


@pytest.fixture
def login(demo: Product) -> Iterator[psycopg.Connection[Any]]:
    """Connected as the API is, by what its process was given."""
    with psycopg.connect(demo.login_url, autocommit=True) as connection:
        yield connection


def rows_in(connection: psycopg.Connection[Any], table: str) -> int:
    query = sql.SQL("select count(*) from {}").format(sql.Identifier("public", table))
    row = connection.execute(query).fetchone()
    assert row
    return int(row[0])


class TestLoginRole:
    def test_is_no_superuser_and_passes_no_policy_by(self, login: psycopg.Connection[Any]) -> None:
        query = (
            "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit"
            " from pg_roles where rolname = current_user"
        )
        assert login.execute(query).fetchall() == [(LOGIN, False, False, False, False, False)]

    def test_may_become_the_reaches_and_nobody_else(self, login: psycopg.Connection[Any]) -> None:
        query = "select rolname::text from pg_roles where pg_has_role(current_user, oid, 'set')"
        assert {name for (name,) in login.execute(query)} == {LOGIN, *REACHES}

    def test_is_what_the_application_connects_as(self, demo: Product) -> None:
        query = (
            "select distinct usename::text from pg_stat_activity"
            " where datname = 'simpul' and backend_type = 'client backend'"
            " and pid <> pg_backend_pid()"
        )
        assert ask(demo.superuser_url, query) == [(LOGIN,)]

    def test_is_not_given_the_owners_password(self, demo: Product) -> None:
        """Nor the worker: what serves requests must not be able to change the schema."""
        for process in ("api", "worker"):
            given = [name for name in demo.environment(process) if "OWNER" in name]
            assert given == [], process


class TestWithoutContext:
    def test_every_tenant_table_errs(self, demo: Product, login: psycopg.Connection[Any]) -> None:
        tables = [name for (name,) in ask(demo.superuser_url, TENANT_TABLES)]
        assert set(tables) >= FILLED
        for table in [*tables, "person", "tenant"]:
            with pytest.raises(InsufficientPrivilege):
                rows_in(login, table)

    def test_the_tenant_reach_without_a_tenant_sees_no_row_or_errs(
        self, demo: Product, login: psycopg.Connection[Any]
    ) -> None:
        tables = {name for (name,) in ask(demo.superuser_url, TENANT_TABLES)} - SHARED_TABLES
        with psycopg.connect(demo.superuser_url) as superuser:
            assert all(rows_in(superuser, table) > 0 for table in FILLED)
        login.execute("set role simpul_tenant")
        for table in sorted(tables):
            with suppress(InsufficientPrivilege):
                assert rows_in(login, table) == 0, table
