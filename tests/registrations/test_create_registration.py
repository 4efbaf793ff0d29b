from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import Response

from tenants.directory import Directory
from tests.registrations.applicants import Applicant, Desk, address, body
from tests.tenants.attempts import ask


def told(answer: Response) -> tuple[int, set[str], Any, dict[str, str]]:
    changing = {"x-request-id", "ratelimit", "ratelimit-policy"}
    headers = {name: value for name, value in answer.headers.items() if name not in changing}
    return answer.status_code, set(answer.json()), answer.json()["status"], headers


class TestAnswer:
    async def test_shows_the_secret_once_and_no_id(self, desk: Desk) -> None:
        asked = body(phone="+62 22 000 000")
        answer = await desk.applicant.send("POST", "/v1/registrations", json=asked)
        assert answer.status_code == 201
        assert answer.headers["cache-control"] == "no-store"
        made = answer.json()
        assert set(made) == {"status", "status_url", "secret"}
        assert made["status"] == "unconfirmed"
        base_url = desk.applicant.base_url
        assert made["status_url"] == f"{base_url}/v1/registrations/status/{made['secret']}"
        row = desk.row(asked["email"])
        assert made["secret"] not in str(row)
        assert row["id"] not in answer.text
        kept = {name: row[name] for name in asked}
        assert kept == asked

    async def test_is_the_same_whatever_exists(self, desk: Desk, closed: str) -> None:
        known = address()
        first = told(await desk.applicant.register(email=known))
        for changed in (
            {"email": known},
            {"region": closed},
            {"region": "32"},
            {"email": "admin@32-04.simpul.example"},
        ):
            assert told(await desk.applicant.register(**changed)) == first, changed

    async def test_keeps_the_address_in_lower_case(self, desk: Desk) -> None:
        known = address()
        await desk.applicant.registered(email=known.upper())
        assert desk.row(known)["status"] == "unconfirmed"

    async def test_is_noted_as_a_strangers_doing(self, desk: Desk) -> None:
        asked = body()
        await desk.applicant.registered(**asked)
        identifier = desk.row(asked["email"])["id"]
        [note] = _audited(desk, identifier)
        assert '"actor":{"kind":"anonymous"}' in note
        assert '"action":"create_registration"' in note
        assert asked["email"] not in note
        assert asked["contact_name"] not in note


def _audited(desk: Desk, subject: str) -> list[str]:
    query = "select body from audit_event where body like %(subject)s order by seq"
    return [text for (text,) in ask(desk.superuser_url, query, subject=f"%{subject}%")]


class TestRegion:
    @pytest.mark.parametrize("code", ["32.99", "31", "31.71", "99"])
    async def test_must_be_of_this_province(self, applicant: Applicant, code: str) -> None:
        answer = await applicant.register(region=code)
        assert answer.status_code == 422
        assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [
            ("/region", "not-found")
        ]


class TestEmail:
    @pytest.mark.parametrize(
        "given",
        ["a@go.id", "a@gmail.com", "a@contoh.go.id.evil.org", "a@xgo.id", "a@contoh-go.id"],
    )
    async def test_must_be_official(self, applicant: Applicant, given: str) -> None:
        answer = await applicant.register(email=given)
        assert answer.status_code == 422
        [error] = answer.json()["errors"]
        assert (error["pointer"], error["code"]) == ("/email", "not-official")
        assert ".go.id" in error["detail"]
        assert given not in answer.text

    @pytest.mark.parametrize("given", ["a@{}.go.id", "a@dinas.{}.GO.ID", "a@{}.example"])
    async def test_may_be_any_below_an_ending(self, applicant: Applicant, given: str) -> None:
        await applicant.registered(email=given.format(address()[11:23]))

    async def test_says_which_in_both_languages(self, applicant: Applicant) -> None:
        for language, words in (("id", "surel resmi"), ("en", "official address")):
            answer = await applicant.send(
                "POST",
                "/v1/registrations",
                json=body(email="a@gmail.com"),
                headers={"Accept-Language": language},
            )
            assert words in answer.json()["errors"][0]["detail"]


