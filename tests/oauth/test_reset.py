"""GET and POST /reset, and the link that it sends."""

import asyncio
import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
import pytest_asyncio
from fastapi import FastAPI
from httpx2 import AsyncClient, Response
from sqlalchemy import select, update
from sqlmodel import col
from structlog.testing import CapturingLogger

from api.access.limits import Limiter
from api.access.models import Membership, MembershipStatus, Person
from api.access.secrets import digest
from api.links.models import OneTimeLink
from api.settings import LimitSettings, Settings
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.oauth.conftest import MakeHuman, Work, new_browser
from tests.oauth.flow import Flow
from tests.oauth.visitor import Visitor, error_of, mails_to
from tests.tenants.attempts import ask
from tests.world import Human

NEW = "kuda pohon langit biru"
LINK = re.compile(r"http://127\.0\.0\.1:8000(/reset/[A-Za-z0-9_-]{43})")
JOBS = "select count(*) from procrastinate_jobs where task_name = 'oauth.send_reset'"


async def asked(browser: AsyncClient, email: str) -> Response:
    return await Visitor(browser, Human(email, "", "", "", [])).send("/reset", email=email)


def letters(settings: Settings, email: str) -> list[str]:
    assert settings.mail.outbox
    return [text for text in mails_to(settings.mail.outbox, email) if "/reset/" in text]


@pytest.fixture(autouse=True)
def limits(app: FastAPI) -> Iterator[Limiter]:
    """Counts of each test's own."""
    before = app.state.limiter
    app.state.limiter = Limiter(LimitSettings())
    yield app.state.limiter
    app.state.limiter = before


@pytest_asyncio.fixture
async def path(browser: AsyncClient, human: Human, work: Work, settings: Settings) -> str:
    """Where the link in his e-mail leads."""
    await asked(browser, human.email)
    await work()
    [text] = letters(settings, human.email)
    found = LINK.findall(text)
    assert found[0] == found[1]  # both languages
    return str(found[0])


async def set_status(sessions: Sessions, human: Human, status: MembershipStatus) -> None:
    async with transaction(sessions, as_system("test")) as session:
        mine = col(Membership.person_id) == UUID(human.person_id)
        await session.execute(update(Membership).where(mine).values(status=status))


