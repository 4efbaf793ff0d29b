"""The authorization server: Authlib's, built per request on the request's own transaction.

OAuth errors are answers, never raised past here: raising would roll back the revocation that goes
with them.
"""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc6749 import (
    AuthorizationServer,
    InvalidClientError,
    InvalidRequestError,
    OAuth2Error,
    UnsupportedResponseTypeError,
)
from authlib.oauth2.rfc6749.util import (
    extract_basic_authorization,
)
from sqlalchemy.orm import Session

from api.access.permissions import Permission
from api.access.secrets import new_secret
from api.oauth import families
from api.oauth.applications import BUILT_IN, Application
from api.oauth.grants import S256, ClientGrant, CodeGrant, RefreshGrant
from api.oauth.models import SignIn
from api.oauth.request import Parameters
from api.oauth.rules import IDENTITY, asked_scopes, scope_text
from api.oauth.subjects import Machine, Member, find_machine, hold_machine, note_use
from api.oauth.tokens import TokenIssuer

_TOKEN = "token"  # noqa: S105 - the endpoint, as Authlib calls it
SCOPES = (*(permission.value for permission in Permission), *sorted(IDENTITY))


@dataclass(frozen=True)
class Answer:
    """An answer before it becomes HTTP: `body` is JSON, or empty with a `Location`."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]


class RefusedClientError(InvalidClientError):  # type: ignore[misc]
    """The same for an unknown client, a wrong secret, a revoked client and an inactive tenant."""

    def __init__(self) -> None:
        super().__init__(description="Client authentication failed.", status_code=401)

    def get_headers(self) -> list[tuple[str, str]]:
        """Authlib's challenge lacks the realm that RFC 7617 asks for."""
        plain = [pair for pair in super().get_headers() if pair[0] != "WWW-Authenticate"]
        return [*plain, ("WWW-Authenticate", 'Basic realm="simpul", charset="UTF-8"')]


class Server(AuthorizationServer):  # type: ignore[misc]
    """Serves one request. `session` is the request's synchronous session, in system reach.

    `sign_in` is the browser session of an authorization request.
    """

    def __init__(
        self, session: Session, issuer: TokenIssuer, sign_in: SignIn | None = None
    ) -> None:
        super().__init__(scopes_supported=frozenset(SCOPES))
        self.session = session
        self.issuer = issuer
        self.sign_in = sign_in
        # Of the tokens that this request issues to a person; a grant settles it before it issues.
        self.family_id: UUID | None = None
        self.register_grant(ClientGrant)
        self.register_grant(CodeGrant, [S256()])
        self.register_grant(RefreshGrant)

    def query_client(self, client_id: str) -> Application | Machine | None:
        """A built-in application or a tenant's client."""
        return BUILT_IN.get(client_id) or find_machine(self.session, client_id)

    def authenticate_client(
        self, request: Parameters, methods: list[str], endpoint: str = _TOKEN
    ) -> Application | Machine:
        """The client whose secret came by HTTP Basic or in the form, or that has none.

        Ours instead of Authlib's, which tells an unknown client from a wrong secret and fails on
        credentials that are not UTF-8. Raises `RefusedClientError`.
        """
        _ = methods
        client_id, secret = _credentials(request)
        client = self.query_client(client_id)
        if client is None or not client.check_client_secret(secret):
            raise RefusedClientError
        if endpoint == _TOKEN and isinstance(client, Machine):
            # A token that is signed while the client ends must end with it.
            client = hold_machine(self.session, client)
            if client is None or not client.check_client_secret(secret):
                raise RefusedClientError
        request.auth_method = "none" if secret is None else "client_secret"
        return client

    def get_authorization_grant(self, request: Parameters) -> CodeGrant:
        """The code grant. Authlib's refusal repeats the parameter, and fails on odd characters."""
        if not CodeGrant.check_authorization_endpoint(request):
            raise UnsupportedResponseTypeError(
                "other", redirect_uri=self.registered_redirect(request)
            )
        return cast("CodeGrant", super().get_authorization_grant(request))

    def registered_redirect(self, request: Parameters) -> str | None:
        """The address that the request asks answers for, if it is the client's own."""
        asked = request.payload.redirect_uri
        client = self.query_client(request.payload.client_id or "")
        known = client is not None and asked is not None and client.check_redirect_uri(asked)
        return asked if known else None

    def generate_token(
        self,
        grant_type: str,
        client: Application | Machine,
        user: Member | None = None,
        scope: str | None = None,
        expires_in: int | None = None,
        include_refresh_token: bool = True,  # noqa: FBT001, FBT002 - Authlib's signature
    ) -> dict[str, Any]:
        """The token answer (RFC 6749 5.1). What the subject may not do now is cut from `scope`."""
        _ = grant_type, expires_in
        about = client if isinstance(client, Machine) else user
        assert about is not None  # noqa: S101 - the grants of applications authenticate a member
        allowed = about.permissions if about is client else about.permissions | IDENTITY
        granted = scope_text((asked_scopes(scope) or frozenset()) & allowed)
        token = {
            "access_token": self.issuer.issue(
                about.subject, client_id=client.client_id, scope=granted, family=self.family_id
            ),
            "token_type": "Bearer",
            "expires_in": self.issuer.lifetime,
            "scope": granted,
        }
        return {**token, "refresh_token": new_secret()} if include_refresh_token else token

    def save_token(self, token: dict[str, Any], request: Parameters) -> None:
        """Keep the refresh token's hash, or that a machine was served; access tokens are not kept."""
        if isinstance(request.client, Machine):
            note_use(self.session, request.client)
        if self.family_id is not None:
            families.add(
                self.session, self.family_id, token["refresh_token"], days=self.issuer.refresh_days
            )

    def create_token_response(self, request: Parameters) -> Answer:
        """Authlib's, but that a missing grant type is not an unsupported one."""
        if request.payload.grant_type is None:
            return self.refuse(InvalidRequestError("Missing 'grant_type' in request."))
        return cast("Answer", super().create_token_response(request))

    def create_oauth2_request(self, request: Parameters) -> Parameters:
        """It is one already."""
        return request

    def send_signal(self, name: str, *args: object, **kwargs: object) -> None:
        """Nobody listens."""

    def handle_response(
        self, status: int, body: dict[str, Any] | str, headers: list[tuple[str, str]]
    ) -> Answer:
        """The answer; a redirect is an authorization response and names the issuer (RFC 9207)."""
        named = dict(headers)
        if "Location" in named:
            named["Location"] = add_params_to_uri(named["Location"], {"iss": self.issuer.issuer})
        return Answer(status, body if isinstance(body, dict) else {}, named)

    def refuse(self, error: OAuth2Error) -> Answer:
        """The answer that an error is."""
        return cast("Answer", self.handle_error_response(None, error))


def _credentials(request: Parameters) -> tuple[str, str | None]:
    """Client id and secret; one way at a time (RFC 6749 2.3)."""
    form = request.form
    if request.headers.get("Authorization") is None:
        return form.get("client_id", ""), form.get("client_secret")
    if "client_secret" in form:
        raise InvalidRequestError("Credentials come twice.")
    try:
        client_id, secret = extract_basic_authorization(request.headers)
    except ValueError as error:
        raise RefusedClientError from error
    if client_id is None or form.get("client_id", client_id) != client_id:
        raise RefusedClientError
    return client_id, secret or ""
