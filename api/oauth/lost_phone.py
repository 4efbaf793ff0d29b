"""Who lost his phone and his recovery codes: an administrator of the server lets him in again."""

from sqlalchemy import select
from sqlmodel import col

from api.access.models import Person
from api.audit.service import record_by_system
from api.oauth import account, letters, second_factor
from api.settings import Settings
from tenants.directory import Directory
from tenants.session import as_system, as_tenant, entered, make_engine, make_sessions, transaction

_ACTION = "remove_second_factor"


async def remove_second_factor(settings: Settings, email: str) -> bool:
    """Turn a person's second factor off and end his browser sessions; False when he has none.

    He is told by e-mail, and the chains of the offices where he works record it. Nobody may do this
    over HTTP: an office's admin would decide about an account that other offices trust too.
    """
    directory = Directory()
    engine = make_engine(settings.database.url.get_secret_value(), 1)
    sessions = make_sessions(engine, directory=directory, settings=settings)
    try:
        await directory.load(sessions)
        async with transaction(sessions, as_system("remove a second factor")) as session:
            query = select(col(Person.id)).where(col(Person.email) == email.strip().lower())
            person = await session.scalar(query)
            if person is None or await second_factor.find(session, person) is None:
                return False
            await second_factor.remove(session, person)
            await account.end_sessions(session, person)
            await account.tell(session, person, letters.FACTOR_OFF)
            for place in await account.places_of(session, person):
                async with entered(session, as_tenant(place.tenant_id, "audit")):
                    record_by_system(session, _ACTION, person)
            return True
    finally:
        await engine.dispose()
