"""The second factor: enrolment, /login/code, recovery codes, removal."""

import asyncio
import time
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pyotp
import pytest
from fastapi import FastAPI
from sqlalchemy import select, update
from sqlmodel import col

from api.access.limits import Limiter
from api.encryption.sealing import UnsealError, sealer_of
from api.mail.models import MailMessage
from api.oauth.models import RecoveryCode, SecondFactor, SignIn
from api.oauth.second_factor import context
from api.settings import LimitSettings, Settings
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.oauth.conftest import MakeHuman, new_browser
from tests.oauth.flow import Flow
from tests.oauth.visitor import Visitor, error_of, wait_for_room
from tests.world import Human, fill_in


def later(timed: pyotp.TOTP, steps: int = 1) -> str:
    """A code of a step near now, for the present one was used at enrolment."""
    wait_for_room()
    return timed.at(int(time.time()) + 30 * steps)


async def factor_of(sessions: Sessions, human: Human) -> SecondFactor | None:
    async with transaction(sessions, as_system("test")) as session:
        mine = col(SecondFactor.person_id) == UUID(human.person_id)
        return (await session.scalars(select(SecondFactor).where(mine))).one_or_none()


async def set_step(sessions: Sessions, human: Human, step: int) -> None:
    """Forget which code was used last."""
    async with transaction(sessions, as_system("test")) as session:
        mine = col(SecondFactor.person_id) == UUID(human.person_id)
        await session.execute(update(SecondFactor).where(mine).values(last_step=step))


async def subjects_to(sessions: Sessions, settings: Settings, human: Human) -> str:
    """What is on its way to him."""
    sealer = sealer_of(settings)
    async with transaction(sessions, as_system("test")) as session:
        mine = col(MailMessage.recipient) == human.email
        rows = await session.scalars(select(MailMessage).where(mine))
        return " ".join(sealer.unseal(row.sealed, f"mail:{row.id}") for row in rows)


class TestEnrol:
    async def test_from_the_page_to_the_codes(
        self, visitor: Visitor, sessions: Sessions, settings: Settings
    ) -> None:
        await visitor.sign_in()
        assert "Belum aktif" in (await visitor.browser.get("/account")).text
        wait_for_room()
        timed, codes = await visitor.enrol()
        assert len(set(codes)) == 10
        row = await factor_of(sessions, visitor.human)
        assert row
        assert row.confirmed_at
        assert timed.secret not in row.seed
        sealer = sealer_of(settings)
        assert sealer.unseal(row.seed, context(row.person_id)) == timed.secret
        with pytest.raises(UnsealError):
            sealer.unseal(row.seed, context(row.id))
        assert "Verifikasi dua langkah aktif" in await subjects_to(
            sessions, settings, visitor.human
        )
        page = await visitor.browser.get("/account/second-factor")
        assert timed.secret[:4] not in page.text
        assert codes[0] not in page.text

    async def test_ends_the_browsers_that_came_in_without_it(
        self, visitor: Visitor, other: Visitor
    ) -> None:
        await visitor.sign_in()
        await other.sign_in()
        await visitor.enrol()
        assert await visitor.is_signed_in()
        assert not await other.is_signed_in()

    async def test_the_picture_is_inline_and_plain(self, visitor: Visitor) -> None:
        await visitor.sign_in()
        await visitor.send("/account/second-factor", password=visitor.human.password)
        page = (await visitor.browser.get("/account/second-factor")).text
        assert "<svg" in page
        assert "style=" not in page
        assert "<script" not in page
        assert "otpauth://totp/Simpul" in page

    async def test_needs_the_password(self, visitor: Visitor, sessions: Sessions) -> None:
        await visitor.sign_in()
        answer = await visitor.send("/account/second-factor", password="bukan ini sandinya")
        assert answer.status_code == 401
        assert await factor_of(sessions, visitor.human) is None

    async def test_counts_only_when_a_code_proved_it(
        self, visitor: Visitor, other: Visitor, sessions: Sessions
    ) -> None:
        await visitor.sign_in()
        await visitor.send("/account/second-factor", password=visitor.human.password)
        answer = await visitor.send(
            "/account/second-factor", "/account/second-factor/confirm", code="000000"
        )
        assert answer.status_code == 422
        assert "salah" in error_of(answer)
        row = await factor_of(sessions, visitor.human)
        assert row
        assert row.confirmed_at is None
        assert (await other.sign_in()).headers["location"] == "/account"

    async def test_a_seed_does_not_wait_for_ever(
        self, visitor: Visitor, sessions: Sessions
    ) -> None:
        await visitor.sign_in()
        await visitor.send("/account/second-factor", password=visitor.human.password)
        page = await visitor.browser.get("/account/second-factor")
        async with transaction(sessions, as_system("test")) as session:
            mine = col(SecondFactor.person_id) == UUID(visitor.human.person_id)
            old = now() - timedelta(minutes=16)
            await session.execute(update(SecondFactor).where(mine).values(created_at=old))
        sent = await visitor.send_from(page, "/account/second-factor/confirm", code="123456")
        assert sent.status_code == 422
        assert "habis" in error_of(sent)

    async def test_a_second_seed_does_not_replace_a_factor(
        self, visitor: Visitor, sessions: Sessions
    ) -> None:
        await visitor.sign_in()
        begun = await visitor.browser.get("/account/second-factor")
        await visitor.enrol()
        before = await factor_of(sessions, visitor.human)
        await visitor.send_from(begun, "/account/second-factor", password=visitor.human.password)
        after = await factor_of(sessions, visitor.human)
        assert before
        assert after
        assert before.seed == after.seed


