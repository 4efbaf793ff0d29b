from tests.registrations.applicants import Applicant, Desk, decided
from tests.world import Caller

FIELDS = {
    *("region", "office", "status", "decision_note"),
    *("created_at", "confirmed_at", "decided_at"),
}


class TestStatus:
    async def test_tells_what_was_asked_and_how_far_it_is(self, desk: Desk) -> None:
        made = await desk.applicant.registered(office="Diskominfo Contoh")
        answer = await desk.applicant.get(made["status_url"])
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert '"address"' in answer.headers["ratelimit-policy"]
        found = answer.json()
        assert set(found) == FIELDS
        assert found["created_at"].endswith("Z")
        assert {name: found[name] for name in FIELDS - {"created_at"}} == {
            "region": "32.04",
            "office": "Diskominfo Contoh",
            "status": "unconfirmed",
            "decision_note": None,
            "confirmed_at": None,
            "decided_at": None,
        }

    async def test_follows_to_the_decision(self, desk: Desk, admin: Caller) -> None:
        row = await desk.pending()
        path = f"/v1/registrations/status/{row['secret']}"
        assert (await desk.applicant.get(path)).json()["status"] == "pending"
        rejected = await decided(admin, row, "reject", {"note": "Surat belum distempel."})
        assert rejected.status_code == 200, rejected.text
        found = (await desk.applicant.get(path)).json()
        assert (found["status"], found["decision_note"]) == ("rejected", "Surat belum distempel.")
        assert found["decided_at"] is not None
        assert set(found) == FIELDS

    async def test_has_one_answer_for_all_wrong_secrets(self, applicant: Applicant) -> None:
        told = []
        for secret in ("A" * 43, "x", "a" * 500, "%00", "0199a1b2-0000-7000-8000-000000000000"):
            answer = await applicant.get(f"/v1/registrations/status/{secret}")
            found = answer.json()
            found.pop("request_id")
            told.append((answer.status_code, found))
        assert told[0][0] == 404
        assert told == [told[0]] * len(told)
