"""Statements that are tried in a scope, past every room, and undone."""

from typing import Any

import psycopg
from psycopg.pq import ExecStatus
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tenants.context import Scope
from tenants.session import Sessions, transaction

REFUSED = "42501"  # insufficient_privilege: no grant, or a row that the policies do not let in


async def attempt(sessions: Sessions, scope: Scope, statement: str, **values: Any) -> int | str:
    """How many rows it gave or touched, or the SQLSTATE that it was refused with."""
    try:
        async with transaction(sessions, scope) as session:
            result = await session.execute(text(statement), values)
            touched: int = result.rowcount  # type: ignore[attr-defined]
            await session.rollback()
            return touched
    except DBAPIError as error:
        return str(getattr(error.orig, "sqlstate", None))


def ask(url: str, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """Rows past row-level security, as the superuser; what it changes is committed."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement, values)
        # Not by `description`: `select from` has rows without columns.
        gave_rows = cursor.pgresult and cursor.pgresult.status == ExecStatus.TUPLES_OK
        return cursor.fetchall() if gave_rows else []
