"""periods: when reports of a month are due, and declaring that all of them are there."""

from typing import TYPE_CHECKING, Annotated

import typer

from simpulctl.decisions import agrees, at_terminal
from simpulctl.options import Limit, Note, Yes
from simpulctl.output import Field, Row
from simpulctl.session import Session, ask, ask_for_rows
from simpulctl.troubles import ExitCode

if TYPE_CHECKING:  # importing the client costs start-up time
    from simpul_client.models import PeriodAnswer

app = typer.Typer()


@app.command("list")
def list_periods(context: typer.Context, limit: Limit = 13) -> None:
    """List months, the newest first."""
    from simpul_client.api.periods import list_periods as operation

    session: Session = context.obj
    rows, document = ask_for_rows(operation.sync_detailed, limit, client=session.client)
    columns = ("period", "status", "due", "closes", "declared")
    session.show_rows(document, limit, columns, [_cells(session, row) for row in rows])


@app.command("declare")
def declare_completion(
    context: typer.Context,
    month: Annotated[str, typer.Argument()],
    nil: Annotated[bool, typer.Option("--nil")] = False,  # noqa: FBT002
    note: Note = None,
    yes: Yes = False,  # noqa: FBT002
) -> None:
    """Declare that all of a month is reported."""
    from simpul_client.api.periods import declare_completion as operation
    from simpul_client.api.periods import list_periods
    from simpul_client.models import CompletionDeclare
    from simpul_client.types import UNSET

    session: Session = context.obj
    rows, document = ask_for_rows(
        list_periods.sync_detailed, 1, client=session.client, from_=month, to=month
    )
    session.output.fields(_fields(session, rows[0]), error=True)
    asked = at_terminal() and not yes
    if asked and not agrees(session, "ask-declare-nil" if nil else "ask-declare"):
        session.output.tell("left-alone")
        session.show(document, lambda: None)
        raise typer.Exit(ExitCode.REFUSED)
    body = CompletionDeclare(nil=nil, note=UNSET if note is None else note)
    answer = ask(operation.sync_detailed, month, client=session.client, body=body)
    for warning in answer.value.warnings:
        session.output.tell(f"overlooked.{warning.code}", count=warning.count)
    session.show(answer.document, lambda: session.output.result("declared", month=month))


def _cells(session: Session, row: "PeriodAnswer") -> Row:
    cells = (row.period, session.output.word(row.state), row.due_on, _closes(row))
    return Row(cells, _declared(session, row))


def _fields(session: Session, row: "PeriodAnswer") -> list[Field]:
    return [
        ("period", row.period),
        ("status", session.output.word(row.state)),
        ("due", row.due_on),
        ("closes", _closes(row)),
        ("declared", _declared(session, row)),
    ]


def _closes(row: "PeriodAnswer") -> object:
    """The last day for this tenant: an extension may be longer."""
    return max(row.closes_on, row.extended_until or row.closes_on)


def _declared(session: Session, row: "PeriodAnswer") -> str:
    completion = row.completion
    if completion is None:
        return ""
    words = [session.output.word(completion.status)]
    words += [session.output.say("nil")] if completion.nil else []
    words += [session.output.say("late")] if completion.late else []
    return ", ".join(words)
