"""What must hold before this deployment may serve: the database, the keys, the storage."""

import os
from datetime import datetime
from pathlib import Path

from joserfc.jwk import Key, OctKey, RSAKey
from sqlalchemy.exc import OperationalError, ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from api.checkpoints.making import look
from api.encryption.sealing import Sealer, UnsealError
from api.errors import UnavailableError
from api.keyfiles import read
from api.media import scanning
from api.media.store import Store
from api.resealing import each_sealed
from api.settings import Settings
from migrations.run import newest
from tenants.directory import Directory
from tenants.rows import now
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
    storage = [await _storage(settings), await _public_storage(settings)]
    rest = [await _checkpoints(settings), await _scanner(settings)]
    return [*findings, *keys, *storage, *rest]


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


async def _checkpoints(settings: Settings) -> Finding:
    """How old the newest proof of the audit is, and whether a chain has waited too long for one."""
    engine = make_engine(settings.database.url.get_secret_value(), 1)
    try:
        sessions, directory = make_sessions(engine), Directory()
        seen = await look(sessions, directory, Store(settings.storage))
    except (SQLAlchemyError, OSError, UnavailableError):
        return Finding("audit checkpoints", good=False, detail="schema or audit bucket is missing")
    finally:
        await engine.dispose()
    age = f"the newest is {_hours(seen.newest)} old" if seen.newest else "none yet"
    late = f"; missing for {', '.join(seen.late)}: simpul audit checkpoint" if seen.late else ""
    return Finding("audit checkpoints", not seen.late, age + late)


def _hours(since: datetime) -> str:
    minutes = int((now() - since).total_seconds()) // 60
    return f"{minutes // 60} h {minutes % 60} min"


async def _public_storage(settings: Settings) -> Finding:
    name, place = "public storage", settings.storage.public_base_url or "/media"
    there = await Store(settings.storage).has_public_bucket()
    detail = f"read at {place}" if there else f"no bucket {settings.storage.public_bucket}"
    return Finding(name, there, detail)


async def _scanner(settings: Settings) -> Finding:
    name = "virus scanner"
    if settings.clamav is None:
        return Finding(name, good=True, detail="off: SIMPUL_CLAMAV__HOST is not set")
    try:
        return Finding(name, good=True, detail=f"on, {await scanning.version(settings.clamav)}")
    except scanning.ScannerUnavailableError:
        return Finding(name, good=False, detail="on, but it does not answer: nothing becomes ready")
