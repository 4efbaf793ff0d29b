"""Who reported a claim: sealed, read by who answers alone, and each read is in the audit."""

from typing import Any

import pytest

from api.access.roles import Role
from api.claims import reporters
from api.claims.reporter_schemas import ReporterBody
from tests.claims.strangers import LIST, Office, claim, people_of
from tests.tenants.attempts import ask
from tests.world import all_events

Json = dict[str, Any]
WHO = {"name": "Ujang Contoh", "contact": "+62 811-0000-1234", "consent": True}
EMAIL = {"name": "Siti Contoh", "contact": "siti.contoh@warga.example", "consent": True}


async def reported(office: Office, **changed: Any) -> Json:
    """A claim of a member, with who reported it, as its office knows it."""
    operator = await office.world.caller("32.04", "operator")
    answer = await operator.post(LIST, claim(**{"reporter": WHO, **changed}))
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def audited(office: Office, code: str, subject: str) -> list[Json]:
    admin = await office.world.caller(code, "admin")
    events = (await admin.get("/v1/audit-events?limit=200")).json()["data"]
    return [event for event in events if event["subject"] == subject]


class TestKeep:
    async def test_is_sealed_and_in_no_other_answer(self, office: Office) -> None:
        row = await reported(office)
        assert "reporter" not in row
        [(sealed, consent, told_at)] = office.reporters(row["reference"])
        assert (consent, told_at) == (True, None)
        operator = await office.world.caller("32.04", "operator")
        everywhere = [
            sealed,
            (await operator.get(f"{LIST}/{row['id']}")).text,
            (await operator.get(LIST)).text,
            str(await all_events(operator)),
            str(await audited(office, "32.04", row["id"])),
            str(ask(office.superuser_url, "select k::text from idempotency_key k")),
        ]
        for text in everywhere:
            assert "Ujang" not in text
            assert "0000-1234" not in text

    async def test_of_whoever_gives_nothing_there_is_none(self, office: Office) -> None:
        row = await reported(office, reporter={"consent": True})
        assert office.reporters(row["reference"]) == []

    async def test_without_consent_nothing_is_kept(self, office: Office) -> None:
        """As the operation promises."""
        row = await reported(office, reporter={**WHO, "consent": False})
        assert office.reporters(row["reference"]) == []

    async def test_without_a_contact_there_is_no_consent(self, office: Office) -> None:
        row = await reported(office, reporter={"name": "Ujang Contoh", "consent": True})
        [(_, consent, _)] = office.reporters(row["reference"])
        assert consent is False

    async def test_does_not_open_in_another_row(self, office: Office) -> None:
        one, other = await reported(office), await reported(office)
        [(sealed, _, _)] = office.reporters(one["reference"])
        swap = "update claim_reporter set sealed = %(sealed)s where claim_id = %(id)s"
        ask(office.superuser_url, swap, sealed=sealed, id=other["id"])
        verifier = await office.world.caller("32.04", "verifier")
        [found] = await people_of(verifier, other["id"])
        assert (found["name"], found["contact"]) == (None, None)
        # Others look for what no key opens.
        ask(
            office.superuser_url,
            "delete from claim_reporter where claim_id = %(id)s",
            id=other["id"],
        )


class TestRead:
    async def test_gives_who_they_are_and_is_audited_each_time(self, office: Office) -> None:
        row = await reported(office)
        verifier = await office.world.caller("32.04", "verifier")
        answer = await verifier.get(f"{LIST}/{row['id']}/reporter")
        assert answer.headers["cache-control"] == "no-store"
        [found] = answer.json()["reporters"]
        assert (found["name"], found["contact"]) == (WHO["name"], WHO["contact"])
        assert (found["consent"], found["told_at"]) == (True, None)
        await people_of(verifier, row["id"])
        reads = [
            event
            for event in await audited(office, "32.04", row["id"])
            if event["action"] == "get_claim_reporter"
        ]
        person = office.world.people["32.04"]["verifier"].person_id
        assert [event["actor"]["id"] for event in reads] == [person] * 2

    @pytest.mark.parametrize("role", [Role.VIEWER, Role.OPERATOR, Role.ADMIN, "client"])
    async def test_needs_its_own_permission(self, office: Office, role: str) -> None:
        row = await reported(office)
        caller = await office.world.caller("32.04", role)
        for path in (f"{LIST}/{row['id']}/reporter",):
            assert (await caller.get(path)).status_code == 403
            assert (await caller.post(f"{path}/told", version=1)).status_code == 403

    @pytest.mark.parametrize("code", ["32", "32.01"])
    async def test_is_for_the_office_that_answers_alone(self, office: Office, code: str) -> None:
        row = await reported(office)
        verifier = await office.world.caller(code, "verifier")
        answer = await verifier.get(f"{LIST}/{row['id']}/reporter")
        absent = await verifier.get(f"{LIST}/0199a1b2-0000-7000-8000-000000000000/reporter")
        assert answer.status_code == absent.status_code == 404
        told = await verifier.post(f"{LIST}/{row['id']}/reporter/told", version=1)
        assert told.status_code == 404

    async def test_counts_a_demotion_at_once(self, office: Office) -> None:
        row = await reported(office)
        verifier = await office.world.caller("32.04", "verifier")
        person = office.world.people["32.04"]["verifier"].person_id
        role = "update membership set roles = array[%(role)s] where person_id = %(person)s"
        ask(office.superuser_url, role, role="operator", person=person)
        try:
            answer = await verifier.get(f"{LIST}/{row['id']}/reporter")
            assert answer.status_code == 403
        finally:
            ask(office.superuser_url, role, role="verifier", person=person)
        await people_of(verifier, row["id"])


