"""Cases of false accounts over HTTP, and what the public is told of them."""

import json
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import delete, select, update
from sqlalchemy.exc import ProgrammingError
from sqlmodel import col

from api.audit.models import AuditEvent
from api.impersonations.models import Impersonation, ImpersonationAsset, KnownImpersonator
from tenants.context import Reach, Scope
from tenants.session import Sessions, transaction
from tests.channels import bodies as channels
from tests.channels.bodies import add_asset, is_shown, scope_of
from tests.impersonations.cases import PATH, Json, address, change, opened, told
from tests.world import Caller, World


def pointers(answer: Response) -> list[tuple[str, str]]:
    """Pointer and code of each field to change."""
    assert answer.status_code == 422, answer.text
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


class TestCreate:
    async def test_answers_with_every_field(self, regency: Caller, sessions: Sessions) -> None:
        channel = await channels.register(regency)
        picture = await add_asset(sessions, "32.04")
        sent = {
            "name": "Pemkab C0ntoh",
            "channel_id": channel["id"],
            "description": "Meminta kode OTP lewat pesan.",
            "asset_ids": [picture],
            "platform_ticket": "IG-2026-1",
            "public_warning": "Akun ini bukan milik kami.",
            "external_reference": str(uuid4()),
        }
        name = f"palsu.{uuid4().hex[:12]}"
        url = f"https://instagram.com/{name.upper()}?igsh=x"
        answer = await regency.post(PATH, {**sent, "url": url})
        made = answer.json()
        assert answer.status_code == 201, answer.text
        assert {field: made.pop(field) for field in sent} == sent
        assert answer.headers["location"] == f"{PATH}/{made.pop('id')}"
        assert answer.headers["etag"] == '"1"'
        assert made.pop("created_at") <= made.pop("updated_at")
        assert made.pop("created_by")["kind"] == "person"
        assert made == {
            "tenant": "32.04",
            "status": "open",
            "version": 1,
            "platform": "instagram",
            "url": f"https://www.instagram.com/{name}/",
            "handle": name.upper(),
            "reported_at": None,
            "closed_at": None,
        }
        assert await is_shown(sessions, "32", picture)

    async def test_needs_the_url_alone(self, regency: Caller, sessions: Sessions) -> None:
        made = await opened(regency)
        assert (made["asset_ids"], made["public_warning"]) == ([], None)
        assert await told(sessions, made) is None

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"url": "https://x.com/palsu/status/1"}, [("/url", "not-an-account")]),
            ({"url": "palsu"}, [("/url", "url-parsing")]),
            ({"url": "https://a@palsu.example/"}, [("/url", "url-parsing")]),
            ({"platform": "x"}, [("/platform", "wrong-platform")]),
            ({"status": "reported"}, [("/status", "extra-forbidden")]),
            ({"channel_id": str(uuid4())}, [("/channel_id", "not-found")]),
            ({"asset_ids": [str(uuid4())]}, [("/asset_ids/0", "not-found")]),
            ({"public_warning": ""}, [("/public_warning", "string-too-short")]),
            ({"public_warning": "a\u202eb"}, [("/public_warning", "control-character")]),
        ],
        ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
    )
    async def test_says_what_to_change(
        self, regency: Caller, fields: Json, expected: list[tuple[str, str]]
    ) -> None:
        answer = await regency.post(PATH, {"url": address(), **fields})
        assert pointers(answer) == expected

    async def test_what_it_names_is_the_tenants_own(
        self, regency: Caller, city: Caller, sessions: Sessions
    ) -> None:
        theirs = await channels.register(city)
        picture = await add_asset(sessions, "32.73")
        body = {"url": address(), "channel_id": theirs["id"], "asset_ids": [picture]}
        assert pointers(await regency.post(PATH, body)) == [
            ("/asset_ids/0", "not-found"),
            ("/channel_id", "not-found"),
        ]

    async def test_none_against_an_account_that_is_official(
        self, regency: Caller, city: Caller, province: Caller
    ) -> None:
        name = channels.handle()
        verified = await channels.verify(province, await channels.register(city, handle=name))
        body = {"url": f"https://m.instagram.com/{name}?x=1"}
        answer = await regency.post(PATH, body)
        assert (answer.status_code, answer.json()["code"]) == (409, "account-official")
        await channels.moved(city, verified, "archive")
        assert (await regency.post(PATH, body)).status_code == 201

    async def test_none_against_what_stands_below_an_official_website(
        self, regency: Caller, city: Caller, province: Caller
    ) -> None:
        site = f"https://u{uuid4().hex[:12]}.example"
        fields = {"platform": "website", "handle": None, "url": f"{site}/"}
        await channels.verify(province, await channels.register(city, **fields))
        answer = await regency.post(PATH, {"url": f"{site}/@palsu", "platform": "other"})
        assert (answer.status_code, answer.json()["code"]) == (409, "account-official")

    async def test_several_offices_may_warn_of_one(self, regency: Caller, city: Caller) -> None:
        url = address()
        for caller in (regency, city):
            assert (await caller.post(PATH, {"url": url})).status_code == 201

    async def test_a_repeat_makes_one(self, regency: Caller) -> None:
        body, key = {"url": address()}, str(uuid4())
        first = await regency.post(PATH, body, key=key)
        again = await regency.post(PATH, body, key=key)
        assert again.json() == first.json()

    async def test_a_reference_is_used_once(self, regency: Caller, city: Caller) -> None:
        reference = str(uuid4())
        made = await opened(regency, external_reference=reference)
        answer = await regency.post(PATH, {"url": address(), "external_reference": reference})
        assert (answer.status_code, answer.json()["existing_id"]) == (409, made["id"])
        await opened(city, external_reference=reference)

    async def test_needs_the_permission(self, world: World, api: AsyncClient) -> None:
        assert (await api.post(PATH, json={"url": address()})).status_code == 401
        for role in ("viewer", "admin"):
            caller = await world.caller("32.04", role)
            answer = await caller.post(PATH, {"url": address()})
            assert (answer.status_code, answer.json()["permission"]) == (403, "channels:write")

    async def test_a_machine_warns_nobody(self, world: World) -> None:
        machine = await world.caller("32.04", "client")
        answer = await machine.post(PATH, {"url": address(), "public_warning": "Palsu."})
        assert (answer.status_code, answer.json()["code"]) == (403, "person-required")
        made = await opened(machine)
        path = f"{PATH}/{made['id']}"
        answer = await machine.patch(path, {"public_warning": "Palsu."}, 1)
        assert answer.json()["code"] == "person-required"
        assert (await change(machine, made, name="x"))["created_by"]["kind"] == "client"

    async def test_a_machine_does_not_name_whom_the_public_is_warned_of(
        self, regency: Caller, world: World, sessions: Sessions
    ) -> None:
        made = await opened(regency, public_warning="Palsu.", name="Pemkab C0ntoh")
        machine = await world.caller("32.04", "client")
        path = f"{PATH}/{made['id']}"
        answer = await machine.patch(path, {"name": "Warga biasa"}, 1)
        assert (answer.status_code, answer.json()["code"]) == (403, "person-required")
        known = await told(sessions, made)
        assert known
        assert known.name == "Pemkab C0ntoh"
        assert (await change(machine, made, description="Catatan."))["name"] == "Pemkab C0ntoh"


