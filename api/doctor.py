"""What must hold before this deployment may serve: the database, the keys, the storage."""

import os

from joserfc.jwk import RSAKey
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncEngine

from api.access.tokens import load_keys
from api.media.store import Store
from api.settings import Settings
from migrations.run import newest
from tenants.safety import Finding, examine_database, revision_of
from tenants.session import as_system, make_engine, make_sessions, transaction


async def examine(settings: Settings) -> list[Finding]:
    """All findings about a deployment; what cannot be reached is a finding too."""
    engine = make_engine(settings.database.url.get_secret_value(), 1)
    try:
        findings = await _database(engine)
    except (OperationalError, OSError):
        findings = [
            Finding("database", good=False, detail="not reachable with SIMPUL_DATABASE__URL")
        ]
    finally:
        await engine.dispose()
    return [*findings, _keys(settings), await _storage(settings)]


async def _database(engine: AsyncEngine) -> list[Finding]:
    async with engine.connect() as connection:
        findings = await examine_database(connection)
    try:
        async with transaction(make_sessions(engine), as_system("doctor")) as session:
            revision = await revision_of(session)
    except ProgrammingError:
        revision = None
    detail = f"at revision {revision}, the code needs {newest()}"
    return [*findings, Finding("schema", revision == newest(), detail)]


def _keys(settings: Settings) -> Finding:
    keys = load_keys(settings.oauth.keys_file).keys
    good = bool(keys) and all(isinstance(key, RSAKey) and key.is_private for key in keys)
    status = settings.oauth.keys_file.stat()
    # Another user's file that our group may read is as private as it can be: that is how Kubernetes
    # gives a Secret, which is root's, to a process that is not root.
    forbidden = 0o077 if status.st_uid == os.geteuid() else 0o037
    private = status.st_mode & forbidden == 0
    detail = f"{len(keys)} RSA, file {'private' if private else 'readable by others'}"
    return Finding("signing keys", good and private, detail)


async def _storage(settings: Settings) -> Finding:
    reachable = await Store(settings.storage).is_reachable()
    return Finding("storage", reachable, "both buckets" if reachable else "not reachable")
