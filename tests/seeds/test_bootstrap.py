"""The first admin of an empty database."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from api.seeds.bootstrap import BootstrapError, bootstrap
from api.settings import Settings
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from api.stack.seaweed import SeaweedFS
from tests.tenants.attempts import ask
from tests.tenants.databases import another, migrated

NAME = "test_bootstrap"
EMAIL = "a@prov.example"
MEMBERS = """
  select person.email, membership.status, roles, invited_name, tenant.code
  from membership join person on person.id = person_id join tenant on tenant.id = tenant_id
  order by person.email
"""
LINKS = "select secret_hash = encode(sha256(%(secret)s), 'hex') from one_time_link"
Rows = list[tuple[Any, ...]]


@pytest.fixture
def empty(stack: tuple[Folder, Postgres, SeaweedFS], settings: Settings) -> Iterator[Settings]:
    """A deployment with a schema and nothing in it."""
    with migrated(stack[1], settings, NAME) as elsewhere:
        yield elsewhere


@pytest.fixture
def superuser(stack: tuple[Folder, Postgres, SeaweedFS]) -> str:
    return stack[1].superuser_dsn(NAME)


def live(superuser: str, link: str) -> Rows:
    return ask(superuser, LINKS, secret=link.rpartition("/")[2].encode())


class TestFirst:
    async def test_makes_the_province_and_a_link(self, empty: Settings, superuser: str) -> None:
        link = await bootstrap(empty, EMAIL.upper(), None)
        assert re.fullmatch(rf"{empty.base_url}/invitation/[A-Za-z0-9_-]{{43}}", link)
        tenants = dict(ask(superuser, "select code, status from tenant"))
        assert len(tenants) == 28
        assert {code for code, status in tenants.items() if status == "active"} == {"32"}
        name = "Admin Provinsi Jawa Barat"
        assert ask(superuser, MEMBERS) == [(EMAIL, "invited", ["admin"], name, "32")]
        assert ask(superuser, "select password_hash from person") == [(None,)]
        assert live(superuser, link) == [(True,)]
        notes = ask(superuser, "select action, body from audit_event order by seq")
        assert [action for action, _ in notes] == ["activate_policy", "bootstrap"]
        assert EMAIL not in str(notes)

    async def test_puts_the_shipped_policy_in_force_once(
        self, empty: Settings, superuser: str
    ) -> None:
        for _ in range(2):
            await bootstrap(empty, EMAIL, None)
        policies = "select revision, status, jsonb_array_length(kinds), activated_at from policy"
        [(*told, moment)] = ask(superuser, policies)
        assert told == [1, "active", 11]
        ask(superuser, "update policy set status = 'retired'")
        await bootstrap(empty, EMAIL, None)
        assert ask(superuser, policies) == [(1, "retired", 11, moment)]

    async def test_sends_no_mail(self, empty: Settings, superuser: str) -> None:
        """A slip in the address must not make a stranger admin of a province."""
        await bootstrap(empty, EMAIL, "Rahayu Contoh")
        assert ask(superuser, "select from mail_message") == []
        assert ask(superuser, "select from procrastinate_jobs") == []
        assert ask(superuser, "select name from person") == [("Rahayu Contoh",)]


class TestAgain:
    async def test_gives_a_new_link_and_voids_the_old(
        self, empty: Settings, superuser: str
    ) -> None:
        first, second = [await bootstrap(empty, EMAIL, None) for _ in range(2)]
        assert first != second
        assert live(superuser, first) == [(False,)]
        assert live(superuser, second) == [(True,)]
        assert len(ask(superuser, MEMBERS)) == 1

    async def test_for_another_address_ends_the_invitation_before(
        self, empty: Settings, superuser: str
    ) -> None:
        slip = await bootstrap(empty, "b@porv.example", None)
        link = await bootstrap(empty, EMAIL, None)
        assert live(superuser, slip) == [(False,)]
        assert live(superuser, link) == [(True,)]
        status = {email: state for email, state, *_ in ask(superuser, MEMBERS)}
        assert status == {EMAIL: "invited", "b@porv.example": "removed"}

    async def test_at_once_leaves_one_link(self, empty: Settings, superuser: str) -> None:
        emails = [f"{name}@prov.example" for name in "abcd"]
        links = await asyncio.gather(*(bootstrap(empty, email, None) for email in emails))
        assert len(set(links)) == 4
        assert len(ask(superuser, "select from one_time_link")) == 1
        assert [row[1] for row in ask(superuser, MEMBERS)].count("invited") == 1

    async def test_is_refused_where_an_admin_is_active(
        self, empty: Settings, superuser: str
    ) -> None:
        await bootstrap(empty, EMAIL, None)
        ask(superuser, "update membership set status = 'active'")
        before = ask(superuser, MEMBERS)
        for email in (EMAIL, "b@prov.example"):
            with pytest.raises(BootstrapError, match="Provinsi Jawa Barat has an active admin"):
                await bootstrap(empty, email, None)
        assert ask(superuser, MEMBERS) == before
        assert len(ask(superuser, "select from one_time_link")) == 1


class TestRefusal:
    @pytest.mark.parametrize(("email", "name"), [("nobody", None), (EMAIL, "a\nb"), (EMAIL, "=1")])
    async def test_of_what_cannot_be_leaves_nothing(
        self, empty: Settings, superuser: str, email: str, name: str | None
    ) -> None:
        with pytest.raises(ValidationError):
            await bootstrap(empty, email, name)
        assert ask(superuser, "select from tenant") == []

    async def test_without_a_schema_or_a_database(
        self, stack: tuple[Folder, Postgres, SeaweedFS], settings: Settings
    ) -> None:
        with another(stack[1], settings, NAME) as bare:
            with pytest.raises(BootstrapError, match="simpul migrate"):
                await bootstrap(bare, EMAIL, None)
            gone = bare.database.model_copy(
                update={"url": SecretStr("postgresql://a:rahasia@127.0.0.1:9/x")}
            )
            with pytest.raises(BootstrapError, match="cannot be reached"):
                await bootstrap(bare.model_copy(update={"database": gone}), EMAIL, None)
