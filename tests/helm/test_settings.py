"""The SIMPUL_* variables and the key files of the pods: every setting, and nothing else."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from api.settings import Settings
from tests.helm.program import (
    Manifest,
    container,
    environment,
    named,
    pod,
    settings_of,
    workloads,
)

URL = "postgresql://a:b@127.0.0.1/x"
KEY_FILES = ["SIMPUL_OAUTH__KEYS_FILE", "SIMPUL_ENCRYPTION__KEYS_FILE"]
# What the Secrets hold; everything else comes from the chart.
SECRET_VALUES = {
    "SIMPUL_DATABASE__URL": URL,
    "SIMPUL_DATABASE__OWNER_URL": URL,
    "SIMPUL_STORAGE__ACCESS_KEY": "access",
    "SIMPUL_STORAGE__SECRET_KEY": "secret",
    "SIMPUL_MAIL__SMTP__PASSWORD": "of mail",
    "SIMPUL_FEDERATION__CLIENT_SECRET": "of sso",
}


class TestSettings:
    def test_are_read_by_the_application(
        self, manifests: list[Manifest], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in [name for name in os.environ if name.startswith("SIMPUL_")]:
            monkeypatch.delenv(name)
        for manifest in workloads(manifests):
            given = environment(manifest)
            with monkeypatch.context() as patch:
                for name, value in given.items():
                    patch.setenv(name, value if isinstance(value, str) else SECRET_VALUES[name])
                read = Settings()  # raises when one is missing or wrong
            for name, value in given.items():
                _assert_read(read, name, value if isinstance(value, str) else SECRET_VALUES[name])

    def test_the_owners_password_is_the_migrations_alone(self, manifests: list[Manifest]) -> None:
        owner = "SIMPUL_DATABASE__OWNER_URL"
        having = [one["kind"] for one in workloads(manifests) if owner in environment(one)]
        assert having == ["Job"]

    def test_every_secret_can_be_given(self, rendered: dict[str, list[Manifest]]) -> None:
        # Each is in use in one set of values at least.
        given = {
            name
            for manifests in rendered.values()
            for manifest in workloads(manifests)
            for name, value in environment(manifest).items()
            if isinstance(value, dict)
        }
        secrets = {_variable(path) for path in settings_of(Settings, secret=True)}
        assert given == secrets == set(SECRET_VALUES)

    def test_what_nobody_configured_needs_no_secret(
        self, rendered: dict[str, list[Manifest]]
    ) -> None:
        optional = {"SIMPUL_MAIL__SMTP__PASSWORD", "SIMPUL_FEDERATION__CLIENT_SECRET"}
        for name, manifests in rendered.items():
            for manifest in workloads(manifests):
                found = optional & set(environment(manifest))
                assert found == (optional if name == "production" else set())

    def test_lists_and_choices_arrive_as_they_were_written(
        self, rendered: dict[str, list[Manifest]]
    ) -> None:
        office = environment(named(rendered["internal"], "Deployment", "api"))
        province = environment(named(rendered["production"], "Deployment", "api"))
        domains = json.loads(office["SIMPUL_REGISTRATION__EMAIL_DOMAINS"])
        assert domains == ["office.test", ".simpul.test"]
        assert province["SIMPUL_FEDERATION__LOCAL_SIGN_IN"] == "false"
        # To the letter: the slash at its end belongs to it.
        issuer = province["SIMPUL_FEDERATION__ISSUER"]
        assert issuer == "https://sso.simpul.example:8443/realms/province/"

    def test_no_secret_is_written_down(self, manifests: list[Manifest]) -> None:
        for manifest in workloads(manifests):
            references = {n for n, v in environment(manifest).items() if isinstance(v, dict)}
            assert references == set(SECRET_VALUES) & set(environment(manifest))

    def test_secrets_are_found_where_the_values_say(
        self, rendered: dict[str, list[Manifest]]
    ) -> None:
        migration = environment(named(rendered["production"], "Job", "migration"))
        assert migration["SIMPUL_DATABASE__OWNER_URL"]["secretKeyRef"] == {
            "name": "simpul-database-app",
            "key": "uri",
        }
        worker = environment(named(rendered["internal"], "Deployment", "worker"))
        assert worker["SIMPUL_STORAGE__ACCESS_KEY"]["secretKeyRef"] == {
            "name": "simpul",
            "key": "access",
        }
        api = environment(named(rendered["production"], "Deployment", "api"))
        keys = {
            name: api[name]["secretKeyRef"]["key"]
            for name in ("SIMPUL_MAIL__SMTP__PASSWORD", "SIMPUL_FEDERATION__CLIENT_SECRET")
        }
        assert list(keys.values()) == ["mail.password", "sso.secret"]

    def test_large_numbers_stay_numbers(self, rendered: dict[str, list[Manifest]]) -> None:
        given = environment(named(rendered["production"], "Deployment", "api"))
        assert given["SIMPUL_STORAGE__LARGEST_UPLOAD"] == "52428800"

    def test_the_keys_lie_where_the_settings_say(self, manifests: list[Manifest]) -> None:
        for component in ("api", "worker"):
            manifest = named(manifests, "Deployment", component)
            [mount] = [m for m in container(manifest)["volumeMounts"] if m["name"] == "keys"]
            [volume] = [v for v in pod(manifest)["volumes"] if v["name"] == "keys"]
            lying = {f"{mount['mountPath']}/{i['path']}" for i in volume["secret"]["items"]}
            assert lying == {environment(manifest)[name] for name in KEY_FILES}
            assert volume["secret"]["defaultMode"] == 0o440
            # A file that is mounted by subPath would never change with the Secret.
            assert set(mount) == {"name", "mountPath", "readOnly"}

    def test_the_keys_come_from_where_the_values_say(
        self, rendered: dict[str, list[Manifest]]
    ) -> None:
        expected = {
            "minimal": ["keys.json", "sealing-keys.json"],
            "internal": ["signing.json", "sealing.json"],
        }
        for name, keys in expected.items():
            for component in ("api", "worker"):
                manifest = named(rendered[name], "Deployment", component)
                [volume] = [v for v in pod(manifest)["volumes"] if v["name"] == "keys"]
                assert volume["secret"]["secretName"] == "simpul"
                found = {item["path"]: item["key"] for item in volume["secret"]["items"]}
                given = environment(manifest)
                assert [found[Path(given[name]).name] for name in KEY_FILES] == keys

    def test_the_migration_gets_no_keys(self, manifests: list[Manifest]) -> None:
        volumes = pod(named(manifests, "Job", "migration"))["volumes"]
        assert [volume["name"] for volume in volumes] == ["temporary"]


def _variable(path: str) -> str:
    return "SIMPUL_" + path.replace(".", "__").upper()


def _assert_read(read: Settings, name: str, value: str) -> None:
    """The variable changed the setting of its name."""
    found: Any = read
    for part in name.removeprefix("SIMPUL_").lower().split("__"):
        found = getattr(found, part)
    found = found.get_secret_value() if hasattr(found, "get_secret_value") else found
    found = json.dumps(found) if isinstance(found, tuple) else found
    if name.endswith("EMAIL_DOMAINS"):
        value = json.dumps(json.loads(value))
    assert str(found).lower() == value.lower(), name
