"""From the Authorization header to a principal."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security.utils import get_authorization_scheme_param

from api.access.principal import Principal
from api.errors import UnauthenticatedError


async def authenticate(request: Request) -> Principal:
    """The verified caller. Raises `UnauthenticatedError`, or `TooManyRequestsError` over the limit."""
    scheme, token = get_authorization_scheme_param(request.headers.get("authorization"))
    state = request.app.state
    if scheme.lower() != "bearer" or not token:
        await state.limiter.hit_address(request)
        raise UnauthenticatedError
    if not state.directory.codes:
        await state.directory.load(state.sessions)
    try:
        principal: Principal = state.verifier.verify(token)
    except UnauthenticatedError:
        await state.limiter.hit_address(request)
        raise
    await state.limiter.hit_caller(request, principal.key)
    return principal


Authenticated = Annotated[Principal, Depends(authenticate)]
