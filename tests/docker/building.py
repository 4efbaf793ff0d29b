"""Runs the steps of the Dockerfile below an empty folder: no container engine, the same commands.

`/opt/simpul` of the image is `<folder>/root/opt/simpul` here. Every stage has the same root while it
runs, so that paths written into files stay true, and is moved away afterwards.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tests.docker.dockerfile import ROOT, Stage, Step, context, stages

# How this machine reaches the package registry is its own business.
_PASSED = (
    "PIP_",
    "UV_",
    "SSL_",
    "REQUESTS_CA_BUNDLE",
    "HTTP",
    "http",
    "NO_PROXY",
    "no_proxy",
    "HOME",
)
_SYSTEM = "/usr/bin:/bin"


@dataclass
class Image:
    """What a build leaves behind."""

    root: Path
    environment: dict[str, str]
    workdir: Path
    user: str = "0:0"
    entrypoint: list[str] = field(default_factory=list)


def build(folder: Path) -> Image:
    """Run all stages in order; gives the last one."""
    finished: dict[str, Path] = {}
    parts = stages((ROOT / "Dockerfile").read_text(encoding="utf-8"))
    for stage in parts[:-1]:
        _Builder(folder, stage, finished).run()
        finished[stage.name] = (folder / "root").rename(folder / stage.name)
    return _Builder(folder, parts[-1], finished).run()


class _Builder:
    def __init__(self, folder: Path, stage: Stage, finished: dict[str, Path]) -> None:
        self.stage = stage
        self.finished = finished
        root = folder / "root"
        passed = {n: v for n, v in os.environ.items() if n.startswith(_PASSED)}
        path = f"{root}/usr/local/bin:{_SYSTEM}"
        self.image = Image(root, {**passed, "PATH": path, "LANG": "C.UTF-8"}, root)

    def run(self) -> Image:
        assert self.stage.image.startswith("python:")
        (self.image.root / "tmp").mkdir(parents=True)
        (self.image.root / "tmp").chmod(0o1777)
        arguments = [sys.executable, "-m", "venv", str(self.image.root / "usr/local")]
        # The last stage installs nothing, so it needs no pip.
        bare = [] if self.stage.all("RUN") else ["--without-pip"]
        subprocess.run([*arguments, *bare], check=True)
        for step in self.stage.steps:
            getattr(self, f"_{step.name.lower()}", lambda _: None)(step)
        return self.image

    def _inside(self, path: str) -> Path:
        return (
            self.image.root / path.lstrip("/")
            if path.startswith("/")
            else self.image.workdir / path
        )

    def _env(self, step: Step) -> None:
        for name, value in step.pairs.items():
            parts = value.split(":")
            known = self.image.environment
            parts = [known[p[1:]] if p.startswith("$") else p for p in parts]
            placed = [str(self._inside(p)) if p.startswith("/opt") else p for p in parts]
            known[name] = ":".join(placed)

    def _workdir(self, step: Step) -> None:
        self.image.workdir = self._inside(step.rest)
        self.image.workdir.mkdir(parents=True, exist_ok=True)

    def _run(self, step: Step) -> None:
        assert self.image.user == "0:0", "no step installs as the user who serves"
        run = subprocess.run(
            ["sh", "-ec", step.rest],
            cwd=self.image.workdir,
            env=self.image.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, f"{step.rest}\n{run.stdout}{run.stderr}"

    def _copy(self, step: Step) -> None:
        *sources, target = step.words
        place = self._inside(target)
        if origin := step.options.get("from"):
            for source in sources:
                shutil.copytree(self.finished[origin] / source.lstrip("/"), place, symlinks=True)
            return
        for source in sources:
            copied = _copy_from_context(source, place, folder=target.endswith("/"))
            assert copied, f"{source} is not in the context: see .dockerignore"

    def _user(self, step: Step) -> None:
        self.image.user = step.rest

    def _entrypoint(self, step: Step) -> None:
        self.image.entrypoint = json.loads(step.rest)


def _copy_from_context(source: str, place: Path, *, folder: bool) -> int:
    """Copy a file, or the content of a folder, that .dockerignore lets through."""
    ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    copied = 0
    for relative in context(ignore, ROOT):
        if relative == PurePosixPath(source):
            target = place / relative.name if folder else place
        elif relative.is_relative_to(source):
            target = place / relative.relative_to(source)
        else:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / relative, target)
        copied += 1
    return copied
