"""How files come into the quarantine bucket: in one piece or in parts, and going on with the latter."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.principal import Principal
from api.access.reach import find_own
from api.errors import Text, UploadMissingError
from api.media import rules
from api.media.models import Asset
from api.media.multipart import MultipartStore, SignedParts
from api.media.store import SignedUpload
from api.settings import settings_of

_GONE = Text(
    "Penyimpanan tidak lagi mengenal unggahan ini. Buat aset baru.",
    "The storage does not know this upload any more. Create a new asset.",
)
_PARTIAL = Text(
    "Belum semua bagian berkas sampai di penyimpanan.",
    "Not all parts of the file have arrived in the storage.",
)


def store_of(session: AsyncSession) -> MultipartStore:
    """The storage of this deployment."""
    return MultipartStore(settings_of(session).storage)


def form(session: AsyncSession, asset: Asset) -> SignedUpload:
    """The form that uploads a file in one piece."""
    return store_of(session).sign_upload(
        asset.quarantine_key, asset.content_type, asset.size, asset.sha256
    )


async def parts(
    session: AsyncSession, asset: Asset, upload_id: str, kept: dict[int, int]
) -> SignedParts:
    """Where to put those parts of a file that S3 has not `kept`, or not whole."""
    left = {n: size for n, size in rules.parts_of(asset.size).items() if kept.get(n) != size}
    part_size = rules.part_size_of(asset.size)
    return await store_of(session).sign_parts(asset.quarantine_key, upload_id, part_size, left)


async def get_asset_upload(
    session: AsyncSession, caller: Principal, identifier: UUID
) -> SignedUpload | SignedParts:
    """What is left to upload of one of the caller's own. Raises `UploadMissingError` when it is lost."""
    del caller  # the session is in his scope
    asset = await find_own(session, Asset, identifier)
    rules.LIFE.follow("get_asset_upload", asset.status)
    if asset.upload_id is None:
        return form(session, asset)
    kept = await store_of(session).list_parts(asset.quarantine_key, asset.upload_id)
    if kept is None:
        await _require_whole(session, asset)
        kept = rules.parts_of(asset.size)
    return await parts(session, asset, asset.upload_id, kept)


async def conclude(session: AsyncSession, asset: Asset) -> None:
    """Make the one object of an upload. Raises `UploadMissingError` while something is missing."""
    if asset.upload_id is None:
        if not await store_of(session).has_upload(asset.quarantine_key):
            raise UploadMissingError
        return
    kept = await store_of(session).list_parts(asset.quarantine_key, asset.upload_id)
    if kept is None:
        await _require_whole(session, asset)
    else:
        await _join(session, asset, asset.upload_id, kept)
    asset.upload_id = None


async def _join(session: AsyncSession, asset: Asset, upload_id: str, kept: dict[int, int]) -> None:
    wanted = rules.parts_of(asset.size)
    missing = [number for number, size in wanted.items() if kept.get(number) != size]
    if missing:
        raise UploadMissingError(_PARTIAL, missing_parts=missing)
    if not await store_of(session).complete(asset.quarantine_key, upload_id, sorted(wanted)):
        # S3 may have joined them at the first try, whose answer was lost, and not know them now.
        await _require_whole(session, asset)


async def _require_whole(session: AsyncSession, asset: Asset) -> None:
    """The parts were joined by a request whose transaction was lost, or they are gone."""
    if await store_of(session).size_of_upload(asset.quarantine_key) != asset.size:
        raise UploadMissingError(_GONE)
