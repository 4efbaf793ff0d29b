"""The three grants, as Authlib's classes with their questions answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from authlib.oauth2.rfc6749 import (
    InvalidGrantError,
    InvalidRequestError,
    InvalidScopeError,
)
from authlib.oauth2.rfc6749.grants import (
    AuthorizationCodeGrant,
    ClientCredentialsGrant,
    RefreshTokenGrant,
)
from authlib.oauth2.rfc7636 import CodeChallenge

from api.access.secrets import digest, new_secret
from api.oauth import families
from api.oauth.applications import Application
from api.oauth.models import AuthorizationCode, RefreshFamily
from api.oauth.request import Parameters
from api.oauth.rules import IDENTITY, OPENID, asked_scopes, is_nonce, is_s256, scope_text
from api.oauth.subjects import Member, member_in
from api.oauth.tokens import IdentifiedBy
from tenants.rows import now

CODE_LIFETIME = timedelta(seconds=60)


class ChallengeRequiredError(InvalidRequestError):  # type: ignore[misc]
    """PKCE is missing or `plain`. Answered as a page, never as a redirect."""

    def __init__(self) -> None:
        super().__init__("PKCE with code_challenge_method S256 is required.")


class S256(CodeChallenge):  # type: ignore[misc]
    """PKCE by S256 alone. Authlib would take a missing method for `plain`."""

    def __call__(self, grant: "CodeGrant") -> None:
        """Look at the challenge before anything else of the request."""
        grant.register_hook(
            "before_validate_authorization_request_payload", self.validate_code_challenge
        )
        grant.register_hook("after_validate_token_request", self.validate_code_verifier)

    def validate_code_challenge(self, grant: "CodeGrant", redirect_uri: str) -> None:
        """Raise `ChallengeRequiredError` unless there is an S256 challenge."""
        _ = redirect_uri
        values = grant.request.values
        if not is_s256(values.get("code_challenge"), values.get("code_challenge_method")):
            raise ChallengeRequiredError

    def get_authorization_code_challenge(self, authorization_code: "SpentCode") -> str:
        """The challenge that the code was made for."""
        return authorization_code.row.challenge

    def get_authorization_code_challenge_method(self, _: "SpentCode") -> str:
        """The only one."""
        return "S256"


@dataclass(frozen=True)
class SpentCode:
    """A code that this request has just spent."""

    row: AuthorizationCode

    def get_redirect_uri(self) -> str:
        """Where it was sent; the token request must name it again."""
        return self.row.redirect_uri

    def get_scope(self) -> str:
        """What the member granted."""
        return self.row.scope


@dataclass(frozen=True)
class SpentToken:
    """A refresh token that this request has just spent."""

    family: RefreshFamily

    @property
    def family_id(self) -> UUID:
        """Of the tokens that replace it, too."""
        return self.family.id

    def check_client(self, client: Application) -> bool:
        """Whether it was issued to this client."""
        return self.family.client_id == client.client_id

    def get_scope(self) -> str:
        """What the member granted at sign-in; refreshing never widens it."""
        return self.family.scope


class ClientGrant(ClientCredentialsGrant):  # type: ignore[misc]
    """Regional systems."""

    request: Parameters

    def validate_requested_scope(self) -> None:
        """Settle the scope: what is asked, which must be the client's, or all that it may have.

        A system is nobody: what asks who the person is, is ignored.
        """
        allowed = self.request.client.permissions
        asked = (asked_scopes(self.request.payload.scope) or allowed) - IDENTITY
        if not asked or not asked <= allowed:
            raise InvalidScopeError
        self.request.scope = scope_text(asked)

    def generate_token(self, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - Authlib's options
        """Authlib passes the scope as it was asked for; the settled one is meant."""
        token = super().generate_token(**{**options, "scope": self.request.scope})
        return cast("dict[str, Any]", token)


class CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc]
    """People: authorization code with PKCE."""

    request: Parameters

    def validate_requested_scope(self) -> None:
        """The scopes must exist; and what OpenID Connect adds to the request must be usable."""
        super().validate_requested_scope()
        if not is_nonce(self.request.values.get("nonce")):
            raise InvalidRequestError("nonce is too long or not printable.")

    @staticmethod
    def validate_authorization_redirect_uri(request: Parameters, client: Application) -> str:
        """The address, if registered. Authlib's refusal repeats it, and fails on odd characters."""
        asked: str | None = request.payload.redirect_uri
        if asked is None or not client.check_redirect_uri(asked):
            raise InvalidRequestError("redirect_uri is not registered for this client.")
        return asked

    def generate_authorization_code(self) -> str:
        """256 random bits."""
        return new_secret()

    def save_authorization_code(self, code: str, request: Parameters) -> None:
        """Keep the code's hash with what the member may have of the scope that was asked for."""
        member: Member = request.user
        sign_in = self.server.sign_in
        asked = asked_scopes(request.scope) or member.permissions
        granted = asked & (member.permissions | IDENTITY)
        if not granted:
            raise InvalidScopeError(redirect_uri=request.payload.redirect_uri)
        made = AuthorizationCode(
            code_hash=digest(code),
            client_id=request.client.client_id,
            person_id=member.person_id,
            tenant_id=member.tenant_id,
            redirect_uri=request.payload.redirect_uri,
            scope=scope_text(granted),
            challenge=request.values["code_challenge"],
            nonce=request.values.get("nonce"),
            signed_in_at=sign_in.created_at,
            device=sign_in.device,
            expires_at=now() + CODE_LIFETIME,
        )
        self.server.session.add(made)

    def query_authorization_code(self, code: str, client: Application) -> SpentCode | None:
        """Spend the code where it is read."""
        row = families.spend_code(self.server.session, code, client.client_id)
        return SpentCode(row) if row else None

    def delete_authorization_code(self, authorization_code: SpentCode) -> None:
        """Nothing: it is spent, and stays so that using it again is noticed."""

    def authenticate_user(self, authorization_code: SpentCode) -> Member:
        """The member as of now."""
        row = authorization_code.row
        return _still_member(self, row.person_id, row.tenant_id, row.created_at)

    def generate_token(self, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - Authlib's options
        """The family is there before its access token, which names it; with `openid` an ID token."""
        row: AuthorizationCode = self.request.authorization_code.row
        self.server.family_id = families.begin(self.server.session, row)
        token = cast("dict[str, Any]", super().generate_token(**options))
        if OPENID in token["scope"].split():
            signed_in_at = row.signed_in_at or row.created_at
            by = IdentifiedBy(row.client_id, int(signed_in_at.timestamp()), row.nonce)
            issuer = self.server.issuer
            token["id_token"] = issuer.identify(row.person_id, token["access_token"], by)
        return token


class RefreshGrant(RefreshTokenGrant):  # type: ignore[misc]
    """Refresh tokens: each is good once, and gives the next."""

    INCLUDE_NEW_REFRESH_TOKEN = True
    request: Parameters

    def authenticate_refresh_token(self, refresh_token: str) -> SpentToken | None:
        """Spend the token where it is read.

        A scope that cannot be granted is refused before, so that asking for it costs no sign-in.
        """
        session = self.server.session
        family = families.family_of(session, refresh_token)
        if family is None or family.client_id != self.request.client.client_id:
            return None
        asked = asked_scopes(self.request.payload.scope)
        if asked and not asked <= frozenset(family.scope.split()):
            raise InvalidScopeError
        spent = families.spend_token(session, refresh_token, family.id)
        return SpentToken(family) if spent else None

    def _validate_token_scope(self, token: SpentToken) -> None:
        """Done before the token was spent."""

    def authenticate_user(self, refresh_token: SpentToken) -> Member:
        """The member as of now: a suspended one gets nothing, a demoted one less."""
        family = refresh_token.family
        return _still_member(self, family.person_id, family.tenant_id, family.created_at)

    def issue_token(self, user: Member, refresh_token: SpentToken) -> dict[str, Any]:
        """With the scope that is asked for, or that was granted."""
        self.server.family_id = refresh_token.family_id
        asked = asked_scopes(self.request.payload.scope)
        scope = scope_text(asked) if asked else refresh_token.get_scope()
        return cast("dict[str, Any]", self.generate_token(user=user, scope=scope))

    def revoke_old_credential(self, refresh_token: SpentToken) -> None:
        """Nothing: it is spent."""


def _still_member(
    grant: CodeGrant | RefreshGrant, person_id: UUID, tenant_id: UUID, since: datetime
) -> Member:
    """The member as of now, unless he was signed out after `since`."""
    member = member_in(grant.server.session, person_id, tenant_id, hold=True)
    if member is None or (member.signed_out_at is not None and member.signed_out_at > since):
        raise InvalidGrantError("The membership is not active.")
    return member
