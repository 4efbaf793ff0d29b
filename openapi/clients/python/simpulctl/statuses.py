"""Statuses as people type them: the API's word, or the one that a table shows."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

import typer

from simpulctl.session import Session
from simpulctl.texts import WORDS

Status = TypeVar("Status", bound=StrEnum)


def chosen(session: Session, kind: type[Status], typed: Sequence[str]) -> list[Status]:
    """The statuses meant; none, that is no filter, for `all`. Ends the command for an unknown one."""
    found = {name: value for value in kind for name in (value.value, *WORDS.get(value.value, ()))}
    if any(name in {"all", *WORDS["all"]} for name in typed):
        return []
    for name in typed:
        if name not in found:
            known = ", ".join(session.output.word(value) for value in kind)
            raise typer.BadParameter(session.output.say("no-such-status", status=name, known=known))
    return [found[name] for name in typed]
