"""What fails at COMMIT, when the handler has long returned, must not have been answered with 2xx."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from fastapi import FastAPI

from tests.reports.bodies import LIST, body, created
from tests.tenants.attempts import ask
from tests.world import World

DOOMED = "Gagal saat disimpan"
PLANT = """
create function test_refuse() returns trigger language plpgsql as $$ begin
  if new.title like 'Gagal saat disimpan%' then
    raise exception 'planted' using errcode = split_part(new.title, ': ', 2);
  end if;
  return null;
end $$;
create constraint trigger test_refuse after insert or update on report
  deferrable initially deferred for each row execute function test_refuse();
"""
UPROOT = "drop trigger if exists test_refuse on report; drop function if exists test_refuse"
ANSWERS = [
    ("23514", 409, "conflict"),  # check_violation
    ("40001", 409, "conflict"),  # serialization_failure
    ("40P01", 409, "conflict"),  # deadlock_detected
    ("57P01", 503, "unavailable"),  # admin_shutdown
    ("P0001", 500, "internal-error"),  # raise_exception: our fault
]


@pytest.fixture
def planted(app: FastAPI, superuser_url: str) -> Iterator[psycopg.Connection[Any]]:
    """A database in which some reports cannot be committed."""
    assert app
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute(PLANT)
        try:
            yield connection
        finally:
            connection.execute(UPROOT)


def kept(superuser_url: str, key: str) -> dict[str, int]:
    """What the database has of this."""
    queries = {
        "reports": "select from report where title like 'Gagal saat disimpan%%'",
        "keys": "select from idempotency_key where key = %(key)s",
        "links": "select from audit_event",
    }
    return {name: len(ask(superuser_url, query, key=key)) for name, query in queries.items()}


class TestCommit:
    @pytest.mark.parametrize(("state", "status", "code"), ANSWERS)
    async def test_a_failure_is_answered_and_leaves_nothing(
        self,
        world: World,
        planted: psycopg.Connection[Any],
        superuser_url: str,
        state: str,
        status: int,
        code: str,
    ) -> None:
        assert planted
        operator = await world.caller("32.04", "operator")
        key = str(uuid4())
        before = kept(superuser_url, key)
        answer = await operator.post(LIST, body(title=f"{DOOMED}: {state}"), key=key)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.headers["content-type"] == "application/problem+json"
        for name in ("location", "etag", "idempotent-replayed"):
            assert name not in answer.headers
        assert "planted" not in answer.text
        assert kept(superuser_url, key) == before

    async def test_the_same_key_works_once_the_cause_is_gone(
        self, world: World, planted: psycopg.Connection[Any]
    ) -> None:
        operator = await world.caller("32.04", "operator")
        key, request = str(uuid4()), body(title=f"{DOOMED}: 23514")
        assert (await operator.post(LIST, request, key=key)).status_code == 409
        planted.execute(UPROOT)
        made = await operator.post(LIST, request, key=key)
        assert made.status_code == 201
        assert "idempotent-replayed" not in made.headers
        await operator.delete(f"{LIST}/{made.json()['id']}", 1)

    async def test_a_change_too_is_taken_back(
        self, world: World, planted: psycopg.Connection[Any]
    ) -> None:
        assert planted
        operator = await world.caller("32.04", "operator")
        report = await created(operator, title="Judul")
        path = f"{LIST}/{report['id']}"
        answer = await operator.patch(path, {"title": f"{DOOMED}: 23514"}, 1)
        assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
        found = (await operator.get(path)).json()
        assert (found["title"], found["version"]) == ("Judul", 1)
