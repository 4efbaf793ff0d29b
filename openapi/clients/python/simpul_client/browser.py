"""Signing a person in: authorization code with PKCE, through the browser (RFC 8252, RFC 7636).

It waits for the person. In an event loop: `await asyncio.to_thread(sign_in_with_browser, base_url)`.
"""

import base64
import hashlib
import secrets
import webbrowser
from collections.abc import Callable
from urllib.parse import urlencode

from attrs import Factory, frozen

from simpul_client.connect import checked
from simpul_client.loopback import Listener
from simpul_client.problems import SignInError
from simpul_client.tokens import TokenEndpoint, Tokens


def sign_in_with_browser(
    base_url: str,
    *,
    client_id: str = "simpulctl",
    tenant: str | None = None,
    scope: str | None = None,
    open_browser: Callable[[str], object] = webbrowser.open,
    timeout: float = 300.0,
    language: str = "id",
) -> Tokens:
    """The tokens of the person who signs in within `timeout` seconds.

    `tenant` is the code of where to act (`32.04`), for members of several. `open_browser` gets the
    address to open; let it print the address where there is no browser. `language` (`id` or `en`) is
    that of the page that says it is done. Raises `SignInError` (`access_denied`, `timeout`, ...), and
    `ValueError` for an address without TLS that is not this machine's.
    """
    base_url = checked(base_url)
    attempt = _Attempt()
    with Listener(attempt.state, language) as listener:
        asked = {
            "response_type": "code",
            "client_id": client_id,
            "redirect_uri": listener.address,
            "state": attempt.state,
            "code_challenge": attempt.challenge,
            "code_challenge_method": "S256",
            **({"tenant": tenant} if tenant else {}),
            **({"scope": scope} if scope else {}),
        }
        open_browser(f"{base_url}/oauth/authorize?{urlencode(asked)}")
        came = listener.wait(timeout)
    form = {
        "grant_type": "authorization_code",
        "code": _code(came, base_url),
        "redirect_uri": listener.address,
        "client_id": client_id,
        "code_verifier": attempt.verifier,
    }
    return TokenEndpoint({"base_url": base_url, "timeout": 30.0}).ask(form)


@frozen
class _Attempt:
    """The secrets of one sign-in."""

    verifier: str = Factory(lambda: secrets.token_urlsafe(48))
    state: str = Factory(lambda: secrets.token_urlsafe(32))

    @property
    def challenge(self) -> str:
        """S256 of the verifier (RFC 7636 4.2)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _code(came: dict[str, str], base_url: str) -> str:
    """The code of an authorization response. Raises `SignInError` for one that brings none."""
    if "iss" in came and came["iss"] != base_url:
        # Codes of one server must not be shown to another (RFC 9207 2.4).
        raise SignInError(
            "wrong_issuer", f"The server calls itself {came['iss']}; use that address."
        )
    if "error" in came:
        raise SignInError(came["error"], came.get("error_description", ""))
    return came["code"]
