"""The data folder."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from api.stack import ports
from api.stack.environment import Environment, applied, for_commands
from api.stack.errors import StackError
from api.stack.folder import Folder
from api.stack.processes import MARK


class TestEnter:
    def test_makes_private_files_once(self, data: Path) -> None:
        with Folder(data) as folder:
            first = folder.secrets
            folder.remember(province="32")
            assert {path.name for path in data.iterdir()} == {
                "lock",
                "logs",
                "secrets.json",
                "state.json",
            }
            assert all(path.stat().st_mode & 0o077 == 0 for path in data.iterdir())
        with Folder(data) as folder:
            assert folder.secrets == first
            assert folder.recall("province") == "32"
            assert folder.recall("unknown") is None

    def test_takes_an_empty_folder_and_keeps_its_mode(self, data: Path) -> None:
        data.mkdir(mode=0o700)
        with Folder(data):
            assert data.stat().st_mode & 0o777 == 0o700

    def test_is_refused_while_another_process_holds_it(self, data: Path) -> None:
        script = (
            "import sys, pathlib; from api.stack.folder import Folder\n"
            "with Folder(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", script, data], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as other:
            assert other.stdout is not None
            other.stdout.readline()
            with pytest.raises(StackError, match=rf"process {other.pid}\) is using"), Folder(data):
                pass
            other.kill()
        with Folder(data):
            pass

    @pytest.mark.parametrize("below", ["", "data"])
    def test_is_refused_where_a_file_lies(self, data: Path, below: str) -> None:
        data.write_text("")
        with pytest.raises(StackError, match="not a folder"), Folder(data / below):
            pass

    def test_is_refused_where_nobody_may_write(self) -> None:
        with pytest.raises(StackError, match="not writable"), Folder(Path("/proc/simpul")):
            pass

    def test_is_refused_without_the_secrets_of_its_data(self, data: Path) -> None:
        with Folder(data) as folder:
            folder.remember(province="32")
        (data / "secrets.json").unlink()
        with pytest.raises(StackError, match=r"secrets\.json is missing"), Folder(data):
            pass
        (data / "secrets.json").write_text("{")
        with pytest.raises(StackError, match="cannot be read"), Folder(data):
            pass


class TestCredentials:
    def test_keeps_them_at_a_new_address(self, data: Path) -> None:
        with Folder(data) as folder:
            folder.write_credentials(None, "http://127.0.0.1:1")
            nobody = {"base_url": "http://127.0.0.1:1", "people": [], "clients": []}
            assert json.loads(folder.credentials_path.read_text()) == nobody
            folder.write_credentials({"base_url": "", "people": [1]}, "http://127.0.0.1:1")
            folder.write_credentials(None, "http://127.0.0.1:2")
            assert folder.credentials_path.stat().st_mode & 0o777 == 0o600
            assert json.loads(folder.credentials_path.read_text()) == {
                "base_url": "http://127.0.0.1:2",
                "people": [1],
            }


class TestPorts:
    def test_finds_a_free_one(self) -> None:
        assert ports.is_free(ports.find())

    def test_says_that_one_is_taken(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            with pytest.raises(StackError, match=f"Port {port} on 127.0.0.1 is taken"):
                ports.require_free("127.0.0.1", port)

    def test_says_that_the_address_is_not_ours(self) -> None:
        with pytest.raises(StackError, match="Change --host"):
            ports.require_free("203.0.113.1", 8000)

    def test_gives_up_when_none_is_usable(self) -> None:
        with pytest.raises(StackError, match="No port between"):
            ports.find(lambda _: False)


class TestEnvironment:
    def test_is_private_and_read_without_the_lock(self, data: Path) -> None:
        given = {"SIMPUL_BASE_URL": "http://127.0.0.1:8000"}
        with Folder(data) as folder:
            folder.write_environment(given)
            assert folder.environment_path.stat().st_mode & 0o777 == 0o600
            assert Folder(data).read_environment() == given

    def test_goes_with_the_processes(self, data: Path) -> None:
        with Folder(data) as folder:
            folder.write_environment({})
            folder.write_processes({})
            folder.remove_processes()
        with pytest.raises(StackError, match=f"simpul up --data {data}"):
            Folder(data).read_environment()

    def test_is_not_asked_of_a_folder_that_is_not_there(self, data: Path) -> None:
        with pytest.raises(StackError, match="No simpul up runs"):
            Folder(data).read_environment()
        assert not data.exists()

    def test_tells_commands_no_more_than_the_api(self) -> None:
        made = Environment({MARK: "x", "SIMPUL_A": "1"}, {"SIMPUL_DATABASE__OWNER_URL": "secret"})
        assert for_commands(made) == {"SIMPUL_A": "1"}

    def test_is_applied_for_a_while(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SIMPUL_A", "0")
        with applied({"SIMPUL_A": "1", "SIMPUL_B": "2"}):
            assert (os.environ["SIMPUL_A"], os.environ["SIMPUL_B"]) == ("1", "2")
        assert os.environ["SIMPUL_A"] == "0"
        assert "SIMPUL_B" not in os.environ
