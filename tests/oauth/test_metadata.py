"""GET /.well-known/oauth-authorization-server, /.well-known/openid-configuration, /oauth/jwks."""

from authlib.oauth2 import rfc8414, rfc9207
from authlib.oidc.discovery import OpenIDProviderMetadata
from fastapi import FastAPI
from httpx2 import AsyncClient
from joserfc import jwt
from joserfc.jwk import KeySet

from api.access.permissions import Permission
from tests.oauth.flow import token
from tests.world import World, client_token


class TestMetadata:
    async def test_is_of_rfc_8414(self, api: AsyncClient) -> None:
        answer = await api.get("/.well-known/oauth-authorization-server")
        assert answer.status_code == 200
        body = answer.json()
        found = rfc8414.AuthorizationServerMetadata(body)
        found.validate(metadata_classes=[rfc9207.AuthorizationServerMetadata])
        assert body["issuer"] == "http://127.0.0.1:8000"
        assert body["code_challenge_methods_supported"] == ["S256"]
        assert body["authorization_response_iss_parameter_supported"] is True
        permissions = [permission.value for permission in Permission]
        assert body["scopes_supported"] == [*permissions, "email", "openid", "profile"]

    async def test_is_of_openid_discovery_too(self, api: AsyncClient) -> None:
        answer = await api.get("/.well-known/openid-configuration")
        assert answer.status_code == 200
        assert "max-age" in answer.headers["cache-control"]
        body = answer.json()
        OpenIDProviderMetadata(body).validate()
        assert body == (await api.get("/.well-known/oauth-authorization-server")).json()
        assert body["subject_types_supported"] == ["public"]
        assert body["id_token_signing_alg_values_supported"] == ["RS256"]
        assert body["request_uri_parameter_supported"] is False
        assert {"sub", "name", "email", "email_verified", "tenant", "roles", "nonce"} <= set(
            body["claims_supported"]
        )

    async def test_names_what_exists(self, api: AsyncClient) -> None:
        body = (await api.get("/.well-known/oauth-authorization-server")).json()
        named = {name: body[name] for name in body if name.endswith(("_endpoint", "_uri"))}
        assert {name.partition("_")[0] for name in named} == {
            *("authorization", "token", "revocation", "introspection", "userinfo", "jwks")
        }
        for url in named.values():
            assert (await api.get(url)).status_code != 404
        for grant in body["grant_types_supported"]:
            answer = await token(api, grant_type=grant, client_id="simpulctl")
            assert answer.json()["error"] != "unsupported_grant_type"


class TestJwks:
    async def test_holds_nothing_private(self, api: AsyncClient, app: FastAPI) -> None:
        answer = await api.get("/oauth/jwks")
        assert answer.status_code == 200
        assert "max-age" in answer.headers["cache-control"]
        for key in answer.json()["keys"]:
            assert set(key) == {"kty", "kid", "use", "alg", "n", "e"}
            assert (key["kty"], key["use"], key["alg"]) == ("RSA", "sig", "RS256")
        private = app.state.keys.keys().keys[0].as_dict(private=True)
        for name in ("d", "p", "q", "dp", "dq", "qi"):
            assert private[name] not in answer.text

    async def test_verifies_our_tokens(self, api: AsyncClient, world: World) -> None:
        keys = KeySet.import_key_set((await api.get("/oauth/jwks")).json())
        issued = await client_token(api, world.clients["32.04"])
        assert jwt.decode(issued, keys, algorithms=["RS256"]).claims["tenant"] == "32.04"
