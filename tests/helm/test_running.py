"""How the pods start, live and stop, and what each set of values is for."""

import json
import os
import re
import shlex
import subprocess
import time
from pathlib import Path

import pytest
import yaml

from api.app import create_app
from api.document import routes_of
from api.settings import SmtpSettings
from tests.helm.program import (
    CHART,
    VALUES,
    Manifest,
    assert_exists,
    container,
    helm,
    named,
    pod,
    render,
)


class TestProbes:
    def test_ask_what_exists(self, manifests: list[Manifest]) -> None:
        api = container(named(manifests, "Deployment", "api"))
        ports = {port["name"]: port["containerPort"] for port in api["ports"]}
        paths = _paths()
        for name in ("startupProbe", "readinessProbe", "livenessProbe"):
            assert api[name]["httpGet"]["path"] in paths
            assert api[name]["httpGet"]["port"] in ports
        options = dict(word.removeprefix("--").split("=") for word in api["args"][1:])
        assert int(options["port"]) == ports["http"]
        assert options["host"] == "0.0.0.0"

    def test_a_missing_storage_keeps_pods_from_starting_and_from_nothing_else(
        self, manifests: list[Manifest]
    ) -> None:
        api = container(named(manifests, "Deployment", "api"))
        asked = {
            name: probe["httpGet"]["path"] for name, probe in api.items() if name.endswith("Probe")
        }
        assert asked == {
            "startupProbe": "/readyz",
            "readinessProbe": "/healthz",
            "livenessProbe": "/healthz",
        }

    @pytest.mark.parametrize(("age", "status"), [(5, 0), (300, 1), (None, 1)])
    def test_a_worker_that_touches_nothing_is_found(
        self, manifests: list[Manifest], tmp_path: Path, age: int | None, status: int
    ) -> None:
        worker = container(named(manifests, "Deployment", "worker"))
        [option] = worker["args"][1:]
        file = option.removeprefix("--alive-file=")
        if age is not None:
            (tmp_path / "alive").touch()
            os.utime(tmp_path / "alive", (time.time() - age,) * 2)
        for probe in ("startupProbe", "livenessProbe"):
            command = worker[probe]["exec"]["command"]
            assert file in shlex.join(command)
            placed = [word.replace(file, str(tmp_path / "alive")) for word in command]
            run = subprocess.run(placed, capture_output=True, check=False)
            assert run.returncode == status

    def test_there_is_time_to_stop(self, manifests: list[Manifest]) -> None:
        server, worker = (
            pod(named(manifests, "Deployment", component)) for component in ("api", "worker")
        )
        before = server["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
        assert server["terminationGracePeriodSeconds"] > before + 2 * 4  # Granian's kill timeout
        assert worker["terminationGracePeriodSeconds"] > 2 * 4  # procrastinate's graceful timeout


class TestMigration:
    def test_runs_before_the_pods_change(self, manifests: list[Manifest]) -> None:
        notes = named(manifests, "Job", "migration")["metadata"]["annotations"]
        assert notes["helm.sh/hook"] == "pre-install,pre-upgrade"
        assert notes["helm.sh/hook-delete-policy"] == "before-hook-creation,hook-succeeded"

    def test_needs_nothing_that_comes_later(self, manifests: list[Manifest]) -> None:
        assert not {one["kind"] for one in manifests} & {"Secret", "ConfigMap", "ServiceAccount"}
        job = pod(named(manifests, "Job", "migration"))
        assert "configMap" not in json.dumps(job)
        assert "serviceAccountName" not in job
        assert job["restartPolicy"] == "Never"


class TestChoices:
    def test_an_autoscaler_alone_decides_how_many(
        self, rendered: dict[str, list[Manifest]]
    ) -> None:
        production = named(rendered["production"], "Deployment", "api")
        scaler = named(rendered["production"], "HorizontalPodAutoscaler", "api")
        assert "replicas" not in production["spec"]
        assert scaler["spec"]["scaleTargetRef"]["name"] == production["metadata"]["name"]
        assert named(rendered["minimal"], "Deployment", "api")["spec"]["replicas"] == 2

    def test_the_ingress_has_the_host_of_the_base_url(
        self, rendered: dict[str, list[Manifest]]
    ) -> None:
        ingress = named(rendered["production"], "Ingress", "api")["spec"]
        [rule] = ingress["rules"]
        assert rule["host"] == "simpul.example"
        assert ingress["tls"] == [{"hosts": ["simpul.example"], "secretName": "simpul-tls"}]
        backend = rule["http"]["paths"][0]["backend"]["service"]["name"]
        assert backend == named(rendered["production"], "Service", "api")["metadata"]["name"]

    def test_each_set_shows_something_else(self, rendered: dict[str, list[Manifest]]) -> None:
        kinds = {name: {one["kind"] for one in manifests} for name, manifests in rendered.items()}
        always = {"Deployment", "Job", "Service"}
        assert kinds == {
            "minimal": always | {"PodDisruptionBudget"},
            "internal": always | {"NetworkPolicy"},
            "production": always
            | {"PodDisruptionBudget", "NetworkPolicy", "Ingress", "HorizontalPodAutoscaler"},
        }

    def test_only_the_api_may_be_called(self, rendered: dict[str, list[Manifest]]) -> None:
        for component in ("worker", "migration"):
            policy = named(rendered["production"], "NetworkPolicy", component)["spec"]
            assert "Ingress" in policy["policyTypes"]
            assert "ingress" not in policy
        api = named(rendered["internal"], "NetworkPolicy", "api")["spec"]
        assert [rule["ports"] for rule in api["ingress"]] == [[{"port": "http"}]]

    def test_pods_may_go_where_the_values_say_and_to_what_they_need(
        self, rendered: dict[str, list[Manifest]]
    ) -> None:
        added: dict[str, dict[str, list[Manifest]]] = {
            "internal": {"worker": [{"ports": [{"port": 25}]}]},
            "production": {
                "worker": [{"ports": [{"port": 465}]}, {"ports": [{"port": 3311}]}],
                "api": [{"ports": [{"port": 8443}], "to": [{"ipBlock": {"cidr": "192.0.2.0/24"}}]}],
            },
        }
        for name, rules in added.items():
            values = CHART / f"ci/{name}-values.yaml"
            own = yaml.safe_load(values.read_text(encoding="utf-8"))["networkPolicy"]["egress"]
            for component in ("api", "worker", "migration"):
                policy = named(rendered[name], "NetworkPolicy", component)["spec"]
                assert policy["policyTypes"] == ["Ingress", "Egress"]
                assert policy["egress"] == own + rules.get(component, [])

    def test_ports_that_nobody_gave_are_those_of_the_application(self) -> None:
        told = (
            "networkPolicy.enabled=true",
            "networkPolicy.egress[0].ports[0].port=53",
            "settings.federation.issuer=https://sso.example/realms/a:1",
            "settings.federation.clientId=simpul",
        )
        manifests = render(CHART / "ci/minimal-values.yaml", "--set", ",".join(told))
        ports = {
            component: named(manifests, "NetworkPolicy", component)["spec"]["egress"][-1]["ports"]
            for component in ("worker", "api")
        }
        assert ports["worker"] == [{"port": SmtpSettings.model_fields["port"].default}]
        assert ports["api"] == [{"port": 443}]

    def test_without_rules_pods_may_go_anywhere(self) -> None:
        production = CHART / "ci/production-values.yaml"
        manifests = render(production, "--set", "networkPolicy.egress=null")
        for component in ("api", "worker", "migration"):
            policy = named(manifests, "NetworkPolicy", component)["spec"]
            assert policy["policyTypes"] == ["Ingress"]
            assert "egress" not in policy


class TestNotes:
    @pytest.mark.parametrize("values", VALUES, ids=lambda path: path.name)
    def test_name_what_exists(self, values: Path) -> None:
        notes = _notes(values)
        assert set(re.findall(r"(?:8000| and )(/[a-z.]+)", notes)) == {"/readyz", "/openapi.json"}
        assert {"/readyz", "/openapi.json"} <= _paths()
        names = {(one["kind"].lower(), one["metadata"]["name"]) for one in render(values)}
        found = re.findall(r"\b(deployment|service)/([a-z-]+)", notes)
        assert {kind for kind, _ in found} == {"deployment", "service"}
        assert set(found) <= names
        commands = re.findall(r"-- simpul (.+)", notes)
        assert [command.split()[0] for command in commands] == ["doctor", "bootstrap"]
        for command in commands:
            assert_exists(command)

    def test_warn_of_one_limit_for_everybody(self) -> None:
        minimal = CHART / "ci/minimal-values.yaml"
        warning = "settings.trustedProxies is not set"
        assert warning in _notes(minimal, "--set", "ingress.enabled=true")
        told = "ingress.enabled=true,settings.trustedProxies=1"
        assert warning not in _notes(minimal, "--set", told)


def _notes(values: Path, *arguments: str) -> str:
    run = helm("install", "simpul", CHART, "--values", values, "--dry-run=client", *arguments)
    assert run.returncode == 0, run.stderr
    return run.stdout.partition("\nNOTES:\n")[2]


def _paths() -> set[str]:
    return {route.path for route in routes_of(create_app())}
