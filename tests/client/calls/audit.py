import io
import json

from simpul_client import iterate, raise_for_problem
from simpul_client.api.audit import (
    export_audit_events,
    list_audit_events,
    verify_audit_chain,
)
from simpul_client.api.reports import create_report
from simpul_client.models import ActorKind

from api.audit.verifier import Export, hash_of, verify_export
from tests.client.calls.callers import Callers, report


async def call(callers: Callers) -> None:
    admin, machine = callers.office("admin"), callers.machine
    made = raise_for_problem(create_report.sync_detailed(client=machine, body=report()))
    [event] = list(
        iterate(
            list_audit_events.sync_detailed,
            client=admin,
            subject=str(made.id),
            actor_kind=ActorKind.CLIENT,
        )
    )
    assert (event.action, event.actor_name) == ("create_report", None)
    assert event.hash_ == hash_of(event.previous, event.seq, event.at, event.body)
    found = raise_for_problem(verify_audit_chain.sync_detailed(client=admin))
    assert found.valid
    assert found.events >= event.seq
    text = raise_for_problem(export_audit_events.sync_detailed(client=admin))
    assert json.loads(text.splitlines()[event.seq])["hash"] == event.hash_
    assert verify_export(Export(io.BytesIO(text.encode()))).fault is None
