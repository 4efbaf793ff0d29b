from uuid import UUID, uuid4

import psycopg

from tests.conduct.policies import LIST, acknowledged, activated, drafted
from tests.world import World


class TestDrafts:
    async def test_are_shown_to_those_who_write_them(self, ruled: World) -> None:
        draft = await drafted(ruled)
        admin = await ruled.caller("32", "admin")
        assert (await admin.get(f"{LIST}/{draft['id']}")).json() == draft
        page = (await admin.get(f"{LIST}?status=draft&limit=200")).json()
        assert draft in page["data"]

    async def test_do_not_exist_for_others(self, ruled: World) -> None:
        draft = await drafted(ruled)
        for tenant, role in (("32", "verifier"), ("32.04", "admin"), ("32.04", "client")):
            caller = await ruled.caller(tenant, role)
            for path in ("", "/acknowledgements", "/acknowledgements.csv"):
                if path and role == "client":
                    continue
                found = await caller.get(f"{LIST}/{draft['id']}{path}")
                absent = await caller.get(f"{LIST}/{uuid4()}{path}")
                told = [{**answer.json(), "request_id": ""} for answer in (found, absent)]
                assert found.status_code == 404
                assert told[0] == told[1]
            for query in ("", "&status=draft", "&status=draft&status=active"):
                page = (await caller.get(f"{LIST}?limit=200{query}")).json()
                assert "draft" not in {row["status"] for row in page["data"]}


class TestList:
    async def test_goes_from_the_latest_revision_back(self, ruled: World) -> None:
        first, second = await activated(ruled), await activated(ruled)
        viewer = await ruled.caller("32.04", "viewer")
        page = (await viewer.get(f"{LIST}?limit=1")).json()
        assert page["has_more"]
        rest = (await viewer.get(f"{LIST}?limit=1&cursor={page['next_cursor']}")).json()
        assert [page["data"][0]["id"], rest["data"][0]["id"]] == [second["id"], first["id"]]
        oldest = (await viewer.get(f"{LIST}?sort=revision&limit=200")).json()
        revisions = [row["revision"] for row in oldest["data"]]
        assert revisions == sorted(revisions)

    async def test_says_what_the_caller_acknowledged(self, ruled: World) -> None:
        policy = await activated(ruled)
        operator = await ruled.caller("32.04", "operator")
        read = await acknowledged(operator, policy)
        assert read["acknowledged_at"] is not None
        for tenant, role, moment in (
            ("32.04", "operator", read["acknowledged_at"]),
            ("32.04", "verifier", None),
            ("32.04", "client", None),
            ("32.73", "operator", None),
        ):
            caller = await ruled.caller(tenant, role)
            listed = (await caller.get(f"{LIST}?status=active")).json()["data"][0]
            assert listed["acknowledged_at"] == moment
            assert (await caller.get(f"{LIST}/{policy['id']}")).json() == listed


class TestAnotherTenantsRow:
    async def test_is_no_policy(self, ruled: World, ruled_superuser: str) -> None:
        """Every tenant may write rows of its own into the shared table; they bind nobody."""
        policy, planted = await activated(ruled), uuid4()
        with psycopg.connect(ruled_superuser) as connection:
            connection.execute(
                "insert into policy (tenant_id, id, version, created_at, updated_at, revision,"
                " title, language, body, kinds, status, activated_at) select tenant.id, %s, 1,"
                " now(), now(), 9999, 'x', 'id', 'x', '[]', 'active', now() from tenant"
                " where code = '32.73'",
                [planted],
            )
        try:
            caller = await ruled.caller("32.73", "operator")
            assert (await caller.get(f"{LIST}/{planted}")).status_code == 404
            listed = (await caller.get(f"{LIST}?status=active")).json()["data"]
            assert [row["id"] for row in listed] == [policy["id"]]
            assert (await drafted(ruled))["revision"] < 9999
        finally:
            self._remove(ruled_superuser, planted)

    def _remove(self, superuser: str, planted: UUID) -> None:
        with psycopg.connect(superuser) as connection:
            connection.execute("delete from policy where id = %s", [planted])
