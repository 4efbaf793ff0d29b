"""The supervisor: start, watch, stop."""

import json
import os
import signal
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from api.stack.environment import time_zone
from api.stack.parts import UpOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.stack.conftest import Up

LIMIT_SECONDS = 20


def _processes(stack: "Up") -> dict[str, int]:
    found: dict[str, int] = json.loads((stack.data / "processes.json").read_text())
    return found


def _running(pid: int) -> bool:
    # A zombie has no working folder: it ended, though nobody has asked yet how.
    try:
        Path(f"/proc/{pid}/cwd").readlink()
    except OSError:
        return False
    return True


def _wait_for_end(pids: list[int]) -> None:
    deadline = time.monotonic() + LIMIT_SECONDS
    while any(_running(pid) for pid in pids):
        assert time.monotonic() < deadline, [pid for pid in pids if _running(pid)]
        time.sleep(0.02)


def _starts(stack: "Up") -> int:
    """How often the stack was prepared: a row each time, read as its superuser."""
    secrets = json.loads((stack.data / "secrets.json").read_text())
    arguments = Path(f"/proc/{_processes(stack)['postgres']}/cmdline").read_text().split("\0")
    port = next(text.removeprefix("port=") for text in arguments if text.startswith("port="))
    dsn = f"postgresql://postgres:{secrets['superuser']}@127.0.0.1:{port}/simpul"
    with psycopg.connect(dsn) as connection:
        row = connection.execute("select count(*) from start").fetchone()
        assert row is not None
        return int(row[0])


class TestLife:
    def test_starts_stops_and_keeps_its_data(self, up: "Callable[[], Up]") -> None:
        stack = up()
        stack.start()
        pids = _processes(stack)
        assert set(pids) == {"supervisor", "api", "worker", "postgres", "seaweedfs"}
        assert pids["supervisor"] == stack.running.pid
        credentials = stack.data / "credentials.json"
        assert credentials.stat().st_mode & 0o777 == 0o600
        base_url = f"http://127.0.0.1:{stack.port}"
        assert json.loads(credentials.read_text())["base_url"] == base_url
        assert stack.stop(signal.SIGINT) < LIMIT_SECONDS
        assert stack.running.returncode == 0
        assert not any(_running(pid) for pid in pids.values())
        assert not (stack.data / "processes.json").exists()
        state = stack.data / "state.json"
        known = json.loads(state.read_text())
        known.pop("filling")
        state.write_text(json.dumps(known))
        stack.start()
        assert _starts(stack) == 2, "without the mark, what is there is kept"
        assert stack.stop() < LIMIT_SECONDS

    def test_starts_again_after_all_of_it_was_killed(self, up: "Callable[[], Up]") -> None:
        stack = up()
        stack.start()
        pids = _processes(stack)
        for pid in pids.values():
            os.kill(pid, signal.SIGKILL)
        stack.running.communicate()
        stack.start()
        assert _starts(stack) == 2

    def test_leaves_no_process_when_only_the_supervisor_was_killed(
        self, up: "Callable[[], Up]"
    ) -> None:
        stack = up()
        stack.start()
        pids = _processes(stack)
        stack.running.kill()
        stack.running.communicate()
        _wait_for_end(list(pids.values()))
        stack.start()
        assert _starts(stack) == 2

    def test_two_run_at_once(self, up: "Callable[[], Up]") -> None:
        first, second = up(), up()
        first.launch()
        second.start()
        first.wait_until_ready()
        assert (_starts(first), _starts(second)) == (1, 1)

    def test_stops_in_time_when_the_children_do_not_listen(self, up: "Callable[[], Up]") -> None:
        stack = up()
        stack.start("--stubborn")
        pids = _processes(stack)
        stack.running.send_signal(signal.SIGINT)
        time.sleep(0.1)
        assert stack.stop(signal.SIGTERM) < LIMIT_SECONDS
        assert stack.running.returncode == 0
        assert not any(_running(pid) for pid in pids.values())


class TestRefusals:
    def test_of_a_taken_port(self, up: "Callable[[], Up]") -> None:
        stack = up()
        with socket.create_server(("127.0.0.1", stack.port)):
            output = stack.launch().communicate()
        assert stack.running.returncode == 1
        assert f"Port {stack.port} on 127.0.0.1 is taken" in output[1]
        assert output[0] == ""

    def test_of_a_folder_in_use_and_of_another_province(self, up: "Callable[[], Up]") -> None:
        stack, other = up(), up()
        stack.start()
        other.data = stack.data
        assert "is using" in other.launch().communicate()[1]
        assert other.running.returncode == 1
        stack.stop()
        assert (
            "the data of province 32, not 33" in other.launch("--province", "33").communicate()[1]
        )
        assert other.running.returncode == 1


class TestTrouble:
    def test_a_signal_during_the_start_stops_what_runs(self, up: "Callable[[], Up]") -> None:
        stack = up()
        process = stack.launch("--slow-prepare")
        stack.wait_until_told("preparing")
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(LIMIT_SECONDS) == 0
        assert time.monotonic() - begun < LIMIT_SECONDS
        assert process.communicate()[0] == ""
        assert not _left(stack.data)

    @pytest.mark.parametrize("moment", [0.25, 0.5])
    def test_an_early_signal_too(self, up: "Callable[[], Up]", moment: float) -> None:
        stack = up()
        process = stack.launch("--slow-prepare")
        while not (stack.data / "logs").exists():
            time.sleep(0.01)
        time.sleep(moment)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        assert process.wait(LIMIT_SECONDS) == 0
        assert not _left(stack.data)

    def test_a_first_start_that_did_not_finish_begins_anew(self, up: "Callable[[], Up]") -> None:
        stack = up()
        process = stack.launch("--slow-prepare")
        stack.wait_until_told("preparing")
        process.kill()
        process.wait()
        process.communicate()
        stack.start()
        assert (stack.data / "credentials.json").exists(), "the half-filled database was kept"

    def test_a_child_that_ends_is_named_with_its_log(self, up: "Callable[[], Up]") -> None:
        stack = up()
        stack.launch("--no-worker")
        _, told = stack.running.communicate(timeout=LIMIT_SECONDS)
        assert stack.running.returncode == 1
        assert "The worker ended" in told
        assert "the worker is of no use" in told
        assert not _left(stack.data)


def _left(data: Path) -> list[str]:
    """Command lines of processes that know the folder."""
    lines = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_text().replace("\0", " ")
        except OSError:
            continue
        if str(data) in line:
            lines.append(line)
    return lines


class TestOptions:
    @pytest.mark.parametrize(
        ("host", "base_url"),
        [
            ("127.0.0.1", "http://127.0.0.1:8000"),
            ("0.0.0.0", "http://127.0.0.1:8000"),
            ("::1", "http://[::1]:8000"),
        ],
    )
    def test_name_an_address_that_people_can_type(self, host: str, base_url: str) -> None:
        assert UpOptions(host=host).base_url == base_url

    def test_provinces_have_their_time_zone(self) -> None:
        zones = [time_zone(province) for province in ("32", "61", "51", "96")]
        assert zones == ["Asia/Jakarta", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
