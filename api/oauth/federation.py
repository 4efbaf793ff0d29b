"""The province's own OpenID provider: what it says of itself, and whom it vouches for.

Authlib's Starlette client does the code flow (PKCE with S256, state, nonce). What a provider says of
itself is read here instead of by Authlib, which would take settings of its HTTP client from it, and
algorithms down to `none`.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
import structlog
from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App
from fastapi import Request
from joserfc.errors import JoseError
from pydantic import BaseModel, Field, ValidationError

from api.settings import FederationSettings

NAME = "federation"
_WELL_KNOWN = "/.well-known/openid-configuration"
# Asymmetric alone: our secret must not do for a signature, nor none at all.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
_LARGEST = 256 * 1024  # bytes of one answer
_PATIENCE = 15.0  # seconds for all that one step asks of the provider
_KEPT = 3600.0  # seconds: its endpoints and keys are read again, so that a withdrawn key ends
_RETRY = 5.0  # seconds: a provider that is down is not asked for everybody who waits
_LONGEST = 255  # characters of a name or an address; ours have fewer
_SKEW = 60  # seconds that its clock may differ from ours
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
# What Authlib, joserfc and httpx2 raise over answers that are not what they should be.
_NONSENSE = (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError, TypeError, RuntimeError)
_log = structlog.get_logger("api.oauth.federation")


class ProviderUnavailableError(Exception):
    """It cannot be reached, or answers what no OpenID provider would."""


class NotVouchedError(Exception):
    """What it answered is not a valid statement about this sign-in."""


@dataclass(frozen=True)
class Vouched:
    """Whom the provider speaks of. `email` counts only when `verified`."""

    email: str
    verified: bool
    name: str


class Discovery(BaseModel):
    """What we use of a provider's metadata (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    id_token_signing_alg_values_supported: list[str] = Field(default=["RS256"])
    token_endpoint_auth_methods_supported: list[str] = Field(default=["client_secret_basic"])
    authorization_response_iss_parameter_supported: bool = False

    def endpoints(self) -> list[str]:
        """Every address that we or the browser would go to."""
        given = (self.authorization_endpoint, self.token_endpoint, self.jwks_uri)
        return [*given, *([self.userinfo_endpoint] if self.userinfo_endpoint else [])]

    def algorithms(self) -> list[str]:
        """Those of its ID tokens that we take."""
        return [name for name in _ALGORITHMS if name in self.id_token_signing_alg_values_supported]


@dataclass(frozen=True)
class Provider:
    """The provider as it last described itself, with Authlib's client for it."""

    discovery: Discovery
    client: StarletteOAuth2App
    settings: FederationSettings

    async def address(self, request: Request, redirect_uri: str, **asked: str) -> tuple[str, str]:
        """Where to send the browser, and the `state` of it; the rest is left in `request.session`."""
        made = await self.client.create_authorization_url(redirect_uri, **asked)
        url = made.pop("url")
        await self.client.save_authorize_data(request, redirect_uri=redirect_uri, **made)
        return str(url), str(made["state"])

    def is_sender(self, issuers: list[str]) -> bool:
        """Whether an answer with these `iss` parameters came from it (RFC 9207, against mix-up)."""
        if self.discovery.authorization_response_iss_parameter_supported:
            return issuers == [self.settings.issuer]
        return issuers in ([], [self.settings.issuer])

    async def vouched(self, request: Request) -> Vouched:
        """Redeem the code of this callback and read who it is about.

        Raises `NotVouchedError` and `ProviderUnavailableError`.
        """
        try:
            async with asyncio.timeout(_PATIENCE):
                return self._mapped(await self._claims(request))
        except (OAuthError, JoseError) as error:
            _log.warning("federation-refused", error=type(error).__name__)
            raise NotVouchedError from error
        except (*_NONSENSE, LookupError, AttributeError) as error:
            _log.warning("federation-failed", error=type(error).__name__)
            raise ProviderUnavailableError from error

    async def _claims(self, request: Request) -> Mapping[str, Any]:
        # Authlib's own would take an `aud` that is not ours when `azp` is.
        options = {
            "iss": {"essential": True, "value": self.settings.issuer},
            "aud": {"essential": True, "value": self.settings.client_id},
        }
        token = await self.client.authorize_access_token(
            request, claims_options=options, leeway=_SKEW
        )
        claims: Mapping[str, Any] | None = token.get("userinfo")
        if claims is None:
            raise OAuthError("no_id_token")
        if self.settings.email_claim in claims or self.discovery.userinfo_endpoint is None:
            return claims
        told: Mapping[str, Any] = await self.client.userinfo(token=token)
        # Another person's answer could be put in its place (OpenID Connect Core 1.0, 5.3.2).
        if told["sub"] != claims["sub"]:
            raise OAuthError("another_subject")
        return told

    def _mapped(self, claims: Mapping[str, Any]) -> Vouched:
        settings = self.settings
        email, name = claims.get(settings.email_claim), claims.get(settings.name_claim)
        verified = claims.get(settings.email_verified_claim)
        return Vouched(
            email=email[:_LONGEST] if isinstance(email, str) else "",
            verified=verified is True or verified == "true",  # 1 would equal True
            name=name[:_LONGEST] if isinstance(name, str) else "",
        )


