"""clarifications: what is sent back, corrected, taken down, or published at a time."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from simpulctl import clarifications
from simpulctl.clarifications import deciding
from simpulctl.decisions import decide_all
from simpulctl.options import Ids, Yes
from simpulctl.output import moment
from simpulctl.session import Answer, Session, ask

if TYPE_CHECKING:  # importing the client costs start-up time
    from simpul_client.models import ClarificationAnswer

app = clarifications.app


@app.command("request-changes")
def request_changes(
    context: typer.Context,
    ids: Ids,
    note: Annotated[str, typer.Option()],
    yes: Yes = False,  # noqa: FBT002
) -> None:
    """Send clarifications back."""
    from simpul_client.api.clarifications import request_changes as operation
    from simpul_client.models import ChangesRequest

    session: Session = context.obj
    body = ChangesRequest(note=note)

    def give_back(row: "ClarificationAnswer", if_match: str) -> "Answer[ClarificationAnswer]":
        return ask(
            operation.sync_detailed, row.id, client=session.client, body=body, if_match=if_match
        )

    decide_all(session, deciding(session, "request-changes", give_back), ids, yes=yes)


@app.command("retract")
def retract_clarifications(
    context: typer.Context,
    ids: Ids,
    public_reason: Annotated[str, typer.Option("--reason")],
    yes: Yes = False,  # noqa: FBT002
) -> None:
    """Take published clarifications down."""
    from simpul_client.api.clarifications import retract_clarification as operation
    from simpul_client.models import ClarificationRetract

    session: Session = context.obj
    body = ClarificationRetract(public_reason=public_reason)

    def retract(row: "ClarificationAnswer", if_match: str) -> "Answer[ClarificationAnswer]":
        return ask(
            operation.sync_detailed, row.id, client=session.client, body=body, if_match=if_match
        )

    decide_all(session, deciding(session, "retract", retract), ids, yes=yes)


@app.command("schedule")
def schedule_clarifications(
    context: typer.Context,
    ids: Ids,
    publish_at: Annotated[datetime, typer.Option("--at", formats=["%Y-%m-%dT%H:%M"])],
    yes: Yes = False,  # noqa: FBT002
) -> None:
    """Have approved clarifications published at a time of this computer's clock."""
    from simpul_client.api.clarifications import publish_clarification as operation
    from simpul_client.models import ClarificationPublish

    session: Session = context.obj
    at = publish_at.astimezone()
    body = ClarificationPublish(publish_at=at)

    def plan(row: "ClarificationAnswer", if_match: str) -> "Answer[ClarificationAnswer]":
        return ask(
            operation.sync_detailed, row.id, client=session.client, body=body, if_match=if_match
        )

    decision = deciding(session, "schedule", plan)
    decision.values = lambda row: {"name": row.title, "at": moment(at)}
    decide_all(session, decision, ids, yes=yes)
