"""The committed client is what `make client` writes: nothing more, nothing less, nothing by hand."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "openapi" / "clients" / "python" / "simpul_client"
FOLDERS = ("api", "models")


def contents(package: Path) -> dict[str, bytes]:
    """The Python files of a package by their path in it."""
    return {
        str(path.relative_to(package)): path.read_bytes() for path in sorted(package.rglob("*.py"))
    }


def test_is_current(tmp_path: Path) -> None:
    output = tmp_path / "simpul_client"
    # Without `setup`: it would install while tests run.
    command = ["make", "--old-file=setup", "client", f"OUTPUT={output}"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    made, kept = contents(output), contents(PACKAGE)
    assert len(made) > 100
    changed = [path for path, text in made.items() if kept.get(path) != text]
    assert changed == [], "run `make client`"
    left_over = [path for path in kept if path.startswith(FOLDERS) and path not in made]
    assert left_over == []
