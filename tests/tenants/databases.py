"""Databases beside the shared one, for tests that need an empty or a damaged one."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql
from pydantic import SecretStr

from api.settings import Settings
from api.stack import database
from api.stack.postgres import Postgres
from migrations.run import upgrade
from tenants import roles


@contextmanager
def another(postgres: Postgres, settings: Settings, name: str) -> Iterator[Settings]:
    """The settings of a new database without tables; it is gone afterwards."""
    with psycopg.connect(postgres.superuser_dsn(), autocommit=True) as connection:
        identifier, owner = sql.Identifier(name), sql.Identifier(roles.OWNER)
        connection.execute(sql.SQL("create database {} owner {}").format(identifier, owner))
        connection.execute(sql.SQL("revoke all on database {} from public").format(identifier))
        grant = sql.SQL("grant connect on database {} to {}, {}")
        connection.execute(grant.format(identifier, owner, sql.Identifier(roles.LOGIN)))
        with psycopg.connect(postgres.superuser_dsn(name), autocommit=True) as inside:
            database._guard_schema(inside)
        try:
            yield _elsewhere(settings, name)
        finally:
            connection.execute(sql.SQL("drop database {} with (force)").format(identifier))


@contextmanager
def migrated(postgres: Postgres, settings: Settings, name: str) -> Iterator[Settings]:
    """The same with the schema, and no rows."""
    with another(postgres, settings, name) as elsewhere:
        assert elsewhere.database.owner_url
        upgrade(elsewhere.database.owner_url.get_secret_value())
        yield elsewhere


def _elsewhere(settings: Settings, name: str) -> Settings:
    assert settings.database.owner_url
    urls = {
        key: SecretStr(url.get_secret_value().rpartition("/")[0] + f"/{name}")
        for key, url in (
            ("url", settings.database.url),
            ("owner_url", settings.database.owner_url),
        )
    }
    return settings.model_copy(update={"database": settings.database.model_copy(update=urls)})
