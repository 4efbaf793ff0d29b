"""A new password by e-mail. In the system scope."""

from sqlalchemy.ext.asyncio import AsyncSession

from api.encryption.sealing import sealer_of
from api.jobs.queue import defer
from api.links.models import OneTimeLink, Purpose
from api.links.service import look, spend
from api.oauth import account, service, tasks
from api.oauth.reset_offers import CONTEXT
from api.settings import settings_of


class LinkGoneError(Exception):
    """The link was used, withdrawn, or is too old."""


async def ask(session: AsyncSession, email: str) -> None:
    """Have the worker see whose address this is.

    Not here: what follows for a known one must not be told by how long the answer takes. The address
    is sealed, because anybody may type anybody's.
    """
    sealed = sealer_of(settings_of(session)).seal(service.normal_email(email), CONTEXT)
    await defer(session, tasks.send_reset, sealed=sealed)


async def open_link(session: AsyncSession, secret: str) -> OneTimeLink:
    """The link while it is good; looking spends nothing. Raises `LinkGoneError`."""
    link = await look(session, Purpose.RESET, secret)
    if link is None:
        raise LinkGoneError
    return link


async def set_password(session: AsyncSession, secret: str, password_hash: str) -> None:
    """Spend the link on a new password; the person signs in with it. Raises `LinkGoneError`."""
    link = await spend(session, Purpose.RESET, secret)
    if link is None:
        raise LinkGoneError
    await account.set_password(session, link.person_id, password_hash, action="reset_password")
