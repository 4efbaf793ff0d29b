"""Another tenant's channel cannot be told from one that does not exist: over HTTP, and in the database."""

from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from sqlalchemy import Executable, delete, select, update
from sqlalchemy.exc import ProgrammingError

from api.channels.models import Channel, ChannelCustodian, FormerHandle, OfficialChannel
from tenants.context import Reach, Scope
from tenants.rows import now
from tenants.session import Sessions, transaction
from tests.channels.bodies import PATH, change, handle, member_of, register, scope_of, verify
from tests.world import Caller, World

TABLES = (Channel, ChannelCustodian, FormerHandle)
BODIES: list[tuple[str, str, Any]] = [
    ("GET", "", None),
    ("PATCH", "", {"name": "Diambil alih"}),
    ("POST", "/verify", None),
    ("POST", "/reject", {"reason": "Bukan milik Anda."}),
    ("POST", "/suspend", {"reason": "Bukan milik Anda."}),
    ("POST", "/reinstate", None),
    ("POST", "/archive", None),
]


@pytest_asyncio.fixture(scope="module")
async def theirs(
    regency: Caller, province: Caller, world: World, sessions: Sessions
) -> dict[str, Any]:
    """A verified channel of a regency, with a custodian and a former handle."""
    member = await member_of(sessions, "32.04", world.people["32.04"]["operator"].person_id)
    made = await register(regency, custodians=[{"member_id": member}])
    moved = await change(regency, await verify(province, made), handle=handle())
    return await verify(province, moved)


class TestOverHttp:
    @pytest.mark.parametrize(("method", "operation", "body"), BODIES)
    @pytest.mark.parametrize("role", ["viewer", "operator", "verifier", "client"])
    async def test_absent_and_not_yours_are_the_same(
        self,
        world: World,
        theirs: dict[str, Any],
        method: str,
        operation: str,
        body: Any,
        role: str,
    ) -> None:
        caller = await world.caller("32.73", role)
        answers = [
            await caller.send(method, f"{PATH}/{identifier}{operation}", json=body, version=3)
            for identifier in (theirs["id"], uuid4())
        ]
        found, absent = [(a.status_code, {**a.json(), "request_id": ""}) for a in answers]
        assert found == absent
        assert found[0] in {403, 404}
        assert {"content-type", "content-length"} <= set(answers[0].headers)
        assert set(answers[0].headers) == set(answers[1].headers)

    async def test_operators_get_404(self, city: Caller, theirs: dict[str, Any]) -> None:
        path = f"{PATH}/{theirs['id']}"
        assert (await city.get(path)).status_code == 404
        for version in (None, 1, theirs["version"]):
            assert (await city.patch(path, {"name": "a"}, version)).status_code == 404

    async def test_a_foreign_reference_is_free(self, regency: Caller, city: Caller) -> None:
        reference = str(uuid4())
        await register(regency, external_reference=reference)
        params = {"external_reference": reference}
        assert (await city.get(PATH, params=params)).json()["data"] == []


async def seen(sessions: Sessions, scope: Scope, table: Any, channel: dict[str, Any]) -> int:
    """How many rows of a channel are seen in a scope."""
    async with transaction(sessions, scope) as session:
        return len((await session.scalars(select(table).where(_is(table, channel)))).all())


async def run(sessions: Sessions, scope: Scope, statement: Executable) -> int:
    """How many rows a statement changed in a scope."""
    async with transaction(sessions, scope) as session:
        changed: int = (await session.execute(statement)).rowcount  # type: ignore[attr-defined]
        return changed


class TestInTheDatabase:
    async def test_its_tenant_sees_all_of_it(
        self, sessions: Sessions, theirs: dict[str, Any]
    ) -> None:
        scope = await scope_of(sessions, "32.04")
        for table in TABLES:
            assert await seen(sessions, scope, table, theirs) == 1

    @pytest.mark.parametrize("table", TABLES)
    async def test_others_read_nothing(
        self, sessions: Sessions, theirs: dict[str, Any], table: Any
    ) -> None:
        scope = await scope_of(sessions, "32.73")
        assert await seen(sessions, scope, table, theirs) == 0

    @pytest.mark.parametrize("table", [*TABLES, OfficialChannel])
    async def test_others_change_nothing(
        self, sessions: Sessions, theirs: dict[str, Any], table: Any
    ) -> None:
        scope = await scope_of(sessions, "32.73")
        statement = update(table).where(_is(table, theirs)).values(tenant_id=scope.tenant)
        assert await run(sessions, scope, statement) == 0

    @pytest.mark.parametrize("table", [ChannelCustodian, FormerHandle, OfficialChannel])
    async def test_others_delete_nothing(
        self, sessions: Sessions, theirs: dict[str, Any], table: Any
    ) -> None:
        scope = await scope_of(sessions, "32.73")
        assert await run(sessions, scope, delete(table).where(_is(table, theirs))) == 0

    async def test_nobody_deletes_a_channel(
        self, sessions: Sessions, theirs: dict[str, Any]
    ) -> None:
        statement = delete(Channel).where(_is(Channel, theirs))
        for code in ("32.04", "32.73"):
            scope = await scope_of(sessions, code)
            with pytest.raises(ProgrammingError, match="permission denied"):
                await run(sessions, scope, statement)

    async def test_nobody_writes_for_another(self, sessions: Sessions) -> None:
        other, mine = await scope_of(sessions, "32.04"), await scope_of(sessions, "32.73")
        assert other.tenant
        same: dict[str, Any] = {
            "tenant_id": other.tenant,
            "platform": "x",
            "name": "Palsu",
            "handle": handle(),
        }
        rows = (
            Channel(**same, proof_code="simpul-AAAAA", author_ids=[]),
            FormerHandle(tenant_id=other.tenant, channel_id=uuid4(), handle="a", valid_until=now()),
            OfficialChannel(**same, identity=handle(), since=now()),
        )
        for row in rows:
            with pytest.raises(ProgrammingError, match="row-level security"):
                async with transaction(sessions, mine) as session:
                    session.add(row)

    async def test_the_province_writes_the_review_alone(
        self, sessions: Sessions, theirs: dict[str, Any]
    ) -> None:
        scope = Scope(Reach.PROVINCE, (await scope_of(sessions, "32")).tenant, "test")
        for column in ("handle", "url", "author_ids", "tenant_id"):
            statement = update(Channel).where(_is(Channel, theirs)).values({column: None})
            with pytest.raises(ProgrammingError, match="permission denied"):
                await run(sessions, scope, statement)

    async def test_the_public_reads_the_registry_alone(
        self, sessions: Sessions, theirs: dict[str, Any]
    ) -> None:
        scope = Scope(Reach.PUBLIC)
        assert await seen(sessions, scope, OfficialChannel, theirs) == 1
        for table in TABLES:
            with pytest.raises(ProgrammingError, match="permission denied"):
                await seen(sessions, scope, table, theirs)


def _is(table: Any, channel: dict[str, Any]) -> Any:
    owner = table.channel_id if hasattr(table, "channel_id") else table.id
    return owner == UUID(channel["id"])
