import base64
import json
from typing import Any

import pytest
from simpul_client import (
    AuthenticatedClient,
    ForbiddenError,
    SignInError,
    Tokens,
    connect_with_tokens,
    raise_for_problem,
)
from simpul_client.api.me import get_me
from simpul_client.api.oauth import (
    create_token,
    get_jwks,
    get_openid_configuration,
    get_server_metadata,
    get_user_info,
    introspect_token,
    revoke_token,
)
from simpul_client.models import Introspection, TokenInspectionRequest, TokenRequest
from simpul_client.types import UNSET

from tests.client.calls.callers import Callers
from tests.client.people import OFFICE, Memory


async def call(callers: Callers) -> None:
    client, base_url = callers.anonymous, callers.people.base_url
    identifier, secret = callers.people.machine()
    body = TokenRequest(grant_type="client_credentials", client_id=identifier, client_secret=secret)
    token = raise_for_problem(create_token.sync_detailed(client=client, body=body))
    header = json.loads(base64.urlsafe_b64decode(token.access_token.split(".")[0] + "=="))
    keys = raise_for_problem(await get_jwks.asyncio_detailed(client=client))
    assert header["kid"] in {key.kid for key in keys.keys}
    metadata = raise_for_problem(get_server_metadata.sync_detailed(client=client))
    assert (metadata.issuer, metadata.token_endpoint) == (base_url, f"{base_url}/oauth/token")
    assert metadata == raise_for_problem(
        await get_openid_configuration.asyncio_detailed(client=client)
    )

    body.client_secret = "wrong"
    refused = create_token.sync_detailed(client=client, body=body)
    with pytest.raises(SignInError, match="invalid_client"):
        raise_for_problem(refused)
    await _a_machine_ends_its_token(callers, token.access_token)
    await _a_person_signs_out(callers)


async def _a_machine_ends_its_token(callers: Callers, token: str) -> None:
    identifier, secret = callers.people.machine()
    known = _inspected(callers, token)
    assert (known.active, known.kind, known.tenant) == (True, "client", OFFICE)
    assert (known.token_type, known.client_id, known.sub) == ("Bearer", identifier, identifier)
    assert isinstance(known.exp, int)
    assert isinstance(known.iat, int)
    assert known.exp > known.iat
    own = TokenInspectionRequest(token=token, client_id=identifier, client_secret=secret)
    raise_for_problem(await revoke_token.asyncio_detailed(client=callers.anonymous, body=own))
    over = _inspected(callers, token)
    assert over.to_dict() == {"active": False}
    assert over.roles is UNSET

    nobody = TokenInspectionRequest(token=token, client_id="simpulctl")
    refused = introspect_token.sync_detailed(client=callers.anonymous, body=nobody)
    with pytest.raises(SignInError, match="invalid_client"):
        raise_for_problem(refused)


async def _a_person_signs_out(callers: Callers) -> None:
    tokens = callers.people.signed_in(OFFICE, "viewer", "openid reports:read")
    assert tokens.refresh_token
    with _connected(callers, tokens) as client, callers.operations.watching(client):
        info = raise_for_problem(get_user_info.sync_detailed(client=client))
        known = _inspected(callers, tokens.refresh_token)
        assert (info.email, info.tenant, info.roles, info.email_verified) == (
            callers.people.person(OFFICE, "viewer")["email"],
            OFFICE,
            ["viewer"],
            True,
        )
        assert (known.token_type, known.sub) == ("refresh_token", info.sub)
        own = TokenInspectionRequest(token=tokens.refresh_token, client_id="simpulctl")
        raise_for_problem(revoke_token.sync_detailed(client=callers.anonymous, body=own))
    for token in (tokens.refresh_token, tokens.access_token):
        assert not _inspected(callers, token).active
    with _connected(callers, tokens) as client, pytest.raises(SignInError, match="invalid_grant"):
        raise_for_problem(get_me.sync_detailed(client=client))

    without = get_user_info.sync_detailed(client=callers.office("viewer"))
    with pytest.raises(ForbiddenError) as refused:
        raise_for_problem(without)
    assert refused.value.code == "scope-required"


def _connected(callers: Callers, tokens: Tokens) -> AuthenticatedClient:
    return connect_with_tokens(callers.people.base_url, Memory(tokens))


def _inspected(callers: Callers, token: str) -> Introspection:
    """What the office's own machine is told of a token."""
    identifier, secret = callers.people.machine()
    body = TokenInspectionRequest(token=token, client_id=identifier, client_secret=secret)
    answer: Any = introspect_token.sync_detailed(client=callers.anonymous, body=body)
    told: Introspection = raise_for_problem(answer)
    return told