class TestUpdate:
    async def test_its_way(self, regency: Caller, sessions: Sessions) -> None:
        made = await opened(regency, public_warning="Palsu.")
        path = f"{PATH}/{made['id']}"
        answer = await regency.patch(path, {"status": "reported"}, 1)
        assert pointers(answer) == [("/platform_ticket", "missing")]
        answer = await regency.patch(path, {"status": "taken_down"}, 1)
        assert (answer.status_code, answer.json()["allowed"]) == (409, ["dismissed", "reported"])
        reported = await change(regency, made, status="reported", platform_ticket="IG-1")
        assert (reported["status"], reported["closed_at"]) == ("reported", None)
        assert reported["reported_at"]
        answer = await regency.patch(path, {"platform_ticket": None}, 2)
        assert pointers(answer) == [("/platform_ticket", "missing")]
        down = await change(regency, reported, status="taken_down")
        assert (down["reported_at"], down["closed_at"] is None) == (reported["reported_at"], False)
        known = await told(sessions, down)
        assert known
        assert known.until is None
        dismissed = await change(regency, down, status="dismissed")
        known = await told(sessions, dismissed)
        assert known
        assert known.until
        answer = await regency.patch(path, {"name": "a"}, dismissed["version"])
        assert (answer.status_code, answer.json()["allowed"]) == (409, [])

    async def test_the_warning_is_told_as_it_is_now(
        self, regency: Caller, sessions: Sessions
    ) -> None:
        made = await opened(regency)
        warned = await change(regency, made, public_warning="Palsu.", name="C0ntoh")
        known = await told(sessions, warned)
        assert known
        first = known.since
        assert (known.warning, known.name, known.until) == ("Palsu.", "C0ntoh", None)
        assert (known.platform, known.identity) == ("instagram", made["handle"])
        reworded = await change(regency, warned, public_warning="Jangan dipercaya.")
        known = await told(sessions, reworded)
        assert known
        assert (known.warning, known.since) == ("Jangan dipercaya.", first)
        silent = await change(regency, reworded, public_warning=None)
        known = await told(sessions, silent)
        assert known
        ended = known.until
        assert ended
        still = await change(regency, silent, name="Lain")
        known = await told(sessions, still)
        assert known
        assert known.until == ended
        again = await change(regency, still, public_warning="Palsu lagi.")
        known = await told(sessions, again)
        assert known
        assert (known.until, known.since > ended) == (None, True)

    async def test_a_new_warning_of_a_case_that_is_dismissed(self, regency: Caller) -> None:
        made = await opened(regency)
        body = {"status": "dismissed", "public_warning": "Palsu."}
        answer = await regency.patch(f"{PATH}/{made['id']}", body, 1)
        assert pointers(answer) == [("/public_warning", "must-be-null")]

    async def test_none_of_what_became_official(
        self, regency: Caller, city: Caller, province: Caller, sessions: Sessions
    ) -> None:
        name = channels.handle()
        made = await opened(regency, url=f"https://www.instagram.com/{name}/")
        await channels.verify(province, await channels.register(city, handle=name))
        answer = await regency.patch(f"{PATH}/{made['id']}", {"public_warning": "Palsu."}, 1)
        assert (answer.status_code, answer.json()["code"]) == (409, "account-official")
        assert await told(sessions, made) is None
        assert (await change(regency, made, status="dismissed"))["status"] == "dismissed"

    async def test_evidence_is_replaced(self, regency: Caller, sessions: Sessions) -> None:
        old, new = await add_asset(sessions, "32.04"), await add_asset(sessions, "32.04")
        made = await opened(regency, asset_ids=[old])
        changed = await change(regency, made, asset_ids=[new, new])
        assert changed["asset_ids"] == [new]
        assert not await is_shown(sessions, "32", old)
        assert await is_shown(sessions, "32", new)
        assert (await change(regency, changed, asset_ids=None))["asset_ids"] == []
        assert not await is_shown(sessions, "32", new)

    async def test_the_account_stays(self, regency: Caller) -> None:
        made = await opened(regency)
        answer = await regency.patch(f"{PATH}/{made['id']}", {"url": address()}, 1)
        assert pointers(answer) == [("/url", "extra-forbidden")]

    async def test_nothing_changed_is_no_change(self, regency: Caller) -> None:
        made = await opened(regency, name="a")
        assert await change(regency, made, name="a", status="open") == made

    async def test_nobody_overwrites_what_he_has_not_seen(self, regency: Caller) -> None:
        made = await opened(regency)
        path = f"{PATH}/{made['id']}"
        assert (await regency.patch(path, {"name": "a"}, None)).status_code == 428
        assert (await regency.patch(path, {"name": "a"}, 7)).status_code == 412

    async def test_is_its_tenants(self, regency: Caller, province: Caller, city: Caller) -> None:
        made = await opened(regency)
        for caller in (province, city):
            answer = await caller.patch(f"{PATH}/{made['id']}", {"name": "a"}, 1)
            assert answer.status_code == 404

    async def test_is_audited(self, regency: Caller, sessions: Sessions) -> None:
        made = await opened(regency, public_warning="Palsu.", description="Rahasia kami.")
        await change(regency, made, status="dismissed")
        async with transaction(sessions, await scope_of(sessions, "32.04")) as session:
            rows = await session.scalars(select(AuditEvent).order_by(col(AuditEvent.seq)))
            bodies = [json.loads(row.body) for row in rows]
        mine = [body for body in bodies if body["subject"] == made["id"]]
        assert [(body["action"], body["facts"]) for body in mine] == [
            ("create_impersonation", {"warns": True}),
            ("update_impersonation", {"fields": ["status"], "status": "dismissed"}),
        ]


