"""Access tokens: RFC 9068 JWTs, RS256 alone. Verifying lives here, issuing in `oauth/`.

joserfc checks the signature; the algorithm, `typ`, `iss`, `aud` and `exp` are ours to check.
"""

import json
import time
from typing import Any
from uuid import UUID

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import GuestProtocol, KeySet, RSAKey

from api.access.principal import Kind, Principal
from api.access.revocation import Revocations
from api.errors import UnauthenticatedError
from api.keyfiles import KeyFile
from api.settings import Settings
from tenants.directory import Directory

ALGORITHM = "RS256"
TYPE = "at+jwt"
_LONGEST = 8_000  # characters; ours are below 1,500
_CACHED = 10_000
_CLOCKS_APART = 60  # seconds, between the hosts of one deployment


class TokenVerifier:
    """Turns a bearer token into a principal, and remembers those that it verified until they expire."""

    def __init__(
        self, settings: Settings, directory: Directory, keys: KeyFile, revocations: Revocations
    ) -> None:
        self._issuer = settings.base_url
        self._audience = settings.oauth.audience
        self._directory = directory
        self._keys = keys
        self._revocations = revocations
        self._verified: dict[str, tuple[dict[str, Any], Principal]] = {}
        self._verified_with: KeySet | None = None

    def verify(self, token: str) -> Principal:
        """The token's principal. Raises `UnauthenticatedError`, which says why, for any other."""
        keys = self._keys.keys()
        if keys is not self._verified_with:  # a key that was dropped verifies nothing any more
            self._verified, self._verified_with = {}, keys
        claims, principal = self._verified.get(token) or self._remember(token)
        if claims["exp"] <= time.time():
            raise UnauthenticatedError("token expired")
        if self._revocations.end(claims):
            raise UnauthenticatedError("token revoked")
        return principal

    def _remember(self, token: str) -> tuple[dict[str, Any], Principal]:
        claims = self.claims(token)
        if len(self._verified) >= _CACHED:
            self._verified.clear()
        self._verified[token] = (claims, self._principal(claims))
        return self._verified[token]

    def _key(self, signed: GuestProtocol) -> RSAKey:
        # Our own key or none: a `jwk`, `jku` or unknown `kid` in the header leads nowhere. A kid that
        # we do not know may be that of a key that was just rotated in.
        kid = signed.headers()["kid"]
        for at_once in (False, True):
            for key in self._keys.keys(at_once=at_once).keys:
                if isinstance(key, RSAKey) and key.kid == kid:
                    return key
        raise KeyError(kid)

    def claims(self, token: str) -> dict[str, Any]:
        """The claims of an access token of ours that has not expired; revoked ones too.

        Raises `UnauthenticatedError`.
        """
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
        expires, issued = claims.get("exp"), claims.get("iat")
        if not isinstance(expires, int) or not isinstance(issued, int):
            raise UnauthenticatedError("token not valid")
        moment = time.time()
        if expires <= moment:
            raise UnauthenticatedError("token expired")
        begins = claims.get("nbf", issued)
        if not isinstance(begins, int) or max(begins, issued) > moment + _CLOCKS_APART:
            raise UnauthenticatedError("token not valid yet")
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
