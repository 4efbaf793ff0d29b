"""What SeaweedFS asks of those who speak to its parts: keys, and a certificate.

Its ports lie on loopback, where every user of the machine reaches them. A part that finds no keys
or no certificate serves anybody.
"""

import os
from pathlib import Path

from api.stack import certificates
from api.stack.folder import Secrets

_CERTIFICATE = "certificate.pem"
_PARTS = ("master", "volume", "filer", "s3", "admin", "worker", "client")
_KEYS = """\
# Written at each start: keys from secrets.json, and a new certificate for gRPC.
[jwt.signing]
key = "{0.volume_write}"
[jwt.signing.read]
key = "{0.volume_read}"
[jwt.filer_signing]
key = "{0.filer_write}"
[jwt.filer_signing.read]
key = "{0.filer_read}"
[grpc]
ca = "{1}"
"""
_PART = """\
[grpc.{0}]
cert = "{1}"
key = "{1}"
"""


def write(home: Path, secrets: Secrets) -> None:
    """Write `security.toml` and a new certificate into the server's working folder."""
    parts = [_PART.format(part, _CERTIFICATE) for part in _PARTS]
    _write_private(home / _CERTIFICATE, certificates.make())
    _write_private(home / "security.toml", _KEYS.format(secrets, _CERTIFICATE) + "".join(parts))


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
