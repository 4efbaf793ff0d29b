"""What must hold before this deployment may serve: the database, the keys, the storage."""

import os
from pathlib import Path

from joserfc.jwk import Key, OctKey, RSAKey
from sqlalchemy.exc import OperationalError, ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from api.encryption.sealing import Sealer, UnsealError
from api.keyfiles import read
from api.media.store import Store
from api.resealing import each_sealed
from api.settings import Settings
from migrations.run import newest
from tenants.safety import Finding, examine_database, revision_of
from tenants.session import as_system, make_engine, make_sessions, transaction


async def examine(settings: Settings) -> list[Finding]:
    """All findings about a deployment; what cannot be reached is a finding too."""
    engine = make_engine(settings.database.url.get_secret_value(), 1)
    try:
        findings = [*await _database(engine), await _secrets(engine, settings)]
    except (OperationalError, OSError):
        findings = [
            Finding("database", good=False, detail="not reachable with SIMPUL_DATABASE__URL")
        ]
    finally:
        await engine.dispose()
    keys = [
        _keys("signing keys", settings.oauth.keys_file, RSAKey),
        _keys("sealing keys", settings.encryption.keys_file, OctKey),
    ]
    return [*findings, *keys, await _storage(settings)]


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


async def _secrets(engine: AsyncEngine, settings: Settings) -> Finding:
    """Whether the keys open what is sealed in the database."""
    sealer, opened, shut = Sealer(settings.encryption.keys_file), 0, 0
    try:
        async with transaction(make_sessions(engine), as_system("doctor")) as session:
            async for sealed, context in each_sealed(session):
                try:
                    sealer.unseal(sealed, context)
                    opened += 1
                except UnsealError:
                    shut += 1
    except (SQLAlchemyError, OSError, ValueError):
        return Finding("secrets at rest", good=False, detail="schema or sealing keys are missing")
    detail = f"{opened} opened" + (f", {shut} sealed by keys that are not there" if shut else "")
    return Finding("secrets at rest", not shut, detail)


def _keys(name: str, path: Path, kind: type[Key]) -> Finding:
    try:
        keys = read(path).keys
    except (OSError, ValueError):
        return Finding(name, good=False, detail="the file is missing, or no private JWK Set")
    good = bool(keys) and all(isinstance(key, kind) and key.is_private for key in keys)
    status = path.stat()
    # Another user's file that our group may read is as private as it can be: that is how Kubernetes
    # gives a Secret, which is root's, to a process that is not root.
    forbidden = 0o077 if status.st_uid == os.geteuid() else 0o037
    private = status.st_mode & forbidden == 0
    detail = f"{len(keys)} {kind.key_type}, file {'private' if private else 'readable by others'}"
    return Finding(name, good and private, detail)


async def _storage(settings: Settings) -> Finding:
    reachable = await Store(settings.storage).is_reachable()
    return Finding("storage", reachable, "both buckets" if reachable else "not reachable")
