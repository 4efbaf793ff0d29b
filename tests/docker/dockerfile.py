"""Reads the Dockerfile and .dockerignore, as far as ours go."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Step:
    """One instruction, its options (`--from=build`) and the rest."""

    name: str
    options: dict[str, str]
    rest: str

    @property
    def words(self) -> list[str]:
        return shlex.split(self.rest)

    @property
    def pairs(self) -> dict[str, str]:
        return dict(word.split("=", 1) for word in self.words)


@dataclass(frozen=True)
class Stage:
    """What stands between two FROM."""

    image: str
    name: str
    steps: list[Step] = field(default_factory=list)

    def all(self, name: str) -> list[Step]:
        return [step for step in self.steps if step.name == name]

    def last(self, name: str) -> Step:
        return self.all(name)[-1]


def stages(text: str) -> list[Stage]:
    made: list[Stage] = []
    for step in _steps(text):
        if step.name == "FROM":
            image, *rest = step.words
            made.append(Stage(image, rest[1] if rest else ""))
        else:
            made[-1].steps.append(step)
    return made


def _steps(text: str) -> Iterator[Step]:
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for line in lines.replace("\\\n", " ").splitlines():
        if line.strip():
            name, _, rest = line.strip().partition(" ")
            # HEALTHCHECK's options belong to its own syntax; those of COPY and RUN come first, too.
            options = {}
            while found := re.match(r"--([a-z-]+)=(\S+)\s+", rest):
                options[found[1]] = found[2]
                rest = rest[found.end() :]
            yield Step(name, options, rest.strip())


def context(ignore: str, folder: Path) -> Iterator[PurePosixPath]:
    """The files that the builder sees: the last pattern that matches a file or its folder counts."""
    patterns = [line.strip() for line in ignore.splitlines() if line.strip()]
    rules = [
        (_regex(line.removeprefix("!")), line.startswith("!"))
        for line in patterns
        if not line.startswith("#")
    ]
    for path in sorted(folder.rglob("*")):
        relative = PurePosixPath(path.relative_to(folder).as_posix())
        if relative.parts[0] in {".venv", ".git"} or not path.is_file():
            continue  # large, and never asked in: test_dockerfile.py proves that
        if is_seen(relative, rules):
            yield relative


def is_seen(relative: PurePosixPath, rules: list[tuple[re.Pattern[str], bool]]) -> bool:
    names = [str(relative), *(str(parent) for parent in relative.parents if parent.name)]
    seen = True
    for regex, included in rules:
        if any(regex.fullmatch(name) for name in names):
            seen = included
    return seen


def _regex(pattern: str) -> re.Pattern[str]:
    escaped = re.escape(pattern.strip("/"))
    return re.compile(escaped.replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*"))
