"""Options and arguments that several commands have; help_texts.py says what they mean."""

from typing import Annotated
from uuid import UUID

import typer

Ids = Annotated[list[UUID], typer.Argument()]
Identifier = Annotated[UUID, typer.Argument()]
Tenants = Annotated[list[str] | None, typer.Option("--tenant")]
Limit = Annotated[int, typer.Option(min=1)]
Note = Annotated[str | None, typer.Option()]
Yes = Annotated[bool, typer.Option("--yes", "-y")]
