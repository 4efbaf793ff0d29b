"""One-time links: good once, for one purpose, for a while."""

import asyncio
import secrets
from uuid import UUID

import pytest
import pytest_asyncio
from fastapi import FastAPI

import api.worker
from api.access.models import Membership, Person
from api.access.secrets import digest
from api.jobs.queue import defer
from api.links.models import Purpose
from api.links.service import LASTS, issue, look, spend, withdraw
from api.links.tasks import forget
from api.settings import Settings
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.tenants.attempts import ask
from tests.world import World

RESET, INVITATION = Purpose.RESET, Purpose.INVITATION
AGE = "update one_time_link set expires_at = now() - interval '1 second' where person_id = %(p)s"
COUNT = "select count(*) from one_time_link where person_id = %(p)s"


@pytest_asyncio.fixture
async def person(sessions: Sessions) -> UUID:
    """Somebody of this test alone."""
    made = Person(email=f"{secrets.token_hex(6)}@uji.example", name="Orang Uji")
    async with transaction(sessions, as_system("test")) as session:
        session.add(made)
    return made.id


async def issued(sessions: Sessions, person: UUID, purpose: Purpose = RESET) -> str:
    async with transaction(sessions, as_system("test")) as session:
        return await issue(session, purpose, person)


async def seen(sessions: Sessions, secret: str, purpose: Purpose = RESET) -> bool:
    async with transaction(sessions, as_system("test")) as session:
        return await look(session, purpose, secret) is not None


async def spent(sessions: Sessions, secret: str, purpose: Purpose = RESET) -> bool:
    async with transaction(sessions, as_system("test")) as session:
        return await spend(session, purpose, secret) is not None


class TestSpend:
    async def test_once(self, sessions: Sessions, person: UUID) -> None:
        secret = await issued(sessions, person)
        assert await spent(sessions, secret)
        assert not await spent(sessions, secret)
        assert not await seen(sessions, secret)

    async def test_of_many_at_once_one_gets_it(self, sessions: Sessions, person: UUID) -> None:
        for _ in range(5):
            secret = await issued(sessions, person)
            given = await asyncio.gather(*(spent(sessions, secret) for _ in range(20)))
            assert sorted(given) == [False] * 19 + [True]

    async def test_one_that_is_taken_back_is_still_good(
        self, sessions: Sessions, person: UUID
    ) -> None:
        secret = await issued(sessions, person)

        async def fail() -> None:
            async with transaction(sessions, as_system("test")) as session:
                assert await spend(session, RESET, secret)
                raise LookupError

        with pytest.raises(LookupError):
            await fail()
        assert await spent(sessions, secret)

    async def test_only_for_its_purpose(self, sessions: Sessions, person: UUID) -> None:
        secret = await issued(sessions, person)
        assert not await seen(sessions, secret, INVITATION)
        assert not await spent(sessions, secret, INVITATION)
        assert await spent(sessions, secret)

    async def test_not_when_it_is_over(
        self, sessions: Sessions, person: UUID, superuser_url: str
    ) -> None:
        secret = await issued(sessions, person)
        ask(superuser_url, AGE, p=person)
        assert not await seen(sessions, secret)
        assert not await spent(sessions, secret)

    @pytest.mark.parametrize("guess", ["", "a", "x" * 43, "é" * 43, "\x00", "' or true --"])
    async def test_not_by_a_guess(self, sessions: Sessions, person: UUID, guess: str) -> None:
        await issued(sessions, person)
        assert not await seen(sessions, guess)
        assert not await spent(sessions, guess)

    async def test_says_whose_it_was(self, sessions: Sessions, person: UUID) -> None:
        secret = await issued(sessions, person)
        async with transaction(sessions, as_system("test")) as session:
            link = await spend(session, RESET, secret)
        assert link
        assert (link.person_id, link.purpose) == (person, RESET)


class TestLook:
    async def test_spends_nothing(self, sessions: Sessions, person: UUID) -> None:
        secret = await issued(sessions, person)
        for _ in range(3):
            assert await seen(sessions, secret)
        assert await spent(sessions, secret)


class TestIssue:
    async def test_keeps_a_fingerprint_alone(
        self, sessions: Sessions, person: UUID, superuser_url: str
    ) -> None:
        secret = await issued(sessions, person)
        assert len(secret) >= 43
        [(row,)] = ask(
            superuser_url, "select l::text from one_time_link l where person_id = %(p)s", p=person
        )
        assert secret not in row
        assert digest(secret) in row

    @pytest.mark.parametrize("purpose", list(Purpose))
    async def test_lasts_as_long_as_it_says(
        self, sessions: Sessions, person: UUID, superuser_url: str, purpose: Purpose
    ) -> None:
        await issued(sessions, person, purpose)
        query = "select expires_at - created_at from one_time_link where person_id = %(p)s"
        [(lasts,)] = ask(superuser_url, query, p=person)
        assert abs(lasts - LASTS[purpose]).total_seconds() < 5

    async def test_a_new_one_voids_the_one_before(self, sessions: Sessions, person: UUID) -> None:
        first = await issued(sessions, person)
        other = await issued(sessions, person, INVITATION)
        second = await issued(sessions, person)
        assert not await spent(sessions, first)
        assert await spent(sessions, second)
        assert await spent(sessions, other, INVITATION)

    async def test_of_two_offices_neither_voids_the_others(
        self, sessions: Sessions, app: FastAPI, world: World, person: UUID, superuser_url: str
    ) -> None:
        del world
        made = []
        for code in ("32.04", "32.73"):
            place = app.state.directory.by_code(code)
            member = Membership(
                tenant_id=place.id, person_id=person, roles=["viewer"], status="invited"
            )
            # As a room does it: in the tenant's own scope.
            async with transaction(sessions, as_tenant(place.id, "test")) as session:
                session.add(member)
                await session.flush()
                secret = await issue(
                    session, INVITATION, person, tenant=place.id, membership=member.id
                )
            made.append((secret, member.id, place.id))
        assert ask(superuser_url, COUNT, p=person) == [(2,)]
        for secret, member_id, tenant_id in made:
            async with transaction(sessions, as_system("test")) as session:
                link = await spend(session, INVITATION, secret)
            assert link
            assert (link.membership_id, link.tenant_id) == (member_id, tenant_id)

    async def test_withdrawn_it_is_void(self, sessions: Sessions, person: UUID) -> None:
        secret = await issued(sessions, person)
        async with transaction(sessions, as_system("test")) as session:
            await withdraw(session, RESET, person)
        assert not await spent(sessions, secret)


class TestForget:
    async def test_by_the_worker(
        self, sessions: Sessions, settings: Settings, person: UUID, superuser_url: str
    ) -> None:
        await issued(sessions, person)
        ask(superuser_url, AGE, p=person)
        kept = await issued(sessions, person, INVITATION)
        async with transaction(sessions, as_system("test")) as session:
            await defer(session, forget, timestamp=0)
        await api.worker.run(settings, wait=False)
        assert ask(superuser_url, COUNT, p=person) == [(1,)]
        assert await seen(sessions, kept, INVITATION)
