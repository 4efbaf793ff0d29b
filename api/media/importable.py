"""Files that rooms import: found by their id, and read as tables by a child process."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.errors import AssetNotReadyError, FieldError, InvalidBodyError, Text
from api.media.models import Asset, AssetStatus
from api.media.schemas import AssetPurpose

_UNKNOWN = Text("Berkas ini tidak ada.", "This asset does not exist.")
_PURPOSE = Text("Berkas ini bukan untuk impor.", "This asset is not for an import.")


def refused(code: str, text: Text) -> InvalidBodyError:
    """The error for a file as a whole."""
    return InvalidBodyError([FieldError("/asset_id", code, text)])


async def find_file(session: AsyncSession, identifier: UUID, largest: int) -> Asset:
    """The tenant's asset to import, of `largest` bytes at most.

    Raises `InvalidBodyError`, `AssetNotReadyError`.
    """
    asset = await session.scalar(select(Asset).where(col(Asset.id) == identifier))
    if asset is None:
        raise refused("not-found", _UNKNOWN)
    if asset.purpose != AssetPurpose.IMPORT:
        raise refused("wrong-purpose", _PURPOSE)
    if asset.status != AssetStatus.READY or asset.media_key is None:
        raise AssetNotReadyError(asset_ids=[str(asset.id)])
    if asset.size > largest:
        bytes_ = Text(f"Paling besar {largest} byte.", f"At most {largest} bytes.")
        raise refused("too-large", bytes_)
    return asset
