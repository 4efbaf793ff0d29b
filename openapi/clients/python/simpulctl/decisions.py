"""A decision: read the row, show what is decided, ask, and decide on the version that was shown."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

import typer

from simpulctl.output import Field
from simpulctl.session import Answer, Session
from simpulctl.troubles import ExitCode, explain, problem_in

if TYPE_CHECKING:  # importing the client costs start-up time
    from simpul_client import Versioned

Row = TypeVar("Row", bound="Versioned")
_YES = {"y", "ya", "yes"}
_NO = {"t", "tidak", "n", "no"}


@dataclass
class Decision(Generic[Row]):
    """How one kind of row is read, shown and decided. `decide` gets the row and its If-Match."""

    name: str  # of its texts: `ask-<name>` and `<name>`
    read: Callable[[UUID], Answer[Row]]
    fields: Callable[[Row], Sequence[Field]]
    decide: Callable[[Row, str], Answer[Row]]
    values: Callable[[Row], dict[str, object]]


def at_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def agrees(session: Session, question: str) -> bool:
    """Ask until the answer is yes or no; nothing more to read means no."""
    while (answer := session.output.ask(session.output.say(question))) is not None:
        if answer in _YES or answer in _NO:
            return answer in _YES
    return False


def decide_all(
    session: Session, decision: Decision[Row], ids: Sequence[UUID], *, yes: bool
) -> None:
    """Decide on each row. Ends with the exit code of the first that failed.

    Goes on after a refusal, since the others may be fine; not when the server cannot be used at all.
    """
    code, documents = ExitCode.DONE, []
    for place, identifier in enumerate(ids):
        if place:
            session.output.note("")
        one, document = _decide_one(session, decision, identifier, yes=yes)
        code = code or one
        documents += [document] if document is not None else []
        if one in {ExitCode.NOT_SIGNED_IN, ExitCode.UNREACHABLE}:
            break
    if session.json and documents:
        session.output.document(documents[0] if len(ids) == 1 else documents)
    raise typer.Exit(code)


def _decide_one(
    session: Session, decision: Decision[Row], identifier: UUID, *, yes: bool
) -> tuple[ExitCode, Any]:
    from simpul_client import if_match

    try:
        seen = decision.read(identifier)
        session.output.fields(decision.fields(seen.value), error=True)
        asked = at_terminal() and not yes
        if asked and not agrees(session, f"ask-{decision.name}"):
            session.output.tell("left-alone")
            return ExitCode.REFUSED, seen.document
        decided = decision.decide(seen.value, if_match(seen.value))
    except Exception as error:
        code = explain(session, error)
        if code is None:
            raise
        return code, problem_in(error)
    if not session.json:
        session.output.result(decision.name, **decision.values(decided.value))
    return ExitCode.DONE, decided.document
