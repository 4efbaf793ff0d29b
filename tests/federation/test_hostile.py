"""Answers that no honest provider gives, and callbacks that nobody asked for: nobody is signed in."""

import gzip
import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from httpx2 import Response
from joserfc import jwe, jws, jwt
from joserfc.jwk import OctKey, RSAKey

from tests.federation.conftest import AppOf, MakeApp, OpenVisit
from tests.federation.provider import CLIENT_ID, CLIENT_SECRET, Claims, Provider, provider
from tests.federation.visit import Visit, at_provider, query_of, way

STRANGER = RSAKey.generate_key(2048, auto_kid=True)


def assert_refused(answer: Response, *statuses: int) -> None:
    """A page of ours that says so, and no session."""
    assert answer.status_code in statuses, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-store"
    assert 'action="/login"' in answer.text
    assert "simpul_session" not in str(answer.headers.get_list("set-cookie"))


BENT: dict[str, Callable[[Claims], Claims]] = {
    "another issuer": lambda claims: {**claims, "iss": "https://lain.example"},
    "issuer with a slash": lambda claims: {**claims, "iss": claims["iss"] + "/"},
    "no issuer": lambda claims: without(claims, "iss"),
    "another audience": lambda claims: {**claims, "aud": "lain"},
    "another audience, azp ours": lambda claims: {**claims, "aud": "lain", "azp": CLIENT_ID},
    "one of two audiences, no azp": lambda claims: {**claims, "aud": [CLIENT_ID, "lain"]},
    "azp of another": lambda claims: {**claims, "azp": "lain"},
    "no audience": lambda claims: without(claims, "aud"),
    "another nonce": lambda claims: {**claims, "nonce": "lain"},
    "no nonce": lambda claims: without(claims, "nonce"),
    "nonce of another type": lambda claims: {**claims, "nonce": [claims["nonce"]]},
    "expired": lambda claims: {**claims, "exp": int(time.time()) - 600},
    "never expires": lambda claims: without(claims, "exp"),
    "expires in words": lambda claims: {**claims, "exp": "besok"},
    "from the future": lambda claims: {**claims, "iat": int(time.time()) + 600},
    "not yet": lambda claims: {**claims, "nbf": int(time.time()) + 600},
    "another access token": lambda claims: {**claims, "at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    "nobody": lambda claims: without(claims, "sub"),
}


def without(claims: Claims, name: str) -> Claims:
    """All claims but one."""
    return {key: value for key, value in claims.items() if key != name}


def unsigned(claims: Claims) -> str:
    """alg none."""
    return jws.serialize_compact(
        {"alg": "none"}, json.dumps(claims), OctKey.import_key("x"), algorithms=["none"]
    )


def by_hand(header: dict[str, Any], claims: Claims, secret: bytes) -> str:
    """HS256 with a secret that no library would take."""
    parts = [urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims)]
    mark = hmac.digest(secret, b".".join(parts), "sha256")
    return b".".join([*parts, urlsafe_b64encode(mark).rstrip(b"=")]).decode()


SIGNED: dict[str, Callable[[Claims], str]] = {
    "none": unsigned,
    "by a stranger": lambda claims: jwt.encode(
        {"alg": "RS256", "kid": STRANGER.kid}, claims, STRANGER
    ),
    "by our secret": lambda claims: jwt.encode(
        {"alg": "HS256"}, claims, OctKey.import_key(CLIENT_SECRET)
    ),
    "with its own key in the header": lambda claims: jws.serialize_compact(
        {"alg": "RS256", "jwk": STRANGER.as_dict(private=False)},
        json.dumps(claims),
        STRANGER,
    ),
    "encrypted": lambda claims: jwe.encrypt_compact(
        {"alg": "dir", "enc": "A256GCM"}, json.dumps(claims), OctKey.generate_key(256)
    ),
    "no token": lambda _: "lain",
    "empty": lambda _: "",
    "a list": lambda _: jws.serialize_compact({"alg": "RS256"}, "[]", STRANGER),
}


