"""The forms and answers of the endpoints, the metadata, and the JWK Set."""

from typing import Literal

from pydantic import BaseModel, Field


class TokenRequest(BaseModel):
    """The form of RFC 6749. A regional system sends `grant_type=client_credentials` alone."""

    grant_type: str | None = Field(
        default=None, description="client_credentials, authorization_code or refresh_token"
    )
    scope: str | None = Field(default=None, description="omitted: all that you may have")
    client_id: str | None = Field(default=None, description="unless sent by HTTP Basic")
    client_secret: str | None = Field(default=None, description="unless sent by HTTP Basic")
    code: str | None = None
    code_verifier: str | None = Field(default=None, description="PKCE (RFC 7636)")
    redirect_uri: str | None = None
    refresh_token: str | None = Field(default=None, description="good once; keep the one you get")


class TokenAnswer(BaseModel):
    """A token (RFC 6749 5.1)."""

    access_token: str = Field(description="a JWT of RFC 9068, for `Authorization: Bearer`")
    token_type: Literal["Bearer"]
    expires_in: int = Field(description="seconds")
    scope: str = Field(description="what the token may do, which can be less than was asked")
    refresh_token: str | None = Field(default=None, description="for people; replaces the last one")
    id_token: str | None = Field(
        default=None, description="with the scope `openid`, for a code: who signed in, and when"
    )


class TokenInspectionRequest(BaseModel):
    """The form of RFC 7009 and RFC 7662."""

    token: str | None = Field(default=None, description="an access token or a refresh token")
    token_type_hint: str | None = Field(
        default=None, description="access_token or refresh_token; it is found without, too"
    )
    client_id: str | None = Field(default=None, description="unless sent by HTTP Basic")
    client_secret: str | None = Field(default=None, description="unless sent by HTTP Basic")


class Revoked(BaseModel):
    """The token is over (RFC 7009 2.2): nothing else is said."""


class Introspection(BaseModel):
    """What a token is (RFC 7662 2.2). Of one that is not good for you, `active` alone."""

    active: bool
    token_type: str | None = Field(default=None, description="Bearer, or refresh_token")
    iss: str | None = None
    aud: str | None = None
    sub: str | None = Field(default=None, description="id of the person or client")
    client_id: str | None = None
    tenant: str | None = Field(default=None, description="code of the government")
    kind: str | None = Field(default=None, description="person or client")
    roles: list[str] | None = None
    scope: str | None = None
    iat: int | None = None
    exp: int | None = None
    jti: str | None = None


class UserInfo(BaseModel):
    """Who the token stands for (OpenID Connect Core 5.3)."""

    sub: str = Field(description="the person's id; it never changes")
    name: str
    email: str
    email_verified: bool
    tenant: str = Field(description="code of the government that he acts for")
    roles: list[str] = Field(description="as they are now")


class OAuthError(BaseModel):
    """Why it was refused (RFC 6749 5.2)."""

    error: str
    error_description: str | None = None


class ServerMetadata(BaseModel):
    """The authorization server as RFC 8414 and OpenID Connect Discovery describe one."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str
    introspection_endpoint: str
    userinfo_endpoint: str
    jwks_uri: str
    service_documentation: str
    scopes_supported: list[str]
    response_types_supported: list[str]
    response_modes_supported: list[str]
    grant_types_supported: list[str]
    prompt_values_supported: list[str]
    token_endpoint_auth_methods_supported: list[str]
    revocation_endpoint_auth_methods_supported: list[str]
    introspection_endpoint_auth_methods_supported: list[str]
    code_challenge_methods_supported: list[str]
    subject_types_supported: list[str]
    id_token_signing_alg_values_supported: list[str]
    claims_supported: list[str]
    claims_parameter_supported: bool
    request_parameter_supported: bool
    request_uri_parameter_supported: bool
    authorization_response_iss_parameter_supported: bool


class PublicKey(BaseModel):
    """An RSA public key (RFC 7517, RFC 7518 6.3.1)."""

    kty: Literal["RSA"]
    kid: str
    use: Literal["sig"]
    alg: Literal["RS256"]
    n: str
    e: str


class PublicKeys(BaseModel):
    """The keys that access tokens verify with."""

    keys: list[PublicKey]


_CLAIMS = (
    "sub",
    "iss",
    "aud",
    "exp",
    "iat",
    "auth_time",
    "nonce",
    "at_hash",
    *UserInfo.model_fields,
)


def metadata(issuer: str, scopes: list[str]) -> ServerMetadata:
    """The metadata of the server at `issuer`: what exists, and nothing that does not."""
    secrets = ["client_secret_basic", "client_secret_post"]
    return ServerMetadata(
        issuer=issuer,
        authorization_endpoint=f"{issuer}/oauth/authorize",
        token_endpoint=f"{issuer}/oauth/token",
        revocation_endpoint=f"{issuer}/oauth/revoke",
        introspection_endpoint=f"{issuer}/oauth/introspect",
        userinfo_endpoint=f"{issuer}/oauth/userinfo",
        jwks_uri=f"{issuer}/oauth/jwks",
        service_documentation=f"{issuer}/openapi.json",
        scopes_supported=scopes,
        response_types_supported=["code"],
        response_modes_supported=["query"],
        grant_types_supported=["authorization_code", "client_credentials", "refresh_token"],
        prompt_values_supported=["none", "login"],
        token_endpoint_auth_methods_supported=[*secrets, "none"],
        revocation_endpoint_auth_methods_supported=[*secrets, "none"],
        introspection_endpoint_auth_methods_supported=secrets,
        code_challenge_methods_supported=["S256"],
        subject_types_supported=["public"],
        id_token_signing_alg_values_supported=["RS256"],
        claims_supported=list(dict.fromkeys(_CLAIMS)),
        claims_parameter_supported=False,
        request_parameter_supported=False,
        request_uri_parameter_supported=False,
        authorization_response_iss_parameter_supported=True,
    )
