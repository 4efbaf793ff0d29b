"""What helm itself says of the chart, and what it refuses."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.settings import Settings
from tests.helm.program import CHART, NOT_OFFERED, ROOT, VALUES, helm, settings_of

MINIMAL = CHART / "ci/minimal-values.yaml"
# What nobody can guess.
NEEDED = [
    "settings.baseUrl",
    "settings.storage.endpointUrl",
    "settings.mail.sender",
    "settings.mail.smtp.host",
    "existingSecrets.application.name",
]
FEDERATION = {"issuer": "https://sso.example", "clientId": "simpul"}
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
    ({"settings": {"limits": {"resetsPerAccount": 3}}}, "/settings/limits/resetsPerAccount"),
    ({"settings": {"encryption": {"keysFile": "/tmp/keys.json"}}}, "/settings"),
    ({"settings": {"mail": None}}, "/settings"),
    ({"settings": {"mail": {"smtp": None}}}, "/settings/mail"),
    ({"settings": {"mail": {"outbox": "/tmp/mail"}}}, "/settings/mail"),
    ({"settings": {"mail": {"sender": "Simpul"}}}, "/settings/mail/sender"),
    ({"settings": {"mail": {"smtp": {"host": None}}}}, "/settings/mail/smtp"),
    ({"settings": {"mail": {"smtp": {"host": "mail.example:25"}}}}, "/settings/mail/smtp/host"),
    ({"settings": {"mail": {"smtp": {"port": "587"}}}}, "/settings/mail/smtp/port"),
    ({"settings": {"mail": {"smtp": {"security": "ssl"}}}}, "/settings/mail/smtp/security"),
    ({"settings": {"mail": {"smtp": {"password": "shown"}}}}, "/settings/mail/smtp"),
    ({"settings": {"registration": {"emailDomains": ".go.id"}}}, "/registration/emailDomains"),
    ({"settings": {"registration": {"emailDomains": ["@go.id"]}}}, "emailDomains/0"),
    ({"settings": {"federation": {"issuer": "https://sso.example"}}}, "/settings/federation"),
    ({"settings": {"federation": {"clientId": "simpul"}}}, "/settings/federation"),
    ({"settings": {"federation": {**FEDERATION, "clientSecret": "shown"}}}, "/federation"),
    ({"settings": {"federation": {**FEDERATION, "issuer": "http://sso.example"}}}, "/issuer"),
    ({"settings": {"federation": {**FEDERATION, "issuer": "https://sso.example?a"}}}, "/issuer"),
    ({"settings": {"federation": {**FEDERATION, "scope": "email"}}}, "/federation/scope"),
    ({"settings": {"federation": {**FEDERATION, "localSignIn": "no"}}}, "/localSignIn"),
    ({"networkPolicy": {"mailServer": ["10.0.0.1"]}}, "/networkPolicy/mailServer/0"),
    ({"existingSecrets": {"application": {"keys": {"sealingKeys": "a/b"}}}}, "sealingKeys"),
    ({"existingSecrets": {"application": {"keys": {"smtpPassword": None}}}}, "smtpPassword"),
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
        offered = list(_leaves(schema["properties"]["settings"]))
        plain = set(settings_of(Settings, secret=False))
        assert plain > NOT_OFFERED
        assert sorted(offered) == sorted(map(_camel, plain - NOT_OFFERED))

    def test_takes_no_unknown_name_anywhere(self) -> None:
        schema = json.loads((CHART / "values.schema.json").read_text(encoding="utf-8"))
        objects = list(_objects(schema))
        assert len(objects) > 20
        assert [one for one in objects if one.get("additionalProperties") is not False] == []

    @pytest.mark.parametrize("missing", NEEDED)
    def test_what_is_needed_is_asked_for(self, missing: str) -> None:
        run = helm("template", "simpul", CHART, "--values", MINIMAL, "--set", f"{missing}=")
        assert run.returncode != 0
        assert f"{missing} is needed" in run.stderr


class TestVersions:
    def test_are_those_of_the_project(self) -> None:
        chart = yaml.safe_load((CHART / "Chart.yaml").read_text(encoding="utf-8"))
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert (chart["version"], chart["appVersion"]) == (project["version"], project["version"])


def _camel(path: str) -> str:
    """A setting's path as the chart spells it: `storage.endpointUrl`."""
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), path)


def _leaves(schema: dict[str, Any]) -> Iterator[str]:
    """The path of each value that a schema has: `storage.endpointUrl`."""
    for name, part in schema["properties"].items():
        if "properties" in part:
            yield from (f"{name}.{path}" for path in _leaves(part))
        else:
            yield name


def _objects(schema: object) -> Iterator[dict[str, Any]]:
    """Each schema of an object with properties, wherever it stands."""
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema:
            yield schema
        for part in schema.values():
            yield from _objects(part)
