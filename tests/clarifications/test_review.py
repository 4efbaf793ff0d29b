import pytest
from psycopg import AsyncConnection

from tests.clarifications.bodies import (
    CHECKLIST,
    LIST,
    approved,
    created,
    in_review,
    moved,
    published,
)
from tests.world import World


class TestSubmitClarification:
    async def test_says_all_that_is_missing(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await created(operator, verdict=None, topic=None, body=None, sources=[])
        answer = await operator.post(f"{LIST}/{row['id']}/submit", version=1)
        assert answer.status_code == 422
        assert [e["pointer"] for e in answer.json()["errors"]] == [
            "/verdict",
            "/topic",
            "/body",
            "/sources",
        ]

    async def test_needs_words_to_read(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await created(operator, body="![gambar](https://x.example/1.png)\n\n---")
        answer = await operator.post(f"{LIST}/{row['id']}/submit", version=1)
        assert [e["pointer"] for e in answer.json()["errors"]] == ["/body"]

    async def test_may_be_withdrawn_before_it_is_approved(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        province = await world.caller("32", "viewer")
        row = await moved(operator, await in_review(world), "withdraw")
        assert row["status"] == "draft"
        assert (await province.get(f"{LIST}/{row['id']}")).status_code == 404


class TestApproveClarification:
    async def test_nobody_approves_what_he_wrote_or_edited(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        operator = await world.caller("32.04", "operator")
        own = await moved(verifier, await created(verifier), "submit")
        draft = await created(operator)
        edited = await verifier.patch(f"{LIST}/{draft['id']}", {"title": "Suntingan"}, 1)
        for row in (own, await moved(operator, edited.json(), "submit")):
            path = f"{LIST}/{row['id']}/approve"
            answer = await verifier.post(path, {"checklist": CHECKLIST}, version=row["version"])
            assert (answer.status_code, answer.json()["code"]) == (403, "four-eyes")

    async def test_the_person_behind_a_client_is_its_author(
        self, world: World, superuser_url: str
    ) -> None:
        client = await world.caller("32.01", "client")
        verifier = await world.caller("32.01", "verifier")
        answerable = """
            update client set responsible_id = (
              select m.id from membership m join person p on p.id = m.person_id where p.email = %s
            ) where id = %s
        """
        machine = world.clients["32.01"].client_id
        async with await AsyncConnection.connect(superuser_url, autocommit=True) as database:
            people = world.people["32.01"]
            await database.execute(answerable, [people["verifier"].email, machine])
            try:
                row = await moved(client, await created(client), "submit")
            finally:
                await database.execute(answerable, [people["operator"].email, machine])
        path = f"{LIST}/{row['id']}/approve"
        answer = await verifier.post(path, {"checklist": CHECKLIST}, version=row["version"])
        assert (answer.status_code, answer.json()["code"]) == (403, "four-eyes")
        other = await moved(client, await created(client), "submit")
        assert (await moved(verifier, other, "approve", {"checklist": CHECKLIST}))["status"] == (
            "approved"
        )

    @pytest.mark.parametrize("name", sorted(CHECKLIST))
    async def test_every_line_must_be_attested(self, world: World, name: str) -> None:
        verifier = await world.caller("32.04", "verifier")
        row = await in_review(world)
        checklist = {**CHECKLIST, name: False}
        path = f"{LIST}/{row['id']}/approve"
        answer = await verifier.post(path, {"checklist": checklist}, version=row["version"])
        assert answer.status_code == 422
        assert [e["pointer"] for e in answer.json()["errors"]] == [f"/checklist/{name}"]

    async def test_a_machine_does_not_decide(self, world: World) -> None:
        client = await world.caller("32.04", "client")
        row = await in_review(world)
        path = f"{LIST}/{row['id']}/approve"
        answer = await client.post(path, {"checklist": CHECKLIST}, version=row["version"])
        assert (answer.status_code, answer.json()["code"]) == (403, "person-required")

    async def test_the_province_does_not_approve_for_a_regency(self, world: World) -> None:
        province = await world.caller("32", "verifier")
        row = await in_review(world)
        path = f"{LIST}/{row['id']}/approve"
        answer = await province.post(path, {"checklist": CHECKLIST}, version=row["version"])
        assert answer.status_code == 404


class TestSamePersonInTwoTenants:
    async def test_who_signed_for_the_province_does_not_approve(self, world: World) -> None:
        verifier = await world.caller("32", "verifier")
        row = await in_review(world, "32")
        signed = await moved(verifier, row, "countersign")
        path = f"{LIST}/{row['id']}"
        answer = await verifier.post(
            f"{path}/approve", {"checklist": CHECKLIST}, version=signed["version"]
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "four-eyes")
        again = await verifier.post(f"{path}/countersign", version=signed["version"])
        assert again.status_code == 409
        assert "countersign_clarification" not in again.json()["allowed"]


class TestRequestChanges:
    @pytest.mark.parametrize("tenant", ["32.04", "32"])
    async def test_an_approval_falls(self, world: World, tenant: str) -> None:
        verifier = await world.caller(tenant, "verifier")
        operator = await world.caller("32.04", "operator")
        row = await moved(verifier, await approved(world), "request-changes", {"note": "Sumber?"})
        assert (row["status"], row["decision_note"]) == ("changes_requested", "Sumber?")
        province = await world.caller("32", "viewer")
        assert (await province.get(f"{LIST}/{row['id']}")).status_code == 200
        edited = await operator.patch(f"{LIST}/{row['id']}", {"title": "Baru"}, row["version"])
        again = await moved(operator, edited.json(), "submit")
        refused = await (await world.caller("32.04", "verifier")).post(
            f"{LIST}/{row['id']}/publish", version=again["version"]
        )
        assert refused.status_code == 409

    async def test_a_signature_falls_with_it(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        province = await world.caller("32", "verifier")
        row = await approved(world, regions=["32.04", "32.73"])
        signed = await moved(province, row, "countersign")
        assert signed["countersign"]["at"] is not None
        back = await moved(verifier, signed, "request-changes", {"note": "Perbaiki judul."})
        assert back["countersign"] == {"required": True, "reasons": ["regions"], "at": None}


class TestCountersignClarification:
    async def test_is_needed_beyond_the_own_region(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        province = await world.caller("32", "verifier")
        row = await approved(world, regions=["32.04", "32"])
        path = f"{LIST}/{row['id']}/publish"
        refused = await verifier.post(path, version=row["version"])
        assert (refused.status_code, refused.json()["code"]) == (409, "countersign-required")
        assert refused.json()["reasons"] == ["regions"]
        signed = await moved(province, row, "countersign")
        assert (await moved(verifier, signed, "publish"))["status"] == "published"

    async def test_only_the_province_signs(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        row = await approved(world)
        path = f"{LIST}/{row['id']}/countersign"
        answer = await verifier.post(path, version=row["version"])
        assert (answer.status_code, answer.json()["code"]) == (403, "province-required")

    async def test_the_province_signs_its_own_by_a_second_verifier(self, world: World) -> None:
        row = await approved(world, "32")
        verifier = await world.caller("32", "verifier")
        path = f"{LIST}/{row['id']}/countersign"
        answer = await verifier.post(path, version=row["version"])
        assert (answer.status_code, answer.json()["code"]) == (403, "four-eyes")

    async def test_the_province_needs_no_signature_for_its_regions(self, world: World) -> None:
        row = await published(world, "32", regions=["32.04", "32.73"])
        assert row["status"] == "published"
