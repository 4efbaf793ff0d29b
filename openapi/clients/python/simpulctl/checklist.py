"""What an approver attests. Nothing is ticked for him: he answers, or names the items himself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from simpulctl.decisions import agrees, at_terminal
from simpulctl.session import Session

if TYPE_CHECKING:  # importing the client costs start-up time
    from simpul_client.models import Checklist

ITEMS = (
    "clear_source",
    "crosschecked",
    "neutral",
    "plain_language",
    "no_sara",
    "no_personal_data",
)


def read(session: Session, typed: Sequence[str]) -> set[str]:
    """The items of `--checklist`. Ends the command for an unknown one, or where nobody can be asked."""
    if "all" in typed:
        return set(ITEMS)
    names = ", ".join(ITEMS)
    for name in typed:
        if name not in ITEMS:
            raise typer.BadParameter(session.output.say("no-such-item", name=name, names=names))
    if not typed and not at_terminal():
        raise typer.BadParameter(session.output.say("checklist-needed", names=names))
    return set(typed)


def complete(session: Session, given: set[str]) -> "Checklist":
    """Ask for what was not named, where there is somebody to ask; the server judges the rest."""
    from simpul_client.models import Checklist

    asked = [name for name in ITEMS if name not in given] if at_terminal() else []
    attested = given | {name for name in asked if agrees(session, f"check.{name}")}
    return Checklist(**{name: name in attested for name in ITEMS})
