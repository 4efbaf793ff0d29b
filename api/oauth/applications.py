"""The clients that people sign in with. They are built in, public (no secret) and use PKCE."""

from dataclasses import dataclass

from api.oauth.rules import is_redirect_to


@dataclass(frozen=True)
class Application:
    """A public client. Authlib asks it the questions below (its ClientMixin)."""

    client_id: str
    redirect_uri: str  # loopback, without a port
    # A third party's is refused until there is a page that asks the person for consent.
    is_ours: bool = True

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Whether answers may be sent there."""
        return is_redirect_to(self.redirect_uri, redirect_uri)

    def get_default_redirect_uri(self) -> None:
        """None: the port is not known, so it must be asked for."""

    def check_response_type(self, response_type: str) -> bool:
        """Codes alone."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """What it may bring to the token endpoint."""
        return grant_type in {"authorization_code", "refresh_token"}

    def check_client_secret(self, client_secret: str | None) -> bool:
        """It has none, and must not pretend to."""
        return client_secret is None

    def get_allowed_scope(self, scope: str | None) -> str:
        """Whatever exists; the member's permissions cut it when the code is made."""
        return scope or ""


SIMPULCTL = Application("simpulctl", "http://127.0.0.1/callback")
BUILT_IN = {application.client_id: application for application in (SIMPULCTL,)}
