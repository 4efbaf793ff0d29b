"""`simpul keys`, as an administrator types it."""

import json
from pathlib import Path

import pytest

from api.encryption import sealing
from api.keyfiles import read
from api.oauth.keys import ensure
from tests.cli.test_cli import Run, simpul


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The two key files of a `simpul up`."""
    ensure(tmp_path / "keys.json")
    sealing.ensure(tmp_path / "sealing-keys.json")
    return tmp_path


def kids(path: Path) -> list[str]:
    return [str(key.kid) for key in read(path).keys]


def first_words(run: Run) -> list[str]:
    assert run.returncode == 0, run.stderr
    return [line.partition("  ")[0] for line in run.stdout.splitlines()]


class TestList:
    def test_tells_what_each_key_does(self, folder: Path) -> None:
        (old,) = kids(folder / "keys.json")
        (new, *_) = first_words(simpul("keys", "rotate", "--data", str(folder)))
        run = simpul("keys", "list", "--data", str(folder))
        lines = run.stdout.splitlines()
        assert lines[0].startswith(f"{new}  in use from 20")
        assert lines[1:] == [f"{old}  in use"]
        private = json.loads((folder / "keys.json").read_text())["keys"][0]["d"]
        assert private not in run.stdout


class TestRotate:
    def test_by_environment_folder_and_file(self, folder: Path) -> None:
        path = folder / "keys.json"
        ways: list[tuple[list[str], dict[str, str]]] = [
            ([], {"SIMPUL_OAUTH__KEYS_FILE": str(path)}),
            (["--data", str(folder)], {}),
            (["--file", str(path)], {}),
        ]
        for options, given in ways:
            count = len(kids(path))
            simpul("keys", "rotate", "signing", *options, given=given)
            assert len(kids(path)) == count + 1

    def test_a_symbolic_link_stays_one(self, folder: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.json"
        link.symlink_to(folder / "keys.json")
        assert simpul("keys", "rotate", "--file", str(link)).returncode == 0
        assert link.is_symlink()
        assert len(kids(folder / "keys.json")) == 2

    def test_stolen_drops_the_former(self, folder: Path) -> None:
        (old,) = kids(folder / "keys.json")
        run = simpul("keys", "rotate", "--stolen", "--data", str(folder))
        assert f"{old}  dropped" in run.stdout
        assert old not in kids(folder / "keys.json")

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ((), "SIMPUL_OAUTH__KEYS_FILE"),
            (("encryption",), "SIMPUL_"),
            (("--file", "/nowhere/keys.json"), "/nowhere"),
            (("--data", "/nowhere"), "/nowhere"),
            (("encryption", "--data", "/nowhere"), "No simpul up runs on /nowhere"),
        ],
    )
    def test_says_what_is_missing(self, arguments: tuple[str, ...], said: str) -> None:
        run = simpul("keys", "rotate", *arguments)
        assert run.returncode != 0
        assert said in run.stderr
        assert "Traceback" not in run.stderr

    def test_a_broken_file_is_left_alone(self, folder: Path) -> None:
        path = folder / "keys.json"
        path.write_text("{}")
        run = simpul("keys", "rotate", "--file", str(path))
        assert (run.returncode, path.read_text()) == (1, "{}")
        assert "no private JWK Set" in run.stderr

    def test_an_encryption_key_in_a_copy_comes_into_use_later(self, folder: Path) -> None:
        path = folder / "sealing-keys.json"
        (old,) = kids(path)
        run = simpul("keys", "rotate", "encryption", "--file", str(path))
        new = first_words(run)[0]
        assert kids(path) == [new, old]
        assert "simpul keys reseal" in run.stdout
        lines = simpul("keys", "list", "encryption", "--file", str(path)).stdout.splitlines()
        assert lines[1] == f"{old}  in use"
