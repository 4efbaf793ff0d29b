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


def statements(owner_password: str, login_password: str) -> list[sql.Composed]:
    """The statements that create what is missing and set the two passwords; safe to run again."""
    made = [_create(OWNER, "login"), _create(LOGIN, "login noinherit")]
    made += [_create(reach, "nologin") for reach in REACHES]
    made += [_password(OWNER, owner_password), _password(LOGIN, login_password)]
    reaches = sql.SQL(", ").join(sql.Identifier(reach) for reach in REACHES)
    made.append(
        sql.SQL("grant {} to {} with inherit false, set true, admin false").format(
            reaches, sql.Identifier(LOGIN)
        )
    )
    return made


def _create(role: LiteralString, options: LiteralString) -> sql.Composed:
    body = sql.SQL(
        "do $$ begin if not exists (select from pg_roles where rolname = {name}) then "
        "create role {role} {options} nosuperuser nobypassrls nocreatedb nocreaterole; end if; end $$"
    )
    return body.format(name=sql.Literal(role), role=sql.Identifier(role), options=sql.SQL(options))


def _password(role: LiteralString, password: str) -> sql.Composed:
    return sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(password))
