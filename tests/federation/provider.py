"""An OpenID provider on loopback, honest unless a test bends it: real HTTP, real signatures."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT_ID, CLIENT_SECRET = "simpul", "rahasia-uji"
KEY = RSAKey.generate_key(2048, auto_kid=True)
Claims = dict[str, Any]
Answer = tuple[int, dict[str, str], bytes]


def _as_is(claims: Claims) -> Claims:
    return claims


@dataclass
class Provider:
    """What a test may bend before somebody signs in."""

    issuer: str
    person: Claims = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: KEY)
    bend: Callable[[Claims], Claims] = _as_is
    sign: Callable[[Claims], str] | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)
    userinfo: Claims | None = None
    callback: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = field(
        default_factory=dict
    )
    asked: list[dict[str, str]] = field(default_factory=list)
    visits: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def discovery(self) -> dict[str, Any]:
        """Its metadata."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "id_token_signing_alg_values_supported": ["RS256"],
            "authorization_response_iss_parameter_supported": True,
            **self.metadata,
        }

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser goes next: the person is signed in here and agrees to everything."""
        self.asked.append(query)
        code = secrets.token_urlsafe()
        self.codes[code] = query
        told = {"code": code, "state": query["state"], "iss": self.issuer, **self.callback}
        told = {name: value for name, value in told.items() if value}
        return f"{query['redirect_uri']}?{urlencode(told)}"

    def redeem(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """A code at the token endpoint, checked as RFC 6749 and RFC 7636 have it."""
        expected = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        query = self.codes.pop(form.get("code", ""), None)
        if authorization != f"Basic {expected}":
            return 401, {"error": "invalid_client"}
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if query is None or (query["code_challenge"], query["redirect_uri"]) != (
            challenge,
            form.get("redirect_uri"),
        ):
            return 400, {"error": "invalid_grant"}
        access_token = secrets.token_urlsafe()
        half = hashlib.sha256(access_token.encode()).digest()[:16]
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": "42",
            "aud": CLIENT_ID,
            "exp": now + 300,
            "iat": now,
            "nonce": query["nonce"],
            "at_hash": base64.urlsafe_b64encode(half).decode().rstrip("="),
            **self.person,
        }
        sign = self.sign or self.signed
        told = {"access_token": access_token, "token_type": "Bearer", "expires_in": 300}
        answer = {**told, "id_token": sign(self.bend(claims)), **self.token}
        return 200, {name: value for name, value in answer.items() if value is not None}

    def signed(self, claims: Claims) -> str:
        """An ID token as it should be."""
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def jwks(self) -> dict[str, Any]:
        """Its public keys."""
        return dict(KeySet([self.key]).as_dict(private=False))


class _Server(ThreadingHTTPServer):
    made: Provider


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        made, place = self.server.made, urlsplit(self.path)
        made.visits.append(place.path)
        if self._bent(place.path):
            return
        if place.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", made.authorize(dict(parse_qsl(place.query))))
            self.end_headers()
            return
        pages: dict[str, Callable[[], dict[str, Any]]] = {
            "/.well-known/openid-configuration": made.discovery,
            "/jwks": made.jwks,
            "/userinfo": lambda: made.userinfo or {"sub": "42", **made.person},
        }
        self._say(200, pages[place.path]())

    def do_POST(self) -> None:
        made = self.server.made
        made.visits.append(self.path)
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if not self._bent(self.path):
            authorization = self.headers.get("Authorization", "")
            self._say(*made.redeem(dict(parse_qsl(form)), authorization))

    def _bent(self, path: str) -> bool:
        answer = self.server.made.answers.get(path)
        if callable(answer):
            answer(self)
        elif answer is not None:
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(ConnectionError):  # whoever asked may have heard enough
                self.wfile.write(body)
        return answer is not None

    def _say(self, status: int, body: dict[str, Any]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        """Keep the terminal quiet."""


@contextmanager
def provider() -> Iterator[Provider]:
    """One that listens."""
    server = _Server(("127.0.0.1", 0), _Handler)
    made = server.made = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
