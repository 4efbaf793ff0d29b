"""Claims of the public, and who reported them: called by the files of the tags claims and public."""

import hashlib
from uuid import uuid4

import httpx
from simpul_client import if_match, iterate, raise_for_problem
from simpul_client.api.claims import (
    close_claim,
    get_claim,
    get_claim_reporter,
    get_claim_statistics,
    list_claims,
    mark_claim_reporter_told,
)
from simpul_client.api.public import (
    create_public_claim,
    create_public_claim_upload,
    get_public_claim_status,
)
from simpul_client.models import (
    ClaimAnswer,
    ClaimClose,
    ClaimOutcome,
    ContentType,
    PublicClaimCreate,
    PublicClaimCreated,
    PublicClaimStatus,
    PublicClaimUpload,
    ReporterBody,
)

from tests.client.calls.callers import Callers
from tests.client.people import OFFICE
from tests.media.samples import photo

PICTURE = photo()


def is_followed(callers: Callers) -> None:
    """Somebody without an account reports a message with a picture, and follows it."""
    body = PublicClaimUpload(
        region=OFFICE,
        file_name="tangkapan layar.jpg",
        content_type=ContentType.IMAGE_JPEG,
        size=len(PICTURE),
        sha256=hashlib.sha256(PICTURE).hexdigest(),
    )
    ticket = raise_for_problem(
        create_public_claim_upload.sync_detailed(client=callers.anonymous, body=body)
    )
    sent = httpx.post(
        ticket.upload.url,
        data=ticket.upload.fields.additional_properties,
        files={"file": (body.file_name, PICTURE, str(body.content_type))},
    )
    assert sent.is_success, sent.text
    claim = _message()
    claim.asset_ids, claim.tickets = [ticket.asset_id], [ticket.ticket]
    made = _reported(callers, claim)
    found = raise_for_problem(
        get_public_claim_status.sync_detailed(made.secret, client=callers.anonymous)
    )
    assert (found.reference, found.status) == (made.reference, PublicClaimStatus.RECEIVED)
    assert found.office.code == OFFICE


def is_told(callers: Callers) -> None:
    """An office reads who reported a claim, closes it, and tells him by telephone."""
    verifier = callers.office("verifier")
    claim = _message()
    claim.reporter = ReporterBody(name="Ujang Contoh", contact="+628110000", consent=True)
    row = _found(callers, _reported(callers, claim).reference)
    [who] = raise_for_problem(get_claim_reporter.sync_detailed(row.id, client=verifier)).reporters
    assert (who.name, who.contact, who.told_at) == ("Ujang Contoh", "+628110000", None)
    body = ClaimClose(outcome=ClaimOutcome.INELIGIBLE)
    raise_for_problem(
        close_claim.sync_detailed(row.id, client=verifier, body=body, if_match=if_match(row))
    )
    waiting = iterate(list_claims.sync_detailed, client=verifier, to_tell=True)
    assert row.id in {one.id for one in waiting}
    closed = raise_for_problem(get_claim.sync_detailed(row.id, client=verifier))
    told = raise_for_problem(
        mark_claim_reporter_told.sync_detailed(row.id, client=verifier, if_match=if_match(closed))
    )
    assert (told.told, told.waiting) == (1, 0)


def are_counted(callers: Callers) -> None:
    """The province sees every tenant's month, and the total."""
    found = raise_for_problem(
        get_claim_statistics.sync_detailed(client=callers.province("verifier"))
    )
    assert found.total.received == sum(row.received for row in found.data) > 0


def _message() -> PublicClaimCreate:
    text = f"Ada bantuan tunai, daftar di bit.example/{uuid4().hex}"
    return PublicClaimCreate(region=OFFICE, text=text)


def _reported(callers: Callers, body: PublicClaimCreate) -> PublicClaimCreated:
    return raise_for_problem(create_public_claim.sync_detailed(client=callers.anonymous, body=body))


def _found(callers: Callers, reference: str) -> ClaimAnswer:
    rows = iterate(list_claims.sync_detailed, client=callers.office("verifier"))
    return next(row for row in rows if row.reference == reference)