class TestAsk:
    async def test_an_unknown_address_gets_the_same_answer(
        self, browser: AsyncClient, human: Human, superuser_url: str
    ) -> None:
        await browser.get("/reset")
        answers, queued = [], []
        for email in (human.email, "tak-dikenal@uji.simpul.example"):
            [[before]] = ask(superuser_url, JOBS)
            answers.append(await asked(browser, email))
            [[after]] = ask(superuser_url, JOBS)
            queued.append(after - before)
        assert queued == [1, 1]  # the same work; the worker alone sees the difference
        assert [answer.status_code for answer in answers] == [200, 200]
        assert answers[0].text == answers[1].text
        assert human.email not in answers[0].text

    async def test_the_queue_names_nobody(
        self, browser: AsyncClient, human: Human, superuser_url: str
    ) -> None:
        await asked(browser, human.email)
        jobs = ask(superuser_url, "select args::text from procrastinate_jobs")
        assert not [args for (args,) in jobs if human.email in args]

    async def test_only_who_is_a_member_gets_a_letter(
        self,
        app: FastAPI,
        make_human: MakeHuman,
        sessions: Sessions,
        work: Work,
        settings: Settings,
    ) -> None:
        alone, suspended, invited, active = [
            await make_human(*codes) for codes in ((), ("32.04",), ("32.04",), ("32.04",))
        ]
        await set_status(sessions, suspended, MembershipStatus.SUSPENDED)
        await set_status(sessions, invited, MembershipStatus.INVITED)
        for human in (alone, suspended, invited, active):
            await asked(new_browser(app), f" {human.email.upper()} ")
        await work()
        found = [
            len(letters(settings, human.email)) for human in (alone, suspended, invited, active)
        ]
        assert found == [0, 0, 1, 1]

    async def test_who_is_invited_can_accept_with_it(
        self, visitor: Visitor, sessions: Sessions, work: Work, settings: Settings
    ) -> None:
        await set_status(sessions, visitor.human, MembershipStatus.INVITED)
        await asked(visitor.browser, visitor.human.email)
        await work()
        [text] = letters(settings, visitor.human.email)
        answer = await visitor.send(LINK.findall(text)[0], password=NEW)
        assert answer.status_code == 303
        assert (await visitor.sign_in(NEW)).status_code == 303

    async def test_who_is_invited_and_has_no_password_needs_none(
        self, browser: AsyncClient, human: Human, sessions: Sessions, work: Work, settings: Settings
    ) -> None:
        await set_status(sessions, human, MembershipStatus.INVITED)
        async with transaction(sessions, as_system("test")) as session:
            his = col(Person.id) == UUID(human.person_id)
            await session.execute(update(Person).where(his).values(password_hash=None))
        await asked(browser, human.email)
        await work()
        assert letters(settings, human.email) == []

    @pytest.mark.parametrize("nonsense", ["", "a\x00b@uji.simpul.example", "x" * 300, "é"])
    async def test_nonsense_gets_the_same_answer(
        self, browser: AsyncClient, nonsense: str, work: Work
    ) -> None:
        assert (await asked(browser, nonsense)).status_code == 200
        await work()

    async def test_nobody_is_flooded(
        self, browser: AsyncClient, human: Human, superuser_url: str
    ) -> None:
        [[before]] = ask(superuser_url, JOBS)
        answers = [await asked(browser, human.email) for _ in range(6)]
        [[after]] = ask(superuser_url, JOBS)
        assert {answer.status_code for answer in answers} == {200}
        assert after - before == 3

    async def test_an_address_asks_only_so_often(self, app: FastAPI, browser: AsyncClient) -> None:
        app.state.limiter = Limiter(LimitSettings(resets="2/hour"))
        answers = [await asked(browser, f"{n}@uji.simpul.example") for n in range(4)]
        assert [answer.status_code for answer in answers][:2] == [200, 200]
        assert answers[-1].status_code == 429
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert "<h1>" in answers[-1].text


