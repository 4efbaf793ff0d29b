import hashlib
from typing import Any
from uuid import uuid4

import httpx
import pytest
from simpul_client import ConflictError, if_match, iterate, raise_for_problem
from simpul_client.api.registrations import (
    approve_registration,
    create_registration,
    create_registration_letter,
    get_registration,
    get_registration_status,
    list_registrations,
    reject_registration,
)
from simpul_client.api.tenants import get_tenant
from simpul_client.models import (
    ContentType,
    RegistrationAnswer,
    RegistrationCreate,
    RegistrationLetter,
    RegistrationReject,
    RegistrationStatus,
    TenantStatus,
)

from tests.client.calls.callers import Callers
from tests.client.people import OFFICE
from tests.registrations.applicants import LINK, PDF
from tests.tenants.attempts import ask

NEWCOMER = "32.79"


async def call(callers: Callers) -> None:
    # An address may register ten times an hour: these are two, and one letter.
    await _is_approved(callers)
    await _is_rejected(callers)


async def _is_approved(callers: Callers) -> None:
    # Everybody takes part in the demo; the approval brings this one back.
    away = "update tenant set status = 'inactive' where code = %(code)s"
    ask(callers.product.superuser_url, away, code=NEWCOMER)
    province = callers.province("admin")
    pending, secret = await _pending(callers, NEWCOMER, **_letter(callers))
    assert pending.letter
    assert pending.letter.file_name == "surat permohonan.pdf"
    approved = raise_for_problem(
        approve_registration.sync_detailed(pending.id, client=province, if_match=if_match(pending))
    )
    assert approved.status == RegistrationStatus.APPROVED
    progress = raise_for_problem(
        get_registration_status.sync_detailed(secret, client=callers.anonymous)
    )
    assert progress.status == RegistrationStatus.APPROVED
    tenant = raise_for_problem(get_tenant.sync_detailed(NEWCOMER, client=province))
    assert (tenant.status, tenant.email) == (TenantStatus.ACTIVE, pending.email)
    # The link to confirm, what was decided, and the first admin's invitation.
    assert len(await callers.letters(pending.email, 3)) == 3
    again = approve_registration.sync_detailed(
        pending.id, client=province, if_match=if_match(approved)
    )
    with pytest.raises(ConflictError) as refused:
        raise_for_problem(again)
    assert refused.value.problem.allowed == []


async def _is_rejected(callers: Callers) -> None:
    pending, secret = await _pending(callers, OFFICE)
    assert pending.letter is None
    body = RegistrationReject(note="Daerah ini sudah terdaftar.")
    rejected = raise_for_problem(
        await reject_registration.asyncio_detailed(
            pending.id, client=callers.province("admin"), body=body, if_match=if_match(pending)
        )
    )
    assert rejected.status == RegistrationStatus.REJECTED
    progress = raise_for_problem(
        await get_registration_status.asyncio_detailed(secret, client=callers.anonymous)
    )
    assert (progress.status, progress.decision_note) == (RegistrationStatus.REJECTED, body.note)


async def _pending(callers: Callers, region: str, **letter: Any) -> tuple[RegistrationAnswer, str]:
    """A registration whose link was opened, as the province sees it; and the applicant's secret."""
    client, province = callers.anonymous, callers.province("admin")
    body = RegistrationCreate(
        region=region,
        office="Diskominfo Contoh",
        email=f"uji-{uuid4().hex[:12]}@contoh.example",
        contact_name="Rahayu Contoh",
        **letter,
    )
    made = raise_for_problem(create_registration.sync_detailed(client=client, body=body))
    assert made.status == RegistrationStatus.UNCONFIRMED
    assert made.status_url == f"{callers.people.base_url}/v1/registrations/status/{made.secret}"
    [text] = await callers.letters(body.email, 1)
    async with httpx.AsyncClient() as browser:
        assert (await browser.get(LINK.findall(text)[0])).is_success
    pending = iterate(
        list_registrations.sync_detailed,
        client=province,
        status=[RegistrationStatus.PENDING],
        region=[region],
    )
    [found] = [row for row in pending if row.email == body.email]
    read = raise_for_problem(get_registration.sync_detailed(found.id, client=province))
    assert (read.region, read.contact_name, read.phone) == (region, body.contact_name, None)
    assert read.confirmed_at is not None
    return read, made.secret


def _letter(callers: Callers) -> dict[str, Any]:
    """A letter that was uploaded, as a registration names it."""
    body = RegistrationLetter(
        file_name="surat permohonan.pdf",
        content_type=ContentType.APPLICATION_PDF,
        size=len(PDF),
        sha256=hashlib.sha256(PDF).hexdigest(),
    )
    ticket = raise_for_problem(
        create_registration_letter.sync_detailed(client=callers.anonymous, body=body)
    )
    sent = httpx.post(
        ticket.upload.url,
        data=ticket.upload.fields.additional_properties,
        files={"file": (body.file_name, PDF, str(body.content_type))},
    )
    assert sent.is_success, sent.text
    return {"letter_asset_id": ticket.asset_id, "letter_ticket": ticket.ticket}