class Federation:
    """Knows the provider: asks when it is first needed, and again after an hour."""

    def __init__(self, settings: FederationSettings) -> None:
        self.settings = settings
        self._lock = asyncio.Lock()
        self._provider: Provider | None = None
        self._ask_again_at = 0.0

    async def provider(self) -> Provider:
        """The provider. Raises `ProviderUnavailableError`."""
        async with self._lock:
            if time.monotonic() >= self._ask_again_at:
                await self._ask()
            if self._provider is None:
                raise ProviderUnavailableError
            return self._provider

    async def _ask(self) -> None:
        self._provider = None
        try:
            async with asyncio.timeout(_PATIENCE):
                discovery = await _discover(self.settings.issuer)
        except _NONSENSE as error:
            _log.warning("federation-not-discovered", error=type(error).__name__, reason=str(error))
        else:
            self._provider = Provider(discovery, _client(self.settings, discovery), self.settings)
        # From the end of it: who waited meanwhile does not ask again.
        self._ask_again_at = time.monotonic() + (_KEPT if self._provider else _RETRY)


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for chunk in self._stream:
            read += len(chunk)
            if read > _LARGEST:
                message = "answer too large"
                raise ValueError(message)
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _bound(response: httpx2.Response) -> None:
    # Called before the body is read. Compressed, a little says much.
    if response.headers.get("content-encoding", "identity") != "identity":
        message = "answer compressed"
        raise ValueError(message)
    assert isinstance(response.stream, httpx2.AsyncByteStream)  # noqa: S101 - narrows
    response.stream = _Bounded(response.stream)


def _http() -> dict[str, Any]:
    return {
        "timeout": 10.0,
        "headers": {"Accept": "application/json", "Accept-Encoding": "identity"},
        "event_hooks": {"response": [_bound]},
    }


async def _discover(issuer: str) -> Discovery:
    async with httpx2.AsyncClient(**_http()) as http:
        answer = await http.get(issuer.rstrip("/") + _WELL_KNOWN)
    answer.raise_for_status()
    try:
        found = Discovery.model_validate(answer.json())
    except ValidationError as error:
        # Its own text would repeat the answer, line by line.
        message = "no OpenID provider metadata"
        raise ValueError(message) from error
    if found.issuer != issuer:
        message = "names another issuer"
        raise ValueError(message)
    if not all(is_safe(address, beside=issuer) for address in found.endpoints()):
        message = "has an endpoint without https"
        raise ValueError(message)
    if not found.algorithms():
        message = "signs ID tokens with no algorithm that we take"
        raise ValueError(message)
    return found


def is_safe(address: str, *, beside: str) -> bool:
    """Whether secrets may travel to an address: https, or loopback where the issuer is there too."""
    place = urlsplit(address)
    if place.scheme == "https":
        return bool(place.hostname)
    return place.scheme == "http" and {place.hostname, urlsplit(beside).hostname} <= _LOOPBACK


def _client(settings: FederationSettings, discovery: Discovery) -> StarletteOAuth2App:
    methods = discovery.token_endpoint_auth_methods_supported
    basic = "client_secret_basic" in methods or "client_secret_post" not in methods
    return OAuth().register(
        NAME,
        client_id=settings.client_id,
        client_secret=settings.client_secret.get_secret_value(),
        authorize_url=discovery.authorization_endpoint,
        access_token_url=discovery.token_endpoint,
        client_kwargs={
            **_http(),
            "scope": settings.scope,
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": "client_secret_basic" if basic else "client_secret_post",
        },
        issuer=discovery.issuer,
        jwks_uri=discovery.jwks_uri,
        userinfo_endpoint=discovery.userinfo_endpoint,
        id_token_signing_alg_values_supported=discovery.algorithms(),
    )
