import asyncio

import pytest

from tests.conduct.policies import KIND, LIST, activated, body, drafted, verb
from tests.tenants.attempts import ask
from tests.world import World


class TestCreate:
    async def test_is_a_draft_with_the_next_revision(self, ruled: World) -> None:
        first = await drafted(ruled, change_note="Contoh baru.")
        second = await drafted(ruled)
        assert second["revision"] == first["revision"] + 1
        assert (first["status"], first["version"]) == ("draft", 1)
        assert (first["kinds"], first["change_note"]) == ([KIND], "Contoh baru.")
        assert (first["language"], first["activated_at"]) == ("id", None)

    async def test_answers_with_its_address_and_tag(self, ruled: World) -> None:
        admin = await ruled.caller("32", "admin")
        answer = await admin.post(LIST, body())
        assert answer.headers["location"] == f"{LIST}/{answer.json()['id']}"
        assert answer.headers["etag"] == '"1"'

    async def test_its_html_is_sanitised(self, ruled: World) -> None:
        text = "## Judul\n\n[x](javascript:alert(1)) <script>alert(1)</script> **tebal**"
        made = await drafted(ruled, body=text)
        assert made["body"] == text
        assert "<h2>Judul</h2>" in made["body_html"]
        assert "<strong>tebal</strong>" in made["body_html"]
        assert "<script" not in made["body_html"]
        assert "href" not in made["body_html"]

    async def test_two_at_once_get_two_revisions(self, ruled: World) -> None:
        made = await asyncio.gather(*(drafted(ruled) for _ in range(6)))
        assert len({one["revision"] for one in made}) == 6

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"kinds": [KIND, KIND]}, "/kinds/1/code", "repeated"),
            ({"status": "active"}, "/status", "extra-forbidden"),
            ({"kinds": [{**KIND, "code": "A b"}]}, "/kinds/0/code", "string-pattern-mismatch"),
            ({"title": "a\nb"}, "/title", "line-break"),
            ({"body": ""}, "/body", "string-too-short"),
        ],
        ids=["code-twice", "unknown-field", "code", "title", "body"],
    )
    async def test_is_refused(
        self, ruled: World, changes: dict[str, object], pointer: str, code: str
    ) -> None:
        admin = await ruled.caller("32", "admin")
        answer = await admin.post(LIST, body(**changes))
        assert answer.status_code == 422
        [error] = answer.json()["errors"]
        assert (error["pointer"], error["code"]) == (pointer, code)

    @pytest.mark.parametrize(
        ("tenant", "role"), [("32.04", "admin"), ("32", "verifier"), ("32", "client")]
    )
    async def test_is_the_provinces_admins(self, ruled: World, tenant: str, role: str) -> None:
        caller = await ruled.caller(tenant, role)
        answer = await caller.post(LIST, body())
        assert answer.status_code == 403
        assert answer.json()["permission"] == "policies:write"


class TestUpdate:
    async def test_changes_what_is_sent(self, ruled: World) -> None:
        admin = await ruled.caller("32", "admin")
        draft = await drafted(ruled, change_note="Contoh.")
        answer = await admin.patch(
            f"{LIST}/{draft['id']}", {"title": "Pedoman baru", "change_note": None}, version=1
        )
        found = answer.json()
        assert (found["title"], found["change_note"], found["version"]) == ("Pedoman baru", None, 2)
        assert (found["body"], found["kinds"]) == (draft["body"], draft["kinds"])

    async def test_to_the_same_counts_no_change(self, ruled: World) -> None:
        admin = await ruled.caller("32", "admin")
        draft = await drafted(ruled)
        answer = await admin.patch(f"{LIST}/{draft['id']}", {"title": draft["title"]}, version=1)
        assert answer.json()["version"] == 1

    async def test_codes_stay_unique(self, ruled: World) -> None:
        admin = await ruled.caller("32", "admin")
        draft = await drafted(ruled)
        path = f"{LIST}/{draft['id']}"
        answer = await admin.patch(path, {"kinds": [KIND, KIND]}, version=1)
        assert answer.status_code == 422

    @pytest.mark.parametrize(("version", "status"), [(None, 428), (7, 412)], ids=["none", "stale"])
    async def test_needs_the_version(self, ruled: World, version: int | None, status: int) -> None:
        admin = await ruled.caller("32", "admin")
        draft = await drafted(ruled)
        changed = await admin.patch(f"{LIST}/{draft['id']}", {"title": "x"}, version=version)
        assert changed.status_code == status
        gone = await admin.delete(f"{LIST}/{draft['id']}", version)
        assert gone.status_code == status
        assert (await verb(admin, draft, "activate", version=version)).status_code == status


