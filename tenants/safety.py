"""What must hold of the database before this deployment may serve: roles and row-level security.

The API and the worker look when they start, and refuse to start when it does not hold.
"""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from tenants.tables import QUEUE_PREFIX

_ROLES = text(
    "select rolname from pg_roles where (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)"
    " and (rolname = session_user or rolname like 'simpul\\_%')"
)
_OWNED = text("select count(*) from pg_class where relowner = session_user::regrole")
_UNGUARDED = text(
    "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
    " and not (relrowsecurity and relforcerowsecurity) and not starts_with(relname, :queue)"
)
_GRANTS = text(
    "select distinct relname from pg_class, aclexplode(relacl) granted"
    " where relnamespace = 'public'::regnamespace and granted.privilege_type = 'TRUNCATE'"
    " and granted.grantee <> relowner"
)
_REVISION = text("select version_num from alembic_version")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    name: str
    good: bool
    detail: str


class UnsafeError(RuntimeError):
    """The database would not keep the promise of DESIGN 3; the application does not start."""


async def examine_database(connection: AsyncConnection) -> list[Finding]:
    """The roles and tables as the database has them; needs no grants."""
    mighty = list(await connection.scalars(_ROLES))
    owned = await connection.scalar(_OWNED)
    unguarded = list(await connection.scalars(_UNGUARDED, {"queue": QUEUE_PREFIX}))
    truncated = list(await connection.scalars(_GRANTS))
    return [
        Finding("roles", not mighty, _say(mighty, "too mighty")),
        Finding("ownership", owned == 0, f"the login role owns {owned} tables"),
        Finding("row-level security", not unguarded, _say(unguarded, "not forced on")),
        Finding("grants", not truncated, _say(truncated, "TRUNCATE is granted on")),
    ]


def _say(names: list[str], fault: str) -> str:
    return f"{fault}: {', '.join(names)}" if names else "as it must be"


async def revision_of(session: AsyncSession) -> str | None:
    """The schema's revision, read in the system scope."""
    found: str | None = await session.scalar(_REVISION)
    return found


async def require_safe(connection: AsyncConnection) -> None:
    """Raise `UnsafeError` unless the database keeps tenants apart."""
    bad = [finding for finding in await examine_database(connection) if not finding.good]
    if bad:
        raise UnsafeError("; ".join(f"{finding.name}: {finding.detail}" for finding in bad))
