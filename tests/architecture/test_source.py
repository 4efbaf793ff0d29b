"""Rules about the source that no linter knows: each walks the syntax tree."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from operator import and_
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for folder in ("api", "tenants") for path in (ROOT / folder).rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            target = node.func
            name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
            yield name, node


def commits(path: str, tree: ast.AST) -> Iterator[int]:
    """Commits anywhere but in the session module."""
    if path != "tenants/session.py":
        yield from (call.lineno for name, call in _calls(tree) if name in {"commit", "rollback"})


def built_sql(path: str, tree: ast.AST) -> Iterator[int]:
    """SQL that is not a constant; psycopg's own composition by `sql.SQL(...).format` is none."""
    if path == "tenants/policies.py":  # helpers for migrations: names of our own, no input
        return
    for name, call in _calls(tree):
        sends = name in {"text", "execute", "exec_driver_sql", "SQL", "scalar", "scalars"}
        if sends and call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp):
            yield call.lineno
        if name == "text" and call.args and not isinstance(call.args[0], ast.Constant):
            yield call.lineno


def _imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno


def misplaced_libraries(path: str, tree: ast.AST) -> Iterator[int]:
    """boto3 outside its one door, Authlib outside the authorization server."""
    for module, line in _imports(tree):
        library = module.partition(".")[0]
        if library in {"boto3", "botocore"} and path != "api/media/store.py":
            yield line
        if library == "authlib" and not path.startswith("api/oauth/"):
            yield line


def http_below_routes(path: str, tree: ast.AST) -> Iterator[int]:
    """FastAPI or Starlette where decisions are made and rows are kept."""
    names = {"service", "rules", "models", "review", "publishing", "children", "schemas", "tasks"}
    if Path(path).stem in names or path.startswith("tenants/"):
        for module, line in _imports(tree):
            if module.partition(".")[0] in {"fastapi", "starlette"}:
                yield line


def tenants_by_hand(path: str, tree: ast.AST) -> Iterator[int]:
    """Comparing `tenant_id` in a room: row-level security does that, and forgets nowhere."""
    doors = {"api/access/reach.py", "api/conduct/provincial.py", "api/periods/provincial.py"}
    if path in doors or path.startswith("api/oauth/"):
        # The ?tenant= filter; the province's rows in tables that all read; sign-in, which no
        # tenant's scope is entered for yet.
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [ast.dump(side) for side in (node.left, *node.comparators)]
            columns = ["id='col'" in side for side in sides]
            rows = ["attr='tenant_id'" in side for side in sides]
            compared = any(map(and_, columns, rows))
            if compared and not all(columns):  # two columns compared are a join
                yield node.lineno


RULES: list[Callable[[str, ast.AST], Iterator[int]]] = [
    commits,
    built_sql,
    misplaced_libraries,
    http_below_routes,
    tenants_by_hand,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_source_obeys(rule: Callable[[str, ast.AST], Iterator[int]]) -> None:
    found = [
        f"{_name(path)}:{line}"
        for path in SOURCES
        for line in rule(_name(path), ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (commits, "await session.commit()"),
        (built_sql, "session.execute(text(f'select {x}'))"),
        (built_sql, "session.execute('select ' + x)"),
        (built_sql, "text(query)"),
        (misplaced_libraries, "import boto3"),
        (misplaced_libraries, "from authlib.oauth2 import rfc6749"),
        (http_below_routes, "from fastapi import Request"),
        (tenants_by_hand, "select(Report).where(col(Report.tenant_id) == x)"),
    ],
)
def test_a_breach_is_found(rule: Callable[[str, ast.AST], Iterator[int]], source: str) -> None:
    assert list(rule("api/reports/service.py", ast.parse(source))) != []


def test_imports_go_one_way() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


def test_every_room_explains_itself() -> None:
    rooms = [path.parent for path in (ROOT / "api").glob("*/__init__.py")]
    assert [_name(room) for room in rooms if not (room / "README.md").exists()] == []
