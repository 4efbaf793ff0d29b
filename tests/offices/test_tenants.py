"""Reading the tenants, and changing one's own office, over HTTP."""

import asyncio
import json
from typing import Any

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import select, update
from sqlalchemy.exc import ProgrammingError
from sqlmodel import col

from api.audit.models import AuditEvent
from tenants.context import Reach, Scope
from tenants.models import Tenant
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.world import Caller, World

PATH = "/v1/tenants"
FIELDS = {
    "code",
    "name",
    "kind",
    "status",
    "office",
    "email",
    "phone",
    "address",
    "website",
    "version",
    "created_at",
    "updated_at",
}


async def read(caller: Caller, code: str) -> dict[str, Any]:
    """One tenant."""
    answer = await caller.get(f"{PATH}/{code}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def pointers(answer: Response) -> list[tuple[str, str]]:
    """Pointer and code of each field to change."""
    assert answer.status_code == 422, answer.text
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


class TestListTenants:
    async def test_all_of_the_province_by_code(self, world: World) -> None:
        for code, role in (("32", "viewer"), ("32.04", "admin"), ("32.73", "client")):
            caller = await world.caller(code, role)
            page = (await caller.get(PATH, params={"include": "total"})).json()
            codes = [row["code"] for row in page["data"]]
            assert codes == sorted(codes)
            assert (codes[0], len(codes), page["total"]) == ("32", 28, 28)
            assert all(set(row) == FIELDS for row in page["data"])

    async def test_filters(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        for params, expected in (
            ({"kind": "province"}, 1),
            ({"kind": ["regency", "city"]}, 27),
            ({"kind": "city", "status": "active"}, 9),
            ({"status": "inactive"}, 0),
        ):
            page = (await viewer.get(PATH, params=params)).json()
            assert len(page["data"]) == expected

    @pytest.mark.parametrize("sort", ["code", "-code", "name", "-name"])
    async def test_pages(self, world: World, sort: str) -> None:
        viewer = await world.caller("32.04", "viewer")
        found: list[str] = []
        params: dict[str, Any] = {"limit": 5, "sort": sort}
        while True:
            page = (await viewer.get(PATH, params=params)).json()
            found += [row[sort.removeprefix("-")] for row in page["data"]]
            if not page["has_more"]:
                break
            params["cursor"] = page["next_cursor"]
        assert found == sorted(set(found), reverse=sort.startswith("-"))
        assert len(found) == 28

    @pytest.mark.parametrize(
        ("params", "pointer"), [({"sort": "id"}, "?sort"), ({"kind": "village"}, "?kind.0")]
    )
    async def test_says_what_to_change(
        self, world: World, params: dict[str, str], pointer: str
    ) -> None:
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.get(PATH, params=params)
        assert [place for place, _ in pointers(answer)] == [pointer]

    async def test_needs_a_token(self, api: AsyncClient) -> None:
        assert (await api.get(PATH)).status_code == 401


class TestGetTenant:
    async def test_any_by_its_code(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.get(f"{PATH}/32.73")
        found = answer.json()
        assert set(found) == FIELDS
        assert (found["code"], found["kind"], found["status"]) == ("32.73", "city", "active")
        assert answer.headers["etag"] == f'"{found["version"]}"'

    @pytest.mark.parametrize("code", ["31", "32.99", "x", "%00", "32.04%20"])
    async def test_unknown_codes_are_all_the_same(self, world: World, code: str) -> None:
        admin = await world.caller("32.04", "admin")
        absent = {**(await admin.get(f"{PATH}/99.99")).json(), "request_id": ""}
        for answer in (
            await admin.get(f"{PATH}/{code}"),
            await admin.patch(f"{PATH}/{code}", {"phone": "1"}, 1),
        ):
            assert answer.status_code == 404
            assert {**answer.json(), "request_id": ""} == absent

    async def test_needs_a_token(self, api: AsyncClient) -> None:
        assert (await api.get(f"{PATH}/32.04")).status_code == 401


class TestUpdateTenant:
    async def test_changes_ones_own_office(self, world: World, sessions: Sessions) -> None:
        admin = await world.caller("32.04", "admin")
        before = await read(admin, "32.04")
        fields = {
            "office": "Diskominfo Kabupaten Contoh",
            "email": "diskominfo@contoh.example",
            "phone": "(022) 123456",
            "address": "Jalan Contoh 1",
            "website": "https://diskominfo.contoh.example/",
        }
        answer = await admin.patch(f"{PATH}/32.04", fields, before["version"])
        assert answer.status_code == 200, answer.text
        after = answer.json()
        assert after == {
            **before,
            **fields,
            "version": before["version"] + 1,
            "updated_at": after["updated_at"],
        }
        assert after["updated_at"] > before["updated_at"]
        assert answer.headers["etag"] == f'"{after["version"]}"'
        assert await read(await world.caller("32", "viewer"), "32.04") == after
        cleared = await admin.patch(f"{PATH}/32.04", {"phone": None}, after["version"])
        assert (cleared.json()["phone"], cleared.json()["email"]) == (None, fields["email"])
        assert (await audited(sessions, "32.04"))[-2:] == [sorted(fields), ["phone"]]

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"office": None}, [("/office", "missing")]),
            ({"office": ""}, [("/office", "string-too-short")]),
            ({"office": "a" * 201}, [("/office", "too-long")]),
            ({"email": "diskominfo"}, [("/email", "string-pattern-mismatch")]),
            ({"website": "contoh.example"}, [("/website", "url-parsing")]),
            ({"phone": "1" * 41}, [("/phone", "too-long")]),
            ({"name": "Lain"}, [("/name", "extra-forbidden")]),
            ({"status": "inactive"}, [("/status", "extra-forbidden")]),
            ({"code": "32.01"}, [("/code", "extra-forbidden")]),
        ],
    )
    async def test_says_what_to_change(
        self, world: World, fields: dict[str, Any], expected: list[tuple[str, str]]
    ) -> None:
        admin = await world.caller("32.73", "admin")
        answer = await admin.patch(f"{PATH}/32.73", fields, 1)
        assert pointers(answer) == expected

    @pytest.mark.parametrize(
        "email",
        ["a@b", "a b@c.id", "@b.id", "a@", "a@b..id", "a@@b.id", "a@b.id, c@d.id", "<a@b.id>"],
    )
    async def test_refuses_what_is_no_address(self, world: World, email: str) -> None:
        admin = await world.caller("32.73", "admin")
        answer = await admin.patch(f"{PATH}/32.73", {"email": email}, 1)
        assert [place for place, _ in pointers(answer)] == ["/email"]

    @pytest.mark.parametrize(
        "email", ["a@b.id", "humas+web@diskominfo.jabar.example", "o'neil@x.example"]
    )
    async def test_takes_an_address(self, world: World, email: str) -> None:
        admin = await world.caller("32.73", "admin")
        before = await read(admin, "32.73")
        answer = await admin.patch(f"{PATH}/32.73", {"email": email}, before["version"])
        assert answer.json()["email"] == email

    async def test_of_another_is_forbidden(self, world: World) -> None:
        before = await read(await world.caller("32.01", "viewer"), "32.01")
        for code in ("32.04", "32"):
            admin = await world.caller(code, "admin")
            answer = await admin.patch(f"{PATH}/32.01", {"phone": "1"}, before["version"])
            assert (answer.status_code, answer.json()["code"]) == (403, "permission-required")
        assert await read(admin, "32.01") == before

    async def test_needs_the_permission(self, world: World, api: AsyncClient) -> None:
        assert (await api.patch(f"{PATH}/32.04", json={})).status_code == 401
        for role in ("viewer", "operator", "verifier", "client"):
            answer = await (await world.caller("32.04", role)).patch(f"{PATH}/32.04", {}, 1)
            assert (answer.status_code, answer.json()["permission"]) == (403, "tenants:write")

    async def test_nobody_overwrites_what_he_has_not_seen(self, world: World) -> None:
        admin = await world.caller("32.01", "admin")
        missing = await admin.patch(f"{PATH}/32.01", {"phone": "1"}, None)
        assert (missing.status_code, missing.json()["code"]) == (428, "precondition-required")
        stale = await admin.patch(f"{PATH}/32.01", {"phone": "1"}, 99)
        assert (stale.status_code, stale.json()["code"]) == (412, "stale-version")

    async def test_two_at_once(self, world: World) -> None:
        admin = await world.caller("32.01", "admin")
        version = (await read(admin, "32.01"))["version"]
        answers = await asyncio.gather(
            *(admin.patch(f"{PATH}/32.01", {"phone": str(n)}, version) for n in range(4))
        )
        assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]