class TestBody:
    @pytest.mark.parametrize(
        ("changed", "pointer"),
        [
            ({"region": "Bandung"}, "/region"),
            ({"office": ""}, "/office"),
            ({"office": "x" * 201}, "/office"),
            ({"email": "nobody"}, "/email"),
            ({"email": None}, "/email"),
            ({"contact_name": "a\nb"}, "/contact_name"),
            ({"contact_name": "x" * 121}, "/contact_name"),
            ({"contact_name": "=HYPERLINK()"}, "/contact_name"),
            ({"phone": "0" * 41}, "/phone"),
            ({"status": "approved"}, "/status"),
            ({"letter_asset_id": "0199a1b2-0000-7000-8000-000000000000"}, "/letter_ticket"),
            ({"letter_ticket": "x"}, "/letter_asset_id"),
        ],
    )
    async def test_is_checked(self, desk: Desk, changed: dict[str, Any], pointer: str) -> None:
        known = address()
        answer = await desk.applicant.register(**{"email": known, **changed})
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
        with pytest.raises(ValueError, match="not enough values"):
            desk.row(known)


class TestMail:
    async def test_brings_a_link_and_none_of_a_strangers_words(self, desk: Desk) -> None:
        asked = body(office="Kunjungi jahat", contact_name="https://jahat.example/klik")
        made = await desk.applicant.registered(**asked)
        [letter] = await desk.letters(asked["email"])
        text = letter.get_content()
        subject = str(letter["Subject"])
        assert "Konfirmasi pendaftaran Kabupaten Bandung" in subject
        assert "Confirm the registration of Kabupaten Bandung" in subject
        assert "Berlaku 7 hari" in text
        assert "good for 7 days" in text
        assert "jahat" not in text + subject
        assert made["secret"] not in text
        assert text.count(f"{desk.applicant.base_url}/registrations/confirm/") == 2

    async def test_waits_sealed_until_it_is_sent(self, desk: Desk) -> None:
        asked = body()
        await desk.applicant.registered(**asked)
        query = "select sealed from mail_message where recipient = %(to)s"
        [(sealed,)] = ask(desk.superuser_url, query, to=asked["email"])
        assert "confirm" not in sealed
        await desk.work()
        assert ask(desk.superuser_url, query, to=asked["email"]) == []


class TestLimit:
    async def test_counts_what_succeeds_and_what_fails(self, app: FastAPI, desk: Desk) -> None:
        hasty, other = desk.applicant, Applicant(app, desk.applicant.base_url)
        statuses = [
            (await hasty.register(**({} if turn % 2 else {"email": "a@gmail.com"}))).status_code
            for turn in range(12)
        ]
        assert statuses == [422, 201] * 5 + [429] * 2
        refused = await hasty.register()
        assert 0 < int(refused.headers["retry-after"]) <= 3600
        assert '"registrations"' in refused.headers["ratelimit-policy"]
        await other.registered()
        assert (await hasty.announce()).status_code == 201

    async def test_floods_no_mailbox(self, app: FastAPI, desk: Desk) -> None:
        """From however many addresses: the answer stays the same, and the letters end."""
        known = address()
        crowd = [Applicant(app, desk.applicant.base_url) for _ in range(12)]
        answers = [told(await each.register(email=known)) for each in crowd]
        assert answers == [answers[0]] * 12
        assert answers[0][0] == 201
        assert len(await desk.letters(known)) == 10

    async def test_counts_letters_too(self, applicant: Applicant) -> None:
        statuses = [(await applicant.announce(size=0)).status_code for _ in range(11)]
        assert statuses == [422] * 10 + [429]


class TestEmptyDeployment:
    """`simpul up --seed none` before `simpul bootstrap`."""

    async def test_says_what_is_missing(self, app: FastAPI, applicant: Applicant) -> None:
        # Of the shared application the directory alone is looked at: its database has tenants.
        class Empty(Directory):
            async def learn(self, session: object) -> None:
                del session

        sessions = app.state.sessions
        before = dict(sessions.kw["info"])
        try:
            sessions.kw["info"]["directory"] = Empty()
            answers = [await applicant.register(), await applicant.announce()]
        finally:
            sessions.kw["info"].update(before)
        for answer in answers:
            assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
            assert "simpul bootstrap" in answer.json()["detail"]
