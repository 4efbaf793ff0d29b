"""What helm itself says of the chart, and what it refuses."""

import json
import tomllib
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from api.settings import Settings
from tests.helm.program import CHART, ROOT, VALUES, helm

MINIMAL = CHART / "ci/minimal-values.yaml"
# What is wrong, and the value that the refusal names.
WRONG = [
    ({"api": {"replicas": "two"}}, "/api/replicas"),
    ({"api": {"replicas": 1.5}}, "/api/replicas"),
    ({"api": {"resources": {"limits": {"memory": "plenty"}}}}, "/api/resources/limits/memory"),
    ({"worker": {"replicas": -1}}, "/worker/replicas"),
    ({"worker": {"replica": 1}}, "/worker"),
    ({"ingress": {"enabled": "yes"}}, "/ingress/enabled"),
    ({"service": {"port": 70000}}, "/service/port"),
    ({"service": {"type": "ExternalName"}}, "/service/type"),
    ({"settings": {"province": 32}}, "/settings/province"),
    ({"settings": {"baseUrl": "simpul.example"}}, "/settings/baseUrl"),
    ({"settings": {"databaseUrl": "postgresql://"}}, "/settings"),
    ({"settings": {"storage": {"secretKey": "shown"}}}, "/settings/storage"),
    ({"settings": {"limits": {"address": "many"}}}, "/settings/limits/address"),
    ({"image": {"digest": "sha256:short"}}, "/image/digest"),
    ({"imagePullSecrets": ["registry"]}, "/imagePullSecrets/0"),
    ({"existingSecrets": {"application": {"keys": {"databaseUrl": ""}}}}, "databaseUrl"),
    ({"api": {"podAnnotations": {"scrape": True}}}, "/api/podAnnotations/scrape"),
    ({"unknown": 1}, "unknown"),
]


class TestLint:
    @pytest.mark.parametrize(
        "values", [None, *VALUES], ids=lambda path: path.name if path else "bare"
    )
    def test_is_clean(self, values: Path | None) -> None:
        options: list[str | Path] = ["--values", values] if values else []
        run = helm("lint", "--strict", CHART, *options)
        assert run.returncode == 0, run.stdout + run.stderr
        assert "[WARNING]" not in run.stdout
        assert "[ERROR]" not in run.stdout
        assert "1 chart(s) linted, 0 chart(s) failed" in run.stdout


class TestSchema:
    @pytest.mark.parametrize(("change", "where"), WRONG, ids=[json.dumps(one[0]) for one in WRONG])
    def test_refuses_what_is_wrong(
        self, change: dict[str, object], where: str, tmp_path: Path
    ) -> None:
        wrong = tmp_path / "wrong.yaml"
        wrong.write_text(yaml.safe_dump(change), encoding="utf-8")
        for command in (("template", "simpul", CHART), ("lint", "--strict", CHART)):
            run = helm(*command, "--values", MINIMAL, "--values", wrong)
            assert run.returncode != 0
            assert where in run.stdout + run.stderr

    def test_takes_exactly_the_settings_that_are_no_secrets(self) -> None:
        schema = json.loads((CHART / "values.schema.json").read_text(encoding="utf-8"))
        offered = {
            f"{name}.{inner}" if inner else name
            for name, part in schema["properties"]["settings"]["properties"].items()
            for inner in part.get("properties", {"": None})
        }
        # The chart decides where the keys lie.
        assert offered == set(_plain_settings()) - {"oauth.keysFile"}

    @pytest.mark.parametrize(
        "missing",
        ["settings.baseUrl", "settings.storage.endpointUrl", "existingSecrets.application.name"],
    )
    def test_what_is_needed_is_asked_for(self, missing: str) -> None:
        run = helm("template", "simpul", CHART, "--values", MINIMAL, "--set", f"{missing}=")
        assert run.returncode != 0
        assert f"{missing} is needed" in run.stderr


class TestVersions:
    def test_are_those_of_the_project(self) -> None:
        chart = yaml.safe_load((CHART / "Chart.yaml").read_text(encoding="utf-8"))
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert (chart["version"], chart["appVersion"]) == (project["version"], project["version"])


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def _is_secret(field: FieldInfo) -> bool:
    return "SecretStr" in str(field.annotation) or field.annotation is SecretStr


def _plain_settings() -> list[str]:
    """Every setting that is no secret, as the chart spells it: `storage.endpointUrl`."""
    made = []
    for name, field in Settings.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            inner = [n for n, f in kind.model_fields.items() if not _is_secret(f)]
            made += [f"{_camel(name)}.{_camel(one)}" for one in inner]
        elif not _is_secret(field):
            made.append(_camel(name))
    return made
