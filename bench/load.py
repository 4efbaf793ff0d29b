"""Loads real hoaxes through the HTTP API and takes each to publication, as 27 offices would.

    python -m bench.load --base-url http://127.0.0.1:8000 --credentials .simpul/credentials.json

A second run over the same database goes on where the first one stopped: a row's id is the
`external_reference` of its clarification.
"""

import asyncio
import itertools
import json
import sys
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from httpx2 import AsyncClient, InvalidURL, Limits, RequestError
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn

from bench.hoaxes import Hoax, UnreadableError, draft_of, read
from bench.load_results import Report, write
from bench.measured import Measured
from bench.processes import memory_of
from bench.publishing import Cast, CredentialsError, cast_of, publish
from bench.sending import RefusedError, Sender, UnreachableError
from bench.sign_in import OpenClient, Person, SignInError

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data" / "hoaxes-2024.jsonl.gz"
RESULTS = ROOT / "bench" / "results"
# Every so many rows concern the province too, so that its countersignature is needed.
BEYOND_EVERY = 20
# So many failures in a row, and the rest would fail as well.
_GIVE_UP_AFTER = 25
_TIMEOUT = 60.0

Rows = list[Hoax | UnreadableError]


class Loader:
    """Rows on their way through one API, `concurrency` of them at a time."""

    def __init__(self, sender: Sender, cast: Cast, measured: Measured, beyond_every: int) -> None:
        self.report = Report(measured)
        self._sender = sender
        self._cast = cast
        self._beyond_every = beyond_every
        self._failed_in_a_row = 0

    async def run(self, rows: Rows, concurrency: int, advance: Callable[[], None]) -> Report:
        """Take all rows to publication; `advance` is called after each."""
        waiting = enumerate(rows)
        began = time.perf_counter()
        async with asyncio.TaskGroup() as tasks:
            for _ in range(concurrency):
                tasks.create_task(self._take(waiting, advance))
        self.report.seconds = time.perf_counter() - began
        self.report.not_tried = sum(1 for _ in waiting)
        return self.report

    async def _take(
        self, waiting: Iterable[tuple[int, Hoax | UnreadableError]], advance: Callable[[], None]
    ) -> None:
        # The tasks share one iterator, so each row is taken once.
        for place, hoax in waiting:
            self.report.rows += 1
            if isinstance(hoax, UnreadableError):
                self.report.failures.append(str(hoax))
            else:
                await self._publish(place, hoax)
            advance()
            if self._failed_in_a_row >= _GIVE_UP_AFTER:
                return

    async def _publish(self, place: int, hoax: Hoax) -> None:
        # By the row's place in the file, so that a second run finds the same office.
        office = self._cast.offices[place % len(self._cast.offices)]
        regions = [office.tenant]
        if place % self._beyond_every == self._beyond_every - 1:
            regions.append(self._cast.province.account.tenant)
        self.report.altered += hoax.altered
        try:
            done = await publish(self._sender, office, self._cast.province, draft_of(hoax, regions))
        except (RefusedError, UnreachableError, SignInError) as error:
            self._failed_in_a_row += 1
            self.report.failures.append(f"{hoax.reference}: {error}")
            return
        self._failed_in_a_row = 0
        self.report.ended[done.row["status"]] += 1
        self.report.resumed += done.resumed
        self.report.countersigned += done.countersigned


async def load(
    rows: Rows,
    credentials: dict[str, Any],
    open_client: OpenClient,
    *,
    concurrency: int = 8,
    beyond_every: int = BEYOND_EVERY,
    advance: Callable[[], None] = lambda: None,
) -> Report:
    """Take rows to publication in the name of the people of credentials.json.

    `open_client` gives an HTTP client for the API without cookies. Raises `CredentialsError`.
    """
    measured = Measured()
    cast = cast_of(credentials, lambda account: Person(account, open_client, measured))
    async with open_client() as http:
        loader = Loader(Sender(http, measured), cast, measured, beyond_every)
        return await loader.run(rows, concurrency, advance)


def main(
    base_url: Annotated[str, typer.Option(help="Where the API listens.")],
    credentials: Annotated[Path, typer.Option(help="credentials.json of simpul up.")],
    file: Annotated[Path, typer.Option(help="Rows: .jsonl or .jsonl.gz.")] = DATA,
    limit: Annotated[int | None, typer.Option(help="Only the first rows.", min=1)] = None,
    concurrency: Annotated[int, typer.Option(help="Rows at a time.", min=1, max=64)] = 8,
    results: Annotated[Path, typer.Option(help="Folder of load.md and load.svg.")] = RESULTS,
) -> None:
    """Load hoaxes through the HTTP API and publish them; exits with 1 when anything failed."""
    people = _credentials(credentials)
    rows = _rows(file, limit)
    limits = Limits(max_connections=concurrency, max_keepalive_connections=concurrency)

    def open_client() -> AsyncClient:
        return AsyncClient(base_url=base_url, timeout=_TIMEOUT, limits=limits)

    try:
        asyncio.run(_require_ready(open_client, base_url))
        with _progress() as progress:
            bar = progress.add_task("rows", total=len(rows))
            report = asyncio.run(
                load(
                    rows,
                    people,
                    open_client,
                    concurrency=concurrency,
                    advance=lambda: progress.advance(bar),
                )
            )
    except CredentialsError as error:
        _refuse(f"{credentials}: {error}.")
    report.memory = memory_of(credentials)
    write(report, results)
    print("\n".join([*report.lines(), report.figures()]))
    sys.stdout.flush()
    raise typer.Exit(1 if report.failures else 0)


def _credentials(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        _refuse(f"The credentials {path} cannot be read: {error}. simpul up writes them.")
    if not isinstance(found, dict):
        _refuse(f"The credentials {path} are not a JSON object. simpul up writes them.")
    return found


def _rows(file: Path, limit: int | None) -> Rows:
    try:
        rows = list(itertools.islice(read(file), limit))
    except UnreadableError as error:
        _refuse(f"{error}. Name another file with --file.")
    if not rows:
        _refuse(f"{file} holds no rows. Name another file with --file.")
    return rows


async def _require_ready(open_client: OpenClient, base_url: str) -> None:
    try:
        async with open_client() as http:
            answer = await http.get("/readyz")
    except (RequestError, InvalidURL) as error:
        _refuse(f"Nothing answers at {base_url} ({error}). Start it with simpul up.")
    if answer.status_code != HTTPStatus.OK:
        _refuse(f"{base_url} is not ready: /readyz answered {answer.status_code}.")


def _progress() -> Progress:
    console = Console(stderr=True)
    columns = (SpinnerColumn(), *Progress.get_default_columns(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal)


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


if __name__ == "__main__":
    typer.run(main)
