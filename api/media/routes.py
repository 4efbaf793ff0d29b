"""/v1/assets: HTTP in, HTTP out. The bytes of a file never come here."""

from uuid import UUID

from fastapi import APIRouter, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.callers import MediaRead, MediaWrite
from api.access.database import DB
from api.conditional import Precondition, tag
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.media import answers, service, uploads, usage
from api.media.models import Asset
from api.media.schemas import (
    AssetAnswer,
    AssetCreate,
    AssetCreated,
    AssetPatch,
    AssetUploadAnswer,
    StorageUsage,
)
from api.problems import problems

router = APIRouter(prefix="/v1/assets", tags=["assets"], route_class=IdempotentRoute)
CHANGE = problems(400, 401, 403, 404, 409, 412, 428)


def _tagged(session: AsyncSession, asset: Asset, response: Response) -> AssetAnswer:
    tag(response, asset)
    return answers.one(session, asset)


@router.post(
    "",
    operation_id="create_asset",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403, 409),
)
async def create_asset(
    body: AssetCreate, caller: MediaWrite, session: DB, response: Response, _: Idempotent
) -> AssetCreated:
    """Announce a file. Upload it as `upload` says, within ten minutes, then call complete_asset.

    `POST`: a form to post to `upload.url`, of which the storage takes exactly the announced type, size
    and sha256. `MULTIPART` (from 16 MiB on): parts to PUT; get_asset_upload gives new addresses for
    those that are left.
    """
    asset, upload = await service.create_asset(session, caller, body)
    response.headers["Location"] = f"/v1/assets/{asset.id}"
    tag(response, asset)
    return answers.created(session, asset, upload)


@router.post("/{id}/complete", operation_id="complete_asset", responses=CHANGE)
async def complete_asset(
    id: UUID,
    caller: MediaWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> AssetAnswer:
    """Say that the file was uploaded. It is checked then: read it until it is ready or refused."""
    return _tagged(session, await service.complete_asset(session, caller, id, seen), response)


@router.get("/usage", operation_id="get_storage_usage", responses=problems(400, 401, 403))
async def get_storage_usage(caller: MediaRead, session: DB) -> StorageUsage:
    """What your tenant stores, and how much it may."""
    return await usage.usage_of(session, caller.tenant)


@router.get(
    "/{id}/upload", operation_id="get_asset_upload", responses=problems(400, 401, 403, 404, 409)
)
async def get_asset_upload(id: UUID, caller: MediaWrite, session: DB) -> AssetUploadAnswer:
    """New addresses for a file that is not uploaded yet: for its parts that the storage lacks."""
    upload = await uploads.get_asset_upload(session, caller, id)
    return AssetUploadAnswer(upload=answers.upload_of(upload))


@router.get("/{id}", operation_id="get_asset", responses=problems(400, 401, 403, 404))
async def get_asset(id: UUID, caller: MediaRead, session: DB, response: Response) -> AssetAnswer:
    """One file of your tenant; for the province also any that a handed-in row shows."""
    return _tagged(session, await service.get_asset(session, caller, id), response)


@router.patch("/{id}", operation_id="update_asset", responses=CHANGE)
async def update_asset(
    id: UUID,
    body: AssetPatch,
    caller: MediaWrite,
    session: DB,
    seen: Precondition,
    response: Response,
) -> AssetAnswer:
    """Change the name or the description of a file (JSON Merge Patch)."""
    return _tagged(session, await service.update_asset(session, caller, id, body, seen), response)


@router.delete(
    "/{id}",
    operation_id="delete_asset",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=CHANGE,
)
async def delete_asset(id: UUID, caller: MediaWrite, session: DB, seen: Precondition) -> None:
    """Remove a file that nothing uses."""
    await service.delete_asset(session, caller, id, seen)
