"""Tokens that we did not issue, or not for this: 401 with a reason, never more and never 5xx."""

import base64
import datetime as dt
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from fastapi import FastAPI
from httpx2 import AsyncClient
from joserfc import jwe, jws, jwt
from joserfc.jwk import ECKey, KeySet, RSAKey
from joserfc.jws import JWSRegistry

from tests.oauth.flow import Flow
from tests.oauth.test_client_credentials import claims_of
from tests.world import Human, World, client_token

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


def signed_freely(keys: KeySet, claims: Any, **header: Any) -> str:
    """By our own key, with any header: joserfc refuses to write some of them."""
    key = keys.keys[0]
    assert isinstance(key, RSAKey)
    head = {name: value for name, value in {**HEADER, "kid": key.kid, **header}.items() if value}
    signing = f"{part(head)}.{part(claims)}"
    assert key.private_key
    signature = key.private_key.sign(signing.encode(), PKCS1v15(), SHA256())
    return f"{signing}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def certified(keys: KeySet, claims: Claims) -> str:
    """A key of their own, in a certificate of their own."""
    key = RSAKey.generate_key(2048)
    assert key.private_key
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "evil.example")])
    day = dt.timedelta(days=1)
    moment = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key, x509.random_serial_number())
        .not_valid_before(moment - day)
        .not_valid_after(moment + day)
        .sign(key.private_key, SHA256())
    )
    chain = [base64.b64encode(made.public_bytes(Encoding.DER)).decode()]
    thumbprint = base64.urlsafe_b64encode(made.fingerprint(SHA256())).decode().rstrip("=")
    header = {**HEADER, "kid": keys.keys[0].kid, "x5c": chain, "x5t#S256": thumbprint}
    return jwt.encode(header, claims, key)


def certified_elsewhere(keys: KeySet, claims: Claims) -> str:
    header = {**HEADER, "kid": keys.keys[0].kid, "x5u": "http://127.0.0.1:9/chain.pem"}
    return jwt.encode(header, claims, RSAKey.generate_key(2048))


def encrypted(keys: KeySet, claims: Claims) -> str:
    """A JWE for our public key, which everybody has."""
    header = {"alg": "RSA-OAEP", "enc": "A256GCM", "kid": keys.keys[0].kid, "cty": "JWT"}
    public = keys.keys[0].as_dict(private=False)
    key = RSAKey.import_key({name: public[name] for name in ("kty", "n", "e")})
    return jwe.encrypt_compact(header, signed(keys, claims), key)


def with_secret(secret: str) -> Forge:
    def forge(keys: KeySet, claims: Claims) -> str:
        signing = (
            f"{part({'alg': 'HS256', 'typ': 'at+jwt', 'kid': keys.keys[0].kid})}.{part(claims)}"
        )
        digest = hmac.digest(secret.encode(), signing.encode(), "sha256")
        return f"{signing}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"

    return forge


def later(seconds: int) -> int:
    return int(time.time()) + seconds


FORGED: dict[str, Forge] = {
    "HS256 with an empty secret": with_secret(""),
    "HS256 with the public key as JWK": lambda keys, claims: with_secret(
        json.dumps(keys.keys[0].as_dict(private=False))
    )(keys, claims),
    "RS512 by our own key": lambda keys, claims: signed_freely(keys, claims, alg="RS512"),
    "rs256 in small letters": lambda keys, claims: signed_freely(keys, claims, alg="rs256"),
    "alg None": lambda _, claims: f"{part({**HEADER, 'alg': 'None'})}.{part(claims)}.",
    "alg missing": lambda keys, claims: signed_freely(keys, claims, alg=None),
    "a certificate of their own": certified,
    "a certificate elsewhere": certified_elsewhere,
    "a path as kid": lambda keys, claims: with_secret("")(keys, claims).replace(
        part({"alg": "HS256", "typ": "at+jwt", "kid": keys.keys[0].kid}),
        part({"alg": "HS256", "typ": "at+jwt", "kid": "../../../dev/null"}),
    ),
    "kid with a statement": lambda keys, claims: signed(keys, claims, kid="' or '1'='1"),
    "crit of an unknown name, by our own key": lambda keys, claims: signed_freely(
        keys, claims, crit=["x"], x=1
    ),
    "crit empty": lambda keys, claims: signed_freely(keys, claims, crit=["exp"]),
    "payload not encoded (b64)": lambda keys, claims: signed_freely(
        keys, claims, crit=["b64"], b64=False
    ),
    "no typ": lambda keys, claims: signed_freely(keys, claims, typ=None),
    "typ of a key set": lambda keys, claims: signed(keys, claims, typ="secevent+jwt"),
    "aud of several": lambda keys, claims: signed(keys, {**claims, "aud": ["simpul", "other"]}),
    "no aud": lambda keys, claims: signed(keys, _without(claims, "aud")),
    "iss with a slash": lambda keys, claims: signed(keys, {**claims, "iss": claims["iss"] + "/"}),
    "no iss": lambda keys, claims: signed(keys, _without(claims, "iss")),
    "no iat": lambda keys, claims: signed(keys, _without(claims, "iat")),
    "iat to come": lambda keys, claims: signed(keys, {**claims, "iat": later(3600)}),
    "nbf to come": lambda keys, claims: signed(keys, {**claims, "nbf": later(3600)}),
    "nbf as text": lambda keys, claims: signed(keys, {**claims, "nbf": "0"}),
    "exp infinite": lambda keys, claims: signed(keys, {**claims, "exp": float("inf")}),
    "exp true": lambda keys, claims: signed(keys, {**claims, "exp": True}),
    "no scope": lambda keys, claims: signed(keys, _without(claims, "scope")),
    "roles a number": lambda keys, claims: signed(keys, {**claims, "roles": 1}),
    "encrypted for us": encrypted,
    "signed within signed": lambda keys, claims: jws.serialize_compact(
        {**HEADER, "kid": keys.keys[0].kid, "cty": "JWT"}, signed(keys, claims), keys.keys[0]
    ),
    "a token as JSON": lambda keys, claims: json.dumps(
        dict(
            zip(("protected", "payload", "signature"), signed(keys, claims).split("."), strict=True)
        )
    ),
    "padded": lambda keys, claims: signed(keys, claims) + "=",
    "with a fourth part": lambda keys, claims: signed(keys, claims) + ".x",
    "a header of 1 MB": lambda keys, claims: signed_freely(keys, claims, x="x" * 1_000_000),
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

    def test_they_are_many(self) -> None:
        assert len(FORGED) >= 60

    async def test_other_tokens_of_ours_are_no_access_tokens(
        self, flow: Flow, human: Human
    ) -> None:
        body = await flow.tokens(human, scope="openid reports:read")
        code = (await flow.arrive(await flow.open()))["code"]
        for token in (body["id_token"], body["refresh_token"], code):
            for path in ("/v1/me", "/v1/reports", "/oauth/userinfo"):
                answer = await flow.browser.get(path, headers={"Authorization": f"Bearer {token}"})
                assert answer.status_code == 401, (token, path)

    @pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic x", "x"])
    async def test_no_token_is_refused(self, api: AsyncClient, header: str) -> None:
        answer = await api.get("/v1/me", headers={"Authorization": header})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
