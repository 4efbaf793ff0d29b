"""An SMTP server on loopback (RFC 5321), with STARTTLS and accounts where a test wants them."""

import asyncio
import base64
import datetime as dt
import ipaddress
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Lines = asyncio.StreamReader


@dataclass
class Server:
    """What arrived, and how it behaves."""

    tls: ssl.SSLContext | None = None
    account: tuple[str, str] | None = None
    refuses: bytes = b""  # what it answers instead of taking a message
    port: int = 0
    arrived: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def talk(self, reader: Lines, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        writer.write(b"220 uji.example\r\n")
        signed_in, secure = self.account is None, False
        while line := (await reader.readline()).decode().strip():
            verb, _, rest = line.partition(" ")
            match verb.upper():
                case "EHLO":
                    offers = [b"250-uji.example"]
                    offers += [b"250-STARTTLS"] if self.tls and not secure else []
                    offers += [b"250-AUTH PLAIN"] if self.account else []
                    writer.write(b"\r\n".join([*offers, b"250 8BITMIME"]) + b"\r\n")
                case "STARTTLS" if self.tls:
                    writer.write(b"220 go ahead\r\n")
                    await writer.start_tls(self.tls)
                    secure = True
                case "AUTH":
                    given = base64.b64decode(rest.split()[1]).decode().split("\0")[1:]
                    signed_in = self.account == tuple(given)
                    writer.write(b"235 ok\r\n" if signed_in else b"535 no\r\n")
                case "MAIL":
                    writer.write(b"250 ok\r\n" if signed_in else b"530 sign in first\r\n")
                case "RCPT":
                    self.recipients.append(rest)
                    writer.write(self.refuses or b"250 ok\r\n")
                case "DATA":
                    writer.write(b"354 go ahead\r\n")
                    await self._take(reader)
                    self.encrypted.append(secure)
                    writer.write(b"250 taken\r\n")
                case "QUIT":
                    writer.write(b"221 bye\r\n")
                    break
                case _:
                    writer.write(b"250 ok\r\n")
            await writer.drain()
        writer.close()

    async def _take(self, reader: Lines) -> None:
        lines = []
        while (line := await reader.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.arrived.append(message)


@asynccontextmanager
async def listening(made: Server) -> AsyncIterator[Server]:
    """Have it listen, at the port that it had before if it had one."""

    async def talk(reader: Lines, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, ssl.SSLError):
            await made.talk(reader, writer)

    server = await asyncio.start_server(talk, "127.0.0.1", made.port)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's context, and the file that a client would trust it by."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "uji.example")])
    now = dt.datetime.now(dt.UTC)
    loopback = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([loopback]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "server.pem", folder / "server.key"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public
