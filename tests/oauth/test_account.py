"""/account: what a person sees of his account, ends and changes."""

import json
import re
from datetime import timedelta
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import select, update
from sqlmodel import col

from api.access.models import Person
from api.oauth.devices import device_name
from api.oauth.models import SignIn
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.oauth.conftest import MakeHuman, new_browser
from tests.oauth.flow import Flow
from tests.oauth.visitor import Visitor, error_of
from tests.tenants.attempts import ask

NEW = "kuda pohon langit biru"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Safari/537.36"
)
PAGES = ("/account", "/account/name", "/account/password", "/account/second-factor")
FORMS = (
    "/account/sessions/end",
    "/account/sessions/end-others",
    "/account/applications/end",
    "/account/name",
    "/account/password",
    "/account/second-factor",
    "/account/second-factor/confirm",
    "/account/second-factor/manage",
)


async def sign_ins(sessions: Sessions, visitor: Visitor) -> list[SignIn]:
    async with transaction(sessions, as_system("test")) as session:
        mine = col(SignIn.person_id) == UUID(visitor.human.person_id)
        return list(await session.scalars(select(SignIn).where(mine)))


def recorded(superuser_url: str, visitor: Visitor) -> list[tuple[str, str]]:
    """What he did with his account, as the chains have it: action and tenant."""
    query = (
        "select e.action, t.code from audit_event e join tenant t on t.id = e.tenant_id"
        " where e.subject = %(id)s and e.actor_id = %(id)s order by e.at, t.code"
    )
    return [(row[0], row[1]) for row in ask(superuser_url, query, id=visitor.human.person_id)]


class TestShow:
    async def test_is_for_who_is_signed_in(self, visitor: Visitor) -> None:
        for path in PAGES:
            assert (await visitor.browser.get(path)).headers["location"] == "/login"

    async def test_says_who_one_is_and_where(self, app: FastAPI, make_human: MakeHuman) -> None:
        visitor = Visitor(new_browser(app), await make_human("32.04", "32.73"))
        visitor.browser.headers["User-Agent"] = CHROME
        await visitor.sign_in()
        page = (await visitor.browser.get("/account")).text
        for shown in (
            visitor.human.email,
            "Orang Uji",
            "Kabupaten Bandung",
            "Kota Bandung",
            "Operator",
            "Chrome, Windows",
            "peramban ini",
            "127.0.0.1",
        ):
            assert shown in page

    async def test_a_device_cannot_write_into_the_page(self, visitor: Visitor) -> None:
        visitor.browser.headers["User-Agent"] = "<script>alert(1)</script>" + "x" * 300
        await visitor.sign_in()
        page = await visitor.browser.get("/account")
        assert page.status_code == 200
        assert "<script" not in page.text

    async def test_the_last_use_is_noted_once_an_hour(
        self, visitor: Visitor, sessions: Sessions
    ) -> None:
        await visitor.sign_in()
        await visitor.browser.get("/account")
        [row] = await sign_ins(sessions, visitor)
        assert row.last_used_at is None
        async with transaction(sessions, as_system("test")) as session:
            this, old = col(SignIn.id) == row.id, now() - timedelta(minutes=61)
            await session.execute(update(SignIn).where(this).values(created_at=old))
        await visitor.browser.get("/account")
        [row] = await sign_ins(sessions, visitor)
        noted = row.last_used_at
        assert noted
        await visitor.browser.get("/account")
        [row] = await sign_ins(sessions, visitor)
        assert row.last_used_at == noted


class TestForgery:
    @pytest.mark.parametrize("path", FORMS)
    async def test_the_hidden_field_is_needed(self, visitor: Visitor, path: str) -> None:
        await visitor.sign_in()
        answer = await visitor.browser.post(path, data={"password": visitor.human.password})
        assert answer.status_code == 403
        assert await visitor.is_signed_in()


