"""`simpul roles`, run by psql on a cluster of its own: roles belong to a whole cluster."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from typer.testing import CliRunner

from api import cli
from api.stack import binaries
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from api.stack.seaweed import SeaweedFS
from migrations.run import upgrade
from tenants import roles
from tenants.safety import examine_database
from tenants.session import make_engine
from tests.conftest import FAST
from tests.tenants.attempts import ask

PASSWORDS = {"SIMPUL_OWNER_PASSWORD": "it's the owner's", "SIMPUL_LOGIN_PASSWORD": 'a "login" \\'}
# What the script makes, as the catalogue has it.
ATTRIBUTES = (
    "select rolname, rolcanlogin, rolinherit, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole"
    " from pg_roles where rolname like 'simpul\\_%%' order by 1"
)
MEMBERSHIPS = (
    "select roleid::regrole::text, member::regrole::text, inherit_option, set_option, admin_option"
    " from pg_auth_members where member::regrole::text like 'simpul\\_%%' order by 1"
)
DATABASE = "select datdba::regrole::text, datacl::text from pg_database where datname = 'simpul'"
SCHEMA = "select nspowner::regrole::text, nspacl::text from pg_namespace where nspname = 'public'"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Postgres]:
    """A cluster as PostgreSQL makes it, with no role of ours."""
    parent = Path(tempfile.mkdtemp(prefix="simpul-test-"))
    parent.chmod(0o711)
    with Folder(parent / "data") as folder:
        postgres = Postgres(folder, settings=FAST)
        try:
            postgres.start()
            yield postgres
        finally:
            postgres.stop()
    shutil.rmtree(parent)


def run_script(
    postgres: Postgres, passwords: dict[str, str], before: str = ""
) -> subprocess.CompletedProcess[str]:
    printed = CliRunner().invoke(cli.app, ["roles"])
    assert printed.exit_code == 0
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SIMPUL_", "PG"))
    }
    return subprocess.run(
        [binaries.wheel_folder() / "psql", "--no-psqlrc", "--quiet", postgres.superuser_dsn()],
        input=before + printed.stdout,
        env={**kept, **passwords},
        capture_output=True,
        text=True,
        check=False,
    )


def url_of(postgres: Postgres, role: str) -> str:
    variable = f"SIMPUL_{role.removeprefix('simpul_').upper()}_PASSWORD"
    return postgres.dsn(role, PASSWORDS[variable], "simpul")


def made(postgres: Postgres) -> list[Any]:
    inside = postgres.superuser_dsn("simpul")
    return [ask(inside, query) for query in (ATTRIBUTES, MEMBERSHIPS, DATABASE, SCHEMA)]


class TestScript:
    """On one cluster, in this order."""

    @pytest.mark.parametrize("missing", list(PASSWORDS))
    def test_makes_nothing_without_both_passwords(self, cluster: Postgres, missing: str) -> None:
        run = run_script(cluster, {n: v for n, v in PASSWORDS.items() if n != missing})
        assert run.returncode != 0
        assert f"{missing} is not set" in run.stderr
        assert ask(cluster.superuser_dsn(), ATTRIBUTES) == []

    def test_makes_what_the_embedded_stack_has(
        self, cluster: Postgres, stack: tuple[Folder, Postgres, SeaweedFS]
    ) -> None:
        run = run_script(cluster, PASSWORDS)
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
        assert made(cluster) == made(stack[1])

    def test_makes_roles_that_may_little(self, cluster: Postgres) -> None:
        nothing = (False, False, False, False)  # superuser, row-level security, databases, roles
        found = {name: rest for name, *rest in ask(cluster.superuser_dsn(), ATTRIBUTES)}
        assert found == {
            roles.OWNER: [True, True, *nothing],
            roles.LOGIN: [True, False, *nothing],
            **{reach: [False, True, *nothing] for reach in roles.REACHES},
        }
        # Neither inherited nor passed on: the login role becomes a reach, it is none.
        assert ask(cluster.superuser_dsn(), MEMBERSHIPS) == [
            (reach, roles.LOGIN, False, True, False) for reach in sorted(roles.REACHES)
        ]

    def test_may_run_again_with_other_passwords(self, cluster: Postgres) -> None:
        before = made(cluster)
        other = {name: f"new {value}" for name, value in PASSWORDS.items()}
        for passwords in (other, PASSWORDS):
            run = run_script(cluster, passwords)
            assert (run.returncode, run.stderr) == (0, "")
        assert made(cluster) == before

    def test_takes_passwords_from_its_input_too(self, cluster: Postgres) -> None:
        # Where psql runs elsewhere, as in helm/simpul/README.md, its environment is not ours.
        given = "\\set owner_password piped\n\\set login_password piped\n"
        assert run_script(cluster, {}, before=given).returncode == 0
        psycopg.connect(cluster.dsn(roles.OWNER, "piped", "simpul")).close()
        assert run_script(cluster, PASSWORDS).returncode == 0

    async def test_is_enough_to_migrate_and_to_serve(self, cluster: Postgres) -> None:
        upgrade(url_of(cluster, roles.OWNER))
        engine: AsyncEngine = make_engine(url_of(cluster, roles.LOGIN), 1)
        async with engine.connect() as connection:
            findings = await examine_database(connection)
        await engine.dispose()
        assert [finding for finding in findings if not finding.good] == []

    def test_keeps_others_out(self, cluster: Postgres) -> None:
        with psycopg.connect(cluster.superuser_dsn(), autocommit=True) as connection:
            connection.execute("create role stranger login password 'stranger'")
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(cluster.dsn("stranger", "stranger", "simpul"))


class TestText:
    def test_holds_no_password(self) -> None:
        given = re.findall(r" password (.+)", roles.script("simpul"))
        assert given == [":'owner_password';", ":'login_password';"]

    def test_is_of_the_named_database(self) -> None:
        assert '\\connect "province_51"\n' in roles.script("province_51")
        assert '"simpul"' not in roles.script("province_51")

    @pytest.mark.parametrize("name", ["Simpul", "simpul; drop", "", "a" * 64, "5"])
    def test_refuses_names_that_need_quotes(self, name: str) -> None:
        run = CliRunner().invoke(cli.app, ["roles", "--database", name])
        assert run.exit_code == 2
        assert "--database" in run.output
