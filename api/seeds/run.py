"""Filling an empty database."""

import asyncio
from typing import Any

from api.seeds.conduct import activate_shipped
from api.seeds.demo import fill
from api.seeds.office import offices
from api.seeds.people import add_people, new_people
from api.settings import Settings
from tenants.directory import Directory, all_places
from tenants.provisioning import provision
from tenants.regions import regions_of
from tenants.session import Sessions, as_system, make_engine, make_sessions, transaction


def seed(settings: Settings, kind: str) -> dict[str, Any] | None:
    """Fill an empty database with `demo`, `regions` or `none`.

    Gives the `people` and `clients` of credentials.json, or None when nothing was added. People and
    tenants come in one transaction, so that an interrupted start leaves no half of them.
    """
    return None if kind == "none" else asyncio.run(_seed(settings, demo=kind == "demo"))


async def _seed(settings: Settings, *, demo: bool) -> dict[str, Any] | None:
    directory = Directory()
    engine = make_engine(settings.database.url.get_secret_value(), settings.database.pool_size)
    sessions = make_sessions(engine, directory=directory, settings=settings)
    try:
        made = await _people(sessions, settings.province, demo=demo)
        await directory.load(sessions)
        if made is not None:
            everybody = await offices(sessions, directory)
            policy = await activate_shipped(everybody[0])
            if demo:
                await fill(everybody, policy, settings)
    finally:
        await engine.dispose()
    return made


async def _people(sessions: Sessions, province: str, *, demo: bool) -> dict[str, Any] | None:
    """Tenants with their people: all of them for the demo, otherwise the province's alone."""
    credentials: dict[str, Any] = {"people": [], "clients": []}
    async with transaction(sessions, as_system("seed")) as session:
        if not await provision(session, province, all_active=demo):
            return None
        places = await all_places(session)
        wanted = [place for place in places if demo or place.is_province]
        names = {region.code: region.name for region in regions_of(province)}
        # The slow part, hashing passwords, runs on all processors.
        new = await asyncio.gather(*(new_people(place, names[place.code]) for place in wanted))
        for place, people in zip(wanted, new, strict=True):
            for part, rows in (await add_people(session, place, people)).items():
                credentials[part] += rows
    return credentials
