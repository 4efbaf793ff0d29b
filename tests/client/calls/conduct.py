from http import HTTPStatus

import pytest
from simpul_client import ConflictError, ForbiddenError, if_match, iterate, raise_for_problem
from simpul_client.api.conduct import (
    acknowledge_policy,
    activate_policy,
    create_policy,
    delete_policy,
    export_policy_acknowledgements,
    get_policy,
    get_policy_coverage,
    list_policies,
    list_policy_acknowledgements,
    update_policy,
)
from simpul_client.api.reports import create_report, delete_report, submit_report
from simpul_client.models import (
    PolicyAnswer,
    PolicyCreate,
    PolicyPatch,
    PolicyStatus,
    ViolationKindBody,
)

from tests.client.calls.callers import Callers, report
from tests.client.calls.election_windows import call_election_windows
from tests.client.people import OFFICE
from tests.product.policy import put_back


async def call(callers: Callers) -> None:
    call_election_windows(callers)
    _is_drafted_and_deleted(callers)
    draft = _drafted(callers, "Pedoman revisi uji")
    with put_back(callers.product):
        active = _is_activated(callers, draft)
        _is_asked_for_at_the_gate(callers, active)
        _is_acknowledged(callers, active)
        _is_counted(callers, active)


def _drafted(callers: Callers, title: str) -> PolicyAnswer:
    kind = ViolationKindBody(
        code="berita-bohong", title="Berita bohong", description="Tidak benar."
    )
    body = PolicyCreate(title=title, body="Bacalah **ini**.", kinds=[kind])
    made = create_policy.sync_detailed(client=callers.province("admin"), body=body)
    return raise_for_problem(made)


def _is_drafted_and_deleted(callers: Callers) -> None:
    admin = callers.province("admin")
    draft = _drafted(callers, "Pedoman yang tidak jadi")
    assert (draft.status, draft.kinds[0].code) == (PolicyStatus.DRAFT, "berita-bohong")
    assert "<strong>ini</strong>" in draft.body_html
    changed = raise_for_problem(
        update_policy.sync_detailed(
            draft.id,
            client=admin,
            body=PolicyPatch(change_note="Contoh baru."),
            if_match=if_match(draft),
        )
    )
    assert (changed.change_note, changed.title) == ("Contoh baru.", draft.title)
    hidden = get_policy.sync_detailed(draft.id, client=callers.office("admin"))
    assert hidden.status_code == HTTPStatus.NOT_FOUND
    assert raise_for_problem(get_policy.sync_detailed(draft.id, client=admin)) == changed
    gone = delete_policy.sync_detailed(draft.id, client=admin, if_match=if_match(changed))
    assert gone.status_code == HTTPStatus.NO_CONTENT


def _is_activated(callers: Callers, draft: PolicyAnswer) -> PolicyAnswer:
    active = raise_for_problem(
        activate_policy.sync_detailed(
            draft.id, client=callers.province("admin"), if_match=if_match(draft)
        )
    )
    listed = iterate(
        list_policies.sync_detailed,
        client=callers.office("operator"),
        status=[PolicyStatus.ACTIVE],
    )
    assert [policy.id for policy in listed] == [active.id]
    return active


def _is_asked_for_at_the_gate(callers: Callers, active: PolicyAnswer) -> None:
    operator = callers.office("operator")
    made = raise_for_problem(create_report.sync_detailed(client=operator, body=report()))
    answer = submit_report.sync_detailed(made.id, client=operator, if_match=if_match(made))
    with pytest.raises(ForbiddenError) as refused:
        raise_for_problem(answer)
    assert refused.value.code == "policy-acknowledgement-required"
    assert str(refused.value.problem.policy).endswith(f"/v1/policies/{active.id}")
    delete_report.sync_detailed(made.id, client=operator, if_match=if_match(made))


def _is_acknowledged(callers: Callers, active: PolicyAnswer) -> None:
    operator = callers.office("operator")
    first, again = [
        raise_for_problem(
            acknowledge_policy.sync_detailed(active.id, client=operator, if_match=if_match(active))
        )
        for _ in range(2)
    ]
    assert first.acknowledged_at is not None
    assert again.acknowledged_at == first.acknowledged_at
    shipped = next(
        iterate(
            list_policies.sync_detailed,
            client=operator,
            status=[PolicyStatus.RETIRED],
        )
    )
    answer = acknowledge_policy.sync_detailed(
        shipped.id, client=operator, if_match=if_match(shipped)
    )
    with pytest.raises(ConflictError):
        raise_for_problem(answer)


def _is_counted(callers: Callers, active: PolicyAnswer) -> None:
    operator = callers.office("operator")
    listed = iterate(
        list_policy_acknowledgements.sync_detailed, active.id, client=operator, acknowledged=True
    )
    assert [row.roles for row in listed] == [["operator"]]
    text = raise_for_problem(
        export_policy_acknowledgements.sync_detailed(active.id, client=operator)
    )
    assert ",operator," in text
    counted = raise_for_problem(
        get_policy_coverage.sync_detailed(active.id, client=callers.province("admin"))
    )
    [office] = [row for row in counted.tenants if row.tenant == OFFICE]
    assert (office.acknowledged, counted.acknowledged) == (1, 1)
    assert office.missing == office.members - 1
