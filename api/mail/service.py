"""Sending e-mail: queued with the change that it tells of, so that both happen or neither."""

import json
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from api.encryption.sealing import sealer_of
from api.errors import Text
from api.jobs.queue import defer
from api.mail import tasks
from api.mail.models import MailMessage
from api.settings import settings_of
from tenants.session import as_system, entered


@dataclass(frozen=True)
class Letter:
    """A message in both languages: we do not know which one its reader prefers.

    `lines` are paragraphs; `link` stands on a line of its own below them, once.
    """

    subject: Text
    lines: tuple[Text, ...]
    link: str | None = None

    def text(self) -> str:
        """The plain text: Indonesian, the link, English, the link again."""
        parts = []
        for number in range(len(Text._fields)):
            paragraphs = [line[number] for line in self.lines]
            parts.append("\n\n".join([*paragraphs, *([self.link] if self.link else [])]))
        return "\n\n--\n\n".join(parts) + "\n"


async def send(session: AsyncSession, recipient: str, letter: Letter) -> None:
    """Queue a letter on the session's transaction. Its text is sealed until it is sent."""
    subject = f"{letter.subject.id} / {letter.subject.en}"
    async with entered(session, as_system("queue an e-mail")):
        message = MailMessage(recipient=recipient, sealed="")
        content = json.dumps({"subject": subject, "text": letter.text()})
        message.sealed = sealer_of(settings_of(session)).seal(content, f"mail:{message.id}")
        session.add(message)
        await session.flush()
        await defer(session, tasks.send, message=str(message.id))
