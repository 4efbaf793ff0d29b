from collections.abc import Iterator

import psycopg
import pytest
from alembic.script import ScriptDirectory

from migrations.run import check, config, newest
from tests.architecture.catalogue import faults


@pytest.fixture
def database(owner_url: str, superuser_url: str) -> Iterator[psycopg.Connection]:
    assert owner_url != superuser_url  # asked for, because making it migrates
    with psycopg.connect(superuser_url) as connection:
        yield connection
        connection.rollback()


def test_the_schema_keeps_the_promise(database: psycopg.Connection) -> None:
    assert faults(database) == set()


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ("create table bad (tenant_id uuid, id uuid)", "row-level security is off: bad"),
        (
            "create table bad (id uuid); alter table bad enable row level security",
            "row-level security is not forced: bad",
        ),
        ("create table bad (id uuid)", "no policy: bad"),
        (
            "create table bad (id uuid primary key, tenant_id uuid)",
            "primary key does not start with tenant_id: bad",
        ),
        ("create table bad (id uuid)", "primary key does not start with tenant_id: bad"),
        (
            """create table a (tenant_id uuid, id uuid unique, primary key (tenant_id, id));
            create table bad (tenant_id uuid, a_id uuid constraint bad_a references a (id))""",
            "foreign key between tenant tables without tenant_id: bad_a",
        ),
        (
            "create unique index bad on report (id, external_reference)",
            "unique index without tenant_id: bad",
        ),
        ("grant select on report to public", "granted to PUBLIC: report SELECT"),
        (
            "grant truncate on report to simpul_tenant",
            "TRUNCATE or TRIGGER granted: simpul_tenant on report",
        ),
        (
            "alter role simpul_tenant bypassrls",
            "a role that passes row-level security by: simpul_tenant",
        ),
        (
            "alter role simpul_login superuser",
            "a role that passes row-level security by: simpul_login",
        ),
        (
            "grant select on report to simpul_login",
            "the login role may do something itself: report",
        ),
        (
            "grant simpul_tenant to simpul_login with inherit true",
            "the login role inherits: simpul_tenant",
        ),
        (
            """create function bad() returns int language sql security definer as 'select 1';
            revoke all on function bad() from public""",
            "definer function without search_path: bad()",
        ),
        (
            "create function bad() returns int language sql as 'select 1'",
            "function that PUBLIC may execute: bad()",
        ),
    ],
)
def test_finds_what_is_planted(database: psycopg.Connection, planted: str, fault: str) -> None:
    database.execute(planted)
    assert fault in faults(database)


def test_the_models_are_what_the_migrations_made(owner_url: str) -> None:
    check(owner_url)


def test_the_newest_revision_is_alembics_head() -> None:
    script = ScriptDirectory.from_config(config(""))
    assert script.get_heads() == [newest()]
