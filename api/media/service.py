"""The life of assets, but for the check. One transaction per request: nothing here commits."""

import secrets
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from api.access.authors import author_of
from api.access.principal import Principal
from api.access.reach import find, find_own
from api.audit.service import record
from api.conditional import IfMatch
from api.errors import AssetInUseError, UploadMissingError
from api.jobs.queue import defer
from api.media import rules, tasks
from api.media.models import Asset
from api.media.schemas import AssetCreate, AssetPatch
from api.media.store import SignedUpload, Store
from api.patching import merged
from api.settings import settings_of
from tenants.directory import Place

_RANDOM = 16  # bytes
_CHANGEABLE = set(AssetPatch.model_fields)


async def create_asset(
    session: AsyncSession, caller: Principal, body: AssetCreate
) -> tuple[Asset, SignedUpload]:
    """A new asset and the form to upload its file with. Raises `InvalidBodyError`."""
    author = await author_of(session, caller)
    asset, upload = await announce(session, caller.tenant, body, author.person_id)
    record(session, caller, "create_asset", asset.id)
    return asset, upload


async def announce(
    session: AsyncSession, owner: Place, body: AssetCreate, author: UUID | None
) -> tuple[Asset, SignedUpload]:
    """A new asset of `owner`, in his scope. No `author`: uploaded by somebody without an account.

    Raises `InvalidBodyError`. Recording it is the caller's part.
    """
    storage = settings_of(session).storage
    rules.check_fields(body, storage.largest_upload)
    identifier = uuid7()
    asset = Asset(
        tenant_id=owner.id,
        id=identifier,
        **body.model_dump(),
        quarantine_key=f"{owner.code}/{identifier}/{secrets.token_urlsafe(_RANDOM)}",
        created_by_id=author,
    )
    session.add(asset)
    await session.flush()
    upload = Store(storage).sign_upload(
        asset.quarantine_key, asset.content_type, asset.size, asset.sha256
    )
    return asset, upload


async def complete_asset(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Asset:
    """Have an upload checked. Raises `UploadMissingError` while nothing was uploaded."""
    asset = await find_own(session, Asset, identifier, lock=True)
    seen.check(asset)
    await start_check(session, caller.tenant, asset)
    record(session, caller, "complete_asset", asset.id)
    return asset


async def start_check(session: AsyncSession, owner: Place, asset: Asset) -> None:
    """Have the upload of a locked asset checked, in its owner's scope. Raises `UploadMissingError`."""
    status = rules.LIFE.follow("complete_asset", asset.status)
    if not await Store(settings_of(session).storage).has_upload(asset.quarantine_key):
        raise UploadMissingError
    asset.status = status
    asset.touch()
    await defer(session, tasks.check, tenant=owner.code, asset=str(asset.id))


async def get_asset(session: AsyncSession, caller: Principal, identifier: UUID) -> Asset:
    """An asset in the caller's reach: for the province also what is handed in with a row."""
    return await find(session, caller, Asset, identifier)


async def update_asset(
    session: AsyncSession, caller: Principal, identifier: UUID, patch: AssetPatch, seen: IfMatch
) -> Asset:
    """Change what people call a file and how they describe it; its bytes never change."""
    asset = await find_own(session, Asset, identifier, lock=True)
    seen.check(asset)
    rules.LIFE.follow("update_asset", asset.status)
    body = merged(AssetCreate(**asset.model_dump(include=set(AssetCreate.model_fields))), patch)
    for name, value in body.model_dump(include=_CHANGEABLE).items():
        setattr(asset, name, value)
    asset.touch()
    await session.flush()
    record(session, caller, "update_asset", asset.id, fields=sorted(patch.model_fields_set))
    return asset


async def delete_asset(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> None:
    """Remove an unused asset; its files go after the commit. Raises `AssetInUseError`."""
    asset = await find_own(session, Asset, identifier, lock=True)
    seen.check(asset)
    rules.LIFE.follow("delete_asset", asset.status)
    await remove(session, asset)
    record(session, caller, "delete_asset", identifier)


async def remove(session: AsyncSession, asset: Asset) -> None:
    """Delete the row of an asset now, and its files after the commit. Raises `AssetInUseError`."""
    keys = {"quarantine_key": asset.quarantine_key, "media_key": asset.media_key or ""}
    await session.delete(asset)
    try:
        await session.flush()
    except IntegrityError as error:
        raise AssetInUseError from error
    await defer(session, tasks.remove, **keys)
