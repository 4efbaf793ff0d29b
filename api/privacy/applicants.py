"""Contact data of who registered a government: what stays is the region and the decision."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.media.models import Asset, AssetStatus, UploadTicket
from api.media.service import remove
from api.registrations.models import Registration, RegistrationStatus

ERASED_NAME = "(dihapus)"
Status = RegistrationStatus


def erased_address(identifier: object) -> str:
    """An address that nobody has and no mail server takes (RFC 2606)."""
    return f"erased-{identifier}@simpul.invalid"


async def registrations_of(session: AsyncSession, email: str) -> Sequence[Registration]:
    """The registrations of an address in the session's tenant, locked."""
    mine = col(Registration.email) == email
    rows = await session.scalars(select(Registration).where(mine).with_for_update())
    return rows.all()


async def erase_registration(session: AsyncSession, registration: Registration) -> None:
    """Take out who asked. One that nobody confirmed goes whole; the letter of an approval stays."""
    if registration.status == Status.UNCONFIRMED:
        letter = await _letter(session, registration)
        await session.delete(registration)
        await session.flush()
        await _remove(session, letter)
        return
    await erase_contact(session, registration, letter=registration.status != Status.APPROVED)


async def erase_contact(session: AsyncSession, registration: Registration, *, letter: bool) -> None:
    """Name, address and telephone go; with `letter` what was uploaded, too."""
    found = await _letter(session, registration) if letter else None
    if found is not None and found.status != AssetStatus.CHECKING:
        registration.letter_asset_id = None
    registration.contact_name = ERASED_NAME
    registration.email = erased_address(registration.id)
    registration.phone = None
    registration.touch()
    await session.flush()
    await _remove(session, found)


async def _letter(session: AsyncSession, registration: Registration) -> Asset | None:
    this = col(Asset.id) == registration.letter_asset_id
    return await session.scalar(select(Asset).where(this).with_for_update())


async def _remove(session: AsyncSession, letter: Asset | None) -> None:
    # One that is being checked is left: its worker still stores files.
    if letter is None or letter.status == AssetStatus.CHECKING:
        return
    await session.execute(delete(UploadTicket).where(col(UploadTicket.asset_id) == letter.id))
    await remove(session, letter)
