from uuid import UUID, uuid4

import pytest
from simpul_client import AuthenticatedClient, ConflictError, if_match, iterate, raise_for_problem
from simpul_client.api.claims import (
    assign_claim,
    close_claim,
    create_claim,
    get_claim,
    list_claims,
    transfer_claim,
)
from simpul_client.api.members import list_members
from simpul_client.models import (
    ClaimAnswer,
    ClaimAssign,
    ClaimClose,
    ClaimCreate,
    ClaimForwarded,
    ClaimOutcome,
    ClaimStatus,
    ClaimTransfer,
    Medium,
    SeenOn,
)

from tests.client.calls import reported
from tests.client.calls.callers import Callers
from tests.client.people import OFFICE

ELSEWHERE = "32.73"


async def call(callers: Callers) -> None:
    _is_worked_on(callers)
    await _goes_on(callers)
    reported.is_told(callers)
    reported.are_counted(callers)


def _is_worked_on(callers: Callers) -> None:
    client, verifier = callers.machine, callers.office("verifier")
    made = _sent(client, external_reference=f"uji-{uuid4()}")
    with pytest.raises(ConflictError) as taken:
        _sent(client, external_reference=made.external_reference)
    assert str(taken.value.problem.existing_id) == str(made.id)
    member = _member(callers.office("admin"))
    row = raise_for_problem(
        assign_claim.sync_detailed(
            made.id, client=verifier, body=ClaimAssign(member_id=member), if_match=if_match(made)
        )
    )
    assert (row.status, row.assignee) == (ClaimStatus.ASSIGNED, member)
    body = ClaimClose(outcome=ClaimOutcome.NOT_CLARIFIABLE, note="Tidak ada sumbernya.")
    raise_for_problem(
        close_claim.sync_detailed(made.id, client=verifier, body=body, if_match=if_match(row))
    )
    read = raise_for_problem(get_claim.sync_detailed(made.id, client=client))
    assert (read.status, read.outcome) == (
        ClaimStatus.NOT_CLARIFIABLE,
        ClaimOutcome.NOT_CLARIFIABLE,
    )
    mine = iterate(
        list_claims.sync_detailed, client=client, external_reference=made.external_reference or ""
    )
    assert [row.id for row in mine] == [made.id]


async def _goes_on(callers: Callers) -> None:
    made = _sent(callers.office("operator"))
    body = ClaimTransfer(tenant=ELSEWHERE, reason="Pesan ini tentang wilayah lain.")
    row = raise_for_problem(
        await transfer_claim.asyncio_detailed(
            made.id, client=callers.office("verifier"), body=body, if_match=if_match(made)
        )
    )
    assert (row.status, row.continued_by) == (ClaimStatus.TRANSFERRED, ELSEWHERE)
    told = raise_for_problem(
        create_claim.sync_detailed(client=callers.machine, body=_message(region=ELSEWHERE))
    )
    assert isinstance(told, ClaimForwarded)
    assert told.tenant == ELSEWHERE


def _sent(client: AuthenticatedClient, external_reference: str | None = None) -> ClaimAnswer:
    body = _message(external_reference=external_reference)
    made = raise_for_problem(create_claim.sync_detailed(client=client, body=body))
    assert isinstance(made, ClaimAnswer)
    return made


def _message(region: str = OFFICE, external_reference: str | None = None) -> ClaimCreate:
    return ClaimCreate(
        text=f"Ada bantuan tunai, daftar di bit.example/{uuid4().hex}",
        medium=Medium.TEXT,
        seen_on=SeenOn.WHATSAPP,
        region=region,
        external_reference=external_reference,
    )


def _member(client: AuthenticatedClient) -> UUID:
    members = iterate(list_members.sync_detailed, client=client)
    return next(member.id for member in members if member.roles == ["operator"])
