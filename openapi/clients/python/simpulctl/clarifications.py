"""clarifications: approval by a second person, the province's signature, publication."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from simpulctl import checklist
from simpulctl.decisions import Decision, decide_all
from simpulctl.options import Identifier, Ids, Limit, Note, Tenants, Yes
from simpulctl.output import Field, Row, moment, plain
from simpulctl.session import Answer, Session, ask, ask_for_rows

if TYPE_CHECKING:  # importing the client costs start-up time
    from simpul_client.models import ClarificationAnswer, Source

    Decide = Callable[[ClarificationAnswer, str], Answer[ClarificationAnswer]]

app = typer.Typer()


@app.command("queue")
def list_waiting(context: typer.Context, tenant: Tenants = None, limit: Limit = 50) -> None:
    """List what waits for somebody's decision, oldest first."""
    from simpul_client.api.clarifications import list_clarifications
    from simpul_client.models import ClarificationStatus, RowSort
    from simpul_client.types import UNSET

    session: Session = context.obj
    rows, document = ask_for_rows(
        list_clarifications.sync_detailed,
        limit,
        client=session.client,
        status=[ClarificationStatus.IN_REVIEW, ClarificationStatus.APPROVED],
        tenant=tenant or UNSET,
        sort=RowSort.CREATED_AT,
    )
    columns = ("tenant", "verdict", "waits", "title-id")
    session.show_rows(document, limit, columns, [_cells(session, row) for row in rows])


@app.command("show")
def show_clarification(context: typer.Context, identifier: Identifier) -> None:
    """Show one clarification."""
    session: Session = context.obj
    answer = _read(session, identifier)
    session.show(answer.document, lambda: _draw(session, answer.value))


@app.command("approve")
def approve_clarifications(
    context: typer.Context,
    ids: Ids,
    attested: Annotated[list[str] | None, typer.Option("--checklist")] = None,
    note: Note = None,
    yes: Yes = False,  # noqa: FBT002
) -> None:
    """Approve clarifications, each after its checklist."""
    from simpul_client.api.clarifications import approve_clarification
    from simpul_client.models import ClarificationApprove
    from simpul_client.types import UNSET

    session: Session = context.obj
    given = checklist.read(session, attested or [])

    def approve(row: "ClarificationAnswer", if_match: str) -> "Answer[ClarificationAnswer]":
        items = checklist.complete(session, given)
        return ask(
            approve_clarification.sync_detailed,
            row.id,
            client=session.client,
            body=ClarificationApprove(checklist=items, note=UNSET if note is None else note),
            if_match=if_match,
        )

    decision = deciding(session, "approve", approve)
    # Whoever answers the checklist has the text before him.
    decision.fields = lambda row: [*_details(session, row), ("body", row.body)]
    decide_all(session, decision, ids, yes=yes)


@app.command("countersign")
def countersign_clarifications(context: typer.Context, ids: Ids, yes: Yes = False) -> None:  # noqa: FBT002
    """Sign clarifications for the province."""
    from simpul_client.api.clarifications import countersign_clarification as operation

    session: Session = context.obj

    def countersign(row: "ClarificationAnswer", if_match: str) -> "Answer[ClarificationAnswer]":
        return ask(operation.sync_detailed, row.id, client=session.client, if_match=if_match)

    decide_all(session, deciding(session, "countersign", countersign), ids, yes=yes)


@app.command("publish")
def publish_clarifications(context: typer.Context, ids: Ids, yes: Yes = False) -> None:  # noqa: FBT002
    """Publish approved clarifications."""
    from simpul_client import ConflictError
    from simpul_client.api.clarifications import publish_clarification as operation

    session: Session = context.obj

    def publish(row: "ClarificationAnswer", if_match: str) -> "Answer[ClarificationAnswer]":
        try:
            return ask(operation.sync_detailed, row.id, client=session.client, if_match=if_match)
        except ConflictError as error:
            if error.code == "countersign-required":
                session.output.tell("how-to-countersign", id=row.id)
            raise

    decide_all(session, deciding(session, "publish", publish), ids, yes=yes)


def _read(session: Session, identifier: UUID) -> "Answer[ClarificationAnswer]":
    from simpul_client.api.clarifications import get_clarification

    return ask(get_clarification.sync_detailed, identifier, client=session.client)


def deciding(session: Session, name: str, decide: "Decide") -> "Decision[ClarificationAnswer]":
    """How a clarification is decided on; `name` is that of its texts."""
    return Decision(
        name,
        read=lambda identifier: _read(session, identifier),
        fields=lambda row: _brief(session, row),
        decide=decide,
        values=lambda row: {"name": row.title, "number": row.number or ""},
    )


def _waits(session: Session, row: "ClarificationAnswer") -> str | None:
    unsigned = row.countersign.required and row.countersign.at is None
    if row.status == "in_review":
        return session.output.say("waits.in_review")
    if row.status == "approved":
        return session.output.say("waits.countersign" if unsigned else "waits.approved")
    return None


def _cells(session: Session, row: "ClarificationAnswer") -> Row:
    verdict = session.output.word(row.verdict) if row.verdict else ""
    cells = (row.tenant, verdict, _waits(session, row))
    return Row(cells, row.title, row.id)


def _brief(session: Session, row: "ClarificationAnswer") -> list[Field]:
    output = session.output
    return [
        ("title", row.title),
        ("claim", row.claim_reviewed),
        ("verdict", output.word(row.verdict) if row.verdict else None),
        ("tenant", row.tenant),
        ("status", output.word(row.status)),
        ("waits", _waits(session, row)),
        ("version", row.version),
        ("id", row.id),
    ]


def _details(session: Session, row: "ClarificationAnswer") -> list[Field]:
    output = session.output
    return [
        *_brief(session, row),
        ("number", row.number),
        ("topic", output.word(row.topic) if row.topic else None),
        ("regions", ", ".join(row.regions)),
        ("audience", output.word(row.audience)),
        ("sources", "\n".join(_source(source) for source in row.sources)),
        ("attachments", "\n".join(str(asset) for asset in row.asset_ids)),
        ("readability", _readability(session, row)),
        ("countersigned", moment(row.countersign.at)),
        ("note", row.decision_note or row.public_reason),
        ("author", f"{row.created_by.name} ({output.word(row.created_by.kind)})"),
        ("updated", moment(row.updated_at)),
    ]


def _draw(session: Session, row: "ClarificationAnswer") -> None:
    session.output.fields(_details(session, row))
    session.output.text("body", row.body)


def _source(source: "Source") -> str:
    parts = [source.title, source.official, source.publisher, source.url]
    return ", ".join(plain(part) for part in parts if part)


def _readability(session: Session, row: "ClarificationAnswer") -> str | None:
    found = row.readability
    if found is None:
        return None
    share = f"{found.long_word_share:.0%}"
    words = session.output.say("sentence-length", words=found.words_per_sentence, share=share)
    return "\n".join(filter(None, [words, found.hint]))
