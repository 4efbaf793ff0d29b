"""Issuing access tokens: RFC 9068 JWTs. Verifying them is `api.access.tokens`."""

import time
from dataclasses import dataclass
from uuid import UUID, uuid4

from joserfc import jwt
from joserfc.jwk import KeySet

from api.access.principal import Kind
from api.access.tokens import ALGORITHM, TYPE
from api.settings import Settings


@dataclass(frozen=True)
class Subject:
    """Who a token is about. `id` is a person's or a client's; `tenant` is a code (`32.04`)."""

    kind: Kind
    id: UUID
    tenant: str
    roles: tuple[str, ...] = ()


class TokenIssuer:
    """Signs with the first key of the set. All verify, so a new key goes first to replace one."""

    def __init__(self, settings: Settings, keys: KeySet) -> None:
        self.issuer = settings.base_url
        self.lifetime = settings.oauth.access_minutes * 60
        self.refresh_days = settings.oauth.refresh_days
        self._audience = settings.oauth.audience
        self._key = keys.keys[0]

    def issue(
        self, subject: Subject, *, client_id: str, scope: str, family: UUID | None = None
    ) -> str:
        """A signed token of `lifetime` seconds. `scope` is space-separated and not checked here.

        `family` is that of the refresh token which came with it: they end together.
        """
        header = {"alg": ALGORITHM, "typ": TYPE, "kid": self._key.kid}
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
        return jwt.encode(header, claims, self._key, algorithms=[ALGORITHM])
