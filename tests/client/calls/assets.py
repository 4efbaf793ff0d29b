from http import HTTPStatus

import pytest
from simpul_client import NotFoundError, if_match, raise_for_problem, upload_async
from simpul_client.api.assets import delete_asset, get_asset, update_asset
from simpul_client.models import AssetPatch, AssetPurpose, AssetStatus

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
