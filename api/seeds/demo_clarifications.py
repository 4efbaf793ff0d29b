"""Clarifications in every state, written by one person and approved by another."""

from api.access.roles import Role
from api.clarifications import corrections, publishing, review, service
from api.clarifications.models import Clarification
from api.clarifications.schemas import (
    Checklist,
    ClarificationApprove,
    ClarificationCreate,
    ClarificationPatch,
    ClarificationPublish,
    SourceBody,
)
from api.seeds.office import Office, seen
from api.seeds.texts import HOAXES

_ENDS = ("draft", "review", "changes", "approve", "publish", "retract", "correct", "correcting")
_EACH = 3
_ATTESTED = Checklist(
    clear_source=True,
    crosschecked=True,
    neutral=True,
    plain_language=True,
    no_sara=True,
    no_personal_data=True,
)


async def add_clarifications(office: Office, province: Office) -> None:
    """One published, and two that stand somewhere on their way; the states take turns."""
    ends = [
        "publish",
        *(_ENDS[(office.number * 2 + step) % len(_ENDS)] for step in range(_EACH - 1)),
    ]
    for place, end in enumerate(ends):
        body = _body(office, office.number + place)
        if place == 0 and office.number % 7 == 1:
            body.regions = sorted({office.place.code, province.place.code})
        await _add(office, province, body, end)


def _body(office: Office, salt: int) -> ClarificationCreate:
    hoax = HOAXES[salt % len(HOAXES)]
    return ClarificationCreate(
        title=hoax.title.format(place=office.name),
        claim_reviewed=hoax.claim.format(place=office.name),
        body=hoax.body.format(place=office.name),
        verdict=hoax.verdict,
        label=hoax.label,
        misinformation_type=hoax.misinformation_type,
        topic=hoax.topic,
        sources=[
            SourceBody(
                title=f"Keterangan resmi {office.name}",
                url=f"https://berita.{office.place.code.replace('.', '-')}.simpul.example/{salt}",
                publisher=f"Diskominfo {office.name}",
                official="Kepala Dinas Komunikasi dan Informatika",
            )
        ],
        appearances=[f"https://medsos.example/p/{office.number}{salt}"],
    )


async def _add(office: Office, province: Office, body: ClarificationCreate, end: str) -> None:
    async with office.act(Role.OPERATOR) as (session, caller):
        row = await service.create_clarification(session, caller, body)
        if end != "draft":
            await review.submit_clarification(session, caller, row.id, seen(row))
    if end in {"draft", "review"}:
        return
    async with office.act(Role.VERIFIER) as (session, caller):
        if end == "changes":
            note = "Sebutkan pejabat yang memberi keterangan."
            await review.request_changes(session, caller, row.id, seen(row), note)
            return
        approval = ClarificationApprove(checklist=_ATTESTED)
        row = await review.approve_clarification(session, caller, row.id, seen(row), approval)
    if end != "approve":
        row = await _publish(office, province, row, body, retract=end == "retract")
    if end in {"correct", "correcting"}:
        await _correct(office, row, body, publish=end == "correct")


async def _publish(
    office: Office,
    province: Office,
    row: Clarification,
    body: ClarificationCreate,
    *,
    retract: bool,
) -> Clarification:
    if any(code != office.place.code for code in body.regions):
        async with province.act(Role.VERIFIER) as (session, caller):
            row = await review.countersign_clarification(session, caller, row.id, seen(row))
    async with office.act(Role.VERIFIER) as (session, caller):
        request = ClarificationPublish()
        row = await publishing.publish_clarification(session, caller, row.id, seen(row), request)
        if retract:
            reason = "Keterangan resmi dicabut oleh sumbernya."
            await publishing.retract_clarification(session, caller, row.id, seen(row), reason)
    return row


async def _correct(
    office: Office, row: Clarification, body: ClarificationCreate, *, publish: bool
) -> None:
    """A corrected text, published or in review beside the one before."""
    async with office.act(Role.OPERATOR) as (session, caller):
        note = "Menambahkan tanggal keterangan resmi."
        row = await corrections.correct_clarification(session, caller, row.id, seen(row), note)
        patch = ClarificationPatch(
            body=f"{body.body}\n\nKeterangan ini diberikan pada hari yang sama."
        )
        row = await service.update_clarification(session, caller, row.id, patch, seen(row))
        row = await review.submit_clarification(session, caller, row.id, seen(row))
    if not publish:
        return
    async with office.act(Role.VERIFIER) as (session, caller):
        approval = ClarificationApprove(checklist=_ATTESTED)
        row = await review.approve_clarification(session, caller, row.id, seen(row), approval)
        await publishing.publish_clarification(
            session, caller, row.id, seen(row), ClarificationPublish()
        )