class TestMove:
    async def test_goes_with_the_claim(self, office: Office) -> None:
        row = await reported(office)
        old = office.reporters(row["reference"])
        moved = await office.moved(
            row["reference"], "transfer", {"tenant": "32.01", "reason": "Terjadi di sana."}
        )
        before = await office.world.caller("32.04", "verifier")
        after = await office.world.caller("32.01", "verifier")
        assert await people_of(before, row["id"]) == []
        [(sealed, consent, _)] = office.reporters(moved["continued_as"])
        assert consent
        assert sealed != old[0][0]
        [found] = await people_of(after, office.row(moved["continued_as"])["id"])
        assert (found["name"], found["contact"]) == (WHO["name"], WHO["contact"])


@pytest.mark.parametrize(
    ("contact", "email"),
    [
        ("Siti@Warga.Example", "siti@warga.example"),
        ("+62811", None),
        ("@akun", None),
        ("akun@", None),
        ("telepon saya a@b.example", None),
        ("a@b.example,c@d.example", None),
        ("Siti <a@b.example>", None),
        (None, None),
    ],
)
def test_an_address_is_known_as_one(contact: str | None, email: str | None) -> None:
    row: Any = None
    assert reporters.Reporter(row, None, contact).email == email


def test_a_body_without_anything_is_fine() -> None:
    assert ReporterBody().consent is False


async def told_by(office: Office, row: Json, version: int | None = None) -> Any:
    verifier = await office.world.caller("32.04", "verifier")
    seen = version or office.row(row["reference"])["version"]
    return await verifier.post(f"{LIST}/{row['id']}/reporter/told", version=seen)


class TestToTell:
    async def waiting(self, office: Office, asked: str = "to_tell=true") -> set[str]:
        viewer = await office.world.caller("32.04", "viewer")
        answer = await viewer.get(f"{LIST}?{asked}&limit=200")
        assert answer.status_code == 200, answer.text
        return {row["reference"] for row in answer.json()["data"]}

    async def test_lists_who_cannot_be_written_to(self, office: Office) -> None:
        phone, mail = await reported(office), await reported(office, reporter=EMAIL)
        silent = await reported(office, reporter={**WHO, "consent": False})
        ours = {row["reference"] for row in (phone, mail, silent)}
        assert await self.waiting(office) & ours == set()
        for reference in ours:
            await office.closed(reference, "ineligible")
        assert await self.waiting(office) & ours == {phone["reference"]}
        assert ours - await self.waiting(office, "to_tell=false") == {phone["reference"]}
        answer = await told_by(office, phone)
        assert answer.status_code == 200, answer.text
        assert (answer.json()["told"], answer.json()["waiting"]) == (1, 0)
        assert "Ujang" not in answer.text
        assert await self.waiting(office) & ours == set()
        verifier = await office.world.caller("32.04", "verifier")
        [found] = await people_of(verifier, phone["id"])
        assert found["told_at"] is not None
        marked = [
            event["action"]
            for event in await audited(office, "32.04", phone["id"])
            if event["action"] == "mark_claim_reporter_told"
        ]
        assert len(marked) == 1

    async def test_of_others_nobody_knows(self, office: Office) -> None:
        phone = await reported(office)
        await office.closed(phone["reference"], "ineligible")
        province = await office.world.caller("32", "viewer")
        for asked in ("to_tell=true", "to_tell=true&tenant=32.04"):
            answer = await province.get(f"{LIST}?{asked}&limit=200")
            assert answer.status_code == 200, answer.text
            assert phone["reference"] not in answer.text

    async def test_only_what_is_closed_and_as_seen(self, office: Office) -> None:
        row = await reported(office)
        assert (await told_by(office, row)).json()["code"] == "transition-not-allowed"
        await office.closed(row["reference"], "ineligible")
        assert (await told_by(office, row, version=1)).status_code == 412
        assert (await told_by(office, row)).status_code == 200
