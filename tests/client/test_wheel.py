"""What is built and installed elsewhere: the wheel, its README's program, and its command."""

import os
import re
import subprocess
import sys
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT
from pathlib import Path
from typing import Any

import pytest
from simpul_client import connect_with_secret, raise_for_problem
from simpul_client.api.reports import get_report
from simpul_client.models import AssetStatus, ReportStatus

from tests.client.people import Browser, People
from tests.media.samples import PDF
from tests.product.running import Product

PROJECT = Path(__file__).parents[2] / "openapi" / "clients" / "python"
UV = Path(sys.executable).with_name("uv")
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
ADDRESS = re.compile(r"https?://\S+/oauth/authorize\?\S+")


def blocks() -> list[str]:
    """The programs of the README."""
    return BLOCK.findall((PROJECT / "README.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment with nothing but the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(UV, "build", "--quiet", "--wheel", "--out-dir", folder, PROJECT)
    (wheel,) = folder.glob("simpul_client-*.whl")
    _run(UV, "venv", "--quiet", "--python", sys.executable, folder / "venv")
    programs = folder / "venv" / "bin"
    _run(UV, "pip", "install", "--quiet", "--python", programs / "python", wheel)
    return programs


def _run(*command: str | Path, **options: str | Path | dict[str, str]) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=100, **options
    )  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def test_the_readmes_program_submits_a_report_that_simpulctl_accepts(
    programs: Path, demo: Product, people: People, tmp_path: Path
) -> None:
    (tmp_path / ".simpul").symlink_to(demo.data)
    program = blocks()[0]
    assert len([line for line in program.splitlines() if line]) <= 20
    printed = _run(programs / "python", "-c", program, cwd=tmp_path)
    identifier, status = printed.split()
    assert status == ReportStatus.SUBMITTED

    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "SIMPULCTL_URL": demo.base_url,
    }
    _sign_in(programs, environment, people)
    _run(programs / "simpulctl", "reports", "accept", identifier, env=environment)
    client = people.connection("32.04", "client")
    report = raise_for_problem(get_report.sync_detailed(identifier, client=client))  # type: ignore[arg-type]
    assert report.status == ReportStatus.ACCEPTED


def _sign_in(programs: Path, environment: dict[str, str], people: People) -> None:
    """`simpulctl login`, in whose place of a browser we open the address that it prints."""
    command = [str(programs / "simpulctl"), "login", "--no-browser", "--tenant", "32"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        told = ""
        while not (found := ADDRESS.search(told)):
            line = process.stderr.readline()
            assert line, told
            told += line
        Browser(people.person("32", "verifier")).open(found[0])
        assert process.wait(20) == 0


async def test_the_readmes_other_programs_run_too(
    demo: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".simpul").symlink_to(demo.data)
    (tmp_path / "daftar-hadir.pdf").write_bytes(PDF)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    first, *others = blocks()
    exec(first, names)  # noqa: S102 - it is our own README
    own = names["me"]["client_id"], names["me"]["client_secret"]
    names |= {"base_url": demo.base_url, "client_id": own[0], "client_secret": own[1]}
    with connect_with_secret(demo.base_url, *own) as client:
        names["client"] = client
        for program in others:
            code = compile(program, "README.md", "exec", PyCF_ALLOW_TOP_LEVEL_AWAIT)
            waiting = eval(code, names)  # noqa: S307 - the same
            if waiting is not None:
                await waiting
    assert names["asset"].status == AssetStatus.READY
    assert names["report"].tenant == "32.04"