class TestRead:
    async def test_by_its_tenant_and_by_the_province(
        self, regency: Caller, province: Caller, city: Caller
    ) -> None:
        made = await opened(regency)
        for caller in (regency, province):
            answer = await caller.get(f"{PATH}/{made['id']}")
            assert (answer.json(), answer.headers["etag"]) == (made, '"1"')
        assert (await city.get(f"{PATH}/{made['id']}")).status_code == 404

    async def test_lists(self, regency: Caller, city: Caller, province: Caller) -> None:
        channel = await channels.register(regency)
        first = await opened(regency, channel_id=channel["id"])
        second = await opened(regency, url=f"https://{uuid4().hex}.example/")
        theirs = await opened(city)
        closed = await change(regency, await opened(regency), status="dismissed")

        async def ids(caller: Caller, **params: Any) -> list[str]:
            answer = await caller.get(PATH, params={"limit": 200, **params})
            assert answer.status_code == 200, answer.text
            return [row["id"] for row in answer.json()["data"]]

        own = await ids(regency)
        assert own.index(second["id"]) < own.index(first["id"])
        assert theirs["id"] not in own
        assert {first["id"], theirs["id"]} <= set(await ids(province))
        assert theirs["id"] not in await ids(province, tenant="32.04")
        assert await ids(regency, channel_id=channel["id"]) == [first["id"]]
        assert second["id"] in await ids(regency, platform="website")
        assert first["id"] not in await ids(regency, platform="website")
        found = await ids(regency, status="dismissed")
        assert closed["id"] in found
        assert first["id"] not in found