class TestEndSession:
    async def test_ends_one(self, visitor: Visitor, other: Visitor) -> None:
        await visitor.sign_in()
        await other.sign_in()
        page = await visitor.browser.get("/account")
        answer = await visitor.send_from(page, "/account/sessions/end")
        assert answer.headers["location"] == "/account?done=ended"
        assert await visitor.is_signed_in()
        assert not await other.is_signed_in()

    async def test_ends_all_others(
        self, app: FastAPI, visitor: Visitor, sessions: Sessions
    ) -> None:
        for _ in range(3):
            await Visitor(new_browser(app), visitor.human).sign_in()
        await visitor.sign_in()
        assert len(await sign_ins(sessions, visitor)) == 4
        await visitor.send("/account", "/account/sessions/end-others")
        assert len(await sign_ins(sessions, visitor)) == 1
        assert await visitor.is_signed_in()

    async def test_never_somebody_elses(
        self,
        app: FastAPI,
        visitor: Visitor,
        other: Visitor,
        make_human: MakeHuman,
        sessions: Sessions,
    ) -> None:
        stranger = Visitor(new_browser(app), await make_human("32.04"))
        await stranger.sign_in()
        [theirs] = await sign_ins(sessions, stranger)
        await visitor.sign_in()
        await other.sign_in()
        for sent in (str(theirs.id), "x", ""):
            answer = await visitor.send("/account", "/account/sessions/end", id=sent)
            assert answer.status_code == 303
        assert await stranger.is_signed_in()
        assert await other.is_signed_in()


class TestEndApplication:
    async def test_ends_its_tokens(self, visitor: Visitor) -> None:
        flow = Flow(visitor.browser)
        tokens = await flow.tokens(visitor.human)
        bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
        page = await visitor.browser.get("/account")
        assert "simpulctl" in page.text
        await visitor.send_from(page, "/account/applications/end")
        assert (await visitor.browser.get("/v1/me", headers=bearer)).status_code == 401
        assert (await flow.refresh(tokens["refresh_token"])).status_code == 400
        assert "/account/applications/end" not in (await visitor.browser.get("/account")).text

    async def test_never_somebody_elses(
        self, app: FastAPI, visitor: Visitor, make_human: MakeHuman
    ) -> None:
        stranger = Visitor(new_browser(app), await make_human("32.04"))
        flow = Flow(stranger.browser)
        tokens = await flow.tokens(stranger.human)
        page = await stranger.browser.get("/account")
        theirs = re.findall(r'name="id" value="([^"]+)"', page.text)[-1]
        await Flow(visitor.browser).tokens(visitor.human)
        await visitor.send("/account", "/account/applications/end", id=theirs)
        assert (await flow.refresh(tokens["refresh_token"])).status_code == 200


class TestAudit:
    """What ends or begins on the page is in the chain of each office where he is active."""

    async def test_of_what_was_ended_and_begun(
        self, app: FastAPI, make_human: MakeHuman, superuser_url: str
    ) -> None:
        visitor = Visitor(new_browser(app), await make_human("32.04", "32.73"))
        await Flow(visitor.browser, asked={"tenant": "32.04"}).tokens(visitor.human)
        for path in ("/account/applications/end", "/account/sessions/end-others"):
            other = Visitor(new_browser(app), visitor.human)
            await other.sign_in()
            await visitor.send("/account", path)
        await other.sign_in()
        await visitor.send("/account", "/account/sessions/end")
        assert await visitor.is_signed_in()
        given = {"password": visitor.human.password}
        await visitor.send("/account/second-factor", **given)
        actions = ("end_application", "end_other_sessions", "end_session", "begin_second_factor")
        offices = ("32.04", "32.73")
        expected = [(action, office) for action in actions for office in offices]
        assert recorded(superuser_url, visitor) == expected

    async def test_not_of_what_did_not_happen(
        self, app: FastAPI, visitor: Visitor, superuser_url: str
    ) -> None:
        other = Visitor(new_browser(app), visitor.human)
        await other.sign_in()
        await visitor.sign_in()
        page = await visitor.browser.get("/account")
        for path in ("/account/sessions/end-others", "/account/sessions/end"):
            await visitor.send_from(page, path)
            await visitor.send_from(page, path)
        assert recorded(superuser_url, visitor) == [("end_other_sessions", "32.04")]