async def scope_of(sessions: Sessions, code: str) -> Scope:
    """The database scope of a tenant."""
    async with transaction(sessions, as_system("test")) as session:
        found = await session.scalar(select(col(Tenant.id)).where(col(Tenant.code) == code))
    assert found
    return as_tenant(found, "test")


async def audited(sessions: Sessions, code: str) -> list[list[str]]:
    """The fields of each change of the office that the tenant's chain knows."""
    async with transaction(sessions, await scope_of(sessions, code)) as session:
        rows = await session.scalars(select(AuditEvent).order_by(col(AuditEvent.seq)))
        bodies = [json.loads(row.body) for row in rows]
    changes = [body for body in bodies if body["action"] == "update_tenant"]
    assert all(body["subject"] == code for body in changes)
    return [body["facts"]["fields"] for body in changes]


class TestInTheDatabase:
    async def test_a_foreign_office_is_not_written(self, sessions: Sessions) -> None:
        other = update(Tenant).where(col(Tenant.code) == "32.01").values(office="Palsu")
        for code in ("32", "32.04"):
            async with transaction(sessions, await scope_of(sessions, code)) as session:
                assert (await session.execute(other)).rowcount == 0  # type: ignore[attr-defined]

    @pytest.mark.parametrize("column", ["code", "name", "kind", "status"])
    async def test_the_rest_of_ones_own_row_is_not_written(
        self, sessions: Sessions, column: str
    ) -> None:
        statement = update(Tenant).where(col(Tenant.code) == "32.04").values({column: "city"})
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with transaction(sessions, await scope_of(sessions, "32.04")) as session:
                await session.execute(statement)

    async def test_province_reach_writes_none(self, sessions: Sessions) -> None:
        scope = Scope(Reach.PROVINCE, (await scope_of(sessions, "32")).tenant, "test")
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with transaction(sessions, scope) as session:
                await session.execute(update(Tenant).values(office="Palsu"))