class TestInTheDatabase:
    async def test_others_neither_read_nor_change(
        self, regency: Caller, sessions: Sessions
    ) -> None:
        picture = await add_asset(sessions, "32.04")
        made = await opened(regency, public_warning="Palsu.", asset_ids=[picture])
        scope = await scope_of(sessions, "32.73")
        for table, mine in (
            (Impersonation, col(Impersonation.id) == made["id"]),
            (ImpersonationAsset, col(ImpersonationAsset.impersonation_id) == made["id"]),
            (KnownImpersonator, col(KnownImpersonator.id) == made["id"]),
        ):
            async with transaction(sessions, scope) as session:
                seen = len((await session.scalars(select(table).where(mine))).all())
                assert seen == (1 if table is KnownImpersonator else 0)
                for statement in (
                    update(table).where(mine).values(tenant_id=scope.tenant),
                    delete(table).where(mine),
                ):
                    changed: Any = await session.execute(statement)
                    assert changed.rowcount == 0

    async def test_the_public_reads_the_warning_alone(
        self, regency: Caller, sessions: Sessions
    ) -> None:
        made = await opened(regency, public_warning="Palsu.", description="Rahasia kami.")
        public = Scope(Reach.PUBLIC)
        async with transaction(sessions, public) as session:
            mine = col(KnownImpersonator.id) == made["id"]
            assert await session.scalar(select(KnownImpersonator).where(mine))
        for table in (Impersonation, ImpersonationAsset):
            with pytest.raises(ProgrammingError, match="permission denied"):
                async with transaction(sessions, public) as session:
                    await session.execute(select(table))