class TestLink:
    async def test_sets_a_new_password(
        self, browser: AsyncClient, human: Human, path: str, other: Visitor
    ) -> None:
        for _ in range(2):  # as mail scanners do
            page = await browser.get(path)
            assert page.status_code == 200
            assert page.headers["referrer-policy"] == "no-referrer"
            assert page.headers["cache-control"] == "no-store"
            assert "noindex" in page.headers["x-robots-tag"]
            assert human.email in page.text
        visitor = Visitor(browser, human)
        answer = await visitor.send(path, password=NEW, password_again=NEW)
        assert answer.headers["location"] == "/login?done=reset"
        assert (await other.sign_in()).status_code == 401
        assert (await other.sign_in(NEW)).headers["location"] == "/account"
        assert (await browser.get(path)).status_code == 410

    async def test_is_kept_by_its_hash(self, path: str, sessions: Sessions, human: Human) -> None:
        secret = path.rpartition("/")[2]
        async with transaction(sessions, as_system("test")) as session:
            query = select(OneTimeLink).where(col(OneTimeLink.person_id) == UUID(human.person_id))
            row = (await session.scalars(query)).one()
        assert row.secret_hash == digest(secret)
        assert timedelta(minutes=50) < row.expires_at - now() <= timedelta(hours=1)

    async def test_ends_everything_that_was_signed_in(
        self, visitor: Visitor, other: Visitor, path: str, app: FastAPI
    ) -> None:
        flow = Flow(other.browser)
        tokens = await flow.tokens(other.human)
        pending = await Flow(other.browser, verifier=flow.verifier).open()
        code = re.findall(r"code=([^&]+)", pending.headers["location"])[0]
        bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
        assert (await other.browser.get("/v1/me", headers=bearer)).status_code == 200

        answer = await visitor.send(path, password=NEW)
        assert answer.status_code == 303
        assert not await other.is_signed_in()
        assert (await other.browser.get("/v1/me", headers=bearer)).status_code == 401
        assert (await flow.refresh(tokens["refresh_token"])).status_code == 400
        assert (await flow.redeem(code)).status_code == 400
        assert app

    async def test_the_second_factor_stays(
        self, visitor: Visitor, other: Visitor, path: str
    ) -> None:
        await other.sign_in()
        _, codes = await other.enrol()
        await visitor.send(path, password=NEW)
        assert (await visitor.sign_in(NEW)).headers["location"].startswith("/login/code")
        assert not await visitor.is_signed_in()
        assert (await visitor.give_code(codes[0])).status_code == 303

    async def test_a_bad_password_spends_nothing(self, visitor: Visitor, path: str) -> None:
        for bad, why in (("pendek", "pendek"), ("rahasia2026!", "umum"), (" ", "pendek")):
            answer = await visitor.send(path, password=bad)
            assert answer.status_code == 422
            assert why in error_of(answer)
        answer = await visitor.send(path, password=NEW, password_again="lain dari yang itu")
        assert "tidak sama" in error_of(answer)
        assert (await visitor.send(path, password=NEW)).status_code == 303

    async def test_one_of_many_at_once_wins(
        self, visitor: Visitor, path: str, app: FastAPI, sessions: Sessions
    ) -> None:
        crowd = [Visitor(new_browser(app), visitor.human) for _ in range(6)]
        pages = [await each.browser.get(path) for each in crowd]
        answers = await asyncio.gather(
            *(
                each.send_from(page, path, password=f"{NEW} {number}")
                for number, (each, page) in enumerate(zip(crowd, pages, strict=True))
            )
        )
        assert sorted(answer.status_code for answer in answers) == [303] + [410] * 5
        [won] = [n for n, answer in enumerate(answers) if answer.status_code == 303]
        assert (await visitor.sign_in(f"{NEW} {won}")).status_code == 303
        async with transaction(sessions, as_system("test")) as session:
            this = col(Person.id) == UUID(visitor.human.person_id)
            assert await session.scalar(select(col(Person.version)).where(this)) == 2

    async def test_a_newer_one_voids_it(
        self, visitor: Visitor, path: str, work: Work, settings: Settings
    ) -> None:
        await asked(visitor.browser, visitor.human.email)
        await work()
        newest = LINK.findall(letters(settings, visitor.human.email)[-1])[0]
        assert newest != path
        assert (await visitor.browser.get(path)).status_code == 410
        assert (await visitor.browser.get(newest)).status_code == 200

    async def test_an_old_or_made_up_one_is_gone(
        self, visitor: Visitor, path: str, sessions: Sessions
    ) -> None:
        page = await visitor.browser.get(path)
        async with transaction(sessions, as_system("test")) as session:
            mine = col(OneTimeLink.person_id) == UUID(visitor.human.person_id)
            await session.execute(update(OneTimeLink).where(mine).values(expires_at=now()))
        sent = await visitor.send_from(page, path, password=NEW)
        gone = [sent, *[await visitor.browser.get(each) for each in (path, f"/reset/{'x' * 43}")]]
        assert {answer.status_code for answer in gone} == {410}
        assert 'href="/reset"' in gone[1].text

    async def test_needs_our_form(self, visitor: Visitor, path: str) -> None:
        answer = await visitor.browser.post(path, data={"password": NEW})
        assert answer.status_code == 403
        assert (await visitor.sign_in()).status_code == 303

    async def test_tells_the_owner(
        self, visitor: Visitor, path: str, work: Work, settings: Settings
    ) -> None:
        await visitor.send(path, password=NEW)
        await work()
        assert settings.mail.outbox
        said = mails_to(settings.mail.outbox, visitor.human.email)[-1]
        assert said.startswith("Kata sandi Anda diganti / Your password was changed")

    async def test_the_log_does_not_tell_it(
        self, visitor: Visitor, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told = CapturingLogger()
        monkeypatch.setattr("api.envelope._log", told)
        await visitor.browser.get(path)
        [call] = told.calls
        assert call.kwargs["path"] == "/reset/..."
