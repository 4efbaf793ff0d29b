"""Tokens that we did not issue, or not for this: 401 with a reason, never more and never 5xx."""

import base64
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient
from joserfc import jws, jwt
from joserfc.jwk import ECKey, KeySet, RSAKey
from joserfc.jws import JWSRegistry

from tests.oauth.test_client_credentials import claims_of
from tests.world import World, client_token

HEADER = {"alg": "RS256", "typ": "at+jwt"}
Claims = dict[str, Any]
Forge = Callable[[KeySet, Claims], str]


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def signed(keys: KeySet, claims: Any, **header: Any) -> str:
    """By our own key."""
    key = keys.keys[0]
    return jws.serialize_compact({**HEADER, "kid": key.kid, **header}, json.dumps(claims), key)


def own_key(keys: KeySet, claims: Claims) -> str:
    key = RSAKey.generate_key(2048)
    return jwt.encode({**HEADER, "kid": keys.keys[0].kid}, claims, key)


def own_key_in_header(keys: KeySet, claims: Claims) -> str:
    del keys
    key = RSAKey.generate_key(2048, auto_kid=True)
    header = {**HEADER, "kid": key.kid, "jwk": key.as_dict(private=False)}
    return jwt.encode(header, claims, key)


def own_key_elsewhere(keys: KeySet, claims: Claims) -> str:
    key = RSAKey.generate_key(2048)
    header = {**HEADER, "kid": keys.keys[0].kid, "jku": "http://127.0.0.1:9/keys"}
    return jwt.encode(header, claims, key)


def public_key_as_secret(keys: KeySet, claims: Claims) -> str:
    key = keys.keys[0]
    assert isinstance(key, RSAKey)
    # By hand: joserfc refuses to sign with a public key.
    head = part({"alg": "HS256", "typ": "at+jwt", "kid": key.kid})
    signing = f"{head}.{part(claims)}"
    digest = hmac.digest(key.as_pem(private=False), signing.encode(), "sha256")
    return f"{signing}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def unsigned(keys: KeySet, claims: Claims) -> str:
    header = {"alg": "none", "typ": "at+jwt", "kid": keys.keys[0].kid}
    return f"{part(header)}.{part(claims)}."


def elliptic(keys: KeySet, claims: Claims) -> str:
    header = {"alg": "ES256", "typ": "at+jwt", "kid": keys.keys[0].kid}
    return jwt.encode(header, claims, ECKey.generate_key("P-256"), algorithms=["ES256"])


def other_padding(keys: KeySet, claims: Claims) -> str:
    key = keys.keys[0]
    registry = JWSRegistry(algorithms=["PS256"])
    header = {"alg": "PS256", "typ": "at+jwt", "kid": key.kid}
    return jws.serialize_compact(header, json.dumps(claims), _any_use(key), registry=registry)


def _any_use(key: Any) -> RSAKey:
    plain = key.as_dict(private=True)
    return RSAKey.import_key({name: plain[name] for name in plain if name not in {"alg", "use"}})


def cut(keys: KeySet, claims: Claims) -> str:
    return signed(keys, claims)[:-4]


def changed_payload(keys: KeySet, claims: Claims) -> str:
    head, _, signature = signed(keys, claims).split(".")
    return f"{head}.{part({**claims, 'tenant': '32'})}.{signature}"