class TestWhatWasActive:
    async def test_is_neither_changed_nor_removed_nor_activated_again(self, ruled: World) -> None:
        admin = await ruled.caller("32", "admin")
        retired, active = await activated(ruled), await activated(ruled)
        retired = (await admin.get(f"{LIST}/{retired['id']}")).json()
        assert retired["status"] == "retired"
        for policy, allowed in ((active, ["acknowledge_policy"]), (retired, [])):
            path, version = f"{LIST}/{policy['id']}", policy["version"]
            for answer in (
                await admin.patch(path, {"title": "x"}, version=version),
                await admin.delete(path, version),
                await verb(admin, policy, "activate"),
            ):
                assert answer.status_code == 409
                assert answer.json()["code"] == "transition-not-allowed"
                assert answer.json()["allowed"] == allowed


class TestDelete:
    async def test_removes_a_draft(self, ruled: World) -> None:
        admin = await ruled.caller("32", "admin")
        draft = await drafted(ruled)
        assert (await admin.delete(f"{LIST}/{draft['id']}", 1)).status_code == 204
        assert (await admin.get(f"{LIST}/{draft['id']}")).status_code == 404


class TestActivate:
    async def test_retires_the_one_before(self, ruled: World, ruled_superuser: str) -> None:
        first = await activated(ruled)
        second = await activated(ruled)
        admin = await ruled.caller("32", "admin")
        before = (await admin.get(f"{LIST}/{first['id']}")).json()
        assert (first["status"], before["status"], second["status"]) == (
            "active",
            "retired",
            "active",
        )
        assert before["retired_at"] == second["activated_at"]
        assert before["version"] == first["version"] + 1
        [(facts,)] = ask(
            ruled_superuser,
            "select body::jsonb -> 'facts' from audit_event"
            " where action = 'activate_policy' and subject = %(id)s",
            id=second["id"],
        )
        assert facts == {"revision": second["revision"], "retired": first["revision"]}

    async def test_the_same_twice_at_once_has_one_winner(self, ruled: World) -> None:
        admin = await ruled.caller("32", "admin")
        draft = await drafted(ruled)
        answers = await asyncio.gather(*(verb(admin, draft, "activate") for _ in range(4)))
        assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]

    async def test_several_at_once_leave_one_active(self, ruled: World) -> None:
        admin = await ruled.caller("32", "admin")
        drafts = [await drafted(ruled) for _ in range(4)]
        answers = await asyncio.gather(*(verb(admin, draft, "activate") for draft in drafts))
        assert {answer.status_code for answer in answers} == {200}
        page = (await admin.get(f"{LIST}?status=active")).json()
        [active] = page["data"]
        assert active["id"] in {draft["id"] for draft in drafts}

    async def test_a_repeat_under_its_key_gets_the_first_answer(self, ruled: World) -> None:
        admin = await ruled.caller("32", "admin")
        draft = await drafted(ruled)
        first, again = [
            await verb(admin, draft, "activate", key=f"a-{draft['id']}") for _ in range(2)
        ]
        assert again.status_code == 200
        assert again.json() == first.json()
