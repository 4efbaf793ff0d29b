"""Creating and changing channels over HTTP."""

from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient, Response

from tenants.session import Sessions
from tests.channels.bodies import (
    PATH,
    add_asset,
    body,
    change,
    handle,
    is_shown,
    member_of,
    register,
    reject,
    verify,
)
from tests.members.people import join
from tests.world import Caller, World


def pointers(answer: Response) -> list[tuple[str, str]]:
    """Pointer and code of each field to change."""
    assert answer.status_code == 422, answer.text
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


class TestCreateChannel:
    async def test_answers_with_every_field(
        self, regency: Caller, world: World, sessions: Sessions
    ) -> None:
        member = await member_of(sessions, "32.04", world.people["32.04"]["operator"].person_id)
        letter = await add_asset(sessions, "32.04")
        known = handle()
        sent = {
            "platform": "instagram",
            "url": f"https://www.instagram.com/{known}/",
            "handle": known,
            "name": "Pemerintah Kabupaten Contoh",
            "unit_id": None,
            "language": "su",
            "custodians": [
                {
                    "member_id": member,
                    "letter_number": "800/12/2026",
                    "term_ends_on": "2027-12-31",
                    "second_factor_attested": True,
                }
            ],
            "proof": {"kind": "letter", "asset_id": letter},
            "external_reference": str(uuid4()),
        }
        answer = await regency.post(PATH, sent)
        made = answer.json()
        assert answer.status_code == 201
        assert {name: made.pop(name) for name in sent} == sent
        assert answer.headers["location"] == f"{PATH}/{made.pop('id')}"
        assert answer.headers["etag"] == '"1"'
        assert made.pop("proof_code").startswith("simpul-")
        assert made.pop("created_at") <= made.pop("updated_at")
        assert made == {
            "tenant": "32.04",
            "status": "pending",
            "version": 1,
            "former_handles": [],
            "verified_at": None,
            "last_confirmed_at": None,
            "dormant_since": None,
            "proof_checked_at": None,
            "proof_result": None,
            "decision_note": None,
            "decided_at": None,
        }

    async def test_needs_little(self, regency: Caller) -> None:
        made = await register(regency)
        assert (made["language"], made["custodians"], made["proof"]) == ("id", [], None)

    @pytest.mark.parametrize("fields", [{"platform": "videotron"}, {"platform": "radio"}])
    async def test_outlets_without_address(self, regency: Caller, fields: dict[str, Any]) -> None:
        made = await register(regency, handle=None, **fields)
        assert made["url"] is None

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"platform": "myspace"}, [("/platform", "enum")]),
            ({"name": ""}, [("/name", "string-too-short")]),
            ({"name": "a" * 201}, [("/name", "string-too-long")]),
            ({"name": "a\u202eb"}, [("/name", "control-character")]),
            ({"url": "ftp://contoh.example"}, [("/url", "url-scheme")]),
            ({"url": "https://contoh.example/" + "a" * 500}, [("/url", "string-too-long")]),
            ({"language": "Bahasa"}, [("/language", "string-pattern-mismatch")]),
            ({"status": "verified"}, [("/status", "extra-forbidden")]),
            ({"proof": {"kind": "oath"}}, [("/proof/kind", "enum")]),
            ({"proof": {"kind": "letter"}}, [("/proof/asset_id", "missing")]),
            (
                {"proof": {"kind": "letter", "asset_id": str(uuid4())}},
                [("/proof/asset_id", "not-found")],
            ),
            (
                {"custodians": [{"member_id": str(uuid4())}]},
                [("/custodians/0/member_id", "not-found")],
            ),
            ({"unit_id": str(uuid4())}, [("/unit_id", "not-found")]),
            ({"platform": "radio", "url": "https://r.example"}, [("/url", "must-be-null")]),
            ({"platform": "website"}, [("/url", "missing")]),
            ({"handle": None}, [("/url", "missing")]),
        ],
    )
    async def test_says_what_to_change(
        self, regency: Caller, fields: dict[str, Any], expected: list[tuple[str, str]]
    ) -> None:
        assert pointers(await regency.post(PATH, body(**fields))) == expected

    async def test_needs_platform_and_name(self, regency: Caller) -> None:
        answer = await regency.post(PATH, {})
        assert pointers(answer) == [("/platform", "missing"), ("/name", "missing")]

    async def test_custodians_and_proof_are_the_tenants_own(
        self, regency: Caller, world: World, sessions: Sessions
    ) -> None:
        stranger = await member_of(sessions, "32.73", world.people["32.73"]["operator"].person_id)
        theirs = await add_asset(sessions, "32.73")
        fields = {
            "custodians": [{"member_id": stranger}],
            "proof": {"kind": "letter", "asset_id": theirs},
        }
        assert pointers(await regency.post(PATH, body(**fields))) == [
            ("/custodians/0/member_id", "not-found"),
            ("/proof/asset_id", "not-found"),
        ]
        assert not await is_shown(sessions, "32", theirs)

    async def test_the_province_sees_the_proof_at_once(
        self, regency: Caller, sessions: Sessions
    ) -> None:
        letter = await add_asset(sessions, "32.04")
        assert not await is_shown(sessions, "32", letter)
        await register(regency, proof={"kind": "letter", "asset_id": letter})
        assert await is_shown(sessions, "32", letter)

    async def test_a_repeat_gives_the_first_answer(self, regency: Caller) -> None:
        sent, key = body(), str(uuid4())
        first = await regency.post(PATH, sent, key=key)
        again = await regency.post(PATH, sent, key=key)
        assert (again.status_code, again.json()) == (201, first.json())
        assert again.headers["idempotent-replayed"] == "true"
        assert again.headers["location"] == first.headers["location"]

    async def test_a_reference_is_used_once(self, regency: Caller, city: Caller) -> None:
        reference = str(uuid4())
        made = await register(regency, external_reference=reference)
        answer = await regency.post(PATH, body(external_reference=reference))
        assert (answer.status_code, answer.json()["code"]) == (409, "external-reference-taken")
        assert answer.json()["existing_id"] == made["id"]
        await register(city, external_reference=reference)

    async def test_says_nothing_about_others(
        self, regency: Caller, city: Caller, province: Caller
    ) -> None:
        taken = handle()
        await verify(province, await register(city, handle=taken))
        made = await register(regency, handle=taken)
        assert made["status"] == "pending"

    async def test_a_machine_may(self, world: World) -> None:
        made = await register(await world.caller("32.04", "client"))
        assert made["tenant"] == "32.04"

    async def test_needs_the_permission(self, world: World, api: AsyncClient) -> None:
        assert (await api.post(PATH, json=body())).status_code == 401
        for role in ("viewer", "admin"):
            answer = await (await world.caller("32.04", role)).post(PATH, body())
            assert (answer.status_code, answer.json()["permission"]) == (403, "channels:write")


