"""Forms of strangers: one type is read, and nothing in one is our fault."""

import pytest
from httpx2 import AsyncClient, Response

from tests.world import World

FORM = "application/x-www-form-urlencoded"
SECRET = "a" * 43
PAGES = [
    "/login",
    "/login/code",
    "/logout",
    "/oauth/authorize",
    "/reset",
    f"/reset/{SECRET}",
    f"/invitation/{SECRET}",
    "/account/name",
    "/account/password",
    "/account/second-factor",
    "/account/second-factor/confirm",
    "/account/sessions/end",
]
ENDPOINTS = ["/oauth/token", "/oauth/revoke", "/oauth/introspect"]
CODECS = [
    ("unicode_escape", rb"\ud800"),
    ("undefined", b"x"),
    ("punycode", b"99999999999"),
    ("utf-7", b"+2AA-"),
    ("utf-16-le", b"\x00\xd8"),
    ("utf-8", b"x"),
]
NAMES = [
    "grant_type",
    "code",
    "refresh_token",
    "client_id",
    "client_secret",
    "token",
    "scope",
    "email",
    "password",
    "request",
    "csrf",
    "code_verifier",
    "redirect_uri",
    "response_type",
    "state",
    "id",
]


async def post(api: AsyncClient, path: str, body: bytes, kind: str) -> Response:
    answer = await api.post(path, content=body, headers={"Content-Type": kind})
    assert answer.status_code < 500, (path, body[:80], answer.text)
    return answer


def multipart(value: bytes) -> bytes:
    part = b'--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    return b"".join(part % (name.encode(), value) for name in NAMES) + b"--B--\r\n"


class TestType:
    @pytest.mark.parametrize("path", [*PAGES, *ENDPOINTS])
    @pytest.mark.parametrize(("codec", "value"), CODECS)
    async def test_multipart_is_refused(
        self, api: AsyncClient, world: World, path: str, codec: str, value: bytes
    ) -> None:
        del world
        kind = f"multipart/form-data; boundary=B; charset={codec}"
        _is_refused(path, await post(api, path, multipart(value), kind))

    @pytest.mark.parametrize("path", [*PAGES, *ENDPOINTS])
    @pytest.mark.parametrize("kind", ["application/json", "text/plain", f"{FORM}x", "x"])
    async def test_so_is_anything_else(self, api: AsyncClient, path: str, kind: str) -> None:
        _is_refused(path, await post(api, path, b"email=x", kind))

    @pytest.mark.parametrize("kind", [FORM, FORM.upper(), f"{FORM} ; charset=punycode"])
    async def test_a_form_is_read(self, api: AsyncClient, kind: str) -> None:
        assert (await post(api, "/login", b"email=x", kind)).status_code == 403
        answer = await post(api, "/oauth/token", b"grant_type=password", kind)
        assert answer.json()["error"] == "unsupported_grant_type"


class TestText:
    @pytest.mark.parametrize("path", [*PAGES, *ENDPOINTS])
    @pytest.mark.parametrize(
        "value", [b"%ED%A0%80", b"%FF%FE", b"%", b"%zz", b"\xff", b"\xed\xa0\x80", b"%00", b"+"]
    )
    async def test_is_never_our_fault(
        self, api: AsyncClient, world: World, path: str, value: bytes
    ) -> None:
        del world
        page = await api.get("/login")
        proof = page.text.partition('name="csrf" value="')[2].partition('"')[0].encode()
        assert proof
        grants = [value, b"authorization_code", b"refresh_token", b"client_credentials"]
        for grant in grants if path == "/oauth/token" else [value]:
            given = {name.encode(): value for name in NAMES}
            given |= {b"csrf": proof, b"grant_type": grant, b"client_id": b"simpulctl"}
            body = b"&".join(name + b"=" + text for name, text in given.items())
            await post(api, path, body, FORM)

    @pytest.mark.parametrize("value", ["%ED%A0%80", "%FF", "%", "%00", "%zz"])
    @pytest.mark.parametrize("path", ["/login", "/oauth/authorize", "/reset", "/invitation"])
    async def test_nor_in_an_address(self, api: AsyncClient, path: str, value: str) -> None:
        for end in (f"?client_id={value}&state={value}&lang={value}&done={value}", f"/{value}"):
            assert (await api.get(path + end)).status_code < 500


def _is_refused(path: str, answer: Response) -> None:
    if path in ENDPOINTS:
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
        assert answer.headers["cache-control"] == "no-store"
    else:
        assert answer.status_code == 415
        assert answer.headers["content-type"].startswith("text/html")
        assert "<h1>" in answer.text
