import csv
import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from api.conduct.policy_answers import _cell
from tenants.session import Sessions
from tests.conduct.policies import LIST, acknowledged, activated
from tests.members.people import join
from tests.tenants.attempts import ask
from tests.world import World


class TestList:
    async def test_is_of_the_active_members_of_ones_tenant(
        self, ruled: World, ruled_sessions: Sessions, ruled_superuser: str
    ) -> None:
        policy = await activated(ruled)
        gone = await join(ruled_sessions, "32.04", "operator")
        ask(
            ruled_superuser,
            "update membership set status = 'suspended' where id = %(id)s",
            id=gone.member_id,
        )
        verifier = await ruled.caller("32.04", "verifier")
        read = await acknowledged(verifier, policy)
        path = f"{LIST}/{policy['id']}/acknowledgements?limit=200&include=total"
        page = (await verifier.get(path)).json()
        rows = {row["member_id"]: row for row in page["data"]}
        assert page["total"] == len(rows)
        members = (await verifier.get("/v1/members?status=active&limit=200")).json()["data"]
        assert {(row["member_id"], row["name"]) for row in rows.values()} == {
            (member["id"], member["name"]) for member in members
        }
        told = [row for row in rows.values() if row["acknowledged_at"]]
        assert [(row["roles"], row["acknowledged_at"]) for row in told] == [
            (["verifier"], read["acknowledged_at"])
        ]

    async def test_is_filtered_and_paged(self, ruled: World) -> None:
        policy = await activated(ruled)
        operator = await ruled.caller("32", "operator")
        for role in ("operator", "admin"):
            await acknowledged(await ruled.caller("32", role), policy)
        path = f"{LIST}/{policy['id']}/acknowledgements?include=total"
        for query, roles in (
            ("true", {"operator", "admin"}),
            ("false", {"viewer", "verifier"}),
        ):
            page = (await operator.get(f"{path}&acknowledged={query}&limit=1")).json()
            rest = await operator.get(
                f"{path}&acknowledged={query}&limit=1&cursor={page['next_cursor']}"
            )
            found = [*page["data"], *rest.json()["data"]]
            assert {row["roles"][0] for row in found} == roles
            assert {bool(row["acknowledged_at"]) for row in found} == {query == "true"}
            assert page["total"] == 2

    async def test_needs_members_read(self, ruled: World) -> None:
        policy = await activated(ruled)
        viewer = await ruled.caller("32.04", "viewer")
        for path in ("acknowledgements", "acknowledgements.csv"):
            answer = await viewer.get(f"{LIST}/{policy['id']}/{path}")
            assert answer.status_code == 403
            assert answer.json()["permission"] == "members:read"


class TestExport:
    async def test_opens_in_a_spreadsheet(
        self, ruled: World, ruled_sessions: Sessions, ruled_superuser: str
    ) -> None:
        policy = await activated(ruled)
        evil = await join(ruled_sessions, "32.01", "operator")
        ask(
            ruled_superuser,
            "update person set name = %(name)s where id = %(id)s",
            name='=HYPERLINK("https://x.example","a, b")',
            id=evil.human.person_id,
        )
        admin = await ruled.caller("32.01", "admin")
        read = await acknowledged(admin, policy)
        answer = await admin.get(f"{LIST}/{policy['id']}/acknowledgements.csv")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.headers["content-disposition"] == (
            f'attachment; filename="pedoman-{policy["revision"]}-32.01.csv"'
        )
        assert answer.content.startswith(b"\xef\xbb\xbf")
        heading, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
        assert heading == ["nama", "peran", "revisi", "disetujui pada (Asia/Jakarta)"]
        moment = datetime.fromisoformat(read["acknowledged_at"]).astimezone(
            ZoneInfo("Asia/Jakarta")
        )
        told = [row for row in rows if row[3]]
        assert [row[1:] for row in told] == [
            ["admin", str(policy["revision"]), f"{moment:%Y-%m-%d %H:%M}"]
        ]
        assert [row[0] for row in rows if "HYPERLINK" in row[0]] == [
            """'=HYPERLINK("https://x.example","a, b")"""
        ]
        assert len(rows) >= 5

    async def test_speaks_english_when_asked(self, ruled: World) -> None:
        policy = await activated(ruled)
        admin = await ruled.caller("32.04", "admin")
        answer = await admin.get(
            f"{LIST}/{policy['id']}/acknowledgements.csv", headers={"Accept-Language": "en"}
        )
        assert answer.headers["content-language"] == "en"
        assert answer.text.lstrip("\ufeff").startswith("name,roles,revision,acknowledged at")

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"], ids=ascii)
    def test_no_cell_is_a_formula(self, start: str) -> None:
        assert _cell(f"{start}1") == f"'{start}1"
        assert _cell(f"a{start}") == f"a{start}"


class TestCoverage:
    async def test_counts_each_tenant_and_names_nobody(
        self, ruled: World, ruled_sessions: Sessions, ruled_superuser: str
    ) -> None:
        policy = await activated(ruled)
        for tenant, role in (("32.04", "operator"), ("32.04", "admin"), ("32.73", "viewer")):
            await acknowledged(await ruled.caller(tenant, role), policy)
        left = await join(ruled_sessions, "32.04", "operator")
        await acknowledged(await left.caller(ruled.api), policy)
        ask(
            ruled_superuser,
            "update membership set status = 'removed' where id = %(id)s",
            id=left.member_id,
        )
        admin = await ruled.caller("32", "admin")
        answer = await admin.get(f"{LIST}/{policy['id']}/coverage")
        found = answer.json()
        assert "etag" not in answer.headers
        by_code = {row["tenant"]: row for row in found["tenants"]}
        assert list(by_code) == sorted(by_code)
        assert len(by_code) == 28
        counts = ask(
            ruled_superuser,
            "select code, count(*) from membership join tenant on tenant.id = tenant_id"
            " where membership.status = 'active' group by code",
        )
        acknowledged_by = {"32.04": 2, "32.73": 1}
        assert {code: row["members"] for code, row in by_code.items() if row["members"]} == dict(
            counts
        )
        for code, row in by_code.items():
            assert row["acknowledged"] == acknowledged_by.get(code, 0)
            assert row["missing"] == row["members"] - row["acknowledged"]
        assert found["acknowledged"] == 3
        assert found["missing"] == found["members"] - 3
        assert "Contoh" not in answer.text
        assert set(by_code["32.04"]) == {"tenant", "name", "members", "acknowledged", "missing"}

    async def test_is_the_provinces(self, ruled: World) -> None:
        policy = await activated(ruled)
        for tenant, role in (("32.04", "admin"), ("32", "verifier")):
            caller = await ruled.caller(tenant, role)
            answer = await caller.get(f"{LIST}/{policy['id']}/coverage")
            assert answer.json()["permission"] == "policies:write"
