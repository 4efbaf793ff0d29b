"""What must hold before this deployment may serve: roles, row-level security, keys, storage.

The API examines the database when it starts, and refuses to start when it does not hold.
"""

from dataclasses import dataclass

from joserfc.jwk import RSAKey
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from api.access.tokens import load_keys
from api.errors import UnavailableError
from api.media.store import Store
from api.settings import Settings
from migrations.run import newest
from tenants.policies import QUEUE_PREFIX
from tenants.session import as_system, make_engine, make_sessions, transaction

_ROLES = text(
    "select rolname from pg_roles where (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)"
    " and (rolname = session_user or rolname like 'simpul\\_%')"
)
_OWNED = text("select count(*) from pg_class where relowner = session_user::regrole")
_UNGUARDED = text(
    "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
    " and not (relrowsecurity and relforcerowsecurity) and not starts_with(relname, :queue)"
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
    return [
        Finding("roles", not mighty, _say(mighty, "too mighty")),
        Finding("ownership", owned == 0, f"the login role owns {owned} tables"),
        Finding("row-level security", not unguarded, _say(unguarded, "not forced on")),
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


async def examine(settings: Settings) -> list[Finding]:
    """All findings about a deployment."""
    engine = make_engine(settings.database.url.get_secret_value(), 1)
    try:
        async with engine.connect() as connection:
            findings = await examine_database(connection)
        sessions = make_sessions(engine)
        async with transaction(sessions, as_system("doctor")) as session:
            revision = await revision_of(session)
    finally:
        await engine.dispose()
    expected = newest()
    findings.append(Finding("schema", revision == expected, f"{revision}, code has {expected}"))
    findings.append(_keys(settings))
    findings.append(await _storage(settings))
    return findings


def _keys(settings: Settings) -> Finding:
    keys = load_keys(settings.oauth.keys_file).keys
    good = bool(keys) and all(isinstance(key, RSAKey) and key.is_private for key in keys)
    private = settings.oauth.keys_file.stat().st_mode & 0o077 == 0
    detail = f"{len(keys)} RSA, file {'private' if private else 'readable by others'}"
    return Finding("signing keys", good and private, detail)


async def _storage(settings: Settings) -> Finding:
    try:
        reachable = await Store(settings.storage).is_reachable()
    except UnavailableError:
        reachable = False
    return Finding("storage", reachable, "both buckets" if reachable else "not reachable")
