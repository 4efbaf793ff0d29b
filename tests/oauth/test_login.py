"""GET and POST /login."""

import asyncio
import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient, Response
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import func, select, update
from sqlmodel import col

from api.access.limits import Limiter
from api.access.models import Person
from api.access.secrets import digest
from api.app import create_app
from api.oauth import cookies
from api.oauth.models import SignIn
from api.oauth.service import current
from api.settings import LimitSettings, Settings
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.oauth.flow import Flow, token
from tests.world import FIELD, Human, fill_in


async def attempt(browser: AsyncClient, email: str, password: str) -> Response:
    """One attempt from a fresh page."""
    return await fill_in(browser, await browser.get("/login"), email=email, password=password)


class TestPage:
    async def test_is_a_plain_form(self, flow: Flow) -> None:
        page = await flow.browser.get((await flow.open()).headers["location"])
        assert page.status_code == 200
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert '<html lang="id">' in page.text
        assert '<label for="email">' in page.text
        assert '<label for="password">' in page.text
        assert "<script" not in page.text
        assert "style=" not in page.text

    async def test_is_guarded(self, browser: AsyncClient) -> None:
        page = await browser.get("/login")
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["x-frame-options"] == "DENY"
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["cache-control"] == "no-store"

    async def test_speaks_english(self, browser: AsyncClient) -> None:
        page = await browser.get("/login", headers={"Accept-Language": "en-GB"})
        assert '<html lang="en">' in page.text
        assert "Password" in page.text

    async def test_has_its_style(self, browser: AsyncClient) -> None:
        page = await browser.get("/login")
        found = re.search(r'rel="stylesheet" href="([^"]+)"', page.text)
        assert found
        style = await browser.get(found[1])
        assert style.headers["content-type"].startswith("text/css")

    async def test_nothing_is_echoed_unescaped(self, browser: AsyncClient) -> None:
        nasty = '"><script>alert(1)</script>'
        for page in (
            await browser.get("/login", params={"state": nasty, nasty: nasty}),
            await attempt(browser, nasty, nasty),
        ):
            assert "<script" not in page.text


class TestSignIn:
    async def test_starts_a_session(
        self, browser: AsyncClient, human: Human, sessions: Sessions
    ) -> None:
        answer = await attempt(browser, f" {human.email.upper()} ", human.password)
        assert (answer.status_code, answer.headers["location"]) == (303, "/account")
        kept = next(c for c in answer.headers.get_list("set-cookie") if "simpul_session" in c)
        assert "HttpOnly" in kept
        assert "SameSite=lax" in kept
        assert "Path=/" in kept
        assert "Max-Age=43200" in kept
        assert "Secure" not in kept  # the issuer is http on loopback
        secret = browser.cookies["simpul_session"]
        async with transaction(sessions, as_system("test")) as session:
            query = select(SignIn).where(col(SignIn.person_id) == UUID(human.person_id))
            row = (await session.execute(query)).scalar_one()
        assert row.secret_hash == digest(secret) != secret
        assert timedelta(hours=11) < row.expires_at - now() <= timedelta(hours=12)

    async def test_the_next_one_ends_it(
        self, browser: AsyncClient, human: Human, sessions: Sessions
    ) -> None:
        for _ in range(2):
            await attempt(browser, human.email, human.password)
        async with transaction(sessions, as_system("test")) as session:
            query = select(func.count()).where(col(SignIn.person_id) == UUID(human.person_id))
            assert await session.scalar(query) == 1

    async def test_a_session_ends(self, flow: Flow, human: Human, sessions: Sessions) -> None:
        await flow.sign_in(human)
        async with transaction(sessions, as_system("test")) as session:
            this = col(SignIn.person_id) == UUID(human.person_id)
            await session.execute(update(SignIn).where(this).values(expires_at=now()))
        assert (await flow.open()).headers["location"].startswith("/login")

    async def test_a_foreign_cookie_is_nobody(self, flow: Flow) -> None:
        for value in ("x" * 43, "x", "", "é"):
            flow.browser.cookies.clear()
            answer = await flow.browser.get(
                "/oauth/authorize",
                params=flow.asked,
                headers={b"Cookie": f"simpul_session={value}".encode()},
            )
            assert answer.headers["location"].startswith("/login")

    async def test_wrong_and_unknown_look_alike(
        self, browser: AsyncClient, human: Human, sessions: Sessions
    ) -> None:
        async with transaction(sessions, as_system("test")) as session:
            session.add(Person(email="tanpa-sandi@uji.simpul.example", name="Tanpa"))
        pages = []
        for email, password in [
            (human.email, "wrong"),
            (human.email, human.password + "x" * 2000),
            ("nobody@uji.simpul.example", "wrong"),
            ("tanpa-sandi@uji.simpul.example", ""),
            ("tanpa-sandi@uji.simpul.example", "wrong"),
            ("a\x00b@uji.simpul.example", "wrong"),
            ("x" * 300 + "@uji.simpul.example", "wrong"),
            ("", ""),
        ]:
            answer = await attempt(browser, email, password)
            assert answer.status_code == 401
            assert "simpul_session" not in browser.cookies
            pages.append(re.sub(r'value="[^"]*"| autofocus', "", answer.text))
        assert len(set(pages)) == 1

    async def test_the_form_is_shown_again(self, flow: Flow, human: Human) -> None:
        page = await flow.browser.get((await flow.open()).headers["location"])
        again = await fill_in(flow.browser, page, email=human.email, password="wrong")
        assert 'role="alert"' in again.text
        assert human.email in again.text
        answer = await fill_in(flow.browser, again, email=human.email, password=human.password)
        assert "code" in await flow.arrive(answer)


