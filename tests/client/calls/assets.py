from http import HTTPStatus

import pytest
from simpul_client import NotFoundError, if_match, raise_for_problem, upload_async
from simpul_client.api.assets import (
    create_asset,
    delete_asset,
    get_asset,
    get_asset_upload,
    get_storage_usage,
    update_asset,
)
from simpul_client.models import (
    AssetCreate,
    AssetPatch,
    AssetPurpose,
    AssetStatus,
    AssetUploadParts,
    ContentType,
)

from tests.client.calls.callers import Callers
from tests.media import samples


async def call(callers: Callers) -> None:
    client = callers.machine
    picture = samples.picture()
    made = await upload_async(
        client, picture, file_name="foto.png", purpose=AssetPurpose.ATTACHMENT
    )
    read = raise_for_problem(get_asset.sync_detailed(made.id, client=client))
    assert (read.status, read.width, read.size) == (AssetStatus.READY, 40, len(picture))
    patch = AssetPatch(alt="Suasana lokakarya")
    changed = raise_for_problem(
        await update_asset.asyncio_detailed(
            made.id, client=client, body=patch, if_match=if_match(read)
        )
    )
    assert changed.alt == "Suasana lokakarya"
    gone = delete_asset.sync_detailed(made.id, client=client, if_match=if_match(changed))
    assert gone.status_code == HTTPStatus.NO_CONTENT
    with pytest.raises(NotFoundError):
        raise_for_problem(get_asset.sync_detailed(made.id, client=client))
    await _parts(callers)


async def _parts(callers: Callers) -> None:
    client, size = callers.machine, 20 * 1024**2
    body = AssetCreate(
        purpose=AssetPurpose.EVIDENCE,
        file_name="rekaman.mp4",
        content_type=ContentType.VIDEO_MP4,
        size=size,
        sha256="0" * 64,
    )
    before = raise_for_problem(get_storage_usage.sync_detailed(client=client))
    made = raise_for_problem(create_asset.sync_detailed(client=client, body=body))
    assert isinstance(made.upload, AssetUploadParts)
    left = raise_for_problem(await get_asset_upload.asyncio_detailed(made.id, client=client))
    assert isinstance(left.upload, AssetUploadParts)
    assert sum(part.size for part in left.upload.parts) == size
    after = raise_for_problem(await get_storage_usage.asyncio_detailed(client=client))
    assert after.used >= before.used + size
    gone = delete_asset.sync_detailed(made.id, client=client, if_match=if_match(made))
    assert gone.status_code == HTTPStatus.NO_CONTENT
