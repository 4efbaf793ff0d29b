"""Registrations as they are answered with."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.media import answers as media
from api.media.models import Asset
from api.registrations.models import Registration, RegistrationStatus
from api.registrations.schemas import RegistrationAnswer, RegistrationProgress

_PLAIN = set(RegistrationAnswer.model_fields) - {"letter"}
_PROGRESS = set(RegistrationProgress.model_fields) - {"decision_note"}


async def many(
    session: AsyncSession, registrations: Sequence[Registration]
) -> list[RegistrationAnswer]:
    """Some registrations with their letters, in the same order."""
    wanted = {one.letter_asset_id for one in registrations} - {None}
    rows = await session.scalars(select(Asset).where(col(Asset.id).in_(wanted))) if wanted else ()
    found = {row.id: media.one(session, row) for row in rows}
    return [
        RegistrationAnswer(
            **one.model_dump(include=_PLAIN),
            letter=found[one.letter_asset_id] if one.letter_asset_id else None,
        )
        for one in registrations
    ]


async def one(session: AsyncSession, registration: Registration) -> RegistrationAnswer:
    """One registration with its letter."""
    return (await many(session, [registration]))[0]


def progress(registration: Registration) -> RegistrationProgress:
    """What the applicant may know: the note only of a rejection."""
    rejected = registration.status == RegistrationStatus.REJECTED
    return RegistrationProgress(
        **registration.model_dump(include=_PROGRESS),
        decision_note=registration.decision_note if rejected else None,
    )
