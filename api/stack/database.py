"""The roles and the database, created by the superuser before anything migrates."""

import psycopg
from psycopg import sql

from api.stack.folder import Secrets
from api.stack.postgres import Postgres
from tenants import roles

DATABASE = "simpul"


def prepare(postgres: Postgres, secrets: Secrets, *, afresh: bool = False) -> None:
    """Create what is missing of the roles and the database; safe to run again.

    `afresh` begins with a new database: the one that is there was never filled to its end.

    The owner owns the schema, the login role may connect, the reaches may look into the schema, and
    PUBLIC may do none of it.
    """
    passwords = (sql.Literal(secrets.owner), sql.Literal(secrets.login))
    with psycopg.connect(postgres.superuser_dsn(), autocommit=True) as connection:
        for statement in roles.statements(*passwords):
            connection.execute(statement)
        if afresh:
            name = sql.Identifier(DATABASE)
            connection.execute(sql.SQL("drop database if exists {}").format(name))
        _create(connection)
    with psycopg.connect(postgres.superuser_dsn(DATABASE), autocommit=True) as connection:
        _guard_schema(connection)


def exists(postgres: Postgres) -> bool:
    """Whether the database was created, by this start or an earlier one."""
    with psycopg.connect(postgres.superuser_dsn(), autocommit=True) as connection:
        return _is_there(connection)


def _is_there(connection: psycopg.Connection) -> bool:
    found = connection.execute("select from pg_database where datname = %s", [DATABASE])
    return found.rowcount == 1


def _create(connection: psycopg.Connection) -> None:
    if not _is_there(connection):
        connection.execute(roles.create_database(DATABASE))
    for database in ("postgres", "template1"):  # this cluster is ours alone
        connection.execute(
            sql.SQL("revoke all on database {} from public").format(sql.Identifier(database))
        )
    for statement in roles.database_statements(DATABASE):
        connection.execute(statement)


def _guard_schema(connection: psycopg.Connection) -> None:
    for statement in roles.schema_statements():
        connection.execute(statement)
