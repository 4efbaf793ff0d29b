import asyncio
from datetime import datetime
from json import loads
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from api.periods.rules import months_after
from tests.registrations.applicants import LINK, Desk, address, body, decided, inactive
from tests.tenants.attempts import ask
from tests.world import Caller, World, all_events

LIST = "/v1/registrations"
TENANT = "select status, office, email, phone, version from tenant where code = %(code)s"
MEMBERS = """
  select membership.status, membership.roles, membership.invited_name, membership.invited_email,
         person.email, person.password_hash
  from membership join person on person.id = person_id join tenant on tenant.id = tenant_id
  where tenant.code = %(code)s
"""
FIRST_ADMIN = """
  select membership.id from membership join tenant on tenant.id = tenant_id
  where tenant.code = %(code)s and 'admin' = any(roles)
"""
CHAIN = """
  select body from audit_event join tenant on tenant.id = tenant_id
  where tenant.code = %(code)s and body like '%%approve_registration%%' || %(id)s || '%%'
"""


class TestRead:
    async def test_shows_all_but_the_secrets(self, desk: Desk, admin: Caller) -> None:
        row = await desk.pending(phone="+62 22 000 000")
        answer = await admin.get(f"{LIST}/{row['id']}")
        assert answer.status_code == 200
        assert answer.headers["etag"] == '"2"'
        found = answer.json()
        assert found["letter"] is None
        for name in ("region", "office", "email", "contact_name", "phone"):
            assert found[name] == row[name]
        kept = desk.row(row["email"])
        assert kept["confirm_hash"] not in answer.text
        assert kept["status_hash"] not in answer.text

    async def test_lists_by_status_and_region(self, desk: Desk, admin: Caller) -> None:
        waiting = await desk.pending(region="32.05")
        fresh = body(region="32.05")
        await desk.applicant.registered(**fresh)

        async def ids(query: str) -> set[str]:
            page = await admin.get(f"{LIST}?limit=200&{query}")
            assert page.status_code == 200, page.text
            return {row["id"] for row in page.json()["data"]}

        unconfirmed = desk.row(fresh["email"])["id"]
        assert await ids("region=32.05") == {waiting["id"], unconfirmed}
        assert await ids("region=32.05&status=pending") == {waiting["id"]}
        assert await ids("region=32.05&status=rejected") == set()
        assert waiting["id"] not in await ids("region=32.01")
        one = (await admin.get(f"{LIST}?region=32.05&limit=1")).json()
        assert [row["id"] for row in one["data"]] == [unconfirmed]
        assert one["has_more"]
        assert (await admin.get(f"{LIST}?status=lost")).status_code == 422

    @pytest.mark.parametrize("role", ["viewer", "operator", "verifier", "client"])
    async def test_is_for_admins_of_the_province(self, desk: Desk, world: World, role: str) -> None:
        row = await desk.pending()
        for code in ("32", "32.04"):
            caller = await world.caller(code, role)
            for path in (LIST, f"{LIST}/{row['id']}", f"{LIST}/{uuid4()}"):
                answer = await caller.get(path)
                wanted = "person-required" if role == "client" else "permission-required"
                assert (answer.status_code, answer.json()["code"]) == (403, wanted)

    async def test_is_not_for_a_regencys_admin(self, desk: Desk, world: World) -> None:
        row = await desk.pending()
        caller = await world.caller("32.04", "admin")
        for method, path in (
            ("GET", LIST),
            ("GET", f"{LIST}/{row['id']}"),
            ("POST", f"{LIST}/{row['id']}/approve"),
        ):
            answer = await caller.send(method, path, version=2)
            assert answer.status_code == 403
        rejected = await caller.post(f"{LIST}/{row['id']}/reject", {"note": "x"}, version=2)
        assert rejected.status_code == 403
        assert desk.row(row["email"])["status"] == "pending"


