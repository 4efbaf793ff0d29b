import base64
import json

import pytest
from simpul_client import SignInError, raise_for_problem
from simpul_client.api.oauth import create_token, get_jwks, get_server_metadata
from simpul_client.models import TokenRequest

from tests.client.calls.callers import Callers


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

    body.client_secret = "wrong"
    refused = create_token.sync_detailed(client=client, body=body)
    with pytest.raises(SignInError, match="invalid_client"):
        raise_for_problem(refused)
