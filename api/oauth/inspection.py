"""Revoking tokens (RFC 7009) and telling what they are (RFC 7662): Authlib's endpoints, our answers.

Synchronous, on the request's transaction, like `endpoints`. Both look at the database alone, so what
they say is never out of date.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from authlib.oauth2.rfc6749 import OAuth2Error, UnsupportedTokenTypeError
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from sqlalchemy.orm import Session

from api.access.models import Revoked
from api.access.principal import Kind
from api.access.revocation import has_ended, revoke
from api.errors import UnauthenticatedError
from api.oauth import families
from api.oauth.applications import Application
from api.oauth.models import RefreshFamily, RefreshToken
from api.oauth.request import Asked, Parameters
from api.oauth.server import Answer, RefusedClientError, Server
from api.oauth.subjects import Machine, find_machine, member_in, members_of
from api.oauth.tokens import TokenIssuer
from tenants.rows import now

ReadClaims = Callable[[str], dict[str, Any]]  # raises UnauthenticatedError for no token of ours
Client = Application | Machine


@dataclass(frozen=True)
class AccessToken:
    """An access token of ours that has not expired; it may have been revoked."""

    session: Session
    claims: dict[str, Any]

    @property
    def tenant(self) -> str:
        """Code of the tenant that it is for."""
        return str(self.claims["tenant"])

    def check_client(self, client: Client) -> bool:
        """Whether it was issued to this client."""
        return bool(self.claims["client_id"] == client.client_id)

    def is_expired(self) -> bool:
        """No: expired ones are not found."""
        return False

    def is_revoked(self) -> bool:
        """Whether it, or whom it stands for, has ended."""
        return has_ended(self.session, self.claims) or not self._subject_is_active()

    def _subject_is_active(self) -> bool:
        subject = UUID(self.claims["sub"])
        if self.claims["kind"] == Kind.CLIENT:
            machine = find_machine(self.session, str(subject))
            return machine is not None and machine.active
        return any(member.code == self.tenant for member in members_of(self.session, subject))

    def revoke(self) -> None:
        """End it; the sign-in that it came from goes on."""
        if not has_ended(self.session, self.claims):
            revoke(self.session, Revoked.TOKEN, str(self.claims["jti"]))

    def describe(self) -> dict[str, Any]:
        """What RFC 7662 2.2 tells of it, and our own `tenant`, `kind` and `roles`."""
        return {"active": True, "token_type": "Bearer", **self.claims}


@dataclass(frozen=True)
class RefreshTokenFound:
    """A refresh token that was issued once."""

    session: Session
    token: RefreshToken
    family: RefreshFamily
    tenant: str
    issuer: str

    def check_client(self, client: Client) -> bool:
        """Whether it was issued to this client."""
        return self.family.client_id == client.client_id

    def is_expired(self) -> bool:
        """Whether its time is over."""
        return self.token.expires_at <= now()

    def is_revoked(self) -> bool:
        """Whether it was used, its family ended, or its member may not act."""
        family = self.family
        member = member_in(self.session, family.person_id, family.tenant_id)
        out = member.signed_out_at if member else None
        over = member is None or (out is not None and out > family.created_at)
        return over or self.token.used_at is not None or family.revoked_at is not None

    def revoke(self) -> None:
        """End its family, with the access tokens."""
        families.end(self.session, self.family.id)

    def describe(self) -> dict[str, Any]:
        """What RFC 7662 2.2 tells of it."""
        return {
            "active": True,
            "token_type": "refresh_token",
            "iss": self.issuer,
            "client_id": self.family.client_id,
            "sub": str(self.family.person_id),
            "tenant": self.tenant,
            "scope": self.family.scope,
            "iat": int(self.token.created_at.timestamp()),
            "exp": int(self.token.expires_at.timestamp()),
        }


Found = AccessToken | RefreshTokenFound


@dataclass(frozen=True)
class Finder:
    """Finds the token of a text, whichever kind it is: a hint saves nothing here."""

    session: Session
    issuer: str
    read_claims: ReadClaims

    def find(self, text: str) -> Found | None:
        """The token, or None: not ours, expired, or of a tenant that does not exist."""
        refresh = families.token_of(self.session, text)
        if refresh is not None:
            token, family, code = refresh
            return RefreshTokenFound(self.session, token, family, code, self.issuer)
        try:
            return AccessToken(self.session, self.read_claims(text))
        except UnauthenticatedError:
            return None


class _Endpoint:
    """What both endpoints share, in front of Authlib's class."""

    def __init__(self, server: Server, finder: Finder) -> None:
        super().__init__(server)  # type: ignore[call-arg]
        self._finder = finder

    def check_params(self, request: Parameters, client: Client) -> None:
        """A token must be there. An unknown hint is 400 (RFC 6749 5.2), where Authlib says 401."""
        try:
            super().check_params(request, client)  # type: ignore[misc]
        except UnsupportedTokenTypeError:
            raise OAuth2Error(error=UnsupportedTokenTypeError.error) from None

    def query_token(self, token_string: str, token_type_hint: str | None) -> Found | None:
        """The token, by what it is."""
        _ = token_type_hint
        return self._finder.find(token_string)


class Revocation(_Endpoint, RevocationEndpoint):  # type: ignore[misc]
    """A client ends its own tokens; another's is refused, an unknown one is as good as ended."""

    def revoke_token(self, token: Found, request: Parameters) -> None:
        """An access token ends alone, a refresh token with all that came from its sign-in."""
        _ = request
        token.revoke()


class Introspection(_Endpoint, IntrospectionEndpoint):  # type: ignore[misc]
    """A tenant's client asks about the tokens of its own tenant; all others are not active."""

    def authenticate_endpoint_client(self, request: Parameters) -> Machine:
        """Only who keeps a secret may ask (RFC 7662 2.1)."""
        client = super().authenticate_endpoint_client(request)
        if not isinstance(client, Machine):
            raise RefusedClientError
        return client

    def check_permission(self, token: Found, client: Machine, request: Parameters) -> bool:
        """Its own tenant's."""
        _ = request
        return token.tenant == client.code

    def introspect_token(self, token: Found) -> dict[str, Any]:
        """What it is."""
        return token.describe()


def revocation_answer(
    session: Session, issuer: TokenIssuer, asked: Asked, read_claims: ReadClaims
) -> Answer:
    """What a client is told who ends a token."""
    return _answer(session, issuer, asked, read_claims, Revocation)


def introspection_answer(
    session: Session, issuer: TokenIssuer, asked: Asked, read_claims: ReadClaims
) -> Answer:
    """What a client is told who asks about a token."""
    return _answer(session, issuer, asked, read_claims, Introspection)


def _answer(
    session: Session,
    issuer: TokenIssuer,
    asked: Asked,
    read_claims: ReadClaims,
    kind: type[Revocation | Introspection],
) -> Answer:
    server = Server(session, issuer)
    server.register_endpoint(kind(server, Finder(session, issuer.issuer, read_claims)))
    try:
        request = Parameters("POST", f"{issuer.issuer}/oauth/{kind.ENDPOINT_NAME}", asked)
    except OAuth2Error as error:
        return server.refuse(error)
    return cast("Answer", server.create_endpoint_response(kind.ENDPOINT_NAME, request))
