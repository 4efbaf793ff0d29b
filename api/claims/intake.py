"""How a message arrives: as a new claim, or as one more sighting of the claim that it repeats."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.authors import Author
from api.claims import reporters, rules
from api.claims.clock import due_at
from api.claims.models import Claim, ClaimAsset, ClaimSighting, ClaimStatus
from api.claims.numbering import add_open
from api.claims.repeats import find_open
from api.claims.schemas import ClaimFields
from api.matching.readers import Readers
from api.matching.service import find
from api.media.attachments import hand_in
from api.media.models import Asset, AssetStatus
from api.settings import settings_of
from tenants.directory import Place
from tenants.rows import now
from tenants.session import as_tenant, entered

_SUGGESTIONS = 5
_COMPARED = 2000  # characters of a message that are compared with what was published


class Source(StrEnum):
    """Who hands a claim in."""

    MEMBER = "member"
    CLIENT = "client"
    PUBLIC = "public"


@dataclass(frozen=True)
class Incoming:
    """A message as it arrives. Its fields and its files are checked already.

    `status_hash` is that of a stranger's secret; a repeat gets a sighting with a secret of its own.
    """

    fields: ClaimFields
    source: Source
    external_reference: str | None = None
    author: Author | None = None
    status_hash: str | None = None


@dataclass(frozen=True)
class Received:
    """The claim that a message became, and the sighting of it.

    A repeat's claim may be another tenant's: where the claim went on that was first told of it.
    """

    claim: Claim
    sighting: ClaimSighting
    repeated: bool


async def receive(session: AsyncSession, place: Place, incoming: Incoming) -> Received:
    """Take a message in for `place`, in its scope; the session is left in that scope.

    Of exact repeats (text, links, files, region) one claim is open, however many arrive at once.
    """
    fields = incoming.fields
    files = await _files(session, fields)
    text_hash = rules.fingerprint(fields.text, fields.links, [file.sha256 for file in files])
    repeated, claim = True, await find_open(session, fields.region, text_hash)
    if claim is None:
        values = await _values(session, place, incoming, files, text_hash)
    while claim is None:
        claim = await add_open(session, lambda number: Claim(**values, reference=number))
        repeated = claim is None
        claim = claim or await find_open(session, fields.region, text_hash)
    async with entered(session, as_tenant(claim.tenant_id, "one more sighting of a claim")):
        if repeated:
            claim.sightings += 1
            _name(claim, incoming, place)
            await _mend(session, claim, files, place)
        else:
            await _attach(session, claim, files)
        sighting = await _sight(session, claim, incoming)
    return Received(claim, sighting, repeated)


async def suggest(session: AsyncSession, text: str | None) -> list[dict[str, Any]]:
    """What was published, for governments too, that may answer a message. Advice."""
    if not text or "matching" not in session.info:  # the worker and the seeds keep no index
        return []
    found = await find(session, text[:_COMPARED], _SUGGESTIONS, Readers.GOVERNMENTS)
    return [
        {"number": one.number, "title": one.title, "verdict": one.verdict, "score": one.score}
        for one in found
    ]


async def _files(session: AsyncSession, fields: ClaimFields) -> Sequence[Asset]:
    if not fields.asset_ids:
        return []
    wanted = col(Asset.id).in_(fields.asset_ids)
    found = {file.id: file for file in await session.scalars(select(Asset).where(wanted))}
    return [found[each] for each in dict.fromkeys(fields.asset_ids)]


async def _values(
    session: AsyncSession,
    place: Place,
    incoming: Incoming,
    files: Sequence[Asset],
    text_hash: str,
) -> dict[str, Any]:
    fields, moment, author = incoming.fields, now(), incoming.author
    return {
        "tenant_id": place.id,
        "text": fields.text or "",
        "text_hash": text_hash,
        "links": fields.links,
        "medium": rules.medium_of(fields, files[0].content_type if files else None),
        "seen_on": fields.seen_on,
        "region": fields.region,
        "status": ClaimStatus.NEW,
        "received_at": moment,
        "due_at": due_at(moment, settings_of(session)),
        "suggestions": await suggest(session, fields.text),
        "source": incoming.source,
        "external_reference": incoming.external_reference,
        "created_by_name": author.name if author else None,
        "created_by_kind": author.kind if author else None,
    }


def _name(claim: Claim, incoming: Incoming, place: Place) -> None:
    """A repeat gives its reference to a claim without one, so that sending it again is known."""
    if claim.tenant_id == place.id and claim.external_reference is None:
        claim.external_reference = incoming.external_reference


async def _attach(
    session: AsyncSession, claim: Claim, files: Sequence[Asset], first: int = 0
) -> None:
    session.add_all(
        ClaimAsset(
            tenant_id=claim.tenant_id, claim_id=claim.id, position=position, asset_id=file.id
        )
        for position, file in enumerate(files, first)
    )
    await hand_in(session, [], [file.id for file in files])


async def _mend(session: AsyncSession, claim: Claim, files: Sequence[Asset], place: Place) -> None:
    """Attach what a repeat brings in the place of files that did not pass their check.

    The same bytes announced as something else were refused: the office would never see them.
    """
    if not files or claim.tenant_id != place.id:
        return
    attached = await session.execute(
        select(col(Asset.sha256), col(Asset.status))
        .join(ClaimAsset, col(ClaimAsset.asset_id) == col(Asset.id))
        .where(col(ClaimAsset.claim_id) == claim.id)
    )
    rows = attached.all()
    shown = {sha256 for sha256, status in rows if status != AssetStatus.REFUSED}
    missing = [file for file in files if file.sha256 not in shown]
    await _attach(session, claim, missing, len(rows))


async def _sight(session: AsyncSession, claim: Claim, incoming: Incoming) -> ClaimSighting:
    sighting = ClaimSighting(
        tenant_id=claim.tenant_id,
        claim_id=claim.id,
        seen_on=incoming.fields.seen_on,
        source=incoming.source,
        status_hash=incoming.status_hash,
    )
    session.add(sighting)
    await session.flush()
    await reporters.keep(session, claim, sighting, incoming.fields.reporter)
    return sighting