FORGED: dict[str, Forge] = {
    "alg none": unsigned,
    "HS256 with the public key": public_key_as_secret,
    "ES256": elliptic,
    "PS256 with our key": other_padding,
    "a key of their own": own_key,
    "a key in the header": own_key_in_header,
    "a key elsewhere": own_key_elsewhere,
    "signature cut": cut,
    "payload changed": changed_payload,
    "unknown kid": lambda keys, claims: signed(keys, claims, kid="x"),
    "no kid": lambda keys, claims: jwt.encode(HEADER, claims, _without_kid(keys)),
    "kid of another type": lambda keys, claims: ".".join(
        [part({**HEADER, "kid": {"a": 1}}), *signed(keys, claims).split(".")[1:]]
    ),
    "typ JWT": lambda keys, claims: signed(keys, claims, typ="JWT"),
    "typ of another type": lambda keys, claims: ".".join(
        [part({**HEADER, "kid": keys.keys[0].kid, "typ": 1}), *signed(keys, claims).split(".")[1:]]
    ),
    "other aud": lambda keys, claims: signed(keys, {**claims, "aud": "other"}),
    "other iss": lambda keys, claims: signed(keys, {**claims, "iss": "http://evil.example"}),
    "expired": lambda keys, claims: signed(keys, {**claims, "exp": int(time.time()) - 1}),
    "exp as text": lambda keys, claims: signed(keys, {**claims, "exp": "9999999999"}),
    "no exp": lambda keys, claims: signed(keys, _without(claims, "exp")),
    "unknown tenant": lambda keys, claims: signed(keys, {**claims, "tenant": "99"}),
    "no tenant": lambda keys, claims: signed(keys, _without(claims, "tenant")),
    "unknown kind": lambda keys, claims: signed(keys, {**claims, "kind": "robot"}),
    "sub no id": lambda keys, claims: signed(keys, {**claims, "sub": "admin"}),
    "no sub": lambda keys, claims: signed(keys, _without(claims, "sub")),
    "claims a list": lambda keys, claims: signed(keys, [claims]),
    "claims no JSON": lambda keys, _: jws.serialize_compact(
        {**HEADER, "kid": keys.keys[0].kid}, b"\xff{", keys.keys[0]
    ),
    "crit": lambda keys, claims: ".".join(
        [
            part({**HEADER, "kid": keys.keys[0].kid, "crit": ["x"], "x": 1}),
            *signed(keys, claims).split(".")[1:],
        ]
    ),
    "huge": lambda keys, claims: signed(keys, {**claims, "x": "x" * 500_000}),
    "long": lambda keys, claims: signed(keys, {**claims, "x": "x" * 9_000}),
    "deep": lambda *_: f"{base64.urlsafe_b64encode(b'[' * 5000).decode()}.e30.x",
    "dots": lambda *_: ".." * 100,
    "letters": lambda *_: "\u00e9\u00ff",
    "empty parts": lambda *_: "..",
    "five parts": lambda *_: "a.b.c.d.e",
}


def _without(claims: Claims, name: str) -> Claims:
    return {key: value for key, value in claims.items() if key != name}


def _without_kid(keys: KeySet) -> RSAKey:
    plain = keys.keys[0].as_dict(private=True)
    return RSAKey.import_key({name: plain[name] for name in plain if name != "kid"})


class TestForged:
    async def test_one_of_ours_passes(self, api: AsyncClient, app: FastAPI, world: World) -> None:
        claims = claims_of(await client_token(api, world.clients["32.04"]))
        answer = await api.get(
            "/v1/me", headers={"Authorization": f"Bearer {signed(app.state.keys.keys(), claims)}"}
        )
        assert answer.status_code == 200

    @pytest.mark.parametrize("name", FORGED)
    async def test_is_refused(
        self, api: AsyncClient, app: FastAPI, world: World, name: str
    ) -> None:
        claims = claims_of(await client_token(api, world.clients["32.04"]))
        token = FORGED[name](app.state.keys.keys(), claims)
        answer = await api.get(
            "/v1/me", headers={b"Authorization": f"Bearer {token}".encode("latin-1")}
        )
        assert answer.status_code == 401, answer.text
        assert answer.json()["code"] == "unauthenticated"
        assert 'error="invalid_token"' in answer.headers["www-authenticate"]
        assert answer.headers["content-type"] == "application/problem+json"

    @pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic x", "x"])
    async def test_no_token_is_refused(self, api: AsyncClient, header: str) -> None:
        answer = await api.get("/v1/me", headers={"Authorization": header})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
