"""/oauth/jwks, /oauth/userinfo and /.well-known: what a client or a gateway asks about us and its user."""

from fastapi import APIRouter, Depends, Request, Response

from api.access.authenticate import Authenticated
from api.access.database import DB
from api.access.limits import limited
from api.oauth.identity import user_info
from api.oauth.keys import public_jwks
from api.oauth.schemas import PublicKeys, ServerMetadata, UserInfo, metadata
from api.oauth.server import SCOPES
from api.problems import problems

_CACHED = {"Cache-Control": "public, max-age=300"}
_NOT_STORED = {"Cache-Control": "no-store"}
_open_router = APIRouter(dependencies=[Depends(limited)])
router = APIRouter()


@_open_router.get("/oauth/jwks", operation_id="get_jwks", responses=problems())
async def get_jwks(request: Request, response: Response) -> PublicKeys:
    """The public keys that access tokens and ID tokens are verified with (RFC 7517).

    A new key is here ten minutes before it signs; look again for a `kid` that you do not know.
    """
    response.headers.update(_CACHED)
    return PublicKeys.model_validate(public_jwks(request.app.state.keys.keys()))


@_open_router.get(
    "/.well-known/oauth-authorization-server",
    operation_id="get_server_metadata",
    responses=problems(),
)
async def get_server_metadata(request: Request, response: Response) -> ServerMetadata:
    """The authorization server's endpoints and abilities (RFC 8414)."""
    response.headers.update(_CACHED)
    return metadata(request.app.state.settings.base_url, list(SCOPES))


@_open_router.get(
    "/.well-known/openid-configuration",
    operation_id="get_openid_configuration",
    responses=problems(),
)
async def get_openid_configuration(request: Request, response: Response) -> ServerMetadata:
    """The same as OpenID Connect Discovery has it."""
    return await get_server_metadata(request, response)


@router.get("/oauth/userinfo", operation_id="get_user_info", responses=problems(401, 403))
async def get_user_info(caller: Authenticated, session: DB, response: Response) -> UserInfo:
    """Who signed in (OpenID Connect Core 5.3), as he is now. The token needs the scope `openid`."""
    response.headers.update(_NOT_STORED)
    return await user_info(session, caller)


@router.post("/oauth/userinfo", operation_id="get_user_info_form", include_in_schema=False)
async def get_user_info_form(caller: Authenticated, session: DB, response: Response) -> UserInfo:
    """The same by POST, which OpenID Connect asks for."""
    return await get_user_info(caller, session, response)


router.include_router(_open_router)
