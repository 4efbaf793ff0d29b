from collections import Counter
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.settings import Settings
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from api.stack.seaweed import SeaweedFS
from tenants.directory import Directory
from tenants.models import Tenant, TenantKind, TenantStatus
from tenants.provisioning import provision
from tenants.session import Sessions, as_system, make_engine, make_sessions, transaction
from tests.tenants.attempts import REFUSED, ask, attempt
from tests.tenants.databases import migrated


@pytest.fixture(scope="module")
def elsewhere(stack: tuple[Folder, Postgres, SeaweedFS], settings: Settings) -> Iterator[Settings]:
    """A database of its own, without rows."""
    with migrated(stack[1], settings, "test_provisioning") as made:
        yield made


@pytest_asyncio.fixture
async def empty(
    elsewhere: Settings, stack: tuple[Folder, Postgres, SeaweedFS]
) -> AsyncIterator[Sessions]:
    """Sessions on it."""
    engine = make_engine(elsewhere.database.url.get_secret_value(), 1)
    yield make_sessions(engine)
    await engine.dispose()
    ask(stack[1].superuser_dsn("test_provisioning"), "delete from tenant")


async def tenants(session: AsyncSession) -> list[Tenant]:
    return list(await session.scalars(select(Tenant).order_by(col(Tenant.code))))


class TestProvision:
    async def test_only_the_province_is_active(self, empty: Sessions) -> None:
        async with transaction(empty, as_system("test")) as session:
            assert await provision(session, "32", all_active=False) is True
            made = await tenants(session)
        assert len(made) == 28
        assert [t.code for t in made if t.status == TenantStatus.ACTIVE] == ["32"]
        assert Counter(t.kind for t in made) == {
            TenantKind.PROVINCE: 1,
            TenantKind.REGENCY: 18,
            TenantKind.CITY: 9,
        }
        assert made[0].name == "Provinsi Jawa Barat"
        assert made[0].office == "Diskominfo Provinsi Jawa Barat"

    async def test_or_all_of_another_province(self, empty: Sessions) -> None:
        async with transaction(empty, as_system("test")) as session:
            assert await provision(session, "51", all_active=True) is True
            made = await tenants(session)
        assert [t.code for t in made][:2] == ["51", "51.01"]
        assert {t.status for t in made} == {TenantStatus.ACTIVE}

    async def test_a_second_time_changes_nothing(self, empty: Sessions) -> None:
        async with transaction(empty, as_system("test")) as session:
            assert await provision(session, "51", all_active=False) is True
        async with transaction(empty, as_system("test")) as session:
            assert await provision(session, "32", all_active=True) is False
            assert {t.code[:2] for t in await tenants(session)} == {"51"}

    async def test_an_unknown_province_leaves_nothing(self, empty: Sessions) -> None:
        with pytest.raises(ValueError, match="not the code"):
            async with transaction(empty, as_system("test")) as session:
                await provision(session, "99", all_active=True)
        async with transaction(empty, as_system("test")) as session:
            assert await tenants(session) == []

    async def test_tenants_are_never_removed(self, empty: Sessions) -> None:
        statement = str(delete(Tenant).compile())
        assert await attempt(empty, as_system("test"), statement) == REFUSED


class TestDirectory:
    async def test_knows_what_is_provisioned(self, empty: Sessions) -> None:
        directory = Directory()
        await directory.load(empty)
        assert directory.codes == frozenset()
        async with transaction(empty, as_system("test")) as session:
            await provision(session, "51", all_active=False)
        await directory.load(empty)
        assert len(directory.codes) == 10
        assert (directory.province.code, directory.province.is_province) == ("51", True)
        denpasar = directory.by_code("51.71")
        assert denpasar
        assert (denpasar.kind, denpasar.is_province) == (TenantKind.CITY, False)
        assert directory.by_id(denpasar.id) is denpasar
        assert directory.by_code("32") is None
