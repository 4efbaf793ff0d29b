"""What an applicant does, without an account. The session starts in the system scope: intake."""

import re
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.secrets import digest, new_secret
from api.audit.service import record_by_stranger
from api.errors import NotFoundError, Text, UnavailableError
from api.mail.service import send
from api.media import tickets
from api.media.models import UploadTicket
from api.media.schemas import AssetCreate, AssetPurpose
from api.media.store import SignedUpload
from api.registrations import letters, rules
from api.registrations.models import Registration, RegistrationStatus
from api.registrations.names import name_of
from api.registrations.schemas import RegistrationCreate, RegistrationLetter
from api.settings import settings_of
from tenants.directory import Place, directory_of
from tenants.session import as_tenant, entered

_COLUMNS = set(RegistrationCreate.model_fields) - {"letter_asset_id", "letter_ticket"}
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_NOT_SET_UP = Text(
    "Provinsi ini belum disiapkan: jalankan simpul bootstrap.",
    "This deployment has no province yet: run simpul bootstrap.",
)


async def create_letter(
    session: AsyncSession, body: RegistrationLetter
) -> tuple[UploadTicket, str, SignedUpload]:
    """A ticket for one letter, its secret, and the form to upload with."""
    wanted = AssetCreate(purpose=AssetPurpose.LETTER, **body.model_dump())
    province = await _province(session)
    return await tickets.issue(session, province, wanted, "create_registration_letter")


async def create_registration(
    session: AsyncSession, body: RegistrationCreate, *, sent: bool
) -> str:
    """Note a registration, and have its link `sent`; gives the secret to follow it by.

    What exists already changes nothing about it. Raises `InvalidBodyError`, `UploadMissingError`.
    """
    province, settings = await _province(session), settings_of(session)
    known = directory_of(session).by_code(body.region) is not None
    rules.check_fields(body, settings.registration.email_domains, known=known)
    confirming, following = new_secret(), new_secret()
    registration = Registration(
        tenant_id=province.id,
        **body.model_dump(include=_COLUMNS),
        letter_asset_id=await _spend(session, province, body),
        confirm_hash=digest(confirming),
        status_hash=digest(following),
    )
    session.add(registration)
    await session.flush()
    await _note(session, registration, "create_registration")
    link = f"{settings.base_url}/registrations/confirm/{confirming}"
    place = await name_of(session, body.region)
    if sent:
        await send(session, body.email, letters.to_confirm(place, link, rules.CONFIRM_WITHIN))
    return following


async def confirm(session: AsyncSession, secret: str) -> Registration:
    """The registration whose e-mailed link was opened, pending from the first time on.

    Raises `NotFoundError`, the same for a link that is unknown and one that expired.
    """
    if not _SECRET.fullmatch(secret):
        raise NotFoundError
    this = col(Registration.confirm_hash) == digest(secret)
    unconfirmed = col(Registration.status) == RegistrationStatus.UNCONFIRMED
    confirmed: Registration | None = await session.scalar(
        update(Registration)
        .where(this, unconfirmed, col(Registration.created_at) > func.now() - rules.CONFIRM_WITHIN)
        .values(
            status=RegistrationStatus.PENDING,
            confirmed_at=func.now(),
            updated_at=func.now(),
            version=col(Registration.version) + 1,
        )
        .returning(Registration),
        execution_options={"synchronize_session": False},
    )
    if confirmed is not None:
        await _note(session, confirmed, "confirm_registration")
        return confirmed
    again = await session.scalar(select(Registration).where(this, ~unconfirmed))
    if again is None:
        raise NotFoundError
    return again


async def get_status(session: AsyncSession, secret: str) -> Registration:
    """The registration of this secret. Raises `NotFoundError`."""
    this = col(Registration.status_hash) == digest(secret)
    found = await session.scalar(select(Registration).where(this))
    if found is None:
        raise NotFoundError
    return found


async def _spend(session: AsyncSession, province: Place, body: RegistrationCreate) -> UUID | None:
    """The letter that a body names by its ticket; None when it names none."""
    letter, secret = body.letter_asset_id, body.letter_ticket
    if letter is None or secret is None:
        return None
    if not await tickets.spend(session, province, AssetPurpose.LETTER, secret, letter):
        raise rules.bad_ticket()
    return letter


async def _note(session: AsyncSession, registration: Registration, action: str) -> None:
    async with entered(session, as_tenant(registration.tenant_id, "audit of intake")):
        record_by_stranger(session, action, registration.id, region=registration.region)


async def _province(session: AsyncSession) -> Place:
    directory = directory_of(session)
    if not directory.codes:
        await directory.learn(session)
    if not directory.codes:
        raise UnavailableError(_NOT_SET_UP)
    return directory.province
