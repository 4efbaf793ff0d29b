"""channels: what waits for verification, making it official, and what an account is."""

from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from simpulctl.decisions import Decision, decide_all
from simpulctl.options import Ids, Limit, Tenants, Yes
from simpulctl.output import Field, Row, day, moment
from simpulctl.session import Answer, Session, ask, ask_for_rows

if TYPE_CHECKING:  # importing the client costs start-up time
    from simpul_client.models import ChannelAnswer, ChannelLookup

app = typer.Typer()


@app.command("queue")
def list_waiting(context: typer.Context, tenant: Tenants = None, limit: Limit = 50) -> None:
    """List channels that wait for verification, oldest first."""
    from simpul_client.api.channels import list_channels
    from simpul_client.models import ChannelStatus, RowSort
    from simpul_client.types import UNSET

    session: Session = context.obj
    rows, document = ask_for_rows(
        list_channels.sync_detailed,
        limit,
        client=session.client,
        status=[ChannelStatus.PENDING],
        tenant=tenant or UNSET,
        sort=RowSort.CREATED_AT,
    )
    columns = ("tenant", "platform", "updated", "name-id")
    session.show_rows(document, limit, columns, [_cells(row) for row in rows])


@app.command("verify")
def verify_channels(context: typer.Context, ids: Ids, yes: Yes = False) -> None:  # noqa: FBT002
    """Make channels official."""
    from simpul_client.api.channels import get_channel, verify_channel

    session: Session = context.obj

    def read(identifier: UUID) -> "Answer[ChannelAnswer]":
        return ask(get_channel.sync_detailed, identifier, client=session.client)

    def verify(row: "ChannelAnswer", if_match: str) -> "Answer[ChannelAnswer]":
        return ask(verify_channel.sync_detailed, row.id, client=session.client, if_match=if_match)

    decision = Decision(
        "verify",
        read=read,
        fields=lambda row: _fields(session, row),
        decide=verify,
        values=lambda row: {"name": row.name},
    )
    decide_all(session, decision, ids, yes=yes)


@app.command("lookup")
def look_up_account(context: typer.Context, account: Annotated[str, typer.Argument()]) -> None:
    """Say whether an account is official, by its address; nobody has to sign in for that."""
    from simpul_client.api.public import lookup_channel

    session: Session = context.obj
    answer = ask(lookup_channel.sync_detailed, client=session.public, url_query=account)
    session.show(answer.document, lambda: session.output.fields(_found(session, answer.value)))


def _found(session: Session, row: "ChannelLookup") -> list[Field]:
    return [
        ("status", session.output.word(row.state)),
        ("name", row.name),
        ("tenant", row.tenant and f"{row.tenant.name} ({row.tenant.code})"),
        ("platform", row.platform and str(row.platform)),
        ("handle", row.handle),
        ("since", moment(row.since)),
        ("until", moment(row.until)),
        ("warning", row.warning),
        ("now-at", row.now_at and (row.now_at.url or row.now_at.handle)),
    ]


def _cells(row: "ChannelAnswer") -> Row:
    shown = " ".join(filter(None, [row.name, row.handle, row.url]))
    cells = (row.tenant, str(row.platform), day(row.updated_at))
    return Row(cells, shown, row.id)


def _fields(session: Session, row: "ChannelAnswer") -> list[Field]:
    return [
        ("name", row.name),
        ("tenant", row.tenant),
        ("platform", str(row.platform)),
        ("handle", row.handle),
        ("url", row.url),
        ("proof", _proof(session, row)),
        ("status", session.output.word(row.status)),
        ("version", row.version),
        ("id", row.id),
    ]


def _proof(session: Session, row: "ChannelAnswer") -> str:
    """What to look at before agreeing."""
    if row.proof is None:
        return session.output.say("no-proof", code=row.proof_code)
    if row.proof.asset_id is not None:
        return session.output.say("reminder-letter", asset=row.proof.asset_id)
    return session.output.say("reminder-bio", code=row.proof_code)
