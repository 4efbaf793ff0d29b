"""What the worker does with an upload: fetch it, check it, keep what the check left of it.

A picture is stored as it was made anew, with its variants; every other file as it came, but for what
its check blanks. No transaction is open while a file is fetched or decoded. Two runs for one asset do
no harm: both store the same bytes under the same keys, and the one that comes second changes nothing.
"""

import tempfile
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.audit.service import record_by_system
from api.media import scanning
from api.media.child import look_into
from api.media.findings import Findings, Refusal, sentence
from api.media.keeping import Kept, keep
from api.media.models import Asset, AssetStatus
from api.media.store import Store
from api.settings import ClamavSettings
from tenants.directory import directory_of


async def find(session: AsyncSession, identifier: UUID) -> Asset | None:
    """The tenant's asset, None when it was deleted meanwhile."""
    return await session.scalar(select(Asset).where(col(Asset.id) == identifier))


async def inspect(
    store: Store, scanner: ClamavSettings | None, asset: Asset, folder: str
) -> tuple[Findings, Kept | None]:
    """Check an upload, and store what is to be kept in `folder` if it is fit.

    Raises `UnavailableError` for the storage, `ScannerUnavailableError` for the scanner and
    `CheckFailedError` for the check: try again later.
    """
    # Without a name in any folder: nobody else opens it between the check and the upload.
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as copies:
        if not await store.fetch_upload(asset.quarantine_key, file, limit=asset.size):
            return Findings(Refusal.MISSING), None
        findings = await _look(scanner, asset, file, copies)
        if findings.refusal is not None:
            return findings, None
        return findings, await keep(store, findings, asset.content_type, file, copies, folder)


async def _look(
    scanner: ClamavSettings | None, asset: Asset, file: BinaryIO, copies: BinaryIO
) -> Findings:
    findings = await look_into(file, asset.content_type, asset.size, asset.sha256, copies)
    if findings.refusal is None and scanner and await scanning.has_virus(scanner, file):
        return Findings(Refusal.VIRUS)
    return findings


def folder_of(session: AsyncSession, asset: Asset) -> str:
    """Where what is kept of it lies, in keys that name their content: it never changes there."""
    return f"{directory_of(session).by_id(asset.tenant_id).code}/{asset.id}/"


async def conclude(
    session: AsyncSession, identifier: UUID, findings: Findings, kept: Kept | None
) -> None:
    """Make an asset that is being checked `ready`, or `refused` with the reason."""
    statement = select(Asset).where(col(Asset.id) == identifier).with_for_update()
    asset = await session.scalar(statement)
    if asset is None or asset.status != AssetStatus.CHECKING:
        return
    if findings.refusal is not None:
        asset.status = AssetStatus.REFUSED
        asset.refusal = sentence(findings.refusal)
    elif kept is not None:
        asset.status = AssetStatus.READY
        asset.media_key, asset.variants = kept.key, kept.variants
        asset.stored_size = kept.size
        asset.width, asset.height = findings.width, findings.height
        asset.blurhash = findings.blurhash
    asset.touch()
    record_by_system(session, "check_asset", asset.id, status=str(asset.status))
