from http import HTTPStatus
from uuid import UUID

import pytest
from simpul_client import GoneError, NotFoundError, if_match, iterate, raise_for_problem
from simpul_client.api.clarifications import (
    approve_clarification,
    countersign_clarification,
    create_clarification,
    delete_clarification,
    get_clarification,
    get_shared_clarification,
    list_clarifications,
    list_shared_clarifications,
    match_clarifications,
    publish_clarification,
    request_changes,
    retract_clarification,
    submit_clarification,
    update_clarification,
    withdraw_clarification,
)
from simpul_client.api.public import get_public_clarification
from simpul_client.models import (
    ChangesRequest,
    Checklist,
    ClarificationAnswer,
    ClarificationApprove,
    ClarificationCreate,
    ClarificationPatch,
    ClarificationRetract,
    ClarificationStatus,
    MatchRequest,
    SourceBody,
    Topic,
    TranslationBody,
    Verdict,
)

from tests.client.calls.amended import corrected
from tests.client.calls.callers import Callers

APPROVAL = ClarificationApprove(Checklist(*([True] * 6)))


async def call(callers: Callers) -> None:
    await _is_edited_and_deleted(callers)
    row = published(callers)
    operator = callers.office("operator")
    shared = get_shared_clarification.sync_detailed(row.number or "", client=operator)
    assert raise_for_problem(shared).title == row.title
    shared = get_shared_clarification.sync_detailed(
        row.number or "", client=operator, language="su"
    )
    assert raise_for_problem(shared).title == row.translations[0].title
    first = next(iterate(list_shared_clarifications.sync_detailed, client=operator))
    assert first.number == row.number
    asked = MatchRequest(text=row.title, limit=20)
    answer = match_clarifications.sync_detailed(client=operator, body=asked)
    assert row.number in [one.number for one in raise_for_problem(answer).data]
    listed = next(iterate(list_clarifications.sync_detailed, client=operator))
    assert listed.id == row.id
    _is_retracted(callers, corrected(callers, row))
    _is_countersigned(callers)


async def _is_edited_and_deleted(callers: Callers) -> None:
    operator, verifier = callers.office("operator"), callers.office("verifier")
    row = _submitted(callers)
    row = raise_for_problem(
        withdraw_clarification.sync_detailed(row.id, client=operator, if_match=if_match(row))
    )
    assert row.status == ClarificationStatus.DRAFT
    patch = ClarificationPatch(title="[HOAKS] Judul baru")
    row = raise_for_problem(
        await update_clarification.asyncio_detailed(
            row.id, client=operator, body=patch, if_match=if_match(row)
        )
    )
    assert row.title == "[HOAKS] Judul baru"
    row = _submit(callers, row)
    note = ChangesRequest(note="Sebutkan sumbernya.")
    row = raise_for_problem(
        request_changes.sync_detailed(row.id, client=verifier, body=note, if_match=if_match(row))
    )
    assert row.status == ClarificationStatus.CHANGES_REQUESTED
    draft = _created(callers)
    gone = delete_clarification.sync_detailed(draft.id, client=operator, if_match=if_match(draft))
    assert gone.status_code == HTTPStatus.NO_CONTENT
    with pytest.raises(NotFoundError):
        raise_for_problem(get_clarification.sync_detailed(draft.id, client=operator))


def _is_retracted(callers: Callers, row: ClarificationAnswer) -> None:
    reason = ClarificationRetract(public_reason="Sumbernya menarik keterangan.")
    retracted = raise_for_problem(
        retract_clarification.sync_detailed(
            row.id, client=callers.office("verifier"), body=reason, if_match=if_match(row)
        )
    )
    assert retracted.status == ClarificationStatus.RETRACTED
    gone = get_public_clarification.sync_detailed(row.slug or "", client=callers.anonymous)
    with pytest.raises(GoneError) as caught:
        raise_for_problem(gone)
    assert caught.value.problem.public_reason == "Sumbernya menarik keterangan."


def _is_countersigned(callers: Callers) -> None:
    row = _submitted(callers, regions=["32"])
    signed = raise_for_problem(
        countersign_clarification.sync_detailed(
            row.id, client=callers.province("verifier"), if_match=if_match(row)
        )
    )
    assert signed.countersign.at is not None


def published(callers: Callers) -> ClarificationAnswer:
    """One that everybody reads."""
    verifier = callers.office("verifier")
    row = _submitted(callers)
    row = raise_for_problem(
        approve_clarification.sync_detailed(
            row.id, client=verifier, body=APPROVAL, if_match=if_match(row)
        )
    )
    assert row.status == ClarificationStatus.APPROVED
    return raise_for_problem(
        publish_clarification.sync_detailed(row.id, client=verifier, if_match=if_match(row))
    )


def _created(callers: Callers, regions: list[str] | None = None) -> ClarificationAnswer:
    body = ClarificationCreate(
        title="[HOAKS] Tautan pendaftaran bantuan tunai",
        claim_reviewed="Pemerintah membuka pendaftaran bantuan tunai lewat tautan.",
        verdict=Verdict.FALSE,
        topic=Topic.SOCIAL_AID,
        body="Beredar sebuah tautan.\n\n**Faktanya** tidak ada pendaftaran seperti itu.",
        sources=[SourceBody(title="Keterangan resmi", url="https://dinsos.example/berita/1")],
        regions=regions or [],
        translations=[
            TranslationBody(
                language="su",
                title="[HOAKS] Tumbu pendaptaran bantosan tunai",
                claim_reviewed="Pamarentah muka pendaptaran bantosan ku tumbu.",
                body="Sumebar hiji tumbu.\n\n**Saleresna** teu aya pendaptaran sapertos kitu.",
            )
        ],
    )
    client = callers.office("operator")
    return raise_for_problem(create_clarification.sync_detailed(client=client, body=body))


def _submit(callers: Callers, row: ClarificationAnswer) -> ClarificationAnswer:
    at: UUID = row.id
    client = callers.office("operator")
    return raise_for_problem(
        submit_clarification.sync_detailed(at, client=client, if_match=if_match(row))
    )


def _submitted(callers: Callers, regions: list[str] | None = None) -> ClarificationAnswer:
    return _submit(callers, _created(callers, regions))
