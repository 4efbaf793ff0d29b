"""Issuing access tokens (RFC 9068 JWTs) and ID tokens. Verifying is `api.access.tokens`."""

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from authlib.oidc.core.util import create_half_hash
from joserfc import jwt
from joserfc.jwk import KeySet

from api.access.principal import Kind
from api.access.tokens import ALGORITHM, TYPE
from api.keyfiles import in_use
from api.settings import Settings

_ID_TOKEN_SECONDS = 600


@dataclass(frozen=True)
class Subject:
    """Who a token is about. `id` is a person's or a client's; `tenant` is a code (`32.04`)."""

    kind: Kind
    id: UUID
    tenant: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class IdentifiedBy:
    """What an ID token says of the sign-in; `auth_time` is in Unix seconds."""

    client_id: str
    auth_time: int
    nonce: str | None


class TokenIssuer:
    """Signs with the newest key of the set whose time has come; all of them verify."""

    def __init__(self, settings: Settings, keys: KeySet) -> None:
        self.issuer = settings.base_url
        self.lifetime = settings.oauth.access_minutes * 60
        self.refresh_days = settings.oauth.refresh_days
        self._audience = settings.oauth.audience
        self._key = in_use(keys, time.time())

    def issue(
        self, subject: Subject, *, client_id: str, scope: str, family: UUID | None = None
    ) -> str:
        """A signed token of `lifetime` seconds. `scope` is space-separated and not checked here.

        `family` is that of the refresh token which came with it: they end together.
        """
        issued = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": self._audience,
            "sub": str(subject.id),
            "client_id": client_id,
            "tenant": subject.tenant,
            "kind": subject.kind.value,
            "roles": list(subject.roles),
            "scope": scope,
            "iat": issued,
            "exp": issued + self.lifetime,
            "jti": str(uuid4()),
        }
        if family is not None:
            claims["family"] = str(family)
        return self._signed(TYPE, claims)

    def identify(self, person_id: UUID, access_token: str, sign_in: IdentifiedBy) -> str:
        """The ID token (OpenID Connect Core 2) that comes with an access token; no key to any API."""
        issued = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": sign_in.client_id,
            "sub": str(person_id),
            "auth_time": sign_in.auth_time,
            "iat": issued,
            "exp": issued + _ID_TOKEN_SECONDS,
            "at_hash": create_half_hash(access_token, ALGORITHM).decode(),
        }
        if sign_in.nonce is not None:
            claims["nonce"] = sign_in.nonce
        return self._signed("JWT", claims)

    def _signed(self, kind: str, claims: dict[str, Any]) -> str:
        header = {"alg": ALGORITHM, "typ": kind, "kid": self._key.kid}
        return jwt.encode(header, claims, self._key, algorithms=[ALGORITHM])
