"""One run of the command: what the global options say, and the connection that they lead to."""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from simpulctl.folder import Folder
from simpulctl.output import Output, Row
from simpulctl.texts import Language

if TYPE_CHECKING:  # importing the client costs start-up time
    from simpul_client import AuthenticatedClient, Client, Page
    from simpul_client.models import Problem
    from simpul_client.types import Response

DEFAULT_URL = "http://127.0.0.1:8000"
_PAGE = 200  # rows; the most that the API gives at once
P = ParamSpec("P")
T = TypeVar("T")


class NotSignedInError(Exception):
    """There are no tokens for this server."""


class BadAddressError(Exception):
    """The server's address is none, or would let secrets travel in the clear."""


@dataclass
class Answer(Generic[T]):
    """What an operation gave: as an object, and as the JSON that it came as."""

    value: T
    document: Any


@dataclass
class Session:
    """What a command works with; Typer hands it on as the context's object."""

    language: Language
    url: str | None = None
    json: bool = False
    folder: Folder = field(default_factory=Folder)

    @cached_property
    def output(self) -> Output:
        """Where it writes."""
        return Output(self.language)

    @cached_property
    def base_url(self) -> str:
        """The server that is meant. Raises `BadAddressError`."""
        import httpx
        from simpul_client.connect import checked

        given = self.url or os.environ.get("SIMPULCTL_URL") or self.folder.last_url or DEFAULT_URL
        try:
            return checked(given)
        except (ValueError, httpx.InvalidURL) as error:
            raise BadAddressError(given) from error

    @cached_property
    def person(self) -> "AuthenticatedClient":
        """The connection of the person who signed in. Raises `NotSignedInError`."""
        from simpul_client import connect_with_tokens

        store = self.folder.store(self.base_url)
        if store.load() is None:
            raise NotSignedInError
        return connect_with_tokens(self.base_url, store, language=self.language)

    @cached_property
    def client(self) -> "AuthenticatedClient":
        """The connection of the machine client in the environment, else that of the person."""
        identifier = os.environ.get("SIMPULCTL_CLIENT_ID")
        secret = os.environ.get("SIMPULCTL_CLIENT_SECRET")
        if not (identifier and secret):
            return self.person
        from simpul_client import connect_with_secret

        return connect_with_secret(self.base_url, identifier, secret, language=self.language)

    @cached_property
    def public(self) -> "Client":
        """A connection of nobody, for what everybody may ask."""
        from simpul_client import connect_anonymously

        return connect_anonymously(self.base_url, language=self.language)

    def show(self, document: Any, draw: Callable[[], None]) -> None:  # noqa: ANN401 - any JSON
        """The document where JSON was asked for, else what `draw` makes of it."""
        if self.json:
            self.output.document(document)
        else:
            draw()

    def show_rows(
        self,
        document: Any,  # noqa: ANN401 - any JSON
        limit: int,
        columns: Sequence[str],
        rows: Sequence[Row],
    ) -> None:
        """A list as a table or JSON; says when there are more rows than were asked for."""
        self.show(document, lambda: self.output.table(columns, rows) if rows else None)
        if not rows:
            self.output.tell("nothing")
        if document["has_more"]:
            self.output.tell("more", limit=limit)


def ask(
    operation: "Callable[P, Response[Problem | T]]", *arguments: P.args, **named: P.kwargs
) -> Answer[T]:
    """Carry out an operation. Raises `ProblemError`, `SignInError`, `UnexpectedAnswerError`."""
    from simpul_client import raise_for_problem

    response = operation(*arguments, **named)
    value = raise_for_problem(response)
    return Answer(value, json.loads(response.content))


def ask_for_rows(
    operation: "Callable[..., Response[Problem | Any]]", limit: int, **filters: object
) -> tuple[list[Any], dict[str, Any]]:
    """Up to `limit` rows of a list, and one document as if a single page had held them all."""
    rows: list[Any] = []
    document: dict[str, Any] = {}
    while True:
        answer = ask(operation, limit=min(_PAGE, limit - len(rows)), **filters)
        page: Page[Any] = answer.value
        rows += page.data
        document = {**answer.document, "data": document.get("data", []) + answer.document["data"]}
        if len(rows) >= limit or not page.has_more:
            return rows, document
        filters["cursor"] = page.next_cursor
