"""policies: the text that people acknowledge before they submit or publish."""

from typing import TYPE_CHECKING
from uuid import UUID

import typer

from simpulctl.decisions import Decision, decide_all
from simpulctl.options import Yes
from simpulctl.output import Field, moment
from simpulctl.session import Answer, Session, ask, ask_for_rows
from simpulctl.troubles import ExitCode

if TYPE_CHECKING:  # importing the client costs start-up time
    from simpul_client.models import PolicyAnswer

app = typer.Typer()


@app.command("show")
def show_policy(context: typer.Context) -> None:
    """Show the active policy."""
    session: Session = context.obj
    answer = _read(session, _active(session))
    session.show(answer.document, lambda: _draw(session, answer.value))


@app.command("acknowledge")
def acknowledge_active_policy(context: typer.Context, yes: Yes = False) -> None:  # noqa: FBT002
    """Acknowledge the active policy."""
    from simpul_client.api.conduct import acknowledge_policy

    session: Session = context.obj

    def acknowledge(row: "PolicyAnswer", if_match: str) -> "Answer[PolicyAnswer]":
        return ask(
            acknowledge_policy.sync_detailed, row.id, client=session.client, if_match=if_match
        )

    decision: Decision[PolicyAnswer] = Decision(
        "acknowledge",
        read=lambda identifier: _read(session, identifier),
        # All of it: what somebody says to have read must have been before his eyes.
        fields=lambda row: [*_brief(session, row), ("body", _text(row))],
        decide=acknowledge,
        values=lambda row: {"name": row.title, "revision": row.revision},
    )
    decide_all(session, decision, [_active(session)], yes=yes)


def _active(session: Session) -> UUID:
    """The policy in force. Ends with exit code 1 where there is none."""
    from simpul_client.api.conduct import list_policies
    from simpul_client.models import PolicyStatus

    rows, _ = ask_for_rows(
        list_policies.sync_detailed, 1, client=session.client, status=[PolicyStatus.ACTIVE]
    )
    if not rows:
        session.output.tell("no-policy")
        raise typer.Exit(ExitCode.REFUSED)
    identifier: UUID = rows[0].id
    return identifier


def _read(session: Session, identifier: UUID) -> "Answer[PolicyAnswer]":
    from simpul_client.api.conduct import get_policy

    return ask(get_policy.sync_detailed, identifier, client=session.client)


def _brief(session: Session, row: "PolicyAnswer") -> list[Field]:
    return [
        ("title", row.title),
        ("revision", row.revision),
        ("status", session.output.word(row.status)),
        ("change-note", row.change_note),
        ("activated", moment(row.activated_at)),
        ("acknowledged", moment(row.acknowledged_at)),
        ("id", row.id),
    ]


def _text(row: "PolicyAnswer") -> str:
    kinds = [
        f"{number}. {kind.title}: {kind.description}"
        for number, kind in enumerate(row.kinds, start=1)
    ]
    return "\n".join([row.body.rstrip(), "", *kinds])


def _draw(session: Session, row: "PolicyAnswer") -> None:
    session.output.fields(_brief(session, row))
    session.output.text("body", _text(row))
    if row.acknowledged_at is None:
        session.output.tell("acknowledge-policy")
