"""The promise on the demo's people, all of them: what one is given names none of the others."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
import pytest_asyncio

from api.privacy.export import export
from api.privacy.people import find
from api.settings import Settings
from tenants.directory import Directory
from tenants.session import Sessions, as_system, make_engine, make_sessions, transaction
from tests.cli.test_cli import simpul
from tests.product.running import Product

PEOPLE = """
    select p.id::text, p.email, p.name, array_agg(m.id::text)
    from person p left join membership m on m.person_id = p.id group by p.id
"""


@dataclass(frozen=True)
class Named:
    """By what a person may be known."""

    id: str
    email: str
    name: str
    members: tuple[str, ...]

    def words(self) -> set[str]:
        return {self.id, self.email, self.name, *self.members}


@pytest.fixture
def people(demo: Product) -> list[Named]:
    with psycopg.connect(demo.superuser_url) as connection:
        rows = connection.execute(PEOPLE).fetchall()
    return [Named(row[0], row[1], row[2], tuple(row[3])) for row in rows]


@pytest_asyncio.fixture
async def sessions(demo: Product, settings: Settings) -> AsyncIterator[Sessions]:
    """The demo's database, as the command has it."""
    engine, directory = make_engine(demo.login_url, 2), Directory()
    made = make_sessions(engine, directory=directory, settings=settings)
    await directory.load(made)
    yield made
    await engine.dispose()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def strangers(found: Any, own: Named, people: list[Named]) -> set[str]:
    """What of others is in an export. One's own words may hold those of another (Operator Kabupaten
    Bandung Barat), so they are taken out first."""
    text = "\n".join(_texts(found))
    for word in sorted(own.words(), key=len, reverse=True):
        text = text.replace(word, "")
    return {word for other in people if other != own for word in other.words() if word in text}


async def test_nobody_is_given_anything_of_anybody_else(
    people: list[Named], sessions: Sessions
) -> None:
    assert len(people) >= 112
    given = {}
    async with transaction(sessions, as_system("test")) as session:
        for own in people:
            whom = await find(session, own.id)
            assert whom
            given[own.id] = found = await export(session, whom)
            assert strangers(found, own, people) == set(), own.email
            assert own.email in _texts(found)
            assert any("memberships" in each for each in found["tenants"].values())
    busy = [
        found for found in given.values() if any("audit" in t for t in found["tenants"].values())
    ]
    # Operators and verifiers have written and decided; the province's verifier did so everywhere.
    assert len(busy) >= 56
    assert max(len(found["tenants"]) for found in given.values()) == 28


async def test_the_search_would_find_one(people: list[Named], sessions: Sessions) -> None:
    own, other = people[:2]
    async with transaction(sessions, as_system("test")) as session:
        whom = await find(session, own.id)
        assert whom
        found = await export(session, whom)
    for word in other.words():
        planted = {**found, "planted": [{"note": f"oleh {word}."}]}
        assert word in strangers(planted, own, people)


def test_the_command_works_on_a_stack_that_runs(demo: Product) -> None:
    email = "viewer@32-04.simpul.example"
    run = simpul("privacy", "export", email, "--data", str(demo.data))
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["account"]["person"][0]["email"] == email
    assert set(found["tenants"]) == {"32.04"}
