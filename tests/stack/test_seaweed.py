"""The embedded S3 server."""

import http.client
import os
import shutil
import signal
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from cryptography.x509 import load_pem_x509_certificate

from api.stack import certificates, security
from api.stack import seaweed as module
from api.stack.errors import StackError
from api.stack.folder import Folder, Secrets
from api.stack.seaweed import SeaweedFS
from tests.stack import strangers

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


def _ask(port: int, path: str, method: str = "GET") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path)
    return connection.getresponse()


def _get(port: int, path: str) -> int:
    return _ask(port, path).status


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
        assert _get(seaweed.filer_port, "/buckets/private/a") == http.HTTPStatus.NOT_FOUND
        assert _get(seaweed.filer_port, "/") == http.HTTPStatus.NOT_FOUND
        assert _get(seaweed.port, "/private/a") == http.HTTPStatus.FORBIDDEN
        with pytest.raises(ClientError, match="SignatureDoesNotMatch"):
            _client(seaweed, "wrong").list_buckets()

    def test_keeps_its_keys_private(self, seaweed: SeaweedFS) -> None:
        path = seaweed.folder.path / "seaweedfs"
        for name in ("security.toml", "certificate.pem"):
            assert (path / name).stat().st_mode & 0o777 == 0o600
        assert path.stat().st_mode & 0o777 == 0o700
        command_line = Path(f"/proc/{seaweed.pid}/cmdline").read_text()
        assert seaweed.folder.secrets.s3_secret_key not in command_line


class TestCertificate:
    def test_is_new_at_each_start_and_lasts_for_years(self, tmp_path: Path) -> None:
        made = []
        for _ in range(2):
            security.write(tmp_path, Secrets())
            made.append(load_pem_x509_certificate((tmp_path / "certificate.pem").read_bytes()))
        assert made[0].public_key() != made[1].public_key()
        assert made[0].serial_number != made[1].serial_number
        assert made[1].not_valid_after_utc - datetime.now(UTC) > timedelta(days=3000)


class TestStrangers:
    """Other users of the machine, who reach every loopback port."""

    def test_cannot_use_grpc(self, seaweed: SeaweedFS, data: Path) -> None:
        client = _client(seaweed)
        client.create_bucket(Bucket="grpc")
        client.put_object(Bucket="grpc", Key="a", Body=b"content")
        commands = ("lock", "fs.ls /buckets/grpc", "fs.rm -rf /buckets/grpc/a")
        assert not strangers.stranger(data.parent).run(seaweed, *commands, seconds=4)
        assert client.get_object(Bucket="grpc", Key="a")["Body"].read() == b"content"
        strangers.owner(seaweed).run(seaweed, *commands, seconds=30)
        with pytest.raises(ClientError, match="NoSuchKey"):
            client.get_object(Bucket="grpc", Key="a")

    def test_need_the_certificate_on_each_grpc_port(
        self, seaweed: SeaweedFS, tmp_path: Path
    ) -> None:
        own = seaweed.folder.path / "seaweedfs" / "certificate.pem"
        other = tmp_path / "other.pem"
        other.write_text(certificates.make())
        for port in (port + 10000 for port in seaweed._ports.values()):
            assert not strangers.greet(port, tls=False)
            assert not strangers.greet(port, tls=True)
            assert not strangers.greet(port, tls=True, certificate=other)
            assert strangers.greet(port, tls=True, certificate=own)

    def test_get_no_key_from_the_master(self, seaweed: SeaweedFS) -> None:
        client = _client(seaweed)
        client.create_bucket(Bucket="master")
        client.put_object(Bucket="master", Key="a", Body=b"content")
        chunk = strangers.chunk_of(seaweed, "/buckets/master/a")
        master, volume = seaweed._ports["master"], seaweed._ports["volume"]
        for path in (
            f"/dir/lookup?fileId={chunk}",
            f"/dir/lookup?fileId={chunk}&read=yes",
            "/dir/assign?collection=master",
            "/col/delete?collection=master",
        ):
            answer = _ask(master, path, "POST" if path.startswith("/col") else "GET")
            assert (answer.status, answer.headers["Authorization"]) == (404, None)
        for method in ("GET", "DELETE"):
            assert _ask(volume, f"/{chunk}", method).status == http.HTTPStatus.UNAUTHORIZED
        assert client.get_object(Bucket="master", Key="a")["Body"].read() == b"content"


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