class TestCode:
    async def test_the_password_alone_signs_nobody_in(
        self, visitor: Visitor, other: Visitor, sessions: Sessions
    ) -> None:
        await visitor.sign_in()
        await visitor.enrol()
        answer = await other.sign_in()
        assert answer.headers["location"].startswith("/login/code")
        flow = Flow(other.browser)
        assert (await flow.open()).headers["location"].startswith("/login")
        for path in ("/account", "/account/password", "/account/second-factor"):
            assert (await other.browser.get(path)).headers["location"] == "/login"
        async with transaction(sessions, as_system("test")) as session:
            awaiting = col(SignIn.person_id) == UUID(other.human.person_id)
            rows = list(await session.scalars(select(SignIn).where(awaiting)))
        [waiting] = [row for row in rows if row.awaiting_code]
        assert waiting.expires_at - now() < timedelta(minutes=10)
        # Nor is it listed among the browsers that are signed in.
        assert (await visitor.browser.get("/account")).text.count("/account/sessions/end") == 0

    async def test_the_first_form_of_each_page_leads_to_the_application(
        self, visitor: Visitor, other: Visitor
    ) -> None:
        await visitor.sign_in()
        timed, _ = await visitor.enrol()
        flow = Flow(other.browser)
        page = await other.browser.get((await flow.open()).headers["location"])
        given = {"email": other.human.email, "password": other.human.password}
        answer = await fill_in(other.browser, page, **given)
        assert answer.headers["location"].startswith("/login/code?response_type=code")
        page = await other.browser.get(answer.headers["location"])
        before = other.browser.cookies["simpul_session"]
        answer = await fill_in(other.browser, page, code=later(timed))
        assert other.browser.cookies["simpul_session"] != before
        assert "code" in await flow.arrive(answer)

    async def test_a_code_is_good_once(self, visitor: Visitor, other: Visitor) -> None:
        await visitor.sign_in()
        timed, _ = await visitor.enrol()
        code = later(timed)
        await other.sign_in()
        assert (await other.give_code(code)).status_code == 303
        assert await other.is_signed_in()
        await other.sign_in()
        again = await other.give_code(code)
        assert again.status_code == 401
        assert not await other.is_signed_in()

    @pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (1, True), (2, False)])
    async def test_a_clock_may_be_off_by_one_step(
        self, visitor: Visitor, other: Visitor, sessions: Sessions, steps: int, *, good: bool
    ) -> None:
        await visitor.sign_in()
        timed, _ = await visitor.enrol()
        await set_step(sessions, visitor.human, 0)
        await other.sign_in()
        answer = await other.give_code(later(timed, steps))
        assert answer.status_code == (303 if good else 401)

    async def test_gaps_are_read_over(self, visitor: Visitor, other: Visitor) -> None:
        await visitor.sign_in()
        timed, _ = await visitor.enrol()
        await other.sign_in()
        code = later(timed)
        assert (await other.give_code(f" {code[:3]} {code[3:]} ")).status_code == 303

    async def test_one_of_many_at_once_gets_in(self, visitor: Visitor, app: FastAPI) -> None:
        await visitor.sign_in()
        timed, _ = await visitor.enrol()
        crowd = [await waiting(app, visitor.human) for _ in range(8)]
        code = later(timed)
        answers = await asyncio.gather(*(each.give_code(code) for each in crowd))
        assert sorted(answer.status_code for answer in answers) == [303] + [401] * 7

    async def test_the_page_needs_a_right_password_before(self, visitor: Visitor) -> None:
        answer = await visitor.browser.get("/login/code", params={"client_id": "simpulctl"})
        assert answer.headers["location"] == "/login?client_id=simpulctl"
        await visitor.sign_in()  # without a factor
        assert (await visitor.browser.get("/login/code")).status_code == 303

    async def test_forgery_is_refused(self, visitor: Visitor, other: Visitor) -> None:
        await visitor.sign_in()
        timed, _ = await visitor.enrol()
        await other.sign_in()
        answer = await other.browser.post("/login/code", data={"code": later(timed)})
        assert answer.status_code == 403
        assert not await other.is_signed_in()

    @pytest.mark.parametrize(
        "nonsense", ["", "é", "\uff11\uff12\uff13\uff14\uff15\uff16", "0" * 5000, "a\x00b", "12345"]
    )
    async def test_nonsense_is_only_wrong(
        self, visitor: Visitor, other: Visitor, nonsense: str
    ) -> None:
        await visitor.sign_in()
        await visitor.enrol()
        await other.sign_in()
        assert (await other.give_code(nonsense)).status_code == 401


