"""Pictures of published clarifications: described, counted, copied into reach and taken out of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.errors import FieldError, Text
from api.media.models import Asset, AssetStatus
from api.media.showcase import Showcase

_EXTENSIONS = {"image/webp": "webp", "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif"}
_NO_ALT = Text(
    "Gambar ini belum punya alt: tulis apa yang terlihat, untuk yang tidak dapat melihatnya.",
    "This picture has no alt: say what it shows, for those who cannot see it.",
)


@dataclass(frozen=True)
class Copy:
    """One size of a picture: where it lies in the media bucket, and under which key in public."""

    source: str
    key: str
    content_type: str
    width: int


async def pictures_of(session: AsyncSession, ids: Collection[UUID]) -> list[Asset]:
    """Those of the tenant's assets that are pictures which passed their check."""
    if not ids:
        return []
    statement = select(Asset).where(
        col(Asset.id).in_(ids),
        col(Asset.status) == AssetStatus.READY,
        col(Asset.content_type).in_(_EXTENSIONS),
    )
    return list(await session.scalars(statement.order_by(col(Asset.id))))


async def undescribed(session: AsyncSession, wanted: Mapping[str, UUID]) -> list[FieldError]:
    """What to change about pictures, by their pointers, that say nothing to who cannot see them."""
    bare = {asset.id for asset in await pictures_of(session, wanted.values()) if not asset.alt}
    return [
        FieldError(pointer, "alt-missing", _NO_ALT)
        for pointer, identifier in wanted.items()
        if identifier in bare
    ]


def copies_of(asset: Asset, code: str) -> list[Copy]:
    """The sizes of a picture, smallest first; the last is the picture itself."""
    sizes = [
        (variant["key"], variant["content_type"], variant["width"]) for variant in asset.variants
    ]
    whole = (asset.media_key, asset.content_type, asset.width)
    if whole[1:] not in {size[1:] for size in sizes}:
        sizes.append(whole)
    return sorted(_named(asset, code, sizes), key=lambda copy: (copy.width, copy.content_type))


def _named(asset: Asset, code: str, sizes: Sequence[Any]) -> Iterator[Copy]:
    for source, content_type, width in sizes:
        # The keys of the media bucket name what lies there: `<sha256>` or `<sha256>-640.webp`.
        content = source.rpartition("/")[2].partition("-")[0]
        name = f"{content}-{width}.{_EXTENSIONS[content_type]}"
        yield Copy(source, f"{_folder(code, asset.id)}{name}", content_type, width)


def shown(asset: Asset, copies: Sequence[Copy], *, public: bool) -> dict[str, Any]:
    """A picture as a projected row holds it; the keys are of the public bucket, or of media."""
    return {
        "alt": asset.alt or "",
        "width": asset.width,
        "height": asset.height,
        "blurhash": asset.blurhash,
        "variants": [
            {
                "key": copy.key if public else copy.source,
                "type": copy.content_type,
                "width": copy.width,
            }
            for copy in copies
        ],
    }


async def put_on_show(showcase: Showcase, asset: Asset, code: str) -> list[Copy]:
    """Copy all sizes of a picture into the public bucket; gives those that the storage had.

    None of a picture without a blurhash: an earlier release checked it, and kept what cameras write
    into pictures (where it was taken).
    """
    if asset.blurhash is None:
        return []
    return [
        copy
        for copy in copies_of(asset, code)
        if await showcase.copy(copy.source, copy.key, copy.content_type)
    ]


async def conceal(
    session: AsyncSession, showcase: Showcase, code: str, ids: Collection[UUID]
) -> None:
    """Remove the public copies of those assets that no published clarification shows.

    The rows stay locked until they are gone: who publishes one of them meanwhile waits here, and his
    copies come after. Raises `UnavailableError`.
    """
    locked = select(Asset).where(col(Asset.id).in_(ids), col(Asset.published_count) == 0)
    locked = locked.order_by(col(Asset.id)).with_for_update(key_share=True)
    for asset in (await session.scalars(locked)).all():
        await showcase.remove(*await showcase.keys(_folder(code, asset.id)))


def _folder(code: str, asset: UUID) -> str:
    return f"{code}/{asset}/"