class TestUpdateChannel:
    async def test_changes_what_is_sent(self, regency: Caller) -> None:
        made = await register(regency, external_reference=str(uuid4()))
        changed = await change(regency, made, name="Nama baru", external_reference=None)
        assert changed == {
            **made,
            "name": "Nama baru",
            "external_reference": None,
            "version": 2,
            "updated_at": changed["updated_at"],
        }

    async def test_a_cosmetic_change_keeps_it_verified(
        self, regency: Caller, province: Caller
    ) -> None:
        verified = await verify(province, await register(regency))
        changed = await change(regency, verified, name="Nama baru", language="su")
        assert changed["status"] == "verified"
        assert changed["verified_at"] == verified["verified_at"]

    @pytest.mark.parametrize(
        "fields", [{"handle": "kab.lain"}, {"url": "https://www.instagram.com/kab.lain"}]
    )
    async def test_another_address_is_pending_again(
        self, regency: Caller, province: Caller, fields: dict[str, str]
    ) -> None:
        verified = await verify(province, await register(regency))
        changed = await change(regency, verified, **fields)
        assert changed["status"] == "pending"
        assert changed["handle"] == "kab.lain"
        assert changed["verified_at"] is changed["last_confirmed_at"] is None
        assert changed["proof_code"] == verified["proof_code"]

    async def test_a_rejected_one_is_pending_again(self, regency: Caller, province: Caller) -> None:
        rejected = await reject(province, await register(regency))
        changed = await change(regency, rejected, name="Nama baru")
        assert changed["status"] == "pending"
        assert changed["decision_note"] == "Kode tidak tampak di bio."

    async def test_the_platform_stays_once_it_was_official(
        self, regency: Caller, province: Caller
    ) -> None:
        pending = await change(regency, await register(regency), platform="threads")
        verified = await verify(province, pending)
        path, fields = f"{PATH}/{verified['id']}", {"platform": "tiktok"}
        answer = await regency.patch(path, fields, verified["version"])
        assert pointers(answer) == [("/platform", "must-not-change")]

    async def test_custodians_are_replaced(
        self, regency: Caller, world: World, sessions: Sessions
    ) -> None:
        people = world.people["32.04"]
        first, second = [
            {
                "member_id": await member_of(sessions, "32.04", people[role].person_id),
                "letter_number": None,
                "term_ends_on": None,
                "second_factor_attested": False,
            }
            for role in ("operator", "verifier")
        ]
        made = await register(regency, custodians=[first, second])
        assert made["custodians"] == [first, second]
        changed = await change(regency, made, custodians=[second])
        assert changed["custodians"] == [second]

    async def test_a_custodian_who_was_removed_keeps_nobody_from_changing_it(
        self, regency: Caller, world: World, sessions: Sessions
    ) -> None:
        gone = await join(sessions, "32.04", "operator")
        custodians = [{"member_id": gone.member_id}]
        made = await register(regency, custodians=custodians)
        admin = await world.caller("32.04", "admin")
        assert (await admin.delete(gone.path, 1)).status_code == 204
        changed = await change(regency, made, name="Kanal Contoh")
        assert changed["custodians"][0]["member_id"] == gone.member_id
        answer = await regency.post(PATH, body(custodians=custodians))
        assert pointers(answer) == [("/custodians/0/member_id", "not-found")]

    async def test_another_proof_is_shown_instead(
        self, regency: Caller, sessions: Sessions
    ) -> None:
        old, new = await add_asset(sessions, "32.04"), await add_asset(sessions, "32.04")
        made = await register(regency, proof={"kind": "letter", "asset_id": old})
        made = await change(regency, made, proof={"kind": "letter", "asset_id": new})
        assert not await is_shown(sessions, "32", old)
        assert await is_shown(sessions, "32", new)
        made = await change(regency, made, name="Nama baru")
        assert await is_shown(sessions, "32", new)
        made = await change(regency, made, proof=None)
        assert made["proof"] is None
        assert not await is_shown(sessions, "32", new)

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"name": None}, [("/name", "missing")]),
            ({"handle": None}, [("/url", "missing")]),
            ({"platform": "radio", "url": "https://r.example"}, [("/url", "must-be-null")]),
            ({"proof": {"kind": "letter"}}, [("/proof/asset_id", "missing")]),
        ],
    )
    async def test_obeys_the_rules_of_creation(
        self, regency: Caller, fields: dict[str, Any], expected: list[tuple[str, str]]
    ) -> None:
        made = await register(regency)
        answer = await regency.patch(f"{PATH}/{made['id']}", fields, made["version"])
        assert pointers(answer) == expected

    async def test_a_reference_is_used_once(self, regency: Caller) -> None:
        taken = await register(regency, external_reference=str(uuid4()))
        made = await register(regency)
        fields = {"external_reference": taken["external_reference"]}
        answer = await regency.patch(f"{PATH}/{made['id']}", fields, made["version"])
        assert (answer.status_code, answer.json()["existing_id"]) == (409, taken["id"])
        await change(regency, taken, external_reference=taken["external_reference"])

    async def test_nobody_overwrites_what_he_has_not_seen(self, regency: Caller) -> None:
        made = await register(regency)
        path = f"{PATH}/{made['id']}"
        missing = await regency.patch(path, {"name": "a"}, None)
        assert (missing.status_code, missing.json()["code"]) == (428, "precondition-required")
        stale = await regency.patch(path, {"name": "a"}, 7)
        assert (stale.status_code, stale.json()["code"]) == (412, "stale-version")
        assert (await regency.get(path)).json() == made

    async def test_the_province_changes_no_tenants_channel(
        self, regency: Caller, province: Caller
    ) -> None:
        made = await register(regency)
        answer = await province.patch(f"{PATH}/{made['id']}", {"name": "a"}, made["version"])
        assert answer.status_code == 404

    async def test_needs_the_permission(self, regency: Caller, world: World) -> None:
        made = await register(regency)
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.patch(f"{PATH}/{made['id']}", {"name": "a"}, made["version"])
        assert answer.status_code == 403


class TestMergePatch:
    async def test_the_proof_is_merged(self, regency: Caller, sessions: Sessions) -> None:
        letter = await add_asset(sessions, "32.04")
        made = await register(regency, proof={"kind": "letter", "asset_id": letter})
        made = await change(regency, made, proof={"kind": "bio_code"})
        assert made["proof"] == {"kind": "bio_code", "asset_id": letter}
        made = await change(regency, made, proof={"asset_id": None})
        assert made["proof"] == {"kind": "bio_code", "asset_id": None}