async def waiting(app: FastAPI, human: Human) -> Visitor:
    """A browser at the page of the second factor."""
    made = Visitor(new_browser(app), human)
    await made.sign_in()
    return made


class TestRecovery:
    async def test_each_is_good_once(
        self, visitor: Visitor, other: Visitor, sessions: Sessions, settings: Settings
    ) -> None:
        await visitor.sign_in()
        _, codes = await visitor.enrol()
        await other.sign_in()
        shouted = codes[3].upper().replace("-", " ")
        assert (await other.give_code(shouted)).status_code == 303
        assert "tersisa: 9" in (await other.browser.get("/account")).text
        assert "A recovery code was used" in await subjects_to(sessions, settings, visitor.human)
        await other.sign_in()
        assert (await other.give_code(codes[3])).status_code == 401
        assert (await other.give_code(codes[4])).status_code == 303

    async def test_are_kept_by_their_hash(self, visitor: Visitor, sessions: Sessions) -> None:
        await visitor.sign_in()
        _, codes = await visitor.enrol()
        async with transaction(sessions, as_system("test")) as session:
            mine = col(RecoveryCode.person_id) == UUID(visitor.human.person_id)
            rows = list(await session.scalars(select(RecoveryCode).where(mine)))
        assert len(rows) == 10
        assert not {row.code_hash for row in rows} & {*codes}
        assert all(len(row.code_hash) == 64 for row in rows)

    async def test_one_of_many_at_once_gets_in(self, visitor: Visitor, app: FastAPI) -> None:
        await visitor.sign_in()
        _, codes = await visitor.enrol()
        crowd = [await waiting(app, visitor.human) for _ in range(8)]
        answers = await asyncio.gather(*(each.give_code(codes[0]) for each in crowd))
        assert sorted(answer.status_code for answer in answers) == [303] + [401] * 7

    async def test_are_nobody_elses(
        self, visitor: Visitor, app: FastAPI, make_human: MakeHuman
    ) -> None:
        await visitor.sign_in()
        _, codes = await visitor.enrol()
        stranger = Visitor(new_browser(app), await make_human("32.73"))
        await stranger.sign_in()
        await stranger.enrol()
        await stranger.sign_in()
        assert (await stranger.give_code(codes[0])).status_code == 401


