"""A chain that somebody with all rights in the database touches, and as it was afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

_COLUMNS = sql.SQL("tenant_id, id, seq, at, body, previous, hash")
_UNIQUE = "uq_audit_event_tenant_id_seq"

# What is done to a chain of at least 12 events: the kind of the fault, its number, and the statements.
DAMAGE: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "edited-body": (
        "edited",
        4,
        ("update audit_event set body = '{}' where tenant_id = %(tenant)s and seq = 4",),
    ),
    "edited-moment": (
        "edited",
        7,
        (
            (
                "update audit_event set at = at + interval '1 microsecond'"
                " where tenant_id = %(tenant)s and seq = 7"
            ),
        ),
    ),
    "deleted": (
        "deleted",
        6,
        ("delete from audit_event where tenant_id = %(tenant)s and seq = 6",),
    ),
    "inserted": (
        "inserted",
        5,
        (
            (
                "update audit_event set seq = -seq - 1 where tenant_id = %(tenant)s and seq >= 5;"
                "update audit_event set seq = -seq where tenant_id = %(tenant)s and seq < 0;"
            ),
            (
                "insert into audit_event (tenant_id, id, seq, at, body, previous, hash)"
                " select tenant_id, gen_random_uuid(), 5, at, '{}', hash, previous"
                " from audit_event where tenant_id = %(tenant)s and seq = 4"
            ),
        ),
    ),
    "inserted-twice": (
        "inserted",
        8,
        (
            "drop index uq_audit_event_tenant_id_seq",
            (
                "insert into audit_event (tenant_id, id, seq, at, body, previous, hash)"
                " select tenant_id, gen_random_uuid(), 8, at, '{}', previous, hash"
                " from audit_event where tenant_id = %(tenant)s and seq = 8"
            ),
        ),
    ),
    "inserted-before-the-first": (
        "inserted",
        -5,
        (
            (
                "insert into audit_event (tenant_id, id, seq, at, body, previous, hash)"
                " select tenant_id, gen_random_uuid(), -5, at, '{}', previous, hash"
                " from audit_event where tenant_id = %(tenant)s and seq = 1"
            ),
        ),
    ),
    "reordered": (
        "reordered",
        3,
        (
            (
                "update audit_event set seq = -9 where tenant_id = %(tenant)s and seq = 9;"
                "update audit_event set seq = 9 where tenant_id = %(tenant)s and seq = 3;"
                "update audit_event set seq = 3 where tenant_id = %(tenant)s and seq = -9"
            ),
        ),
    ),
}


@contextmanager
def damaged(dsn: str, tenant: UUID, statements: tuple[str, ...]) -> Iterator[None]:
    """The chain of a tenant after these statements; whole again afterwards."""
    of_tenant = {"tenant": tenant}
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("drop table if exists pg_temp.kept")
        select = sql.SQL(
            "create temp table kept as select {} from audit_event where tenant_id = {}"
        )
        connection.execute(select.format(_COLUMNS, sql.Literal(tenant)))
        try:
            for several in statements:
                for statement in several.split(";"):
                    if statement.strip():
                        connection.execute(statement.encode(), of_tenant)
            yield
        finally:
            _restore(connection, of_tenant)


def _restore(connection: psycopg.Connection[Any], of_tenant: dict[str, UUID]) -> None:
    with connection.transaction():
        connection.execute("delete from audit_event where tenant_id = %(tenant)s", of_tenant)
        again = sql.SQL("insert into audit_event ({0}) select {0} from kept")
        connection.execute(again.format(_COLUMNS))
        unique = sql.SQL("create unique index if not exists {} on audit_event (tenant_id, seq)")
        connection.execute(unique.format(sql.Identifier(_UNIQUE)))
