"""The embedded S3 server."""

import http.client
import os
import shutil
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from api.stack import seaweed as module
from api.stack.errors import StackError
from api.stack.folder import Folder
from api.stack.seaweed import SeaweedFS

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def _client(server: SeaweedFS, secret: str | None = None) -> "S3Client":
    return boto3.client(
        "s3",
        endpoint_url=server.endpoint_url,
        aws_access_key_id=server.folder.secrets.s3_access_key,
        aws_secret_access_key=secret or server.folder.secrets.s3_secret_key,
        region_name="us-east-1",
        config=Config(s3={"addressing_style": "path"}),
    )


def _get(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path)
    return connection.getresponse().status


class TestServer:
    def test_listens_on_loopback_only(
        self, seaweed: SeaweedFS, listening: Callable[[int], set[tuple[str, int]]]
    ) -> None:
        found = listening(seaweed.pid)
        assert ("127.0.0.1", seaweed.port) in found
        assert {address for address, _ in found} == {"127.0.0.1"}

    def test_serves_nothing_to_those_without_a_key(self, seaweed: SeaweedFS) -> None:
        client = _client(seaweed)
        client.create_bucket(Bucket="private")
        client.put_object(Bucket="private", Key="a", Body=b"content")
        assert client.get_object(Bucket="private", Key="a")["Body"].read() == b"content"
        assert _get(seaweed.filer_port, "/buckets/private/a") == http.HTTPStatus.UNAUTHORIZED
        assert _get(seaweed.filer_port, "/") == http.HTTPStatus.UNAUTHORIZED
        assert _get(seaweed.port, "/private/a") == http.HTTPStatus.FORBIDDEN
        with pytest.raises(ClientError, match="SignatureDoesNotMatch"):
            _client(seaweed, "wrong").list_buckets()

    def test_keeps_its_keys_private(self, seaweed: SeaweedFS) -> None:
        path = seaweed.folder.path / "seaweedfs"
        assert (path / "security.toml").stat().st_mode & 0o777 == 0o600
        assert path.stat().st_mode & 0o777 == 0o700
        command_line = Path(f"/proc/{seaweed.pid}/cmdline").read_text()
        assert seaweed.folder.secrets.s3_secret_key not in command_line


class TestRestart:
    def test_keeps_the_objects_after_a_kill_and_on_other_ports(self, data: Path) -> None:
        with Folder(data) as folder:
            server = SeaweedFS(folder)
            try:
                server.start()
                client = _client(server)
                client.create_bucket(Bucket="kept")
                for number in range(20):
                    client.put_object(Bucket="kept", Key=str(number), Body=b"x" * 9000 * number)
                before = server.port
                os.kill(server.pid, signal.SIGKILL)
                server.stop()
                with socket.create_server(("127.0.0.1", before)):
                    server.start()
                assert server.port != before
                client = _client(server)
                for number in range(20):
                    found = client.get_object(Bucket="kept", Key=str(number))
                    assert len(found["Body"].read()) == 9000 * number
                client.put_object(Bucket="kept", Key="new", Body=b"new")
            finally:
                server.stop()

    def test_leaves_no_socket_behind(self, data: Path) -> None:
        with Folder(data) as folder:
            server = SeaweedFS(folder)
            server.start()
            names = [str(port) for port in folder.recall("s3_ports").values()]
            server.stop()
        left = [path.name for path in Path("/tmp").glob("seaweedfs-*.sock")]
        assert not [name for name in left if any(f"-{port}.sock" in name for port in names)]


class TestPorts:
    def test_avoids_sockets_of_other_users(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError

        monkeypatch.setattr(Path, "glob", lambda *_: iter([Path("/tmp/of-another-user")]))
        monkeypatch.setattr(Path, "unlink", refuse)
        assert module._is_usable(22001, taken=set()) is False

    def test_removes_its_own_stale_sockets(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(module, "_SOCKETS", tmp_path)
        stale = tmp_path / "seaweedfs-s3-grpc-32001.sock"
        stale.touch()
        assert module._is_usable(22001, taken=set())
        assert not stale.exists()


class TestFailure:
    def test_says_what_the_log_says(self, data: Path) -> None:
        with Folder(data) as folder:
            (data / "seaweedfs" / "data").mkdir(parents=True)
            (data / "seaweedfs" / "data" / "filerldb2").write_text("in the way")
            server = SeaweedFS(folder)
            with pytest.raises(StackError, match="SeaweedFS ended while it started"):
                server.start()
            server.stop()

    def test_says_that_the_package_is_missing(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
        with Folder(data) as folder, pytest.raises(StackError, match="make setup"):
            SeaweedFS(folder).start()
