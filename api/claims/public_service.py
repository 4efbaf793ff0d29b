"""What the public does, without an account. The session starts in the system scope: intake."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.secrets import digest, new_secret
from api.audit.service import record_by_stranger
from api.claims import intake, routing, rules
from api.claims.answering import Answer, answer_of, end_of
from api.claims.models import Claim, ClaimSighting
from api.claims.public_schemas import PublicClaimCreate, PublicClaimUpload
from api.claims.schemas import ClaimFields
from api.errors import FieldError, InvalidBodyError, NotFoundError, Text, UnavailableError
from api.matching.readers import Readers
from api.matching.service import Match, find
from api.media import tickets
from api.media.models import UploadTicket
from api.media.schemas import AssetCreate, AssetPurpose
from api.media.store import SignedUpload
from tenants.directory import Place, directory_of
from tenants.models import Tenant
from tenants.session import as_tenant, entered

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_MATCHES = 5
_SHORTEST, _COMPARED = 5, 2000  # characters, as match_public_clarifications takes them
_PAIRS = Text(
    "Kirim satu tiket untuk setiap berkas, dengan urutan yang sama.",
    "Send one ticket for each file, in the same order.",
)
_TWICE = Text("Berkas ini sudah disebut.", "This file is named already.")
_TICKET = Text(
    "Tiket ini tidak berlaku untuk berkas itu. Buat tiket baru.",
    "This ticket is not good for that file. Get a new one.",
)
_NOT_SET_UP = Text(
    "Provinsi ini belum disiapkan: jalankan simpul bootstrap.",
    "This deployment has no province yet: run simpul bootstrap.",
)


@dataclass(frozen=True)
class Followed:
    """A sighting, its claim, the claim that answers for it now, and the answer."""

    sighting: ClaimSighting
    claim: Claim
    end: Claim
    office: Tenant
    answer: Answer | None


async def create_upload(
    session: AsyncSession, body: PublicClaimUpload
) -> tuple[UploadTicket, str, SignedUpload]:
    """A ticket for one file of the office that answers for a region. Raises `InvalidBodyError`."""
    place = await _place_of(session, body.region)
    wanted = AssetCreate(purpose=AssetPurpose.CLAIM, **body.model_dump(exclude={"region"}))
    return await tickets.issue(session, place, wanted, "create_public_claim_upload")


async def create_claim(
    session: AsyncSession, body: PublicClaimCreate, *, told: bool
) -> tuple[Claim, str, list[Match]]:
    """Take a message in: the claim, the secret to follow it by, and what may answer it already.

    Who reported it is kept only if he may be `told`. Raises `InvalidBodyError`, `UploadMissingError`.
    """
    rules.check_fields(body)
    _check_tickets(body)
    place = await _place_of(session, body.region)
    await _spend(session, place, body)
    secret = new_secret()
    fields = ClaimFields(**body.model_dump(exclude={"tickets"}))
    incoming = intake.Incoming(
        fields=fields if told else fields.model_copy(update={"reporter": None}),
        source=intake.Source.PUBLIC,
        status_hash=digest(secret),
    )
    async with entered(session, as_tenant(place.id, "a claim of the public")):
        received = await intake.receive(session, place, incoming)
    claim = received.claim
    async with entered(session, as_tenant(claim.tenant_id, "audit of intake")):
        record_by_stranger(session, "create_public_claim", claim.id)
    return claim, secret, await _matches(session, body.text)


async def follow(session: AsyncSession, secret: str) -> Followed:
    """What became of a sighting, wherever its claim went. Raises `NotFoundError`."""
    if not _SECRET.fullmatch(secret):
        raise NotFoundError
    this = col(ClaimSighting.status_hash) == digest(secret)
    sighting = await session.scalar(select(ClaimSighting).where(this))
    if sighting is None:
        raise NotFoundError
    async with entered(session, as_tenant(sighting.tenant_id, "a stranger follows his claim")):
        mine = select(Claim).where(col(Claim.id) == sighting.claim_id)
        claim = (await session.scalars(mine)).one()
    end = await end_of(session, claim)
    office = select(Tenant).where(col(Tenant.id) == end.tenant_id)
    return Followed(
        sighting=sighting,
        claim=claim,
        end=end,
        office=(await session.scalars(office)).one(),
        answer=await answer_of(session, end.clarification_number),
    )


async def _place_of(session: AsyncSession, region: str) -> Place:
    directory = directory_of(session)
    if directory.by_code(region) is None:
        await directory.learn(session)
    if not directory.codes:
        raise UnavailableError(_NOT_SET_UP)
    return await routing.tenant_for(session, region)


def _check_tickets(body: PublicClaimCreate) -> None:
    errors = []
    if len(body.tickets) != len(body.asset_ids):
        errors.append(FieldError("/tickets", "missing", _PAIRS))
    for position, asset in enumerate(body.asset_ids):
        if asset in body.asset_ids[:position]:
            errors.append(FieldError(f"/asset_ids/{position}", "duplicate", _TWICE))
    if errors:
        raise InvalidBodyError(errors)


async def _spend(session: AsyncSession, place: Place, body: PublicClaimCreate) -> None:
    """Use the tickets up, in one order: two claims that name the same ones do not wait in a ring."""
    pairs = zip(body.asset_ids, body.tickets, range(len(body.tickets)), strict=True)
    for asset, ticket, position in sorted(pairs):
        if not await tickets.spend(session, place, AssetPurpose.CLAIM, ticket, asset):
            raise InvalidBodyError([FieldError(f"/tickets/{position}", "not-found", _TICKET)])


async def _matches(session: AsyncSession, text: str | None) -> list[Match]:
    if text is None or len(text) < _SHORTEST:
        return []
    return await find(session, text[:_COMPARED], _MATCHES, Readers.EVERYBODY)
