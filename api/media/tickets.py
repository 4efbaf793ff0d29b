"""Upload tickets: somebody without an account uploads one file, and names it in what he hands in.

The session of `issue` and `spend` starts in the system scope: intake. A ticket is good for one file of
one tenant and one purpose, once.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.secrets import digest, new_secret
from api.audit.service import record_by_stranger
from api.media.models import Asset, UploadTicket
from api.media.schemas import AssetCreate, AssetPurpose
from api.media.service import announce, remove, start_check
from api.media.store import SignedUpload
from tenants.directory import Place
from tenants.rows import now
from tenants.session import as_tenant, entered

LASTS = timedelta(hours=1)


async def issue(
    session: AsyncSession, owner: Place, wanted: AssetCreate, action: str
) -> tuple[UploadTicket, str, SignedUpload]:
    """A ticket for an asset of `owner`, its secret and the form to upload with.

    Raises `InvalidBodyError`.
    """
    async with entered(session, as_tenant(owner.id, "a stranger's asset")):
        asset, upload = await announce(session, owner, wanted, author=None)
        record_by_stranger(session, action, asset.id)
    secret = new_secret()
    ticket = UploadTicket(
        tenant_id=owner.id,
        secret_hash=digest(secret),
        asset_id=asset.id,
        expires_at=_end(now()),
    )
    session.add(ticket)
    await session.flush()
    return ticket, secret, upload


async def spend(
    session: AsyncSession, owner: Place, purpose: AssetPurpose, secret: str, asset_id: UUID
) -> bool:
    """Use a ticket up, and have its file checked; False when it is not good for that file.

    Raise then: the transaction must not commit. Raises `UploadMissingError` for one to keep.
    """
    # In the owner's scope: a ticket of another tenant is not even seen.
    async with entered(session, as_tenant(owner.id, "a stranger's upload")):
        spent: UUID | None = await session.scalar(
            update(UploadTicket)
            .where(
                col(UploadTicket.secret_hash) == digest(secret),
                col(UploadTicket.asset_id) == asset_id,
                col(UploadTicket.used_at).is_(None),
                col(UploadTicket.expires_at) > func.now(),
            )
            .values(used_at=func.now())
            .returning(col(UploadTicket.asset_id)),
            execution_options={"synchronize_session": False},
        )
        if spent is None:
            return False
        locked = select(Asset).where(col(Asset.id) == spent).with_for_update()
        asset = (await session.scalars(locked)).one()
        if asset.purpose != purpose:
            return False
        await start_check(session, owner, asset)
    return True


async def forget_expired(session: AsyncSession) -> None:
    """Delete the expired tickets of the session's tenant, and the files of those that nobody used.

    The rows go now, the files after the commit.
    """
    expired = (
        select(UploadTicket)
        .where(col(UploadTicket.expires_at) < func.now())
        .with_for_update(skip_locked=True)
    )
    for ticket in await session.scalars(expired):
        asset = await session.scalar(select(Asset).where(col(Asset.id) == ticket.asset_id))
        await session.delete(ticket)
        await session.flush()
        if ticket.used_at is None and asset is not None:
            await remove(session, asset)


def _end(begun: datetime) -> datetime:
    return begun.replace(microsecond=0) + LASTS
