"""Handing a message to an SMTP server, or putting it into a folder where somebody looks."""

import os
import smtplib
import ssl
import tempfile
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path

from api.settings import MailSettings, SmtpSettings
from tenants.rows import now

_SECONDS = 30
_LONGEST_NAME = 200  # of an address in a file's name, which may have 255 bytes


def compose(settings: MailSettings, recipient: str, subject: str, text: str) -> EmailMessage:
    """The message as it goes out: plain text, so that what a link says is where it leads.

    Whatever separates lines in `subject` becomes a space.
    """
    message = EmailMessage()
    message["From"] = settings.sender
    message["To"] = recipient
    message["Subject"] = " ".join(subject.split())
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2].rstrip(">"))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def deliverer(settings: MailSettings) -> Callable[[EmailMessage], None]:
    """What delivers here. It blocks, and raises `OSError` or `smtplib.SMTPException`."""
    smtp, outbox = settings.smtp, settings.outbox
    if smtp is not None:
        return lambda message: _by_smtp(smtp, message)
    assert outbox is not None  # noqa: S101 - the settings refuse to have neither
    return lambda message: _into_folder(outbox, message)


def _by_smtp(settings: SmtpSettings, message: EmailMessage) -> None:
    # Certificates are verified: a password and links that open accounts travel here.
    context = ssl.create_default_context()
    if settings.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.host, settings.port, timeout=_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=_SECONDS)
    with server:
        if settings.security == "starttls":
            server.starttls(context=context)
        if settings.username and settings.password:
            server.login(settings.username, settings.password.get_secret_value())
        server.send_message(message)


def _into_folder(folder: Path, message: EmailMessage) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Named by moment and recipient, so that the newest one stands last; appears whole.
    recipient = str(message["To"]).replace("/", "_")[:_LONGEST_NAME]
    name = f"{now():%Y%m%dT%H%M%S.%f}-{recipient}.eml"
    handle, fresh = tempfile.mkstemp(dir=folder, prefix=".")
    with os.fdopen(handle, "wb") as file:
        file.write(message.as_bytes())
    Path(fresh).replace(folder / name)
