"""The life of assets, but for the check. One transaction per request: nothing here commits."""

import secrets
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from api.access.authors import author_of
from api.access.principal import Principal
from api.access.reach import find, find_own
from api.audit.service import record
from api.conditional import IfMatch
from api.errors import AssetInUseError, AssetPublishedError, StorageQuotaExceededError
from api.jobs.queue import defer
from api.media import rules, tasks, uploads, usage
from api.media.models import Asset
from api.media.multipart import SignedParts
from api.media.schemas import AssetCreate, AssetPatch
from api.media.store import SignedUpload
from api.patching import merged
from api.settings import settings_of
from tenants.directory import Place

_RANDOM = 16  # bytes
_CHANGEABLE = set(AssetPatch.model_fields)


async def create_asset(
    session: AsyncSession, caller: Principal, body: AssetCreate
) -> tuple[Asset, SignedUpload | SignedParts]:
    """A new asset and how to upload its file.

    Raises `InvalidBodyError` and `StorageQuotaExceededError`.
    """
    author = await author_of(session, caller)
    rules.check_fields(body, settings_of(session).storage)
    asset = _new(caller.tenant, body, author.person_id)
    if body.size < rules.PARTS_FROM:
        await usage.require_room(session, caller.tenant, body.size)
        upload: SignedUpload | SignedParts = uploads.form(session, asset)
    else:
        upload = await _begin(session, caller.tenant, asset)
    session.add(asset)
    await session.flush()
    record(session, caller, "create_asset", asset.id)
    return asset, upload


async def _begin(session: AsyncSession, owner: Place, asset: Asset) -> SignedParts:
    """Open an upload in parts: before the quota is locked, which must not wait for S3."""
    store = uploads.store_of(session)
    asset.upload_id = await store.begin(asset.quarantine_key, asset.content_type)
    try:
        await usage.require_room(session, owner, asset.size)
    except StorageQuotaExceededError:
        await store.abort_quietly(asset.quarantine_key, asset.upload_id)
        raise
    return await uploads.parts(session, asset, asset.upload_id, {})


async def announce(
    session: AsyncSession, owner: Place, body: AssetCreate, author: UUID | None
) -> tuple[Asset, SignedUpload]:
    """A new asset of `owner`, in his scope, to be uploaded in one piece by somebody without an account.

    Raises `InvalidBodyError`. Recording it is the caller's part.
    """
    rules.check_fields(body, settings_of(session).storage)
    asset = _new(owner, body, author)
    session.add(asset)
    await session.flush()
    return asset, uploads.form(session, asset)


def _new(owner: Place, body: AssetCreate, author: UUID | None) -> Asset:
    identifier = uuid7()
    return Asset(
        tenant_id=owner.id,
        id=identifier,
        **body.model_dump(),
        quarantine_key=f"{owner.code}/{identifier}/{secrets.token_urlsafe(_RANDOM)}",
        created_by_id=author,
    )


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
    await uploads.conclude(session, asset)
    asset.status = status
    asset.touch()
    await defer(session, tasks.check, tenant=owner.code, asset=str(asset.id))


async def get_asset(session: AsyncSession, caller: Principal, identifier: UUID) -> Asset:
    """An asset in the caller's reach: for the province also what is handed in with a row."""
    return await find(session, caller, Asset, identifier)


async def update_asset(
    session: AsyncSession, caller: Principal, identifier: UUID, patch: AssetPatch, seen: IfMatch
) -> Asset:
    """Change what people call a file and how they describe it; its bytes never change.

    Raises `AssetPublishedError` for more than another description of what the public sees.
    """
    asset = await find_own(session, Asset, identifier, lock=True)
    seen.check(asset)
    rules.LIFE.follow("update_asset", asset.status)
    body = merged(AssetCreate(**asset.model_dump(include=set(AssetCreate.model_fields))), patch)
    changed = body.model_dump(include=_CHANGEABLE)
    _check_published(asset, changed)
    facts: dict[str, Any] = {"fields": sorted(patch.model_fields_set)}
    if asset.published_count:  # what the public was told a picture shows stays known
        facts["alt"] = {"was": asset.alt, "is": changed["alt"]}
    for name, value in changed.items():
        setattr(asset, name, value)
    asset.touch()
    await session.flush()
    record(session, caller, "update_asset", asset.id, **facts)
    return asset


def _check_published(asset: Asset, changed: dict[str, Any]) -> None:
    renamed = changed["file_name"] != asset.file_name
    if asset.published_count and (renamed or not changed["alt"]):
        raise AssetPublishedError


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
    key = asset.quarantine_key
    await session.delete(asset)
    try:
        await session.flush()
    except IntegrityError as error:
        raise AssetInUseError from error
    await defer(session, tasks.remove, quarantine_key=key, media_key="")