class TestIdToken:
    @pytest.mark.parametrize("bent", BENT)
    async def test_about_another_sign_in(self, visit: Visit, other: Provider, bent: str) -> None:
        other.bend = BENT[bent]
        assert_refused(await visit.answer(), 502)
        other.bend = lambda claims: claims
        assert (await visit.answer()).status_code == 303

    @pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
    @pytest.mark.parametrize("signed", SIGNED)
    async def test_signed_otherwise(self, visit: Visit, other: Provider, signed: str) -> None:
        # Whatever the provider says that it signs with.
        other.metadata["id_token_signing_alg_values_supported"] = ["none", "HS256", "RS256"]
        other.sign = SIGNED[signed]
        assert_refused(await visit.answer(), 502)

    async def test_signed_with_its_public_key_as_a_secret(
        self, visit: Visit, other: Provider
    ) -> None:
        other.metadata["id_token_signing_alg_values_supported"] = ["HS256", "RS256"]
        secret = other.key.as_pem(private=False)
        other.sign = lambda claims: by_hand({"alg": "HS256", "kid": other.key.kid}, claims, secret)
        assert_refused(await visit.answer(), 502)

    async def test_a_clock_that_is_a_little_off_is_no_reason(
        self, visit: Visit, other: Provider
    ) -> None:
        moment = int(time.time())
        other.bend = lambda claims: {**claims, "iat": moment + 40, "nbf": moment + 40}
        assert (await visit.answer()).status_code == 303
        other.bend = lambda claims: {**claims, "exp": moment - 30}
        assert (await visit.answer()).status_code == 303


class TestTokenAnswer:
    @pytest.mark.parametrize(
        "told",
        [
            {"id_token": None},
            {"id_token": 5},
            {"id_token": {"a": 1}},
            {"error": "invalid_grant", "error_description": "<b>hai</b>"},
            {"access_token": None, "id_token": None},
        ],
        ids=str,
    )
    async def test_without_an_id_token(
        self, visit: Visit, other: Provider, told: dict[str, Any]
    ) -> None:
        other.token = told
        answer = await visit.answer()
        assert_refused(answer, 502)
        assert "hai" not in answer.text

    @pytest.mark.usefixtures("human")
    async def test_a_wrong_secret_of_ours(
        self, app_of: AppOf, open_visit: OpenVisit, other: Provider
    ) -> None:
        visit = open_visit(app_of(other, client_secret="salah"))
        assert_refused(await visit.answer(), 502)


def slow(handler: BaseHTTPRequestHandler) -> None:
    """Says nothing for longer than we wait."""
    time.sleep(1.5)
    handler.close_connection = True


def cut(handler: BaseHTTPRequestHandler) -> None:
    """Hangs up."""
    handler.close_connection = True


JSON = {"Content-Type": "application/json"}
NONSENSE: dict[str, Any] = {
    "not json": (200, JSON, b"<html>"),
    "a number": (200, JSON, b"5"),
    "a list": (200, JSON, b"[1]"),
    "null": (200, JSON, b"null"),
    "empty": (200, JSON, b""),
    "no utf-8": (200, JSON, b'{"a": "\xff"}'),
    "deep": (200, JSON, b"[" * 100_000),
    "server error": (500, {}, b"Traceback"),
    "unauthorized": (401, {}, b"no"),
    "redirect": (302, {"Location": "http://127.0.0.1:9/"}, b""),
    "bad redirect": (302, {"Location": "http://[::"}, b""),
    "hangs up": cut,
    "slow": slow,
}


