"""Delivering what was queued."""

import asyncio
import json
from datetime import timedelta
from uuid import UUID

import structlog
from procrastinate import JobContext, RetryStrategy
from sqlalchemy import delete, func, select
from sqlmodel import col

from api.encryption.sealing import sealer_of
from api.jobs.queue import queue, runtime_of
from api.mail.delivery import compose, deliverer
from api.mail.models import MailMessage
from api.settings import Settings
from tenants.session import as_system, transaction

# Twice as long apart each time: a day and a half in all, for a mail server that is down.
_PATIENCE = RetryStrategy(max_attempts=16, exponential_wait=2)
# Of what never arrived; the links in it are no longer good then.
_KEPT_FOR = timedelta(days=7)
_log = structlog.get_logger("api.mail")


class UndeliveredError(RuntimeError):
    """An attempt failed, for an error of this name; what the error says may hold the address."""


@queue.task(name="mail.send", pass_context=True, retry=_PATIENCE)
async def send(context: JobContext, message: str) -> None:
    """Deliver one message and forget it. Sent twice at worst, when we die in between; never lost."""
    runtime = runtime_of(context)
    this = col(MailMessage.id) == UUID(message)
    async with transaction(runtime.sessions, as_system("send an e-mail")) as session:
        row = await session.scalar(select(MailMessage).where(this))
    if row is None:
        return
    try:
        await _deliver(runtime.settings, row)
    except Exception as error:  # noqa: BLE001 - none of them may be logged as it is
        name = type(error).__name__
        _log.warning("mail-failed", message=message, error=name)
        raise UndeliveredError(name) from None
    async with transaction(runtime.sessions, as_system("forget an e-mail")) as session:
        await session.execute(delete(MailMessage).where(this))


async def _deliver(settings: Settings, row: MailMessage) -> None:
    content = json.loads(sealer_of(settings).unseal(row.sealed, f"mail:{row.id}"))
    letter = compose(settings.mail, row.recipient, content["subject"], content["text"])
    await asyncio.to_thread(deliverer(settings.mail), letter)


@queue.periodic(cron="33 * * * *")
@queue.task(name="mail.forget", queueing_lock="mail.forget", pass_context=True)
async def forget(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Delete what could not be delivered for days: addresses of people are not kept for nothing."""
    old = col(MailMessage.created_at) < func.now() - _KEPT_FOR
    async with transaction(runtime_of(context).sessions, as_system("forget e-mail")) as session:
        await session.execute(delete(MailMessage).where(old))
