"""A foreign OpenID provider in a process of its own, and our application that sends people to it."""

import dataclasses
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from api.stack.ports import find
from api.stack.processes import MARK
from tests.product.running import Product

FOLDER = Path(__file__).parents[1] / "federation" / "provider"
_SECRET = "rahasia-uji"
_WAIT_SECONDS = 30


@dataclass(frozen=True)
class Foreign:
    """npm's `oidc-provider`."""

    issuer: str
    product: Product


def _node() -> str:
    # The wheel's, which `make test-browser` installs; a machine's own may be too old.
    place = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = shutil.which("node", path=place)
    if found is None or not (FOLDER / "node_modules").is_dir():
        missing = "Node.js or npm's oidc-provider is missing: run `make provider` (it needs the "
        pytest.fail(f"{missing}package registries of Python and npm)", pytrace=False)
    return found


@contextmanager
def foreign(demo: Product, people: dict[str, Any]) -> Iterator[Foreign]:
    """A provider that knows these people by their names, and an API of the demo beside it."""
    # Another site than ours, as far as browsers and their cookies go.
    issuer = f"http://localhost:{find()}"
    beside = dataclasses.replace(demo, port=find(), process=None)
    with _provider(issuer, beside, people), _api(demo, beside, issuer):
        yield Foreign(issuer, beside)


@contextmanager
def _provider(issuer: str, product: Product, people: dict[str, Any]) -> Iterator[None]:
    callback = f"{product.base_url}/login/federation/callback"
    client = {"client_id": "simpul", "client_secret": _SECRET, "redirect_uris": [callback]}
    settings = json.dumps({"issuer": issuer, "client": client, "people": people})
    with subprocess.Popen(
        [_node(), "provider.mjs"],
        cwd=FOLDER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        try:
            process.stdin.write(f"{settings}\n")
            process.stdin.flush()
            assert process.stdout.readline() == "ready\n", process.stderr.read()
            yield
        finally:
            process.kill()


@contextmanager
def _api(demo: Product, beside: Product, issuer: str) -> Iterator[None]:
    inherited = {name: value for name, value in demo.environment().items() if name != MARK}
    federation = {"ISSUER": issuer, "CLIENT_ID": "simpul", "CLIENT_SECRET": _SECRET, "NAME": "SSO"}
    environment = {
        **inherited,
        "SIMPUL_BASE_URL": beside.base_url,
        **{f"SIMPUL_FEDERATION__{name}": value for name, value in federation.items()},
    }
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(beside.port)]
    log = (demo.data.parent / "federated.err").open("wb")
    with log, subprocess.Popen(command, env=environment, stdout=log, stderr=log) as process:
        try:
            _wait_until_ready(beside, process)
            yield
        finally:
            process.terminate()


def _wait_until_ready(product: Product, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            if httpx2.get(f"{product.base_url}/healthz").status_code == 200:
                return
        except httpx2.HTTPError:
            assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