class TestBroken:
    @pytest.mark.parametrize("path", ["/token", "/jwks", "/userinfo"])
    @pytest.mark.parametrize("nonsense", NONSENSE)
    async def test_after_the_person_signed_in(
        self,
        visit: Visit,
        other: Provider,
        monkeypatch: pytest.MonkeyPatch,
        path: str,
        nonsense: str,
    ) -> None:
        monkeypatch.setattr("api.oauth.federation._PATIENCE", 0.5 if nonsense == "slow" else 15)
        other.answers[path] = NONSENSE[nonsense]
        if path == "/userinfo":
            other.person = {}
        assert_refused(await visit.answer(), 502)
        assert other.visits[-1] == path

    @pytest.mark.parametrize("nonsense", NONSENSE)
    async def test_before(
        self, visit: Visit, other: Provider, monkeypatch: pytest.MonkeyPatch, nonsense: str
    ) -> None:
        monkeypatch.setattr("api.oauth.federation._PATIENCE", 0.5 if nonsense == "slow" else 15)
        other.answers["/.well-known/openid-configuration"] = NONSENSE[nonsense]
        page = await visit.press(await visit.sign_in_page())
        assert_refused(page, 502)
        assert "client_id" in page.text  # the way back has the request

    @pytest.mark.parametrize(
        "metadata",
        [
            {"issuer": "https://lain.example"},
            {"token_endpoint": "http://lain.example/token"},
            {"token_endpoint": "file:///etc/passwd"},
            {"jwks_uri": "http://lain.example/jwks"},
            {"userinfo_endpoint": "ftp://lain.example"},
            {"authorization_endpoint": "javascript:alert(1)"},
            {"authorization_endpoint": "http://lain.example/"},
            {"authorization_endpoint": None},
            {"id_token_signing_alg_values_supported": ["none", "HS256"]},
        ],
        ids=str,
    )
    async def test_metadata_that_is_not_to_be_trusted(
        self, visit: Visit, other: Provider, metadata: dict[str, Any]
    ) -> None:
        other.metadata = metadata
        assert_refused(await visit.press(await visit.sign_in_page()), 502)

    async def test_an_answer_that_never_ends(self, visit: Visit, other: Provider) -> None:
        other.metadata = {"padding": "x" * 300_000}
        assert_refused(await visit.press(await visit.sign_in_page()), 502)

    async def test_an_answer_that_is_much_larger_than_it_seems(
        self, visit: Visit, other: Provider
    ) -> None:
        body = gzip.compress(json.dumps(other.discovery()).encode())
        packed = (200, {**JSON, "Content-Encoding": "gzip"}, body)
        other.answers["/.well-known/openid-configuration"] = packed
        assert_refused(await visit.press(await visit.sign_in_page()), 502)

    async def test_metadata_does_not_set_our_http_client(
        self, visit: Visit, other: Provider
    ) -> None:
        other.metadata = {
            "proxy": "http://127.0.0.1:9",
            "verify": False,
            "base_url": "http://127.0.0.1:9",
            "code_challenge_method": None,
            "scope": "lain",
            "token_endpoint_auth_method": "none",
        }
        assert "lain" not in query_of(await visit.leave())["scope"]
        assert (await visit.answer()).status_code == 303

    async def test_is_not_asked_for_everybody_who_waits(
        self, visit: Visit, other: Provider
    ) -> None:
        other.answers["/.well-known/openid-configuration"] = NONSENSE["server error"]
        for _ in range(5):
            assert_refused(await visit.browser.get("/login/federation"), 502)
        assert len(other.visits) == 1

    async def test_is_asked_again_when_it_is_back(
        self, visit: Visit, other: Provider, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("api.oauth.federation._RETRY", 0)
        other.answers["/.well-known/openid-configuration"] = NONSENSE["server error"]
        assert_refused(await visit.browser.get("/login/federation"), 502)
        del other.answers["/.well-known/openid-configuration"]
        assert (await visit.answer()).status_code == 303

    async def test_is_asked_once_while_all_is_well(self, visit: Visit, other: Provider) -> None:
        for _ in range(3):
            assert (await visit.answer()).status_code == 303
        assert other.visits.count("/.well-known/openid-configuration") == 1
        assert other.visits.count("/jwks") == 1


class TestCallback:
    async def test_without_our_state(self, visit: Visit, other: Provider) -> None:
        there = await visit.there()
        state = query_of(there)["state"]
        for query in (
            "",
            "?code=a",
            "?state=&code=a",
            "?state=lain&code=a",
            f"?state={state}x&code=a",
            f"?state={state}&state={state}&code=a",
            "?error=access_denied",
            "?state=lain&error=access_denied",
        ):
            answer = await visit.browser.get(f"/login/federation/callback{query}")
            assert_refused(answer, 400)
        assert "/token" not in other.visits
        assert (await visit.back(there)).status_code == 303

    async def test_in_another_browser(
        self, visit: Visit, open_visit: OpenVisit, other: Provider
    ) -> None:
        theirs = open_visit(visit.browser._transport.app)  # type: ignore[attr-defined]
        there = await visit.there()
        assert_refused(await theirs.back(there), 400)
        # Not even with the cookie, which a sibling host could have set.
        await theirs.leave()
        for cookie in visit.browser.cookies.jar:
            if cookie.name.startswith("simpul_federation_"):
                theirs.browser.cookies.jar.set_cookie(cookie)
        assert_refused(await theirs.back(there), 400)
        assert "/token" not in other.visits

    @pytest.mark.parametrize("sealed", ["", "x", "W10....", "e30....", "a.b.c.d.e", "x" * 4000])
    async def test_with_a_cookie_that_we_never_made(self, visit: Visit, sealed: str) -> None:
        there = await visit.there()
        [name] = [name for name in visit.browser.cookies if name.startswith("simpul_federation_")]
        visit.browser.cookies.delete(name)
        visit.browser.cookies.set(name, sealed)
        assert_refused(await visit.back(there), 400)

    async def test_twice(self, visit: Visit) -> None:
        there = await visit.there()
        assert (await visit.back(there)).status_code == 303
        assert_refused(await visit.back(there), 400)

    async def test_after_ten_minutes(self, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("api.oauth.federation_attempt._SECONDS", -1)
        page = await visit.press(await visit.sign_in_page())
        # A browser that keeps it all the same.
        [line] = [one for one in page.headers.get_list("set-cookie") if "federation_" in one]
        name, _, value = line.partition(";")[0].partition("=")
        visit.browser.cookies.set(name, value)
        there = await at_provider(way(page))
        assert_refused(await visit.back(there), 400)

    async def test_states_of_two_tabs_swapped(self, visit: Visit, other: Provider) -> None:
        first, second = query_of(await visit.there()), query_of(await visit.there())
        swapped = {"state": first["state"], "code": second["code"], "iss": other.issuer}
        query = "&".join(f"{name}={value}" for name, value in swapped.items())
        assert_refused(await visit.back(f"/login/federation/callback?{query}"), 502)

    async def test_from_another_provider(self, visit: Visit, other: Provider) -> None:
        for issuer in ("https://lain.example", other.issuer + "/", ""):
            other.callback["iss"] = issuer
            assert_refused(await visit.answer(), 400)
        assert "/token" not in other.visits

    async def test_a_provider_that_does_not_name_itself(
        self, visit: Visit, other: Provider
    ) -> None:
        other.metadata["authorization_response_iss_parameter_supported"] = False
        other.callback["iss"] = ""
        assert (await visit.answer()).status_code == 303
        other.callback["iss"] = "https://lain.example"
        assert_refused(await visit.answer(), 400)

    async def test_of_one_provider_at_the_application_of_another(
        self, visit: Visit, make_app: MakeApp, open_visit: OpenVisit
    ) -> None:
        with provider() as evil:
            theirs = open_visit(await make_app(evil))
            theirs.browser.cookies = visit.browser.cookies
            there = await visit.there()
            # The honest provider's code never reaches the other one.
            assert_refused(await theirs.back(there), 400)
            assert "/token" not in evil.visits

    @pytest.mark.parametrize(
        ("error", "status"),
        [
            ("access_denied", 403),
            ("login_required", 403),
            ("server_error", 502),
            ("temporarily_unavailable", 502),
            ("<script>alert(1)</script>", 403),
            ("x" * 5000, 403),
        ],
    )
    async def test_with_an_error(
        self, visit: Visit, other: Provider, error: str, status: int
    ) -> None:
        other.callback = {"error": error, "error_description": "<i>keterangan</i>", "code": ""}
        answer = await visit.answer()
        assert_refused(answer, status)
        assert "keterangan" not in answer.text
        assert "script" not in answer.text
        assert "x" * 100 not in answer.text
        # The way back still has the application's request.
        assert 'name="client_id" value="simpulctl"' in answer.text


class TestOpenRedirect:
    @pytest.mark.parametrize(
        "carried",
        ["//evil.example", "https://evil.example/", "aHR0cHM6Ly9ldmlsLmV4YW1wbGU=", "%00", "é" * 9],
    )
    async def test_what_is_carried_is_a_request_of_ours(self, visit: Visit, carried: str) -> None:
        page = await visit.browser.get("/login/federation", params={"request": carried})
        answer = await visit.back(await at_provider(way(page)))
        assert answer.headers["location"] == "/account"
