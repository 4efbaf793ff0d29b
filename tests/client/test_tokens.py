"""Tokens: renewed by one at a time, kept by nobody but the store, never sent in clear."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial

import attrs
import httpx
import pytest
from simpul_client import (
    AuthenticatedClient,
    Patience,
    SignInError,
    Tokens,
    connect_anonymously,
    connect_with_secret,
    connect_with_tokens,
    raise_for_problem,
)
from simpul_client.api.me import get_me

from tests.client.flaky import Canned, Cut, Line
from tests.client.people import OFFICE, Memory, People

QUICK = Patience(first_pause=0.01)
TOKEN = "/oauth/token"


def ended(tokens: Tokens) -> Tokens:
    """The same, with an access token that has run out."""
    return attrs.evolve(tokens, expires_at=datetime.now(UTC) - timedelta(seconds=1))


@pytest.fixture
def store(people: People) -> Memory:
    """A sign-in whose access token has run out."""
    return Memory(ended(people.signed_in(OFFICE, "operator")))


def who(client: AuthenticatedClient) -> str:
    return raise_for_problem(get_me.sync_detailed(client=client)).name


async def who_async(client: AuthenticatedClient) -> str:
    return raise_for_problem(await get_me.asyncio_detailed(client=client)).name


class TestTheSignInOfAPerson:
    def test_is_refreshed_by_one_thread_for_all(self, line: Line, store: Memory) -> None:
        with connect_with_tokens(line.base_url, store) as client:
            with ThreadPoolExecutor(8) as pool:
                names = list(pool.map(lambda _: who(client), range(8)))
            assert len(set(names)) == 1
            self._was_refreshed_once_and_lives(client, line, store)

    async def test_is_refreshed_by_one_task_for_all(self, line: Line, store: Memory) -> None:
        async with connect_with_tokens(line.base_url, store) as client:
            await asyncio.gather(*(who_async(client) for _ in range(8)))
            self._was_refreshed_once_and_lives(client, line, store)

    async def test_is_refreshed_once_for_tasks_and_threads_together(
        self, line: Line, store: Memory
    ) -> None:
        async with connect_with_tokens(line.base_url, store) as client:
            threads = (asyncio.to_thread(who, client) for _ in range(4))
            await asyncio.gather(*threads, *(who_async(client) for _ in range(4)))
            self._was_refreshed_once_and_lives(client, line, store)

    def test_is_refreshed_by_one_process_for_all(self, line: Line, store: Memory) -> None:
        # Each connection knows only what the store holds, as another process does.
        clients = [connect_with_tokens(line.base_url, store) for _ in range(6)]
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(who, clients))
        self._was_refreshed_once_and_lives(clients[0], line, store)
        for client in clients:
            client.get_httpx_client().close()

    @staticmethod
    def _was_refreshed_once_and_lives(
        client: AuthenticatedClient, line: Line, store: Memory
    ) -> None:
        assert len(line.sent(TOKEN)) == len(store.saved) == 1
        store.tokens = ended(store.saved[0])
        fresh = connect_with_tokens(line.base_url, store)
        with fresh:
            assert who(fresh) == who(client)
        assert len(line.sent(TOKEN)) == 2

    def test_is_refreshed_a_minute_early(self, line: Line, people: People) -> None:
        tokens = people.signed_in(OFFICE, "operator")
        soon = datetime.now(UTC) + timedelta(seconds=59)
        for expires_at, asked in ((soon + timedelta(seconds=10), 0), (soon, 1)):
            store = Memory(attrs.evolve(tokens, expires_at=expires_at))
            with connect_with_tokens(line.base_url, store) as client:
                who(client)
            assert len(line.sent(TOKEN)) == asked

    async def test_is_refreshed_once_when_the_api_refuses_its_token(
        self, line: Line, people: People
    ) -> None:
        tokens = people.signed_in(OFFICE, "operator")
        store = Memory(attrs.evolve(tokens, access_token="x.y.z"))
        with connect_with_tokens(line.base_url, store) as client:
            who(client)
        assert len(line.sent(TOKEN)) == len(store.saved) == 1
        store.tokens = attrs.evolve(store.saved[0], access_token="x.y.z")
        async with connect_with_tokens(line.base_url, store) as client:
            await who_async(client)
        assert len(line.sent(TOKEN)) == len(store.saved) == 2

    def test_is_not_refreshed_twice_on_a_cut_line(self, line: Line, store: Memory) -> None:
        # The answer is lost, and with it the sign-in; to repeat it would look like a theft.
        line.will(Cut(), path=TOKEN)
        with connect_with_tokens(line.base_url, store, patience=QUICK) as client:
            with pytest.raises(httpx.TransportError):
                who(client)
            assert len(line.sent(TOKEN)) == 1

    def test_survives_a_task_that_is_cancelled_while_it_is_refreshed(
        self, line: Line, store: Memory
    ) -> None:
        client = connect_with_tokens(line.base_url, store)

        async def give_up() -> None:
            async with client:
                task = asyncio.create_task(who_async(client))
                await asyncio.to_thread(line.wait_for, TOKEN)
                task.cancel()
                await asyncio.wait([task])

        asyncio.run(give_up())
        assert len(store.saved) == 1
        with client:
            who(client)
        assert len(line.sent(TOKEN)) == 1

    def test_that_was_ended_is_said_to_be(self, people: People, store: Memory) -> None:
        spent = store.tokens
        with connect_with_tokens(people.base_url, store) as client:
            who(client)
        again = Memory(spent)
        with (
            connect_with_tokens(people.base_url, again) as client,
            pytest.raises(SignInError) as caught,
        ):
            who(client)
        assert caught.value.error == "invalid_grant"

    def test_is_missed_where_nobody_signed_in(self, people: People) -> None:
        with (
            connect_with_tokens(people.base_url, Memory(None)) as client,
            pytest.raises(SignInError, match="login_required"),
        ):
            who(client)


class TestTheTokenOfAMachine:
    def test_is_asked_for_once_and_again_on_a_cut_line(self, line: Line, people: People) -> None:
        line.will(Cut(), Canned(503), path=TOKEN)
        with connect_with_secret(line.base_url, *people.machine(), patience=QUICK) as client:
            with ThreadPoolExecutor(4) as pool:
                list(pool.map(lambda _: who(client), range(8)))
            assert len(line.sent(TOKEN)) == 3

    def test_has_the_scope_that_was_asked_for(self, people: People) -> None:
        narrow = connect_with_secret(people.base_url, *people.machine(), scope="reports:read")
        with narrow as client:
            me = raise_for_problem(get_me.sync_detailed(client=client))
        assert me.permissions == ["reports:read"]

    def test_is_not_given_for_a_wrong_secret(self, people: People) -> None:
        identifier, _ = people.machine()
        with (
            connect_with_secret(people.base_url, identifier, "wrong") as client,
            pytest.raises(SignInError) as caught,
        ):
            who(client)
        assert caught.value.error == "invalid_client"
        assert caught.value.description


class TestSecrets:
    def test_are_in_no_repr(self, people: People) -> None:
        identifier, secret = people.machine()
        tokens = people.signed_in(OFFICE, "viewer")
        with connect_with_secret(people.base_url, identifier, secret) as client:
            who(client)
            shown = repr(client) + repr(client._httpx_args) + repr(tokens)
        assert secret not in shown
        assert tokens.access_token not in shown
        assert str(tokens.refresh_token) not in shown

    @pytest.mark.parametrize(
        "connect",
        [
            lambda url: connect_with_secret(url, "id", "secret"),
            lambda url: connect_with_tokens(url, Memory(None)),
            connect_anonymously,
        ],
    )
    def test_are_not_sent_in_clear(self, connect: Callable[[str], object]) -> None:
        for url in ("http://simpul.example", "http://10.0.0.1:8000", "ftp://127.0.0.1", "simpul"):
            with pytest.raises(ValueError, match="https"):
                connect(url)
        for url in ("https://simpul.example/", "http://127.0.0.1:1", "http://[::1]:1"):
            connect(url)
        connect("http://localhost:8000")

    async def test_stay_with_a_client_that_was_changed(self, people: People) -> None:
        changed = people.connection(OFFICE, "client").with_headers({"Accept-Language": "en"})
        async with changed:
            names = {await who_async(changed), *map(partial(who), [changed])}
        assert len(names) == 1
        changed.get_httpx_client().close()
