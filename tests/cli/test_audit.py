"""`simpul audit` as an inspectorate and an administrator type it."""

import asyncio
import os
import secrets
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.audit import verifier
from api.cli import app
from api.errors import UnavailableError
from api.media.store import ensure_buckets
from api.seeds.bootstrap import bootstrap
from api.settings import Settings
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from api.stack.seaweed import SeaweedFS
from tests.audit.links import exported, made
from tests.cli.test_cli import simpul as program
from tests.tenants.attempts import ask
from tests.tenants.databases import migrated

NAME = "test_cli_audit"
APPEND = """
select set_config('app.tenant_id', id::text, false), audit_append(id, '{{"action":"test"}}')
from tenant, generate_series(1, {}) where code = '32'
"""
CUT = "delete from audit_event where seq > 2 returning seq"


@pytest.fixture(scope="module")
def deployment(stack: tuple[Folder, Postgres, SeaweedFS], settings: Settings) -> Iterator[Settings]:
    """One province without a past, and a bucket of its own."""
    with migrated(stack[1], settings, NAME) as spare:
        changed = {"audit_bucket": f"audit-cli-{secrets.token_hex(4)}"}
        storage = settings.storage.model_copy(update=changed)
        ensure_buckets(storage)
        made = spare.model_copy(update={"storage": storage})
        asyncio.run(bootstrap(made, "a@prov.example", None))
        yield made


@pytest.fixture
def folder(tmp_path: Path, deployment: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands are typed: an empty folder, with the settings of that deployment."""
    monkeypatch.setattr("api.stack.running.get_settings", lambda: deployment)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def simpul(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["audit", *arguments])


def variables(deployment: Settings) -> dict[str, str]:
    """The same settings for the program in a process of its own."""
    return {
        **{name: os.environ[name] for name in os.environ if name.startswith("SIMPUL_")},
        "SIMPUL_DATABASE__URL": deployment.database.url.get_secret_value(),
        "SIMPUL_STORAGE__AUDIT_BUCKET": deployment.storage.audit_bucket,
    }


@pytest.mark.usefixtures("folder")
class TestDeployment:
    """From the first event to a cut tail; in this order."""

    def test_a_checkpoint_is_made_now(self, stack: tuple[Folder, Postgres, SeaweedFS]) -> None:
        ask(stack[1].superuser_dsn(NAME), APPEND.format(5))
        run = simpul("checkpoint")
        assert run.exit_code == 0, run.stderr
        line, summary = run.stdout.splitlines()
        assert line.startswith("32  checkpoint at ")
        assert summary == "1 made, 28 chains"
        again = simpul("checkpoint")
        assert (again.exit_code, again.stdout) == (0, "0 made, 28 chains\n")

    def test_an_export_verifies_without_any_setting(self, folder: Path) -> None:
        file = folder / "chain.ndjson"
        (folder / ".chain.ndjson.part").touch(mode=0o644)  # of a run that was killed
        run = simpul("export", "32", str(file))
        assert run.exit_code == 0, run.stderr
        assert run.stdout.startswith(f"wrote {file}: ")
        assert file.stat().st_mode & 0o777 == 0o600
        assert list(folder.iterdir()) == [file]
        verified = simpul("verify", str(file))
        assert verified.exit_code == 0
        assert verified.stdout.startswith("valid tenant=32 ")

    def test_a_cut_tail_is_found_and_not_blessed(
        self,
        stack: tuple[Folder, Postgres, SeaweedFS],
        folder: Path,
        deployment: Settings,
    ) -> None:
        ask(stack[1].superuser_dsn(NAME), CUT)
        assert simpul("checkpoint").exit_code == 1
        run = program("audit", "checkpoint", given=variables(deployment))
        assert run.returncode == 1
        assert "32  BROKEN at 3: cut-tail; no checkpoint was made" in run.stderr
        assert run.stdout == "0 made, 28 chains\n"
        file = folder / "chain.ndjson"
        assert simpul("export", "32", str(file)).exit_code == 0
        verified = simpul("verify", str(file), "--language", "en")
        assert verified.exit_code == 1
        assert verified.stdout.startswith("INVALID tenant=32 events=2 fault=cut-tail seq=3: The ")

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["export", "99.99", "x.ndjson"], "there is no tenant 99.99"),
            (["export", "32", "absent/x.ndjson"], "No such file or directory"),
            (["export", "32", "x.ndjson", "--data", "absent"], "No simpul up runs on "),
            (["checkpoint", "--data", "absent"], "No simpul up runs on "),
        ],
        ids=["no-tenant", "no-folder", "export-nothing-runs", "checkpoint-nothing-runs"],
    )
    def test_refusals_are_one_sentence(
        self, folder: Path, arguments: list[str], words: str
    ) -> None:
        run = simpul(*arguments)
        assert (run.exit_code, run.stdout) == (1, "")
        assert words in run.stderr
        assert run.stderr.count("\n") == 1
        assert list(folder.iterdir()) == []

    def test_half_an_export_is_none(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        async def cut(*_: object) -> AsyncIterator[bytes]:
            yield b"half"
            raise UnavailableError

        (folder / "chain.ndjson").write_bytes(b"of before")
        monkeypatch.setattr("api.checkpoints.exporting.lines", cut)
        assert simpul("export", "32", "chain.ndjson").exit_code == 1
        assert [path.read_bytes() for path in folder.iterdir()] == [b"of before"]

    def test_without_the_storage_there_is_no_export(
        self, folder: Path, deployment: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        storage = deployment.storage.model_copy(update={"audit_bucket": "simpul-nowhere"})
        gone = deployment.model_copy(update={"storage": storage})
        monkeypatch.setattr("api.stack.running.get_settings", lambda: gone)
        for command in (["export", "32", "x.ndjson"], ["checkpoint"]):
            run = simpul(*command)
            assert run.exit_code == 1
            assert "the storage of the checkpoints gives no answer" in run.stderr
            assert isinstance(run.exception, SystemExit)
        assert list(folder.iterdir()) == []


class TestVerify:
    def test_exits_with_two_for_what_it_cannot_read(self, tmp_path: Path) -> None:
        run = simpul("verify", str(tmp_path / "absent"))
        assert run.exit_code == 2
        assert run.stdout.startswith("unreadable: ")

    def test_takes_a_checkpoint_of_somebody_else(self, folder: Path) -> None:
        links = made(4)
        (folder / "chain").write_bytes(exported(links))
        for hash_, status in ((links[2].hash, 0), ("0" * 64, 1)):
            text = f'{{"tenant": "32.04", "seq": 3, "hash": "{hash_}"}}'
            (folder / "known").write_text(text)
            arguments = ("chain", "--against", "known")
            run = simpul("verify", *arguments)
            assert run.exit_code == status, run.stdout

    def test_asks_nobody(self, folder: Path) -> None:
        (folder / "chain").write_bytes(exported(made(4)))
        code = (
            "import sys; from api.audit_cli import app\n"
            "try: app(['verify', 'chain'])\n"
            "except SystemExit as end: assert end.code == 0, end.code\n"
            "loaded = {'sqlalchemy', 'boto3', 'psycopg', 'fastapi', 'pydantic_settings'}\n"
            "assert not loaded & set(sys.modules), loaded & set(sys.modules)"
        )
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": str(Path(__file__).parents[2])},
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr


class TestScript:
    def test_is_printed_to_the_letter(self) -> None:
        run = simpul("script")
        assert run.exit_code == 0
        assert run.stdout == Path(verifier.__file__).read_text(encoding="utf-8")