class TestForgery:
    async def test_the_hidden_field_is_needed(self, browser: AsyncClient, human: Human) -> None:
        page = await browser.get("/login")
        fields = {"email": human.email, "password": human.password}
        proof = dict(FIELD.findall(page.text))[cookies.FIELD]
        for sent in ({}, {cookies.FIELD: ""}, {cookies.FIELD: "é"}, {cookies.FIELD: proof[::-1]}):
            answer = await browser.post("/login", data={**fields, **sent})
            assert answer.status_code == 403
            assert "simpul_session" not in browser.cookies
        browser.cookies.clear()
        answer = await browser.post("/login", data={**fields, cookies.FIELD: proof})
        assert answer.status_code == 403

    async def test_it_belongs_to_one_browser(
        self, api: AsyncClient, browser: AsyncClient, human: Human
    ) -> None:
        theirs = dict(FIELD.findall((await api.get("/login")).text))[cookies.FIELD]
        await browser.get("/login")
        fields = {"email": human.email, "password": human.password, cookies.FIELD: theirs}
        assert (await browser.post("/login", data=fields)).status_code == 403

    async def test_tabs_do_not_disturb_each_other(self, browser: AsyncClient, human: Human) -> None:
        first = await browser.get("/login")
        await browser.get("/login")
        answer = await fill_in(browser, first, email=human.email, password=human.password)
        assert answer.status_code == 303

    @pytest.mark.parametrize(
        "carried",
        [
            "aHR0cDovL2V2aWwuZXhhbXBsZS8=",  # http://evil.example/
            "Ly9ldmlsLmV4YW1wbGU=",  # //evil.example
            "%%%",
            "é",
            "/////w==",
            "bmV4dD1odHRwOi8vZXZpbC5leGFtcGxlLw==",  # next=http://evil.example/
        ],
    )
    async def test_leads_nowhere_else(
        self, browser: AsyncClient, human: Human, carried: str
    ) -> None:
        page = await browser.get("/login", params={"next": "http://evil.example/"})
        answer = await fill_in(
            browser, page, email=human.email, password=human.password, request=carried
        )
        assert answer.status_code == 303
        assert answer.headers["location"] == "/account"


class TestLimit:
    async def test_failures_are_limited(self, browser: AsyncClient, human: Human) -> None:
        for _ in range(10):
            assert (await attempt(browser, human.email, "wrong")).status_code == 401
        answer = await attempt(browser, human.email.upper(), human.password)
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["retry-after"]) <= 900
        assert "simpul_session" not in browser.cookies

    async def test_a_colleague_is_not_locked_out(
        self, browser: AsyncClient, human: Human, app: FastAPI
    ) -> None:
        for _ in range(10):
            await app.state.limiter.failed_sign_in(human.email, "203.0.113.9")
        assert (await attempt(browser, human.email, human.password)).status_code == 303

    async def test_a_volley_is_limited_too(self, browser: AsyncClient, human: Human) -> None:
        page = await browser.get("/login")
        answers = await asyncio.gather(
            *(fill_in(browser, page, email=human.email, password="wrong") for _ in range(40))
        )
        checked = sum(answer.status_code == 401 for answer in answers)
        assert 10 <= checked <= 13  # those being checked when the tenth failed
        assert {answer.status_code for answer in answers} == {401, 429}


