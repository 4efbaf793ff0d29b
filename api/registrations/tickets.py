"""Upload tickets: somebody without an account uploads one letter, and names it in one registration."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.secrets import digest, new_secret
from api.audit.service import record_by_stranger
from api.media.models import Asset
from api.media.schemas import AssetCreate, AssetPurpose
from api.media.service import announce, start_check
from api.media.store import SignedUpload
from api.registrations import rules
from api.registrations.models import UploadTicket
from api.registrations.schemas import RegistrationCreate, RegistrationLetter
from tenants.directory import Place
from tenants.rows import now
from tenants.session import as_tenant, entered

LASTS = timedelta(hours=1)


async def issue(
    session: AsyncSession, province: Place, body: RegistrationLetter
) -> tuple[UploadTicket, str, SignedUpload]:
    """A ticket, its secret and the form to upload with. Raises `InvalidBodyError`."""
    wanted = AssetCreate(purpose=AssetPurpose.LETTER, **body.model_dump())
    async with entered(session, as_tenant(province.id, "a letter's asset")):
        asset, upload = await announce(session, province, wanted, author=None)
        record_by_stranger(session, "create_registration_letter", asset.id)
    secret = new_secret()
    ticket = UploadTicket(
        tenant_id=province.id,
        secret_hash=digest(secret),
        asset_id=asset.id,
        expires_at=_end(now()),
    )
    session.add(ticket)
    await session.flush()
    return ticket, secret, upload


async def spend(session: AsyncSession, province: Place, body: RegistrationCreate) -> UUID | None:
    """The letter that a body names by its ticket, and have it checked; None when it names none.

    Raises `InvalidBodyError` for a ticket that is not good, `UploadMissingError` for one to keep.
    """
    if body.letter_asset_id is None or body.letter_ticket is None:
        return None
    spent: UUID | None = await session.scalar(
        update(UploadTicket)
        .where(
            col(UploadTicket.secret_hash) == digest(body.letter_ticket),
            col(UploadTicket.asset_id) == body.letter_asset_id,
            col(UploadTicket.used_at).is_(None),
            col(UploadTicket.expires_at) > func.now(),
        )
        .values(used_at=func.now())
        .returning(col(UploadTicket.asset_id)),
        execution_options={"synchronize_session": False},
    )
    if spent is None:
        raise rules.bad_ticket()
    async with entered(session, as_tenant(province.id, "a letter's check")):
        locked = select(Asset).where(col(Asset.id) == spent).with_for_update()
        await start_check(session, province, (await session.scalars(locked)).one())
    return spent


def _end(begun: datetime) -> datetime:
    return begun.replace(microsecond=0) + LASTS
