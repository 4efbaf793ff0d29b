"""The database roles, as SQL that an administrator of the cluster runs once.

`simpul_owner` owns the schema and migrates it. `simpul_login` is what the API and the worker connect
as: it owns nothing, inherits nothing, and becomes one *reach* per transaction.
"""

from typing import LiteralString

from psycopg import sql

OWNER = "simpul_owner"
LOGIN = "simpul_login"
REACHES: tuple[LiteralString, ...] = (
    "simpul_tenant",
    "simpul_province",
    "simpul_public",
    "simpul_system",
    "simpul_jobs",
)
ALL_ROLES: tuple[str, ...] = (OWNER, LOGIN, *REACHES)

_BEGIN = """\
-- The roles and the database of Simpul, for a superuser of PostgreSQL 17 or later. Safe to run again:
-- it makes what is missing and sets the two passwords, which psql takes from its environment.
\\set ON_ERROR_STOP on
\\getenv owner_password SIMPUL_OWNER_PASSWORD
\\getenv login_password SIMPUL_LOGIN_PASSWORD
\\if :{?owner_password}
\\else
do $$ begin raise exception 'SIMPUL_OWNER_PASSWORD is not set'; end $$;
\\endif
\\if :{?login_password}
\\else
do $$ begin raise exception 'SIMPUL_LOGIN_PASSWORD is not set'; end $$;
\\endif
-- Run again, it grants what is granted already, and need not say so.
set client_min_messages = warning;
"""


def script(database: str) -> str:
    """The whole preparation of a cluster for `psql`, with no password in it."""
    owner_password, login_password = sql.SQL(":'owner_password'"), sql.SQL(":'login_password'")
    # `create database` knows no `if not exists`; \gexec runs what the query gives, if it gives anything.
    create = sql.SQL(
        "select {} where not exists (select from pg_database where datname = {})\n\\gexec\n"
    ).format(sql.Literal(create_database(database).as_string()), sql.Literal(database))
    connect = sql.SQL("\\connect {}\n").format(sql.Identifier(database))
    parts = [
        *(_ended(one) for one in statements(owner_password, login_password)),
        create,
        *(_ended(one) for one in database_statements(database)),
        connect,
        *(_ended(one) for one in schema_statements()),
    ]
    return _BEGIN + sql.Composed(parts).as_string()


def statements(
    owner_password: sql.Composable, login_password: sql.Composable
) -> list[sql.Composed]:
    """The statements that create what is missing and set the two passwords; safe to run again."""
    made = [_create(OWNER, "login"), _create(LOGIN, "login noinherit")]
    made += [_create(reach, "nologin") for reach in REACHES]
    made += [_password(OWNER, owner_password), _password(LOGIN, login_password)]
    made.append(
        sql.SQL("grant {} to {} with inherit false, set true, admin false").format(
            _reaches(), sql.Identifier(LOGIN)
        )
    )
    return made


def create_database(name: str) -> sql.Composed:
    """The statement that creates a database; fails where it exists."""
    return sql.SQL("create database {} owner {}").format(
        sql.Identifier(name), sql.Identifier(OWNER)
    )


def database_statements(name: str) -> list[sql.Composed]:
    """Who may connect to a database: the owner and the login role, nobody else."""
    database = sql.Identifier(name)
    return [
        sql.SQL("revoke all on database {} from public").format(database),
        sql.SQL("grant connect on database {} to {}, {}").format(
            database, sql.Identifier(OWNER), sql.Identifier(LOGIN)
        ),
    ]


def schema_statements() -> list[sql.Composed]:
    """Who may do what in the schema, run inside the database: only the owner creates."""
    return [
        sql.SQL("revoke all on schema public from public").format(),
        sql.SQL("alter schema public owner to {}").format(sql.Identifier(OWNER)),
        sql.SQL("grant usage on schema public to {}").format(_reaches()),
    ]


def _reaches() -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(reach) for reach in REACHES)


def _create(role: LiteralString, options: LiteralString) -> sql.Composed:
    body = sql.SQL(
        "do $$ begin if not exists (select from pg_roles where rolname = {name}) then "
        "create role {role} {options} nosuperuser nobypassrls nocreatedb nocreaterole; end if; end $$"
    )
    return body.format(name=sql.Literal(role), role=sql.Identifier(role), options=sql.SQL(options))


def _password(role: LiteralString, password: sql.Composable) -> sql.Composed:
    return sql.SQL("alter role {} password {}").format(sql.Identifier(role), password)


def _ended(statement: sql.Composed) -> sql.Composed:
    return sql.Composed([statement, sql.SQL(";\n")])
