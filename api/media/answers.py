"""Assets as they are answered with."""

from sqlalchemy.ext.asyncio import AsyncSession

from api.media.models import Asset, AssetStatus
from api.media.rules import disposition
from api.media.schemas import AssetAnswer, AssetCreated, AssetUpload
from api.media.store import SignedUpload, Store
from api.settings import settings_of
from tenants.directory import directory_of

_DERIVED = {"tenant", "url", "variants", "blurhash"}
_PLAIN = set(AssetAnswer.model_fields) - _DERIVED


def one(session: AsyncSession, asset: Asset) -> AssetAnswer:
    """An asset, with an address to read it from once it is ready."""
    return AssetAnswer(
        **asset.model_dump(include=_PLAIN),
        tenant=directory_of(session).by_id(asset.tenant_id).code,
        url=_address(session, asset),
        variants=[],
        blurhash=None,
    )


def created(session: AsyncSession, asset: Asset, upload: SignedUpload) -> AssetCreated:
    """A new asset and the form that uploads its file."""
    return AssetCreated(**one(session, asset).model_dump(), upload=upload_form(upload))


def upload_form(upload: SignedUpload) -> AssetUpload:
    """The form that uploads a file."""
    return AssetUpload(
        method="POST", url=upload.url, fields=upload.fields, expires_at=upload.expires_at
    )


def _address(session: AsyncSession, asset: Asset) -> str | None:
    if asset.status != AssetStatus.READY or asset.media_key is None:
        return None
    shown = disposition(asset.file_name, asset.content_type)
    store = Store(settings_of(session).storage)
    return store.sign_read(asset.media_key, asset.content_type, shown)
