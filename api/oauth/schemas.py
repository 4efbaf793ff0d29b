"""The token endpoint's form and answers, the metadata, and the JWK Set."""

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


class OAuthError(BaseModel):
    """Why there is no token (RFC 6749 5.2)."""

    error: str
    error_description: str | None = None


class ServerMetadata(BaseModel):
    """The authorization server as RFC 8414 describes one."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    scopes_supported: list[str]
    response_types_supported: list[str]
    response_modes_supported: list[str]
    grant_types_supported: list[str]
    token_endpoint_auth_methods_supported: list[str]
    code_challenge_methods_supported: list[str]
    authorization_response_iss_parameter_supported: bool
    ui_locales_supported: list[str]


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


def metadata(issuer: str, scopes: list[str]) -> ServerMetadata:
    """The metadata of the server at `issuer`: what exists, and nothing that does not."""
    return ServerMetadata(
        issuer=issuer,
        authorization_endpoint=f"{issuer}/oauth/authorize",
        token_endpoint=f"{issuer}/oauth/token",
        jwks_uri=f"{issuer}/oauth/jwks",
        scopes_supported=scopes,
        response_types_supported=["code"],
        response_modes_supported=["query"],
        grant_types_supported=["authorization_code", "client_credentials", "refresh_token"],
        token_endpoint_auth_methods_supported=["client_secret_basic", "client_secret_post", "none"],
        code_challenge_methods_supported=["S256"],
        authorization_response_iss_parameter_supported=True,
        ui_locales_supported=["id", "en"],
    )
