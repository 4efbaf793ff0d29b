"""Forgetting what is over."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlmodel import col

from api.access.secrets import digest
from api.oauth.models import AuthorizationCode, RefreshFamily, RefreshToken, SignIn
from api.oauth.tasks import forget_old
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.oauth.flow import Flow
from tests.world import Human


async def counts(sessions: Sessions, human: Human) -> list[int]:
    person = UUID(human.person_id)
    tokens = select(func.count(col(RefreshToken.id))).join(RefreshFamily)
    async with transaction(sessions, as_system("test")) as session:
        await forget_old(session)
        return [
            await session.scalar(query) or 0
            for query in (
                select(func.count()).where(col(SignIn.person_id) == person),
                select(func.count()).where(col(AuthorizationCode.person_id) == person),
                tokens.where(col(RefreshFamily.person_id) == person),
                select(func.count()).where(col(RefreshFamily.person_id) == person),
            )
        ]


class TestForget:
    async def test_what_is_over_goes(self, flow: Flow, human: Human, sessions: Sessions) -> None:
        first = await flow.tokens(human)
        await flow.refresh(first["refresh_token"])
        assert await counts(sessions, human) == [1, 1, 2, 1]
        person, old = UUID(human.person_id), now() - timedelta(days=2)
        async with transaction(sessions, as_system("test")) as session:
            for model in (SignIn, AuthorizationCode):
                mine = col(model.person_id) == person
                await session.execute(update(model).where(mine).values(expires_at=old))
            this = col(RefreshToken.token_hash) == digest(first["refresh_token"])
            await session.execute(update(RefreshToken).where(this).values(expires_at=old))
        assert await counts(sessions, human) == [0, 0, 1, 1]
        async with transaction(sessions, as_system("test")) as session:
            mine = col(RefreshToken.family_id).in_(
                select(col(RefreshFamily.id)).where(col(RefreshFamily.person_id) == person)
            )
            await session.execute(update(RefreshToken).where(mine).values(expires_at=old))
        assert await counts(sessions, human) == [0, 0, 0, 0]