class TestApprove:
    async def test_lets_a_government_in(
        self, desk: Desk, admin: Caller, closed: str, superuser_url: str
    ) -> None:
        row = await desk.pending(region=closed, phone="+62 21 1", office="Diskominfo Baru")
        [(status, *_, version)] = ask(superuser_url, TENANT, code=closed)
        assert status == "inactive"
        answer = await decided(admin, row, "approve")
        assert answer.status_code == 200, answer.text
        assert (answer.json()["status"], answer.json()["version"]) == ("approved", 3)
        assert answer.headers["etag"] == '"3"'
        assert answer.json()["decided_at"] is not None
        found = ask(superuser_url, TENANT, code=closed)
        assert found == [("active", "Diskominfo Baru", row["email"], "+62 21 1", version + 1)]
        members = ask(superuser_url, MEMBERS, code=closed)
        assert members == [
            ("invited", ["admin"], row["contact_name"], row["email"], row["email"], None)
        ]

    async def test_from_that_month_on_it_is_waited_for(
        self, desk: Desk, admin: Caller, closed: str
    ) -> None:
        row = await desk.pending(region=closed)
        assert (await decided(admin, row, "approve")).status_code == 200
        here = datetime.now(ZoneInfo("Asia/Jakarta"))
        months = [months_after(f"{here:%Y-%m}", ago) for ago in (-1, 0)]
        path = f"/v1/rollups/completeness?from={months[0]}&to={months[1]}&tenant={closed}"
        stands = [
            (one["period"], one["standing"]) for one in (await admin.get(path)).json()["data"]
        ]
        assert stands == list(zip(months, ("not_expected", "undeclared"), strict=True))

    async def test_writes_both_letters(self, desk: Desk, admin: Caller, closed: str) -> None:
        row = await desk.pending(region=closed)
        assert (await decided(admin, row, "approve")).status_code == 200
        letters = (await desk.letters(row["email"]))[1:]
        subjects = " ".join(str(letter["Subject"]) for letter in letters)
        assert len(letters) == 2
        assert "disetujui" in subjects
        assert "approved" in subjects
        approval, invitation = sorted(letters, key=lambda one: "disetujui" not in one["Subject"])
        assert LINK.findall(approval.get_content()) == []
        links = set(LINK.findall(invitation.get_content()))
        assert len(links) == 1
        [link] = links
        assert link.startswith(f"{desk.applicant.base_url}/invitation/")
        secret = link.rpartition("/")[2]
        query = "select purpose from one_time_link where secret_hash = encode(sha256(%(s)s), 'hex')"
        assert ask(desk.superuser_url, query, s=secret.encode()) == [("invitation",)]

    async def test_is_told_and_noted_in_both_chains(
        self, desk: Desk, admin: Caller, closed: str, superuser_url: str, world: World
    ) -> None:
        row = await desk.pending(region=closed)
        assert (await decided(admin, row, "approve")).status_code == 200
        events = (
            "select data from event join tenant on tenant.id = tenant_id where code = %(code)s"
            " and type = 'registration.approved'"
        )
        assert ({"region": closed},) in ask(superuser_url, events, code=closed)
        assert "registration.approved" not in {
            event["type"] for event in await all_events(await world.caller("32.04", "viewer"))
        }
        [(own,)] = ask(superuser_url, CHAIN, code="32", id=row["id"])
        [(theirs,)] = ask(superuser_url, CHAIN, code=closed, id=row["id"])
        assert '"kind":"person"' in own
        assert '"kind":"office"' in theirs
        person = world.people["32"]["admin"].person_id
        assert person in own
        assert person not in theirs
        [(member,)] = ask(superuser_url, FIRST_ADMIN, code=closed)
        for link in (own, theirs):
            assert loads(link)["facts"] == {"region": closed, "member": str(member)}

    async def test_of_an_active_government_is_refused(self, desk: Desk, admin: Caller) -> None:
        for region in ("32.04", "32"):
            row = await desk.pending(region=region)
            answer = await decided(admin, row, "approve")
            assert (answer.status_code, answer.json()["code"]) == (409, "tenant-already-active")
            assert desk.row(row["email"])["status"] == "pending"
            assert len(await desk.letters(row["email"])) == 1
            rejected = await decided(admin, row, "reject", {"note": "Sudah aktif."})
            assert rejected.status_code == 200

    async def test_needs_the_version(self, desk: Desk, admin: Caller, closed: str) -> None:
        row = await desk.pending(region=closed)
        path = f"{LIST}/{row['id']}/approve"
        assert (await admin.post(path)).status_code == 428
        assert (await admin.post(path, version=1)).status_code == 412
        assert (await admin.post(f"{LIST}/{uuid4()}/approve", version=1)).status_code == 404

    async def test_may_be_repeated_with_its_key(
        self, desk: Desk, admin: Caller, closed: str
    ) -> None:
        row = await desk.pending(region=closed)
        path, key = f"{LIST}/{row['id']}/approve", str(uuid4())
        first = await admin.post(path, version=2, key=key)
        again = await admin.post(path, version=2, key=key)
        assert first.status_code == again.status_code == 200
        assert first.json() == again.json()
        assert again.headers["idempotent-replayed"] == "true"
        assert len(await desk.letters(row["email"])) == 3

    async def test_of_two_at_once_one_wins(self, desk: Desk, admin: Caller, closed: str) -> None:
        row = await desk.pending(region=closed)
        path = f"{LIST}/{row['id']}/approve"
        answers = await asyncio.gather(*(admin.post(path, version=2) for _ in range(6)))
        assert sorted(each.status_code for each in answers) == [200] + [412] * 5
        assert len(await desk.letters(row["email"])) == 3

    async def test_of_two_for_one_government_one_wins(
        self, desk: Desk, admin: Caller, closed: str, superuser_url: str
    ) -> None:
        rows = [await desk.pending(region=closed) for _ in range(4)]
        paths = [f"{LIST}/{row['id']}/approve" for row in rows]
        answers = await asyncio.gather(*(admin.post(path, version=2) for path in paths))
        assert sorted(each.status_code for each in answers) == [200, 409, 409, 409]
        lost = {each.json()["code"] for each in answers if each.status_code == 409}
        assert lost == {"tenant-already-active"}
        assert len(ask(superuser_url, MEMBERS, code=closed)) == 1

    async def test_knows_a_person_by_his_address(
        self, desk: Desk, admin: Caller, superuser_url: str
    ) -> None:
        known = address()
        with inactive(superuser_url, "32.10"), inactive(superuser_url, "32.11"):
            for region in ("32.10", "32.11"):
                row = await desk.pending(region=region, email=known)
                answer = await decided(admin, row, "approve")
                assert answer.status_code == 200, answer.text
            for region in ("32.10", "32.11"):
                assert len(ask(superuser_url, MEMBERS, code=region)) == 1
            people = "select from person where email = %(email)s"
            assert len(ask(superuser_url, people, email=known)) == 1


