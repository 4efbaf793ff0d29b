"""Access tokens: RFC 9068 JWTs, RS256 alone. Verifying lives here, issuing in `oauth/`.

joserfc checks the signature; the algorithm, `typ`, `iss`, `aud` and `exp` are ours to check.
"""

import json
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import GuestProtocol, KeySet, RSAKey

from api.access.principal import Kind, Principal
from api.errors import UnauthenticatedError
from api.settings import Settings
from tenants.directory import Directory

ALGORITHM = "RS256"
TYPE = "at+jwt"
_LONGEST = 8_000  # characters; ours are below 1,500
_CACHED = 10_000


def load_keys(path: Path) -> KeySet:
    """The private JWK Set that signs and verifies; the first key signs."""
    return KeySet.import_key_set(json.loads(path.read_text(encoding="utf-8")))


class TokenVerifier:
    """Turns a bearer token into a principal, and remembers those that it verified until they expire."""

    def __init__(self, settings: Settings, directory: Directory, keys: KeySet) -> None:
        self._issuer = settings.base_url
        self._audience = settings.oauth.audience
        self._directory = directory
        self._keys = {key.kid: key for key in keys.keys if isinstance(key, RSAKey)}
        self._verified: dict[str, tuple[float, Principal]] = {}

    def verify(self, token: str) -> Principal:
        """The token's principal. Raises `UnauthenticatedError`, which says why, for any other."""
        known = self._verified.get(token)
        if known is not None and known[0] > time.time():
            return known[1]
        claims = self._claims(token)
        principal = self._principal(claims)
        if len(self._verified) >= _CACHED:
            self._verified.clear()
        self._verified[token] = (float(claims["exp"]), principal)
        return principal

    def _key(self, signed: GuestProtocol) -> RSAKey:
        # Our own key or none: a `jwk`, `jku` or unknown `kid` in the header leads nowhere.
        return self._keys[signed.headers()["kid"]]

    def _claims(self, token: str) -> dict[str, Any]:
        if len(token) > _LONGEST:
            raise UnauthenticatedError("token too long")
        try:
            signed = jws.deserialize_compact(token, self._key, algorithms=[ALGORITHM])
            claims = json.loads(signed.payload)
        except (JoseError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise UnauthenticatedError("token not valid") from error
        header = signed.headers()
        if not isinstance(claims, dict) or str(header.get("typ", "")).lower() != TYPE:
            raise UnauthenticatedError("not an access token")
        if claims.get("iss") != self._issuer or claims.get("aud") != self._audience:
            raise UnauthenticatedError("issued for another service")
        expires = claims.get("exp")
        if not isinstance(expires, int) or expires <= time.time():
            raise UnauthenticatedError("token expired")
        return claims

    def _principal(self, claims: dict[str, Any]) -> Principal:
        place = self._directory.by_code(str(claims.get("tenant")))
        if place is None:
            raise UnauthenticatedError("unknown tenant")
        try:
            return Principal(
                kind=Kind(claims["kind"]),
                id=UUID(claims["sub"]),
                tenant=place,
                roles=tuple(claims.get("roles", ())),
                scopes=frozenset(str(claims["scope"]).split()),
            )
        except (KeyError, ValueError, TypeError) as error:
            raise UnauthenticatedError("token not valid") from error
