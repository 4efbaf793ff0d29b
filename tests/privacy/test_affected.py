"""Whose data a window of time touched, and the letters about it."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI

from api.privacy.affected import COLUMNS, REPORTED, Affected, affected, as_csv
from api.privacy.letter import _WORDS, letters
from api.privacy.touched import Window, in_tenant, mail, of_accounts, registrations
from api.registrations.models import RegistrationStatus
from api.spoken import spoken
from tenants.rows import now
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.members.people import address, join
from tests.members.people import invited as invite
from tests.privacy.somebody import HOME, SECOND, Somebody, application
from tests.tenants.attempts import ask
from tests.world import World

ZONE = ZoneInfo("Asia/Jakarta")
AT = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)


async def found_in(sessions: Sessions, window: Window) -> list[Affected]:
    async with transaction(sessions, as_system("test")) as session:
        return await affected(session, window)


def of(rows: list[Affected], person: UUID | str) -> dict[str, set[str]]:
    """What was touched of a person (or of an address), by tenant."""
    return {row.tenant: row.what for row in rows if person in {row.person_id, row.email}}


class TestAffected:
    async def test_lists_what_was_done(self, sessions: Sessions, somebody: Somebody) -> None:
        rows = await found_in(sessions, Window(now() - timedelta(minutes=5), now()))
        account = {"account", "second factor", "link", "session", "application"}
        assert of(rows, somebody.id) == {
            "": {"e-mail"},
            "32": {"registration"},
            HOME: account
            | {"membership", "report", "clarification", "channel", "upload", "audit"}
            | {"acknowledgement", "reminder", "impersonation"},
            SECOND: account | {"membership"},
        }
        [mine] = [row for row in rows if (row.person_id, row.tenant) == (somebody.id, HOME)]
        assert mine.email == somebody.email
        assert mine.first < mine.last

    async def test_a_window_before_has_nobody_of_today(
        self, sessions: Sessions, somebody: Somebody
    ) -> None:
        past = Window(now() - timedelta(days=900), now() - timedelta(days=890))
        assert of(await found_in(sessions, past), somebody.id) == {}

    async def test_its_end_does_not_belong_to_it(
        self, app: FastAPI, sessions: Sessions, world: World
    ) -> None:
        assert world
        email, at, directory = address(), AT - timedelta(days=400), app.state.directory
        async with transaction(sessions, as_tenant(directory.province.id, "test")) as session:
            status = RegistrationStatus.PENDING
            moments = {"created_at": at, "updated_at": at}
            session.add(application(directory, email, status, **moments))
        second = timedelta(seconds=1)
        inside = await found_in(sessions, Window(at, at + second))
        assert of(inside, email) == {"32": {"registration"}}
        [row] = [row for row in inside if row.email == email]
        assert (row.person_id, row.name) == (None, "Wulan Sari Pertiwi")
        assert of(await found_in(sessions, Window(at - second, at)), email) == {}

    async def test_a_session_that_was_open(
        self, sessions: Sessions, world: World, superuser_url: str
    ) -> None:
        """Nothing was written in the window, but its cookie was good."""
        one = await join(sessions, HOME, "viewer")
        await one.caller(world.api)
        person = UUID(one.human.person_id)
        for table, end in (("sign_in", "expires_at"), ("refresh_family", "revoked_at")):
            ask(
                superuser_url,
                f"update {table} set created_at = %(from)s, last_used_at = null, {end} = %(to)s"
                " where person_id = %(id)s",
                **{"from": AT - timedelta(days=30), "to": AT, "id": person},
            )
        hour = timedelta(hours=1)
        rows = await found_in(sessions, Window(AT - hour, AT + hour))
        assert of(rows, person) == {HOME: {"session", "application"}}
        assert of(await found_in(sessions, Window(AT, AT + hour)), person) == {}

    async def test_whom_an_event_was_about(
        self, sessions: Sessions, world: World, superuser_url: str
    ) -> None:
        """The chain names a membership, and so its person."""
        admin = await world.caller(HOME, "admin")
        member = await invite(admin)
        [(person,)] = ask(
            superuser_url, "select person_id from membership where id = %(id)s", id=member["id"]
        )
        old = "update {} set created_at = now() - interval '9 days', updated_at = created_at"
        ask(superuser_url, old.format("person") + " where id = %(id)s", id=person)
        rows = await found_in(sessions, Window(now() - timedelta(minutes=5), now()))
        assert "audit" in of(rows, person)[HOME]

    async def test_an_erased_person_has_no_address(
        self, sessions: Sessions, world: World, superuser_url: str
    ) -> None:
        assert world
        one = await join(sessions, HOME, "viewer")
        ask(
            superuser_url,
            "update person set erased_at = now() where id = %(id)s",
            id=one.human.person_id,
        )
        rows = await found_in(sessions, Window(now() - timedelta(minutes=5), now()))
        [row] = [row for row in rows if str(row.person_id) == one.human.person_id]
        assert row.email == ""


def somebody_of(**changed: Any) -> Affected:
    given: dict[str, Any] = {
        "tenant": "32.04",
        "person_id": None,
        "first": AT,
        "last": AT,
        "what": {"report"},
    }
    return Affected(**{**given, **changed})


class TestCsv:
    def test_is_for_a_spreadsheet(self) -> None:
        row = somebody_of(name="Dewi, S.Kom", email="d@contoh.example", what={"report", "audit"})
        text = as_csv([row], ZONE)
        assert text.startswith("\ufeff")
        header, cells = csv.reader(io.StringIO(text[1:], newline=""))
        assert tuple(header) == COLUMNS
        assert cells == [
            *("32.04", "", "Dewi, S.Kom", "d@contoh.example", "audit; report"),
            *("2026-11-20T21:05:00+07:00", "2026-11-20T21:05:00+07:00"),
        ]

    @pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"], ids=repr)
    def test_a_name_is_no_formula(self, name: str) -> None:
        text = as_csv([somebody_of(name=name)], ZONE)
        _, cells = csv.reader(io.StringIO(text[1:], newline=""))
        assert cells[2] == f"'{name}"


class TestLetter:
    WINDOW = Window(AT, AT + timedelta(hours=9))

    def test_has_what_the_law_asks(self) -> None:
        rows = [
            somebody_of(email="a@contoh.example"),
            somebody_of(email="a@contoh.example", tenant="32.73", what={"session"}),
            somebody_of(email="b@contoh.example"),
        ]
        text = letters(rows, self.WINDOW, "Diskominfo Contoh", ZONE, AT + timedelta(days=1))
        for part in (
            "Pasal 46",
            "2 orang pada 2 pemerintah daerah (32.04, 32.73)",
            "20 November 2026 pukul 21.05 WIB dan 21 November 2026 pukul 06.05 WIB",
            "24 November 2026 pukul 21.05 WIB (3 x 24 jam setelah diketahui)",
            "Upaya penanganan dan pemulihan",
            "sesi peramban",
            "Diskominfo Contoh",
        ):
            assert part in text
        assert text.count("\n# Surat") == 2
        assert "{" not in text
        assert "contoh.example" not in text, "one letter for all: addresses are in the table"

    def test_marks_what_it_cannot_know(self) -> None:
        text = letters([], self.WINDOW, "Diskominfo Contoh", ZONE, None)
        assert "[ISI: 3 x 24 jam setelah diketahui]" in text
        assert "[ISI: bagaimana terjadinya]" in text
        assert "[ISI: tidak ada jejak]" in text

    def test_names_every_kind(self) -> None:
        traces = [
            *in_tenant(self.WINDOW),
            *of_accounts(self.WINDOW),
            *mail(self.WINDOW),
            *registrations(self.WINDOW),
        ]
        kinds = {trace.selected_columns["what"].element.value for trace in traces}
        assert kinds | {REPORTED} == set(_WORDS)

    @pytest.mark.parametrize(
        ("zone", "said"),
        [
            ("Asia/Jakarta", "20 November 2026 pukul 21.05 WIB"),
            ("Asia/Makassar", "20 November 2026 pukul 22.05 WITA"),
            ("Asia/Jayapura", "20 November 2026 pukul 23.05 WIT"),
        ],
    )
    def test_tells_the_time_of_the_province(self, zone: str, said: str) -> None:
        assert spoken(AT, ZoneInfo(zone)) == said
