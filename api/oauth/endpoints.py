"""What the token endpoint and the authorization endpoint answer, before it becomes HTTP.

Synchronous, inside `AsyncSession.run_sync`: everything happens on the request's one transaction.
"""

from dataclasses import dataclass
from uuid import UUID

from authlib.oauth2.rfc6749 import (
    AccessDeniedError,
    OAuth2Error,
)
from sqlalchemy.orm import Session

from api.oauth.grants import ChallengeRequiredError
from api.oauth.request import Asked, Parameters
from api.oauth.server import Answer, Server
from api.oauth.subjects import Member, members_of
from api.oauth.tokens import TokenIssuer


@dataclass(frozen=True)
class SendTo:
    """The client's registered address, with a code or an error, state and issuer."""

    location: str


@dataclass(frozen=True)
class Refused:
    """Shown to the person: there is no address that the client may be told at."""

    description: str


@dataclass(frozen=True)
class SignInFirst:
    """Nobody is signed in in this browser."""


@dataclass(frozen=True)
class ChooseTenant:
    """The person is a member of several tenants, and the request names none."""

    members: tuple[Member, ...]


Decision = SendTo | Refused | SignInFirst | ChooseTenant


def token_answer(session: Session, issuer: TokenIssuer, asked: Asked) -> Answer:
    """Tokens, or why not (RFC 6749 5). Never raises an OAuth error: what it revoked must commit."""
    server = Server(session, issuer)
    try:
        request = Parameters("POST", f"{issuer.issuer}/oauth/token", asked)
    except OAuth2Error as error:
        return server.refuse(error)
    return server.create_token_response(request)


def authorization_answer(
    session: Session, issuer: TokenIssuer, asked: Asked, person_id: UUID | None
) -> Decision:
    """The answer to an authorization request (RFC 6749 4.1.1); `person_id` is who is signed in.

    The request is checked before anybody is asked for a password. An error goes to the client only
    at its registered address; PKCE missing or `plain` is refused on a page.
    """
    server = Server(session, issuer)
    try:
        request = Parameters("GET", f"{issuer.issuer}/oauth/authorize", asked)
        grant = server.get_consent_grant(request)
        if person_id is None:
            return SignInFirst()
        members = _candidates(session, request, person_id)
    except OAuth2Error as error:
        if isinstance(error, ChallengeRequiredError) or error.redirect_uri is None:
            return Refused(error.get_error_description() or str(error.error))
        error.state = asked.get("state")
        return _send(server.refuse(error))
    if len(members) > 1:
        return ChooseTenant(members)
    return _send(server.create_authorization_response(request, members[0], grant))


def _send(answer: Answer) -> SendTo:
    return SendTo(answer.headers["Location"])


def _candidates(session: Session, request: Parameters, person_id: UUID) -> tuple[Member, ...]:
    """Where the person may act for this request. Raises `AccessDeniedError` for nowhere."""
    code = request.values.get("tenant")
    found = tuple(
        member for member in members_of(session, person_id) if code in {None, member.code}
    )
    if not found:
        raise AccessDeniedError(redirect_uri=request.payload.redirect_uri)
    return found
