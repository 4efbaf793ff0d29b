"""Chains as an auditor reads them: every link computed again from its own text."""

from datetime import UTC
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from api.audit.models import AuditEvent
from api.audit.reading import moment
from api.audit.verifier import hash_of

CHAIN = "select seq, at, body, previous, hash from audit_event where tenant_id = %s order by seq"


def chain(connection: psycopg.Connection[Any], tenant: UUID) -> list[AuditEvent]:
    """The links of a tenant's chain, oldest first."""
    rows = connection.cursor(row_factory=dict_row).execute(CHAIN, [tenant]).fetchall()
    return [AuditEvent(**{**row, "at": row["at"].astimezone(UTC)}) for row in rows]


def breaks(links: list[AuditEvent]) -> list[int]:
    """The places (from 1) where a chain does not hold."""
    broken, previous = [], ""
    for place, link in enumerate(links, start=1):
        whole = link.seq == place and link.previous == previous
        if not whole or link.hash != hash_of(previous, link.seq, moment(link.at), link.body):
            broken.append(place)
        previous = link.hash
    return broken
