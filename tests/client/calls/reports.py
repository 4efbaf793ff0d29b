from http import HTTPStatus

import pytest
from simpul_client import NotFoundError, if_match, iterate, raise_for_problem
from simpul_client.api.reports import (
    accept_report,
    create_report,
    delete_report,
    get_report,
    list_reports,
    reopen_report,
    return_report,
    submit_report,
    update_report,
    withdraw_report,
)
from simpul_client.models import (
    ReportAccept,
    ReportPatch,
    ReportReopen,
    ReportReturn,
    ReportStatus,
)

from tests.client.calls.callers import Callers, report


async def call(callers: Callers) -> None:
    await _is_reviewed(callers)
    client = callers.machine
    draft = raise_for_problem(create_report.sync_detailed(client=client, body=report()))
    gone = delete_report.sync_detailed(draft.id, client=client, if_match=if_match(draft))
    assert gone.status_code == HTTPStatus.NO_CONTENT
    assert raise_for_problem(gone) is None
    with pytest.raises(NotFoundError):
        raise_for_problem(get_report.sync_detailed(draft.id, client=client))


async def _is_reviewed(callers: Callers) -> None:
    client, province = callers.machine, callers.province("verifier")
    made = raise_for_problem(
        await create_report.asyncio_detailed(client=client, body=report("Judul lama"))
    )
    at = made.id
    row = raise_for_problem(
        update_report.sync_detailed(
            at, client=client, body=ReportPatch(title="Judul baru"), if_match=if_match(made)
        )
    )
    assert (row.title, row.status) == ("Judul baru", ReportStatus.DRAFT)
    row = raise_for_problem(submit_report.sync_detailed(at, client=client, if_match=if_match(row)))
    row = raise_for_problem(
        withdraw_report.sync_detailed(at, client=client, if_match=if_match(row))
    )
    assert row.status == ReportStatus.DRAFT
    row = raise_for_problem(
        await submit_report.asyncio_detailed(at, client=client, if_match=if_match(row))
    )
    note = ReportReturn(note="Lengkapi ringkasannya.")
    row = raise_for_problem(
        return_report.sync_detailed(at, client=province, body=note, if_match=if_match(row))
    )
    assert row.status == ReportStatus.RETURNED
    row = raise_for_problem(submit_report.sync_detailed(at, client=client, if_match=if_match(row)))
    row = raise_for_problem(
        accept_report.sync_detailed(
            at, client=province, body=ReportAccept(), if_match=if_match(row)
        )
    )
    assert row.status == ReportStatus.ACCEPTED
    reason = ReportReopen(reason="Angkanya keliru.")
    raise_for_problem(
        reopen_report.sync_detailed(at, client=province, body=reason, if_match=if_match(row))
    )
    read = raise_for_problem(get_report.sync_detailed(at, client=client))
    assert read.status == ReportStatus.RETURNED
    mine = iterate(
        list_reports.sync_detailed, client=client, external_reference=made.external_reference or ""
    )
    assert [row.id for row in mine] == [at]
