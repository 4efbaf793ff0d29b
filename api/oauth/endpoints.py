"""What the token endpoint and the authorization endpoint answer, before it becomes HTTP.

Synchronous, inside `AsyncSession.run_sync`: everything happens on the request's one transaction.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from authlib.oauth2.rfc6749 import (
    AccessDeniedError,
    InvalidRequestError,
    OAuth2Error,
    UnauthorizedClientError,
)
from authlib.oidc.core.errors import (
    AccountSelectionRequiredError,
    LoginRequiredError,
    RequestNotSupportedError,
    RequestURINotSupportedError,
)
from sqlalchemy.orm import Session

from api.oauth.grants import ChallengeRequiredError
from api.oauth.models import SignIn
from api.oauth.request import Asked, Parameters
from api.oauth.rules import ASKED_ONCE, SIGNED_IN_SINCE, signed_in_since
from api.oauth.server import Answer, Server
from api.oauth.subjects import Member, members_of, sign_in_of
from api.oauth.tokens import TokenIssuer

_NOT_SUPPORTED = {"request": RequestNotSupportedError, "request_uri": RequestURINotSupportedError}


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
    """Nobody is signed in in this browser, or not lately enough. `items` are to be asked again then."""

    items: Sequence[tuple[str, str]]


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
    session: Session, issuer: TokenIssuer, asked: Asked, secret: str | None
) -> Decision:
    """The answer to an authorization request (RFC 6749 4.1.1); `secret` is the browser session's.

    The request is checked before anybody is asked for a password. An error goes to the client only
    at its registered address; PKCE missing or `plain` is refused on a page.
    """
    server = Server(session, issuer, sign_in_of(session, secret))
    try:
        request = Parameters("GET", f"{issuer.issuer}/oauth/authorize", asked)
        grant = server.get_consent_grant(request)
        _require_known(request)
        if _must_sign_in(request, server.sign_in) or server.sign_in is None:
            return SignInFirst(_asked_again(asked))
        members = _candidates(session, request, server.sign_in.person_id)
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


def _require_known(request: Parameters) -> None:
    """Raise for what would change the meaning of the request, and is not known here."""
    target = request.payload.redirect_uri
    for name, error in _NOT_SUPPORTED.items():
        if name in request.values:
            raise error(redirect_uri=target)
    if request.values.get("response_mode", "query") != "query":
        raise InvalidRequestError("The response mode is query.", redirect_uri=target)
    if not request.client.is_ours:
        raise UnauthorizedClientError(redirect_uri=target)


def _must_sign_in(request: Parameters, sign_in: SignIn | None) -> bool:
    """Whether the sign-in page comes first. Raises `LoginRequiredError` if it must not be shown."""
    target = request.payload.redirect_uri
    try:
        since = signed_in_since(request.values, time.time())
    except ValueError:
        raise InvalidRequestError("max_age is no number.", redirect_uri=target) from None
    signed_in = sign_in is not None and (since is None or sign_in.created_at.timestamp() >= since)
    if _is_silent(request) and not signed_in:
        raise LoginRequiredError(redirect_uri=target)
    return not signed_in


def _is_silent(request: Parameters) -> bool:
    """Whether no page may be shown: `prompt=none`, which goes with no other prompt."""
    prompts = request.values.get("prompt", "").split()
    if "none" in prompts and len(prompts) > 1:
        raise InvalidRequestError(
            "prompt=none stands alone.", redirect_uri=request.payload.redirect_uri
        )
    return prompts == ["none"]


def _asked_again(asked: Asked) -> Sequence[tuple[str, str]]:
    """The request as it is to come back from the sign-in page: the sign-in asked for has a date now."""
    items = [(name, value) for name, value in asked.items if name not in ASKED_ONCE]
    if len(items) < len(asked.items):
        items = [(name, value) for name, value in items if name != SIGNED_IN_SINCE]
        items.append((SIGNED_IN_SINCE, f"{time.time():.6f}"))
    return items


def _candidates(session: Session, request: Parameters, person_id: UUID) -> tuple[Member, ...]:
    """Where the person may act for this request. Raises `AccessDeniedError` for nowhere."""
    code, target = request.values.get("tenant"), request.payload.redirect_uri
    found = tuple(
        member for member in members_of(session, person_id) if code in {None, member.code}
    )
    if not found:
        raise AccessDeniedError(redirect_uri=target)
    if len(found) > 1 and _is_silent(request):
        raise AccountSelectionRequiredError(redirect_uri=target)
    return found
