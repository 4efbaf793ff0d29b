"""Assets as they are answered with."""

from collections.abc import Iterator

from sqlalchemy.ext.asyncio import AsyncSession

from api.media.models import Asset, AssetStatus
from api.media.multipart import SignedParts
from api.media.rules import disposition
from api.media.schemas import (
    AssetAnswer,
    AssetCreated,
    AssetPart,
    AssetUpload,
    AssetUploadParts,
    AssetVariant,
)
from api.media.store import SignedUpload, Store
from api.settings import settings_of
from tenants.directory import directory_of

_DERIVED = {"tenant", "url", "variants"}
_PLAIN = set(AssetAnswer.model_fields) - _DERIVED


def one(session: AsyncSession, asset: Asset) -> AssetAnswer:
    """An asset, with an address to read it from once it is ready."""
    return AssetAnswer(
        **asset.model_dump(include=_PLAIN),
        tenant=directory_of(session).by_id(asset.tenant_id).code,
        url=_address(session, asset),
        variants=list(_variants(session, asset)),
    )


def created(
    session: AsyncSession, asset: Asset, upload: SignedUpload | SignedParts
) -> AssetCreated:
    """A new asset and how to upload its file."""
    return AssetCreated(**one(session, asset).model_dump(), upload=upload_of(upload))


def upload_of(upload: SignedUpload | SignedParts) -> AssetUpload | AssetUploadParts:
    """How to upload a file, in one piece or in parts."""
    if isinstance(upload, SignedUpload):
        return upload_form(upload)
    return AssetUploadParts(
        method="MULTIPART",
        part_size=upload.part_size,
        parts=[AssetPart(number=p.number, size=p.size, url=p.url) for p in upload.parts],
        expires_at=upload.expires_at,
    )


def upload_form(upload: SignedUpload) -> AssetUpload:
    """The form that uploads a file."""
    return AssetUpload(
        method="POST", url=upload.url, fields=upload.fields, expires_at=upload.expires_at
    )


def _address(session: AsyncSession, asset: Asset) -> str | None:
    if asset.status != AssetStatus.READY or asset.media_key is None:
        return None
    return _signed(session, asset, asset.media_key, asset.content_type)


def _variants(session: AsyncSession, asset: Asset) -> Iterator[AssetVariant]:
    if asset.status != AssetStatus.READY:
        return
    for variant in asset.variants:
        shown = {name: value for name, value in variant.items() if name != "key"}
        url = _signed(session, asset, variant["key"], variant["content_type"])
        yield AssetVariant(**shown, url=url)


def _signed(session: AsyncSession, asset: Asset, key: str, content_type: str) -> str:
    shown = disposition(asset.file_name, content_type)
    return Store(settings_of(session).storage).sign_read(key, content_type, shown)
