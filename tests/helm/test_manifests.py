"""What the chart renders: valid for Kubernetes, unprivileged, and true of this application."""

import json
from pathlib import Path

import kubernetes_validate
import pytest
import yaml
from typer.testing import CliRunner

from api import cli
from tests.docker.dockerfile import ROOT, stages
from tests.helm.program import (
    CHART,
    VALUES,
    Manifest,
    container,
    helm,
    named,
    pod,
    render,
    workloads,
)

OLDEST = yaml.safe_load((CHART / "Chart.yaml").read_text(encoding="utf-8"))["kubeVersion"][2:6]
NEWEST = kubernetes_validate.latest_version()


class TestKubernetes:
    @pytest.mark.parametrize("version", [OLDEST, NEWEST])
    @pytest.mark.parametrize("values", VALUES, ids=lambda path: path.name)
    def test_finds_every_manifest_valid(self, values: Path, version: str) -> None:
        manifests = render(values, "--kube-version", version)
        assert len(manifests) >= 4
        for manifest in manifests:
            used = kubernetes_validate.validate(manifest, version, strict=True)
            assert version.startswith(used)

    def test_an_invalid_one_would_be_found(self, manifests: list[Manifest]) -> None:
        broken = json.loads(json.dumps(named(manifests, "Deployment", "api")))
        container(broken)["ports"][0]["containerPort"] = "http"
        with pytest.raises(kubernetes_validate.ValidationError):
            kubernetes_validate.validate(broken, NEWEST, strict=True)

    def test_older_ones_are_refused(self) -> None:
        older = f"1.{int(OLDEST.partition('.')[2]) - 1}"
        run = helm("template", "simpul", CHART, "--values", VALUES[0], "--kube-version", older)
        assert run.returncode != 0
        assert "incompatible" in run.stderr

    def test_what_selects_finds_what_is_labelled(self, manifests: list[Manifest]) -> None:
        labels = [one["spec"]["template"]["metadata"]["labels"] for one in workloads(manifests)]
        for manifest in manifests:
            spec = manifest["spec"]
            selector = spec.get("selector", spec.get("podSelector"))
            if selector is None or manifest["kind"] == "Job":
                continue
            wanted = selector.get("matchLabels", selector)
            assert sum(wanted.items() <= one.items() for one in labels) == 1, manifest["kind"]

    def test_names_are_there_once(self, manifests: list[Manifest]) -> None:
        names = [(manifest["kind"], manifest["metadata"]["name"]) for manifest in manifests]
        assert len(names) == len(set(names))


class TestContainers:
    def test_are_unprivileged(self, manifests: list[Manifest]) -> None:
        # The "restricted" level of the Pod Security Standards, and a root that nobody writes.
        for manifest in workloads(manifests):
            outer, inner = pod(manifest)["securityContext"], container(manifest)["securityContext"]
            assert outer["runAsNonRoot"] is True
            assert outer["seccompProfile"] == {"type": "RuntimeDefault"}
            assert inner == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }
            assert pod(manifest)["automountServiceAccountToken"] is False

    def test_run_as_the_image_does(self, manifests: list[Manifest]) -> None:
        text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
        user = stages(text)[-1].last("USER").rest
        for manifest in workloads(manifests):
            context = pod(manifest)["securityContext"]
            assert f"{context['runAsUser']}:{context['runAsGroup']}" == user
            assert context["fsGroup"] == context["runAsGroup"]  # or it could not read its key

    def test_have_resources_and_no_limit_of_the_processor(self, manifests: list[Manifest]) -> None:
        for manifest in workloads(manifests):
            resources = container(manifest)["resources"]
            assert set(resources["requests"]) == {"cpu", "memory"}
            assert set(resources["limits"]) == {"memory"}

    def test_may_write_temporary_files_alone(self, manifests: list[Manifest]) -> None:
        for manifest in workloads(manifests):
            volumes = {volume["name"]: volume for volume in pod(manifest)["volumes"]}
            writable = [
                m["mountPath"] for m in container(manifest)["volumeMounts"] if not m.get("readOnly")
            ]
            assert writable == ["/tmp"]
            assert volumes["temporary"]["emptyDir"]["sizeLimit"]

    def test_start_commands_that_exist(self, manifests: list[Manifest]) -> None:
        started = set()
        for manifest in workloads(manifests):
            arguments = container(manifest)["args"]
            assert "command" not in container(manifest)  # the image's entry point is `simpul`
            run = CliRunner().invoke(cli.app, [*arguments, "--help"])
            assert run.exit_code == 0, run.output
            started.add(arguments[0])
        assert started == {"serve", "worker", "migrate"}

    def test_are_of_one_image(self, manifests: list[Manifest]) -> None:
        assert len({container(manifest)["image"] for manifest in workloads(manifests)}) == 1

    def test_the_image_is_this_version_unless_told_otherwise(
        self, rendered: dict[str, list[Manifest]]
    ) -> None:
        images = {
            name: container(named(manifests, "Deployment", "api"))["image"]
            for name, manifests in rendered.items()
        }
        version = yaml.safe_load((CHART / "Chart.yaml").read_text(encoding="utf-8"))["appVersion"]
        assert images["minimal"] == f"simpul:{version}"
        assert images["internal"] == "simpul:0.1.0-office"
        assert images["production"].startswith("registry.simpul.example/diskominfo/simpul@sha256:")
