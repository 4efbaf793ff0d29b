"""ETag and If-Match: nobody overwrites a change that he has not seen.

The ETag of a resource is `"<version>"`, so a row of a list is enough to change it.
"""

import re
from typing import Annotated, Protocol

from fastapi import Depends, Header, Response

from api.errors import InvalidIfMatchError, PreconditionRequiredError, StaleVersionError

# A weak validator is taken too: proxies that compress make ours weak, and it names a version still.
_TAG = re.compile(r'^(?:W/)?"(\d{1,18})"$')


class HasVersion(Protocol):
    """Anything that counts its changes."""

    version: int


class IfMatch:
    """The versions that the caller has seen; checked after the row was found, so absent stays 404."""

    def __init__(self, header: str | None) -> None:
        self._versions: set[int] | None = None
        if header is None:
            return
        found = [_TAG.match(part.strip()) for part in header.split(",")]
        if not all(found):
            raise InvalidIfMatchError
        self._versions = {int(match[1]) for match in found if match}

    def check(self, row: HasVersion) -> None:
        """Raise 428 when the header was missing and 412 when it names another version (RFC 9110)."""
        if self._versions is None:
            raise PreconditionRequiredError
        if row.version not in self._versions:
            raise StaleVersionError


def precondition(
    if_match: Annotated[
        str | None,
        Header(
            description='The version that you read, in quotes: `"3"`. Required (RFC 9110 13.1.1).'
        ),
    ] = None,
) -> IfMatch:
    """What If-Match says; an operation that needs it asks `check` once it has the row."""
    return IfMatch(if_match)


def tag(response: Response, row: HasVersion) -> None:
    """Set the ETag of the resource that is answered with."""
    response.headers["ETag"] = f'"{row.version}"'


Precondition = Annotated[IfMatch, Depends(precondition)]
