"""The embedded PostgreSQL."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from api.stack import binaries, database
from api.stack.accounts import unprivileged
from api.stack.errors import StackError
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from tenants import roles

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root: it is about changing users")


def _keep(server: Postgres) -> None:
    with psycopg.connect(server.superuser_dsn()) as connection:
        connection.execute("create table kept as select 42 as answer")


def _kept(server: Postgres) -> object:
    with psycopg.connect(server.superuser_dsn()) as connection:
        row = connection.execute("select answer from kept").fetchone()
        assert row is not None
        return row[0]


class TestServer:
    def test_listens_on_loopback_only(
        self, postgres: Postgres, listening: Callable[[int], set[tuple[str, int]]]
    ) -> None:
        assert listening(postgres.pid) == {("127.0.0.1", postgres.port)}

    def test_sorts_and_folds_unicode_without_the_system_locale(self, postgres: Postgres) -> None:
        with psycopg.connect(postgres.superuser_dsn(database.DATABASE)) as connection:
            row = connection.execute(
                "select datlocprovider, datlocale, upper('é') from pg_database "
                "where datname = current_database()"
            ).fetchone()
        assert row == ("b", "C.UTF-8", "É")

    def test_refuses_a_wrong_password(self, postgres: Postgres) -> None:
        dsn = postgres.dsn("postgres", "wrong", "postgres")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(dsn)

    @as_root
    def test_runs_as_an_unprivileged_user(self, postgres: Postgres) -> None:
        assert Path(f"/proc/{postgres.pid}").stat().st_uid != 0


class TestRoles:
    def test_the_login_role_may_do_nothing_by_itself(self, login_dsn: str) -> None:
        with psycopg.connect(login_dsn, autocommit=True) as connection:
            row = connection.execute(
                "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolinherit "
                "from pg_roles where rolname = current_user"
            ).fetchone()
            assert row == (False,) * 5
            for statement in (
                "create table public.t ()",
                "create temporary table t ()",
                "create schema s",
                "set role simpul_owner",
                "create database d",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement)
            for reach in roles.REACHES:
                connection.execute(
                    psycopg.sql.SQL("set role {}").format(psycopg.sql.Identifier(reach))
                )
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute("create table public.t ()")
        other = login_dsn.removesuffix(database.DATABASE) + "postgres"
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(other)

    def test_the_owner_owns_the_schema(self, owner_dsn: str) -> None:
        with psycopg.connect(owner_dsn) as connection:
            connection.execute("create table public.t ()")
            connection.execute("create extension pg_trgm")
            connection.rollback()

    def test_preparing_again_changes_nothing(self, postgres: Postgres) -> None:
        database.prepare(postgres, postgres.folder.secrets)


class TestRestart:
    def test_keeps_the_data(self, data: Path) -> None:
        with Folder(data) as folder:
            server = Postgres(folder)
            server.start()
            _keep(server)
            server.stop()
            assert server.pid == 0
        with Folder(data) as folder:
            server = Postgres(folder, settings={"work_mem": "8MB"})
            try:
                server.start()
                assert _kept(server) == 42
            finally:
                server.stop()

    def test_ends_the_orphan_of_a_killed_launcher(self, data: Path) -> None:
        # A launcher without setpriv in its PATH: its children outlive it.
        script = (
            "import sys, pathlib, os\n"
            "os.environ['PATH'] = '/nowhere'\n"
            "from api.stack.folder import Folder\n"
            "from api.stack.postgres import Postgres\n"
            "from api.stack import home; home.can_reach = lambda *_: True\n"
            "folder = Folder(pathlib.Path(sys.argv[1])).__enter__()\n"
            "server = Postgres(folder); server.start(); print(server.pid, flush=True)\n"
            "sys.stdin.read()"
        )
        launcher = subprocess.Popen(
            [sys.executable, "-c", script, data],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert launcher.stdout is not None
        orphan = int(launcher.stdout.readline())
        launcher.kill()
        launcher.communicate()
        os.kill(orphan, 0)
        with Folder(data) as folder:
            server = Postgres(folder)
            try:
                server.start()
                assert server.pid != orphan
                assert not Path(f"/proc/{orphan}/cwd").exists()
            finally:
                server.stop()

    def test_starts_over_the_pid_file_of_a_killed_server(self, data: Path) -> None:
        with Folder(data) as folder:
            server = Postgres(folder)
            server.start()
            _keep(server)
            os.kill(server.pid, signal.SIGKILL)
            server.stop()
            pid_file = data / "postgres" / "data" / "postmaster.pid"
            lines = pid_file.read_text().splitlines()
            pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))
            try:
                server.start()
                assert _kept(server) == 42
            finally:
                server.stop()

    def test_throws_away_a_half_made_database(self, data: Path) -> None:
        with Folder(data) as folder:
            half = data / "postgres" / "data.new"
            half.mkdir(parents=True)
            (half / "PG_VERSION").write_text("18\n")
            if os.geteuid() == 0:
                half.parent.chmod(0o711)
            server = Postgres(folder)
            try:
                server.start()
                assert not half.exists()
            finally:
                server.stop()


@as_root
class TestAsRoot:
    def test_puts_the_database_where_its_user_can_reach_it(self, data: Path, shelter: Path) -> None:
        data.mkdir(mode=0o700)
        told: list[str] = []
        for act in (_keep, _kept):
            with Folder(data) as folder:
                server = Postgres(folder, say=told.append)
                try:
                    server.start()
                    act(server)
                finally:
                    server.stop()
        (place,) = shelter.iterdir()
        assert [str(place) in sentence for sentence in told] == [True]
        assert stat.S_IMODE((place / "data").stat().st_mode) == 0o700
        assert (place / "data").stat().st_uid != 0

    def test_says_that_the_database_is_gone(self, data: Path) -> None:
        with Folder(data) as folder:
            folder.remember(database_home=str(data / "elsewhere"))
            with pytest.raises(StackError, match="which is gone"):
                Postgres(folder).start()

    def test_says_that_the_database_is_out_of_reach(self, data: Path) -> None:
        with Folder(data) as folder:
            server = Postgres(folder)
            server.start()
            server.stop()
            data.chmod(0o700)
            with pytest.raises(StackError, match=r"can no longer reach .* chmod o\+x"):
                server.start()

    def test_copies_programs_that_its_user_cannot_reach(
        self, data: Path, monkeypatch: pytest.MonkeyPatch, hidden_wheel: Path
    ) -> None:
        monkeypatch.setattr(binaries, "wheel_folder", lambda: hidden_wheel)
        with Folder(data) as folder:
            server = Postgres(folder)
            try:
                server.start()
                program = Path(f"/proc/{server.pid}/exe").readlink()
                assert program.is_relative_to(data / "postgres")
                maps = Path(f"/proc/{server.pid}/maps").read_text()
                assert str(hidden_wheel.parents[2]) not in maps
                database.prepare(server, folder.secrets)
            finally:
                server.stop()

    def test_takes_the_owner_of_the_data_that_is_there(self, tmp_path: Path) -> None:
        nobody = 65534
        os.chown(tmp_path, nobody, nobody)
        account = unprivileged(tmp_path)
        assert account is not None
        assert account.uid == nobody


class TestBinaries:
    def test_takes_another_postgresql(self, data: Path) -> None:
        with Folder(data) as folder:
            server = Postgres(folder, binaries.wheel_folder())
            try:
                server.start()
            finally:
                server.stop()

    def test_refuses_a_folder_without_programs(self, tmp_path: Path) -> None:
        with pytest.raises(StackError, match="no postgres and no initdb"):
            binaries.find(tmp_path, None, tmp_path)

    @pytest.mark.parametrize(
        ("script", "sentence"),
        [
            ("echo 'postgres (PostgreSQL) 16.4'", "holds PostgreSQL 16; Simpul needs 17"),
            ("exit 1", "cannot run"),
        ],
    )
    def test_refuses_what_it_cannot_use(self, tmp_path: Path, script: str, sentence: str) -> None:
        for name in ("postgres", "initdb"):
            (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
            (tmp_path / name).chmod(0o755)
        with pytest.raises(StackError, match=sentence):
            binaries.find(tmp_path, None, tmp_path)

    def test_refuses_data_of_another_version(self, data: Path) -> None:
        with Folder(data) as folder:
            server = Postgres(folder)
            server.start()
            server.stop()
            (data / "postgres" / "data" / "PG_VERSION").write_text("17\n")
            with pytest.raises(StackError, match="was made by PostgreSQL 17"):
                server.start()