@pytest.fixture
def four_a_minute(app: FastAPI) -> Iterator[None]:
    """Anonymous requests that an address may send."""
    usual = app.state.limiter
    app.state.limiter = Limiter(LimitSettings(address="4/minute"))
    yield
    app.state.limiter = usual


@pytest.mark.usefixtures("four_a_minute")
class TestAddress:
    """Requests count against an address too, whatever account they name."""

    async def test_one_password_on_many_accounts(self, browser: AsyncClient) -> None:
        page, answers = await browser.get("/login"), []
        for number in range(6):
            given = {"email": f"{number}@uji.simpul.example", "password": "wrong"}
            answers.append(await fill_in(browser, page, **given))
        # The page counts too, and a failure twice.
        assert answers[0].status_code == 401
        [refused, *_] = [answer for answer in answers if answer.status_code == 429]
        assert refused.headers["content-type"] == "text/html; charset=utf-8"
        assert int(refused.headers["retry-after"]) >= 1

    async def test_wrong_secrets_of_clients(self, api: AsyncClient) -> None:
        asked = {"grant_type": "client_credentials", "client_id": "x", "client_secret": "y"}
        statuses = [(await token(api, **asked)).status_code for _ in range(6)]
        assert statuses[:3] == [401] * 3
        assert 429 in statuses[3:]  # not all: the window slides, so one more may pass


class TestSecure:
    async def test_cookies_are_bound_to_an_https_issuer(self, settings: Settings) -> None:
        app = create_app(settings.model_copy(update={"base_url": "https://simpul.example"}))
        async with (
            app.router.lifespan_context(app),
            AsyncClient(transport=ASGITransport(app), base_url="https://simpul.example") as browser,
        ):
            kept = (await browser.get("/login")).headers["set-cookie"]
        assert kept.startswith("__Host-simpul_form=")
        assert "Secure" in kept
        assert "Domain" not in kept


class TestRenew:
    async def test_a_weak_hash_is_replaced_at_sign_in(
        self, browser: AsyncClient, human: Human, sessions: Sessions
    ) -> None:
        weak = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8 * 1024),))
        this = col(Person.email) == human.email
        async with transaction(sessions, as_system("test")) as session:
            kept = weak.hash(human.password)
            await session.execute(update(Person).where(this).values(password_hash=kept))
        for _ in range(2):
            assert (await attempt(browser, human.email, human.password)).status_code == 303
        async with transaction(sessions, as_system("test")) as session:
            now_kept = await session.scalar(select(col(Person.password_hash)).where(this))
        assert now_kept
        assert now_kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


class TestLanguage:
    async def test_is_chosen_by_a_link_and_remembered(self, flow: Flow) -> None:
        page = await flow.browser.get((await flow.open()).headers["location"])
        found = re.search(r'<a href="([^"]+)" lang="en" hreflang="en">English</a>', page.text)
        assert found
        english = await flow.browser.get(found[1].replace("&amp;", "&"))
        assert '<html lang="en">' in english.text
        assert "simpulctl" in english.text  # the request is kept
        assert '<html lang="en">' in (await flow.browser.get("/login")).text
        back = await flow.browser.get("/login?lang=id")
        assert '<html lang="id">' in back.text
        assert '<html lang="id">' in (await flow.browser.get("/login?lang=xx")).text


class TestApplication:
    async def test_is_named(self, flow: Flow) -> None:
        page = await flow.browser.get((await flow.open()).headers["location"])
        assert "<strong>simpulctl</strong>" in page.text

    async def test_only_if_we_know_it(self, browser: AsyncClient) -> None:
        page = await browser.get("/login", params={"client_id": "Bank-Anda"})
        assert "Bank-Anda</strong>" not in page.text


class TestSignOut:
    async def test_ends_the_session(
        self, browser: AsyncClient, human: Human, sessions: Sessions
    ) -> None:
        await attempt(browser, human.email, human.password)
        secret = browser.cookies["simpul_session"]
        page = await browser.get("/logout")
        assert page.status_code == 200
        async with transaction(sessions, as_system("test")) as session:
            assert await current(session, secret)
        answer = await fill_in(browser, page)
        assert answer.headers["location"] == "/login?done=signed-out"
        assert "simpul_session" not in browser.cookies
        async with transaction(sessions, as_system("test")) as session:
            assert await current(session, secret) is None

    async def test_needs_our_form(self, browser: AsyncClient, human: Human) -> None:
        await attempt(browser, human.email, human.password)
        answer = await browser.post("/logout")
        assert answer.status_code == 403
        assert (await browser.get("/account")).status_code == 200
