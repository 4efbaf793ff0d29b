"""The pages and endpoints of this room, each in a module of its own; here they come together."""

from pathlib import Path

from fastapi import APIRouter, Response

from api.oauth import (
    account_routes,
    endpoint_routes,
    federation_routes,
    link_routes,
    metadata_routes,
    security_routes,
    sign_in_routes,
)

_CACHED = {"Cache-Control": "public, max-age=300"}
_STYLE = (Path(__file__).parent / "templates" / "login.css").read_text(encoding="utf-8")

router = APIRouter(tags=["oauth"])
for part in (
    endpoint_routes,
    metadata_routes,
    federation_routes,
    sign_in_routes,
    link_routes,
    account_routes,
    security_routes,
):
    router.include_router(part.router)


@router.get("/login.css", operation_id="get_sign_in_style", include_in_schema=False)
async def get_sign_in_style() -> Response:
    """The pages' style sheet."""
    return Response(_STYLE, media_type="text/css", headers=_CACHED)
