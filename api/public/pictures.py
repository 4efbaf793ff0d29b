"""/media: pictures of what is published, for anybody and for as long as he likes.

A CDN or a reverse proxy stands before it; without one (`simpul up`) browsers come here. It reads the
public bucket alone, whatever is asked for.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import StreamingResponse

from api.access.limits import limited
from api.errors import NotFoundError
from api.media.showcase import CACHE_CONTROL, Showcase

router = APIRouter(prefix="/media", dependencies=[Depends(limited)])
_Code = Annotated[str, Path(pattern=r"^\d{2}(\.\d{2})?$")]
_Folder = Annotated[str, Path(pattern=r"^[0-9a-f-]{36}$|^KLR-\d{4}-\d{6,}$")]
_Name = Annotated[str, Path(pattern=r"^[0-9a-f]{1,64}-[0-9a-f]{1,64}\.(webp|jpg|png|gif)$")]


@router.api_route("/{code}/{folder}/{name}", methods=["GET", "HEAD"], include_in_schema=False)
async def get_picture(code: _Code, folder: _Folder, name: _Name, request: Request) -> Response:
    """A picture; what lies under this address never changes, but it may go."""
    showcase, key = Showcase(request.app.state.settings.storage), f"{code}/{folder}/{name}"
    found = await (showcase.look(key) if request.method == "HEAD" else showcase.open(key))
    if found is None:
        raise NotFoundError
    headers = {
        "Cache-Control": CACHE_CONTROL,
        "Content-Length": str(found.size),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Access-Control-Allow-Origin": "*",
    }
    if found.pieces is None:
        return Response(media_type=found.content_type, headers=headers)
    return StreamingResponse(found.pieces, media_type=found.content_type, headers=headers)