class TestChangeName:
    async def test_everywhere_at_once(
        self, visitor: Visitor, sessions: Sessions, superuser_url: str
    ) -> None:
        await visitor.sign_in()
        answer = await visitor.send("/account/name", name="  Dewi <b> Lestari ")
        assert answer.headers["location"] == "/account?done=name"
        page = await visitor.browser.get("/account?done=name")
        assert "Nama sudah diganti." in page.text
        assert "<strong>Dewi &lt;b&gt; Lestari</strong>" in page.text
        async with transaction(sessions, as_system("test")) as session:
            mine = col(Person.id) == UUID(visitor.human.person_id)
            person = (await session.scalars(select(Person).where(mine))).one()
        assert (person.name, person.version) == ("Dewi <b> Lestari", 2)
        assert recorded(superuser_url, visitor) == [("change_name", "32.04")]
        [[body]] = ask(
            superuser_url,
            "select body from audit_event where subject = %(id)s",
            id=visitor.human.person_id,
        )
        assert "Dewi" not in body
        assert "Orang" not in body

    async def test_the_same_name_is_no_change(self, visitor: Visitor, superuser_url: str) -> None:
        await visitor.sign_in()
        answer = await visitor.send("/account/name")
        assert answer.headers["location"] == "/account?done=name"
        assert recorded(superuser_url, visitor) == []

    @pytest.mark.parametrize("name", ["", "  ", "=1+1", "x" * 121, "a\nb", "a\u202eb"], ids=repr)
    async def test_must_be_a_name(self, visitor: Visitor, name: str) -> None:
        await visitor.sign_in()
        answer = await visitor.send("/account/name", name=name)
        assert answer.status_code == 422
        assert "1 sampai 120 huruf" in error_of(answer)
        assert "Orang Uji" in (await visitor.browser.get("/account")).text


class TestChangePassword:
    async def test_ends_everything_else(
        self, visitor: Visitor, other: Visitor, superuser_url: str
    ) -> None:
        flow = Flow(other.browser)
        tokens = await flow.tokens(other.human)
        await visitor.sign_in()
        before = visitor.browser.cookies["simpul_session"]
        given = {"password": visitor.human.password, "new_password": NEW, "password_again": NEW}
        answer = await visitor.send("/account/password", **given)
        assert answer.headers["location"] == "/account?done=password"
        assert visitor.browser.cookies["simpul_session"] != before
        assert await visitor.is_signed_in()
        assert not await other.is_signed_in()
        assert (await flow.refresh(tokens["refresh_token"])).status_code == 400
        assert (await other.sign_in()).status_code == 401
        assert (await other.sign_in(NEW)).status_code == 303
        [[body]] = ask(
            superuser_url,
            "select body from audit_event where body like %(subject)s",
            subject=f"%{visitor.human.person_id}%",
        )
        assert json.loads(body)["action"] == "change_password"

    async def test_needs_the_present_one(self, visitor: Visitor) -> None:
        await visitor.sign_in()
        answer = await visitor.send("/account/password", password="salah", new_password=NEW)
        assert answer.status_code == 401
        assert error_of(answer) == "Kata sandi salah."
        assert (await visitor.sign_in()).status_code == 303

    @pytest.mark.parametrize(
        ("new", "again", "why"),
        [
            ("pendek", "pendek", "12 karakter"),
            ("rahasia2026!", "rahasia2026!", "umum"),
            ("orang uji 2026", "", "nama atau surel"),
            (NEW, "bukan yang sama", "tidak sama"),
        ],
    )
    async def test_the_new_one_must_be_good(
        self, visitor: Visitor, new: str, again: str, why: str
    ) -> None:
        await visitor.sign_in()
        given = {"new_password": new, "password_again": again}
        answer = await visitor.send("/account/password", password=visitor.human.password, **given)
        assert answer.status_code == 422
        assert why in error_of(answer)

    async def test_guessing_the_present_one_is_limited(self, visitor: Visitor) -> None:
        await visitor.sign_in()
        for _ in range(10):
            await visitor.send("/account/password", password="salah", new_password=NEW)
        given = {"password": visitor.human.password, "new_password": NEW}
        answer = await visitor.send("/account/password", **given)
        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) >= 1


class TestDeviceName:
    @pytest.mark.parametrize(
        ("agent", "name"),
        [
            (CHROME, "Chrome, Windows"),
            (f"{CHROME} Edg/141.0", "Edge, Windows"),
            ("Mozilla/5.0 (Android 15; Mobile; rv:143.0) Firefox/143.0", "Firefox, Android"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1",
                "Safari, iPhone",
            ),
            ("python-httpx/1", "python-httpx/1"),
            ("x" * 200, "x" * 40),
            ("", ""),
        ],
    )
    def test_of_a_user_agent(self, agent: str, name: str) -> None:
        assert device_name(agent) == name
