"""What the worker does with an upload: fetch it, check it, keep exactly what was checked.

No transaction is open while a file is fetched or decoded. Two runs for one asset do no harm: both
store the same bytes under the same key, and the one that comes second changes nothing.
"""

import tempfile
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.audit.service import record_by_system
from api.media.child import look_into
from api.media.findings import Findings, Refusal, sentence
from api.media.models import Asset, AssetStatus
from api.media.store import Store
from tenants.directory import directory_of


async def find(session: AsyncSession, identifier: UUID) -> Asset | None:
    """The tenant's asset, None when it was deleted meanwhile."""
    return await session.scalar(select(Asset).where(col(Asset.id) == identifier))


async def inspect(store: Store, asset: Asset, media_key: str) -> Findings:
    """Check an upload, and store it under `media_key` if it is fit.

    Raises `UnavailableError` for the storage and `CheckFailedError` for the check: try again later.
    """
    # Without a name in any folder: nobody else opens it between the check and the upload.
    with tempfile.TemporaryFile() as file:
        if not await store.fetch_upload(asset.quarantine_key, file, limit=asset.size):
            return Findings(Refusal.MISSING)
        findings = await look_into(file, asset.content_type, asset.size, asset.sha256)
        if findings.refusal is None:
            await store.put_media(media_key, file, asset.content_type, asset.sha256)
    return findings


def media_key_of(session: AsyncSession, asset: Asset) -> str:
    """Where the checked file lies: the key names its content, so what is there never changes."""
    return f"{directory_of(session).by_id(asset.tenant_id).code}/{asset.id}/{asset.sha256}"


async def conclude(
    session: AsyncSession, identifier: UUID, findings: Findings, media_key: str
) -> None:
    """Make an asset that is being checked `ready`, or `refused` with the reason."""
    statement = select(Asset).where(col(Asset.id) == identifier).with_for_update()
    asset = await session.scalar(statement)
    if asset is None or asset.status != AssetStatus.CHECKING:
        return
    if findings.refusal is None:
        asset.status = AssetStatus.READY
        asset.media_key = media_key
        asset.width, asset.height = findings.width, findings.height
    else:
        asset.status = AssetStatus.REFUSED
        asset.refusal = sentence(findings.refusal)
    asset.touch()
    record_by_system(session, "check_asset", asset.id, status=str(asset.status))
