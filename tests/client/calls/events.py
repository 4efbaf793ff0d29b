from simpul_client import iterate, iterate_pages, raise_for_problem
from simpul_client.api.events import list_events
from simpul_client.api.reports import accept_report, create_report, submit_report
from simpul_client.conditions import if_match
from simpul_client.models import EventType, ReportAccept

from tests.client.calls.callers import Callers, report


async def call(callers: Callers) -> None:
    client, province = callers.machine, callers.province("verifier")
    pages = list(iterate_pages(list_events.sync_detailed, client=client, limit=200))
    cursor = pages[-1].next_cursor
    made = raise_for_problem(create_report.sync_detailed(client=client, body=report()))
    sent = raise_for_problem(
        submit_report.sync_detailed(made.id, client=client, if_match=if_match(made))
    )
    raise_for_problem(
        accept_report.sync_detailed(
            made.id, client=province, body=ReportAccept(), if_match=if_match(sent)
        )
    )
    new = list(iterate(list_events.sync_detailed, client=client, cursor=cursor or ""))
    accepted = [event for event in new if event.type_ == EventType.REPORT_ACCEPTED]
    assert str(made.id) in str([event.data.to_dict() for event in accepted])
