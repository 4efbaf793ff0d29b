"""`simpul bootstrap` as an administrator types it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.settings import Settings
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from api.stack.seaweed import SeaweedFS
from tests.cli.test_cli import simpul
from tests.tenants.attempts import ask
from tests.tenants.databases import migrated

NAME = "test_cli_bootstrap"


@pytest.fixture
def variables(
    stack: tuple[Folder, Postgres, SeaweedFS], settings: Settings
) -> Iterator[dict[str, str]]:
    with migrated(stack[1], settings, NAME) as spare:
        yield {
            **{name: os.environ[name] for name in os.environ if name.startswith("SIMPUL_")},
            "SIMPUL_DATABASE__URL": spare.database.url.get_secret_value(),
        }


class TestBootstrap:
    def test_prints_the_link_alone(
        self, stack: tuple[Folder, Postgres, SeaweedFS], variables: dict[str, str]
    ) -> None:
        run = simpul("bootstrap", "--admin-email", "a@prov.example", given=variables)
        assert run.returncode == 0, run.stderr
        [line] = run.stdout.splitlines()
        assert line.startswith(f"{variables['SIMPUL_BASE_URL']}/invitation/")
        assert "a@prov.example" in run.stderr
        ask(stack[1].superuser_dsn(NAME), "update membership set status = 'active'")
        again = simpul("bootstrap", "--admin-email", "a@prov.example", given=variables)
        assert (again.returncode, again.stdout) == (1, "")
        assert again.stderr == (
            "simpul: Provinsi Jawa Barat has an active admin already: "
            "ask its admins to invite you.\n"
        )

    @pytest.mark.parametrize(
        ("arguments", "word"),
        [
            (["--admin-email", "nobody"], "--admin-email"),
            (["--admin-email", "a@prov.example", "--admin-name", ""], "--admin-name"),
            ([], "--admin-email"),
        ],
    )
    def test_refuses_in_a_sentence(
        self, variables: dict[str, str], arguments: list[str], word: str
    ) -> None:
        run = simpul("bootstrap", *arguments, given=variables)
        assert (run.returncode, run.stdout) == (2, "")
        assert word in run.stderr
        assert "Traceback" not in run.stderr

    def test_needs_a_simpul_up_that_runs(self, tmp_path: Path) -> None:
        run = simpul("bootstrap", "--admin-email", "a@prov.example", "--data", str(tmp_path))
        assert (run.returncode, run.stdout) == (1, "")
        assert run.stderr == (
            f"simpul: No simpul up runs on {tmp_path}. Start it: simpul up --data {tmp_path}\n"
        )
        assert list(tmp_path.iterdir()) == []

    def test_names_the_settings_that_are_missing(self, tmp_path: Path) -> None:
        run = simpul("bootstrap", "--admin-email", "a@prov.example", cwd=tmp_path)
        assert run.returncode == 2
        assert "SIMPUL_DATABASE" in run.stderr