class TestManage:
    async def test_new_codes_replace_the_former(self, visitor: Visitor, other: Visitor) -> None:
        await visitor.sign_in()
        timed, codes = await visitor.enrol()
        given = {"password": visitor.human.password, "code": later(timed), "action": "renew"}
        page = "/account/second-factor"
        answer = await visitor.send(page, f"{page}/manage", **given)
        assert answer.status_code == 200
        assert codes[0] not in answer.text
        await other.sign_in()
        assert (await other.give_code(codes[0])).status_code == 401

    async def test_removing_needs_password_and_code(
        self, visitor: Visitor, other: Visitor, sessions: Sessions, settings: Settings
    ) -> None:
        await visitor.sign_in()
        _, codes = await visitor.enrol()
        page, right = "/account/second-factor", visitor.human.password
        for password, code in ((right, "000000"), ("bukan ini sandinya", codes[0]), (right, "")):
            given = {"password": password, "code": code, "action": "remove"}
            answer = await visitor.send(page, f"{page}/manage", **given)
            assert answer.status_code == 401
            assert error_of(answer) == "Kata sandi atau kode salah."
        assert await factor_of(sessions, visitor.human)
        given = {"password": right, "code": codes[0], "action": "remove"}
        answer = await visitor.send(page, f"{page}/manage", **given)
        assert answer.headers["location"] == "/account?done=removed"
        assert await factor_of(sessions, visitor.human) is None
        assert "is off" in await subjects_to(sessions, settings, visitor.human)
        assert (await other.sign_in()).headers["location"] == "/account"


@pytest.fixture
def usual(app: FastAPI) -> Iterator[Limiter]:
    """The limits as they are, put back afterwards."""
    before = app.state.limiter
    app.state.limiter = Limiter(LimitSettings())
    yield app.state.limiter
    app.state.limiter = before


@pytest.mark.usefixtures("usual")
class TestLimit:
    async def test_wrong_codes_are_limited(self, visitor: Visitor, other: Visitor) -> None:
        await visitor.sign_in()
        timed, codes = await visitor.enrol()
        await other.sign_in()
        for _ in range(10):
            assert (await other.give_code("000000")).status_code == 401
        for right in (later(timed), codes[0]):
            answer = await other.give_code(right)
            assert answer.status_code == 429
            assert 1 <= int(answer.headers["retry-after"]) <= 900
        # The password is not asked for in vain: that step has a count of its own.
        assert (await other.sign_in()).headers["location"].startswith("/login/code")

    async def test_a_volley_is_limited_too(
        self, visitor: Visitor, app: FastAPI, usual: Limiter
    ) -> None:
        del usual
        await visitor.sign_in()
        await visitor.enrol()
        one = await waiting(app, visitor.human)
        page = await one.browser.get("/login/code")
        answers = await asyncio.gather(
            *(one.send_from(page, "/login/code", code="000000") for _ in range(30))
        )
        assert sum(answer.status_code == 401 for answer in answers) == 10

    async def test_many_addresses_do_not_help(
        self, visitor: Visitor, other: Visitor, usual: Limiter
    ) -> None:
        await visitor.sign_in()
        timed, _ = await visitor.enrol()
        await other.sign_in()
        for number in range(30):
            await usual.failed_code(visitor.human.person_id, f"203.0.113.{number}")
        assert (await other.give_code(later(timed))).status_code == 429
