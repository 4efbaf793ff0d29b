"""A second S3 server: JuiceFS's gateway (of MinIO's line), with SQLite and a folder below it."""

import shutil
import signal
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from pydantic import SecretStr

from api.settings import StorageSettings
from api.stack.ports import find

_START_SECONDS = 60
_POLL_SECONDS = 0.05
_USER, _PASSWORD = "simpul-uji", "rahasia-untuk-uji"


def program() -> str:
    """Where it is; skips the test where it is not installed."""
    found = shutil.which("juicefs", path=sysconfig.get_path("scripts"))
    if found is None:
        pytest.skip("juicefs is not installed: make test-long installs the group long")
    return found


@contextmanager
def gateway() -> Iterator[StorageSettings]:
    """The settings of a gateway that runs until the end of `with`."""
    juicefs, port = program(), find()
    with tempfile.TemporaryDirectory(prefix="simpul-juicefs-") as folder:
        home = Path(folder)
        meta = f"sqlite3://{home / 'meta.db'}"
        environment = {
            "HOME": folder,
            "MINIO_ROOT_USER": _USER,
            "MINIO_ROOT_PASSWORD": _PASSWORD,
            "PATH": "/usr/bin:/bin",
        }
        subprocess.run(
            [juicefs, "format", "--storage=file", f"--bucket={home}/objects/", meta, "simpul"],
            env=environment,
            capture_output=True,
            check=True,
        )
        options = [
            "--multi-buckets",
            "--keep-etag",
            "--object-meta",
            "--no-banner",
            "--no-usage-report",
        ]
        options += [f"--cache-dir={home}/cache", f"--log={home}/log", "--backup-meta=0"]
        child = subprocess.Popen(
            [juicefs, "gateway", *options, meta, f"127.0.0.1:{port}"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=(home / "errors").open("wb"),
        )
        try:
            _wait(child, port, home / "errors")
            yield StorageSettings(
                endpoint_url=f"http://127.0.0.1:{port}",
                access_key=SecretStr(_USER),
                secret_key=SecretStr(_PASSWORD),
            )
        finally:
            child.send_signal(signal.SIGTERM)
            child.wait(20)


def _wait(child: subprocess.Popen[bytes], port: int, errors: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _answers(port):
        assert child.poll() is None, errors.read_text()
        assert time.monotonic() < deadline, errors.read_text()
        time.sleep(_POLL_SECONDS)


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/minio/health/ready")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
