"""reports: what the tenants handed in, and the province's decisions."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from simpulctl.decisions import Decision, decide_all
from simpulctl.options import Identifier, Ids, Limit, Note, Tenants, Yes
from simpulctl.output import Field, Row, day, moment
from simpulctl.session import Answer, Session, ask, ask_for_rows
from simpulctl.statuses import chosen

if TYPE_CHECKING:  # importing the client costs start-up time
    from simpul_client.models import ReportAnswer

app = typer.Typer()


@app.command("list")
def list_reports(
    context: typer.Context,
    status: Annotated[list[str] | None, typer.Option()] = None,
    tenant: Tenants = None,
    period: Annotated[str | None, typer.Option()] = None,
    limit: Limit = 50,
) -> None:
    """List reports; without `--status` those that wait for a decision."""
    from simpul_client.api.reports import list_reports as operation
    from simpul_client.models import ReportStatus
    from simpul_client.types import UNSET

    session: Session = context.obj
    rows, document = ask_for_rows(
        operation.sync_detailed,
        limit,
        client=session.client,
        status=chosen(session, ReportStatus, status or [ReportStatus.SUBMITTED]),
        tenant=tenant or UNSET,
        period=period or UNSET,
    )
    columns = ("tenant", "period", "status", "submitted", "title-id")
    session.show_rows(document, limit, columns, [_cells(session, row) for row in rows])


@app.command("show")
def show_report(context: typer.Context, identifier: Identifier) -> None:
    """Show one report."""
    session: Session = context.obj
    answer = _read(session, identifier)
    session.show(answer.document, lambda: _draw(session, answer.value))


@app.command("accept")
def accept_reports(context: typer.Context, ids: Ids, note: Note = None, yes: Yes = False) -> None:  # noqa: FBT002
    """Accept reports."""
    from simpul_client.api.reports import accept_report
    from simpul_client.models import ReportAccept
    from simpul_client.types import UNSET

    session: Session = context.obj
    body = ReportAccept(note=note) if note is not None else UNSET

    def accept(row: "ReportAnswer", if_match: str) -> "Answer[ReportAnswer]":
        return ask(
            accept_report.sync_detailed,
            row.id,
            client=session.client,
            body=body,
            if_match=if_match,
        )

    decide_all(session, _decision(session, "accept", accept), ids, yes=yes)


@app.command("return")
def return_reports(
    context: typer.Context,
    ids: Ids,
    note: Annotated[str, typer.Option()],
    yes: Yes = False,  # noqa: FBT002
) -> None:
    """Send reports back."""
    from simpul_client.api.reports import return_report
    from simpul_client.models import ReportReturn

    session: Session = context.obj
    body = ReportReturn(note=note)

    def give_back(row: "ReportAnswer", if_match: str) -> "Answer[ReportAnswer]":
        return ask(
            return_report.sync_detailed,
            row.id,
            client=session.client,
            body=body,
            if_match=if_match,
        )

    decide_all(session, _decision(session, "return", give_back), ids, yes=yes)


def _read(session: Session, identifier: UUID) -> "Answer[ReportAnswer]":
    from simpul_client.api.reports import get_report

    return ask(get_report.sync_detailed, identifier, client=session.client)


def _decision(
    session: Session, name: str, decide: "Callable[[ReportAnswer, str], Answer[ReportAnswer]]"
) -> "Decision[ReportAnswer]":
    return Decision(
        name,
        read=lambda identifier: _read(session, identifier),
        fields=lambda row: _brief(session, row),
        decide=decide,
        values=lambda row: {"name": row.title},
    )


def _cells(session: Session, row: "ReportAnswer") -> Row:
    status = session.output.word(row.status)
    if row.late:
        status = f"{status}\n{session.output.say('late')}"
    cells = (row.tenant, row.period, status, day(row.submitted_at))
    return Row(cells, row.title, row.id)


def _brief(session: Session, row: "ReportAnswer") -> list[Field]:
    late = session.output.say("late") if row.late else None
    return [
        ("title", row.title),
        ("tenant", row.tenant),
        ("period", row.period),
        ("status", ", ".join(filter(None, [session.output.word(row.status), late]))),
        ("version", row.version),
        ("id", row.id),
    ]


def _draw(session: Session, row: "ReportAnswer") -> None:
    output = session.output
    output.fields(
        [
            *_brief(session, row),
            ("kind", output.word(row.kind)),
            ("dates", _dates(row)),
            ("location", row.location),
            ("organiser", row.organiser),
            ("partners", "\n".join(row.partner_institutions)),
            ("speakers", "\n".join(row.speakers)),
            ("participants", row.participants),
            ("posts", "\n".join(post.url for post in row.posts)),
            ("clarifications", ", ".join(row.clarification_numbers)),
            ("attachments", "\n".join(str(asset) for asset in row.asset_ids)),
            ("neutrality", output.say("yes" if row.neutrality_attested else "no")),
            ("submitted", moment(row.submitted_at)),
            ("decided", moment(row.decided_at)),
            ("note", row.decision_note),
            ("author", f"{row.created_by.name} ({output.word(row.created_by.kind)})"),
        ]
    )
    output.text("summary", row.summary)


def _dates(row: "ReportAnswer") -> str:
    days = (str(date) for date in (row.starts_on, row.ends_on) if date)
    return " - ".join(dict.fromkeys(days))
