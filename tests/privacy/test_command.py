"""`simpul privacy`, as an administrator types it."""

import asyncio
import json
import os
import subprocess
from pathlib import Path

import pytest
import typer

from api.privacy_cli import _moment
from api.settings import Settings
from tenants.session import Sessions
from tests.cli.test_cli import BARE, PROGRAM, Run
from tests.members.people import address, join
from tests.privacy.somebody import HOME, Somebody, end_clients
from tests.tenants.attempts import ask
from tests.world import World

Capture = pytest.CaptureFixture[str]
STATE = "select name, version from person where id = %(id)s"


async def privacy(*arguments: str, typed: str = "") -> Run:
    """Run it on the database of the tests, with this typed at the terminal."""
    given = {name: os.environ[name] for name in os.environ if name.startswith("SIMPUL_")}

    def run() -> Run:
        return subprocess.run(
            [PROGRAM, "privacy", *arguments],
            env={**BARE, "COLUMNS": "200", "NO_COLOR": "1", **given},
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return await asyncio.to_thread(run)


class TestExport:
    async def test_to_a_file_for_its_owner_alone(self, somebody: Somebody, tmp_path: Path) -> None:
        path = tmp_path / "data.json"
        path.touch(mode=0o644)
        run = await privacy("export", somebody.email, "--output", str(path))
        assert (run.returncode, run.stdout) == (0, ""), run.stderr
        assert path.stat().st_mode & 0o777 == 0o600
        found = json.loads(path.read_text(encoding="utf-8"))
        assert found["account"]["person"][0]["email"] == somebody.email
        printed = await privacy("export", str(somebody.id))
        assert json.loads(printed.stdout)["tenants"].keys() == found["tenants"].keys()

    async def test_of_nobody(self, world: World) -> None:
        assert world
        run = await privacy("export", "tak-dikenal@contoh.example")
        assert (run.returncode, run.stdout) == (1, "")
        assert run.stderr == "simpul: nothing is kept about anybody of this address or id.\n"

    async def test_to_where_nobody_can_write(self, somebody: Somebody, tmp_path: Path) -> None:
        run = await privacy("export", somebody.email, "--output", str(tmp_path / "no" / "x.json"))
        assert run.returncode == 1
        assert "No such file or directory" in run.stderr
        assert "Traceback" not in run.stderr


class TestOfficeContact:
    async def test_of_nobody_else_is_known_too(self, world: World, superuser_url: str) -> None:
        assert world
        email = address()
        given = {"email": email.title(), "code": "32.73"}
        ask(superuser_url, "update tenant set email = %(email)s where code = %(code)s", **given)
        exported = await privacy("export", email)
        assert exported.returncode == 0, exported.stderr
        [contact] = json.loads(exported.stdout)["account"]["office_contacts"]
        assert (contact["email"], contact["tenant"]) == (email.title(), "32.73")
        run = await privacy("erase", email, "--yes")
        assert run.returncode == 0, run.stderr
        query = "select email from tenant where code = %(code)s"
        assert ask(superuser_url, query, code="32.73") == [(None,)]


class TestErase:
    async def test_shows_asks_and_does(
        self, sessions: Sessions, somebody: Somebody, superuser_url: str
    ) -> None:
        await end_clients(sessions, somebody)
        before = ask(superuser_url, STATE, id=somebody.id)
        asked = await privacy("erase", somebody.email, typed="n\n")
        assert asked.returncode == 1
        assert f"{somebody.id}: would be changed" in asked.stdout
        assert f"  {HOME}  reports  1" in asked.stdout.splitlines()
        assert ask(superuser_url, STATE, id=somebody.id) == before
        assert (await somebody.caller.get("/v1/me")).status_code == 200
        done = await privacy("erase", somebody.email, typed="y\n")
        assert done.returncode == 0, done.stderr
        assert f"{somebody.id}: changed" in done.stdout
        assert ask(superuser_url, STATE, id=somebody.id) == [("(dihapus)", before[0][1] + 1)]

    async def test_again_says_so(
        self, sessions: Sessions, world: World, superuser_url: str
    ) -> None:
        assert world
        one = await join(sessions, HOME, "viewer")
        person = one.human.person_id
        run = await privacy("erase", person, "--yes")
        assert run.returncode == 0, run.stderr
        before = ask(superuser_url, STATE, id=person)
        again = await privacy("erase", person, "--yes")
        assert again.returncode == 0
        assert again.stdout == f"{person} was erased before. Nothing was changed.\n"
        assert ask(superuser_url, STATE, id=person) == before

    async def test_what_stands_against_it_is_a_sentence(
        self, somebody: Somebody, superuser_url: str
    ) -> None:
        before = ask(superuser_url, STATE, id=somebody.id)
        run = await privacy("erase", somebody.email, "--yes")
        assert (run.returncode, run.stdout) == (1, "")
        assert run.stderr.startswith(f"simpul: He answers for clients of {HOME}")
        assert ask(superuser_url, STATE, id=somebody.id) == before


class TestAffected:
    async def test_writes_a_list_and_letters(self, somebody: Somebody, tmp_path: Path) -> None:
        folder = tmp_path / "breach"
        run = await privacy(
            *("affected", "--since", "2026-01-01T00:00", "--until", "2099-01-01T00:00+09:00"),
            *("--known-at", "2026-11-21T08:30", "--output", str(folder)),
        )
        assert run.returncode == 0, run.stderr
        table, letter = folder / "affected.csv", folder / "letter.md"
        assert {path.stat().st_mode & 0o777 for path in (table, letter)} == {0o600}
        assert somebody.email in table.read_text(encoding="utf-8-sig")
        text = letter.read_text(encoding="utf-8")
        assert "Antara 1 Januari 2026 pukul 00.00 WIB" in text
        assert "31 Desember 2098 pukul 22.00 WIB" in text
        assert "24 November 2026 pukul 08.30 WIB" in text
        assert run.stdout.endswith(f"wrote {table} and {letter}\n")

    async def test_the_folder_must_be_one(self, world: World, tmp_path: Path) -> None:
        assert world
        path = tmp_path / "file"
        path.touch()
        given = ("--since", "2026-01-01", "--until", "2026-01-02", "--output", str(path))
        run = await privacy("affected", *given)
        assert (run.returncode, run.stderr) == (1, f"{path}: File exists.\n")

    def test_a_moment_must_be_one(self, settings: Settings, capsys: Capture) -> None:
        for given in ("kemarin", "2026-13-01", ""):
            with pytest.raises(typer.Exit) as refused:
                _moment(settings, "--since", given)
            assert refused.value.exit_code == 2
            assert capsys.readouterr().err.startswith("--since takes a moment")

    async def test_a_window_must_be_one(self, settings: Settings) -> None:
        assert settings
        run = await privacy("affected", "--since", "2026-01-02", "--until", "2026-01-01")
        assert (run.returncode, run.stderr) == (2, "--since must be before --until.\n")


async def test_on_a_folder_where_nothing_runs(tmp_path: Path) -> None:
    run = await privacy("export", address(), "--data", str(tmp_path))
    assert run.returncode == 1
    assert run.stderr.startswith("simpul: No simpul up runs on")
