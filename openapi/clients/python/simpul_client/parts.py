"""Large files, sent in parts: what was sent stays, and what is left can be asked for."""

import asyncio
import time
from collections.abc import Mapping
from typing import IO, Any
from uuid import UUID

import httpx
from attrs import Factory, define

from simpul_client.problems import UnexpectedAnswerError, problem_error, read_problem, unexpected
from simpul_client.transport import REPEATABLE

# What a broken line, an expired address or a proxy's page end with, after the tries of each part.
BROKEN = (httpx.TransportError, UnexpectedAnswerError)
_ROUNDS = 4  # without any part arriving
_FIRST_PAUSE = 0.5  # seconds
Json = dict[str, Any]


class UploadInterruptedError(Exception):
    """The line broke for too long; `upload(..., resume=error.asset_id)` goes on where it ended."""

    def __init__(self, asset_id: UUID) -> None:
        super().__init__(asset_id)
        self.asset_id = asset_id

    def __str__(self) -> str:
        return f"the upload of asset {self.asset_id} was interrupted; go on with resume"


@define
class Parts:
    """The parts of one file that are still to be sent."""

    asset_id: UUID
    content: IO[bytes]
    part_size: int
    left: list[Json]
    fewest: int = Factory(lambda self: len(self.left), takes_self=True)
    rounds: int = 0

    @classmethod
    def of(cls, asset_id: UUID, upload: Mapping[str, Any], content: IO[bytes]) -> "Parts":
        """What an answer of the API says is to be sent."""
        return cls(asset_id, content, upload["part_size"], list(upload["parts"]))

    def next_put(self) -> Json:
        """The first part as httpx's `put` takes it."""
        part = self.left[0]
        self.content.seek((part["number"] - 1) * self.part_size)
        return {
            "url": part["url"],
            "content": self.content.read(part["size"]),
            # It can only put the same bytes into the same place.
            "extensions": {REPEATABLE: True},
        }

    def sent(self) -> None:
        """The first part has arrived."""
        self.left.pop(0)

    def pause_after(self, error: Exception) -> float:
        """Seconds to wait before asking what is left.

        Raises `UploadInterruptedError` when nothing arrives any more.
        """
        if len(self.left) < self.fewest:
            self.fewest, self.rounds = len(self.left), 0
        self.rounds += 1
        if self.rounds >= _ROUNDS:
            raise UploadInterruptedError(self.asset_id) from error
        pause: float = _FIRST_PAUSE * 2.0**self.rounds
        return pause

    def renew(self, upload: Mapping[str, Any]) -> None:
        """Go on with what the storage lacks, and new addresses."""
        self.left = list(upload["parts"])


def send(parts: Parts, api: httpx.Client, storage: httpx.Client) -> None:
    """Send all parts. Raises `UploadInterruptedError`, and as `answer_of` does."""
    while parts.left:
        try:
            storage.put(**parts.next_put())
        except BROKEN as error:
            time.sleep(parts.pause_after(error))
            parts.renew(answer_of(_left(parts, api))["upload"])
        else:
            parts.sent()


def _left(parts: Parts, api: httpx.Client) -> httpx.Response:
    try:
        return api.get(f"/v1/assets/{parts.asset_id}/upload")
    except BROKEN as error:  # the line to the API is the same line, mostly
        raise UploadInterruptedError(parts.asset_id) from error


async def send_async(parts: Parts, api: httpx.AsyncClient, storage: httpx.AsyncClient) -> None:
    """The same without blocking."""
    while parts.left:
        try:
            await storage.put(**parts.next_put())
        except BROKEN as error:
            await asyncio.sleep(parts.pause_after(error))
            parts.renew(answer_of(await _left_async(parts, api))["upload"])
        else:
            parts.sent()


async def _left_async(parts: Parts, api: httpx.AsyncClient) -> httpx.Response:
    try:
        return await api.get(f"/v1/assets/{parts.asset_id}/upload")
    except BROKEN as error:
        raise UploadInterruptedError(parts.asset_id) from error


def answer_of(response: httpx.Response) -> Json:
    """The body of a good answer. Raises as `raise_for_problem` does."""
    if response.is_success:
        body: Json = response.json()
        return body
    problem = read_problem(response.content)
    if problem is not None:
        raise problem_error(problem, response.headers)
    raise unexpected(response.status_code, response.content)