class TestReject:
    async def test_says_why(self, desk: Desk, admin: Caller, superuser_url: str) -> None:
        row = await desk.pending()
        before = ask(superuser_url, TENANT, code="32.04")
        answer = await decided(admin, row, "reject", {"note": "Surat belum\nditandatangani."})
        assert answer.status_code == 200
        found = answer.json()
        assert (found["status"], found["version"]) == ("rejected", 3)
        assert found["decision_note"] == "Surat belum\nditandatangani."
        letter = (await desk.letters(row["email"]))[-1]
        assert "ditolak" in letter["Subject"]
        assert "rejected" in letter["Subject"]
        assert letter.get_content().count("Surat belum\nditandatangani.") == 2
        assert "Provinsi Jawa Barat" in letter.get_content()
        assert ask(superuser_url, TENANT, code="32.04") == before

    @pytest.mark.parametrize("json", [None, {}, {"note": ""}, {"note": None}, {"note": "x" * 2001}])
    async def test_needs_a_reason(self, desk: Desk, admin: Caller, json: object) -> None:
        row = await desk.pending()
        answer = await admin.post(f"{LIST}/{row['id']}/reject", json, version=2)
        assert answer.status_code == 422
        assert desk.row(row["email"])["status"] == "pending"


class TestStates:
    async def test_unconfirmed_is_not_decided(self, desk: Desk, admin: Caller) -> None:
        asked = body()
        await desk.applicant.registered(**asked)
        row = desk.row(asked["email"])
        for how, json in (("approve", None), ("reject", {"note": "x"})):
            answer = await decided(admin, row, how, json)
            assert (answer.status_code, answer.json()["code"]) == (409, "transition-not-allowed")
            assert (answer.json()["state"], answer.json()["allowed"]) == ("unconfirmed", [])

    async def test_decided_is_decided(self, desk: Desk, admin: Caller) -> None:
        row = await desk.pending()
        assert (await decided(admin, row, "reject", {"note": "x"})).status_code == 200
        for how, json in (("approve", None), ("reject", {"note": "x"})):
            answer = await decided(admin, row, how, json)
            assert answer.json()["code"] == "transition-not-allowed"
        link = await desk.applicant.get(f"/v1/registrations/status/{row['secret']}")
        assert link.json()["status"] == "rejected"
