"""What Authlib reads of a request. The parameters are read before, so that no I/O is left in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from authlib.oauth2.rfc6749 import (
    InvalidRequestError,
    OAuth2Request,
)
from authlib.oauth2.rfc6749.requests import (
    BasicOAuth2Payload,
)
from fastapi import Request

FORM = "application/x-www-form-urlencoded"


class NotAFormError(Exception):
    """A body that is no plain form."""


@dataclass(frozen=True)
class Asked:
    """The parameters as they came, in order, and the headers."""

    items: Sequence[tuple[str, str]]
    headers: Mapping[str, str]  # Starlette's own, which ignores case

    def get(self, name: str) -> str | None:
        """The first parameter of this name."""
        return next((value for key, value in self.items if key == name and value), None)


class Parameters(OAuth2Request):  # type: ignore[misc]
    """A request as Authlib wants it. `uri` is made from the issuer: a proxy may hide the scheme.

    Raises Authlib's `InvalidRequestError` for a parameter that comes twice (RFC 6749 3.1, 3.2).
    """

    def __init__(self, method: str, uri: str, asked: Asked) -> None:
        super().__init__(method, uri, headers=asked.headers)
        self.values = _once(asked.items)
        self.payload = BasicOAuth2Payload(self.values)

    @property
    def form(self) -> dict[str, str]:
        """The same: the token endpoint takes nothing from the query."""
        return self.values


def _once(items: Sequence[tuple[str, str]]) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in items:
        if name in values:
            raise InvalidRequestError("A parameter comes twice.")
        # A parameter without a value counts as omitted (RFC 6749 3.1).
        if value:
            values[name] = value
    return values


def require_plain_form(request: Request) -> None:
    """Raise `NotAFormError` for a body of any other type. For routes, before anything parses it.

    A multipart form names codecs of its own choice, and some of Python's fail, or make text that does
    not fit into the database.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in {"", FORM}:  # without a type, nothing is parsed
        raise NotAFormError


async def read_form(request: Request) -> Asked:
    """The fields of a form."""
    form = await request.form()
    items = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    return Asked(items, request.headers)


def read_query(request: Request) -> Asked:
    """The parameters of the query."""
    return Asked(request.query_params.multi_items(), request.headers)
