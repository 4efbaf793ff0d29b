"""The calls on clarifications that change what was published, or say when: for clarifications.py."""

from datetime import UTC, datetime, timedelta

from simpul_client import if_match, iterate, raise_for_problem
from simpul_client.api.clarifications import (
    approve_clarification,
    cancel_publication,
    correct_clarification,
    discard_correction,
    list_clarification_revisions,
    publish_clarification,
    submit_clarification,
)
from simpul_client.models import (
    Checklist,
    ClarificationAnswer,
    ClarificationApprove,
    ClarificationCorrect,
    ClarificationPublish,
    ClarificationStatus,
)

from tests.client.calls.callers import Callers

NOTE = "Memperbaiki tanggal keterangan resmi."
APPROVAL = ClarificationApprove(Checklist(*([True] * 6)))


def corrected(callers: Callers, row: ClarificationAnswer) -> ClarificationAnswer:
    """A correction is given up, a second one planned, and published by hand after all."""
    operator, verifier = callers.office("operator"), callers.office("verifier")
    row = _opened(callers, row)
    row = raise_for_problem(
        discard_correction.sync_detailed(row.id, client=operator, if_match=if_match(row))
    )
    assert row.correction is None
    row = _opened(callers, row)
    row = raise_for_problem(
        submit_clarification.sync_detailed(row.id, client=operator, if_match=if_match(row))
    )
    row = raise_for_problem(
        approve_clarification.sync_detailed(
            row.id, client=verifier, body=APPROVAL, if_match=if_match(row)
        )
    )
    row = _planned_and_called_off(callers, row)
    row = raise_for_problem(
        publish_clarification.sync_detailed(row.id, client=verifier, if_match=if_match(row))
    )
    assert row.revision == 2
    texts = iterate(list_clarification_revisions.sync_detailed, row.id, client=operator)
    assert [text.public_note for text in texts] == [NOTE, None]
    return row


def _opened(callers: Callers, row: ClarificationAnswer) -> ClarificationAnswer:
    row = raise_for_problem(
        correct_clarification.sync_detailed(
            row.id,
            client=callers.office("operator"),
            body=ClarificationCorrect(public_note=NOTE),
            if_match=if_match(row),
        )
    )
    assert row.correction
    assert row.correction.status == ClarificationStatus.DRAFT
    return row


def _planned_and_called_off(callers: Callers, row: ClarificationAnswer) -> ClarificationAnswer:
    verifier, at = callers.office("verifier"), datetime.now(UTC) + timedelta(days=1)
    row = raise_for_problem(
        publish_clarification.sync_detailed(
            row.id,
            client=verifier,
            body=ClarificationPublish(publish_at=at),
            if_match=if_match(row),
        )
    )
    assert row.publish_at == at
    row = raise_for_problem(
        cancel_publication.sync_detailed(row.id, client=verifier, if_match=if_match(row))
    )
    assert row.publish_at is None
    return row
