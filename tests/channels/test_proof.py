"""Looking for the proof code on a page that really is served."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from fastapi import FastAPI

from api.channels import looking
from api.channels.looking import ProofResult, conclude, look
from api.channels.schemas import ChannelCreate, ChannelPlatform
from api.jobs.queue import Runtime
from api.settings import FetcherSettings, Settings
from tests.channels.bodies import PATH, change, register
from tests.fetcher.servers import answering, serving
from tests.tenants.attempts import ask
from tests.world import Caller

CODE = "simpul-7F3K9"


def website() -> dict[str, Any]:
    """A host that no name server knows: a worker that runs the job asks nobody."""
    return {"platform": "website", "handle": None, "url": f"https://{uuid4().hex}.example/"}


def allowing(settings: Settings, port: int) -> Settings:
    allowed = FetcherSettings(allowed=(f"127.0.0.1:{port}",))
    return settings.model_copy(update={"fetcher": allowed})


@pytest_asyncio.fixture
async def pages() -> AsyncIterator[tuple[int, dict[str, bytes], list[str]]]:
    """A website: its port, its pages by path, and what was asked for."""
    shown: dict[str, bytes] = {}
    asked: list[str] = []

    async def handler(request: bytes, writer: Any) -> None:
        path = request.split()[1].decode()
        asked.append(path)
        status = "200 OK" if path in shown else "404 Not Found"
        await answering(shown.get(path, b"gone"), status)(request, writer)

    async with serving(handler) as port:
        yield port, shown, asked


class TestLook:
    @pytest.mark.parametrize(
        ("page", "expected"),
        [
            (f"<p>Kode: {CODE}</p>", ProofResult.FOUND),
            (f"<p>{CODE.lower()}</p>", ProofResult.FOUND),
            ("<p>simpul&#45;7F3K9</p>", ProofResult.FOUND),
            ("<p>simpul-7F3K8</p>", ProofResult.NOT_FOUND),
            ("", ProofResult.NOT_FOUND),
            (f"&#{'1' * 5000};", ProofResult.NOT_FOUND),
        ],
        ids=range(6),
    )
    async def test_on_the_page(
        self,
        settings: Settings,
        pages: tuple[int, dict[str, bytes], list[str]],
        page: str,
        expected: str,
    ) -> None:
        port, shown, asked = pages
        shown["/profil"] = page.encode()
        url = f"http://127.0.0.1:{port}/profil"
        assert await look(allowing(settings, port), url, "instagram", CODE) == expected
        assert asked == ["/profil"]

    async def test_at_a_websites_known_place(
        self, settings: Settings, pages: tuple[int, dict[str, bytes], list[str]]
    ) -> None:
        port, shown, asked = pages
        url, given = f"http://127.0.0.1:{port}/", allowing(settings, port)
        assert await look(given, url, "website", CODE) == ProofResult.NOT_SHOWN
        shown["/.well-known/simpul.txt"] = CODE.encode()
        assert await look(given, url, "website", CODE) == ProofResult.FOUND
        assert asked == ["/", "/.well-known/simpul.txt"] * 2

    async def test_not_inside(
        self, settings: Settings, pages: tuple[int, dict[str, bytes], list[str]]
    ) -> None:
        port, shown, asked = pages
        shown["/"] = CODE.encode()
        assert await look(settings, f"http://127.0.0.1:{port}/", "website", CODE) == "not-public"
        assert asked == []


def asked(platform: str, url: str | None = None, handle: str | None = None) -> ChannelCreate:
    return ChannelCreate(platform=ChannelPlatform(platform), name="x", url=url, handle=handle)


class TestPageOf:
    """A page that repeats its own address would show any code."""

    @pytest.mark.parametrize(
        ("platform", "url", "page"),
        [
            ("website", f"https://www.kab.example/cari?q={CODE}", "https://www.kab.example/"),
            ("website", f"http://kab.example/{CODE}#{CODE}", "http://kab.example/"),
            ("instagram", f"https://instagram.com/kab?x={CODE}", "https://www.instagram.com/kab/"),
            ("other", f"https://snack.example/@Kab?x={CODE}", "https://snack.example/@Kab"),
        ],
    )
    def test_is_the_accounts_own(self, platform: str, url: str, page: str) -> None:
        assert looking.page_of(asked(platform, url=url)) == page

    def test_by_handle(self) -> None:
        assert looking.page_of(asked("x", handle="@Kab")) == "https://x.com/kab"
        assert looking.page_of(asked("radio", handle="Radio Kab")) is None


class TestCheck:
    async def test_is_noted_for_who_verifies(
        self, regency: Caller, province: Caller, app: FastAPI, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        channel = await register(regency, **website())
        path = f"{PATH}/{channel['id']}"
        answer = await province.post(f"{path}/check-proof", version=channel["version"])
        assert answer.status_code == 200, answer.text
        assert answer.json()["proof_result"] is None

        async def found(_settings: Settings, url: str, platform: str, code: str) -> str:
            named = (channel["url"], "website", channel["proof_code"])
            assert (url, platform, code) == named
            return ProofResult.FOUND

        # Whose server it would be is not ours to ask; the page itself is tested above.
        monkeypatch.setattr(looking, "look", found)
        state = app.state
        runtime = Runtime(state.settings, state.sessions, state.directory)
        await conclude(runtime, state.directory.by_code("32.04").id, UUID(channel["id"]))
        noted = (await province.get(path)).json()
        assert noted["proof_result"] == "found"
        assert noted["proof_checked_at"] is not None
        assert noted["version"] == channel["version"] + 1
        assert noted["status"] == "pending"
        named = await change(regency, noted, name="Nama lain")
        assert named["proof_result"] == "found"
        # Another address is another page: nobody has looked there.
        moved = await change(regency, named, url=website()["url"])
        assert (moved["proof_result"], moved["proof_checked_at"]) == (None, None)

    async def test_queues_one_job(self, regency: Caller, superuser_url: str) -> None:
        channel = await register(regency, **website())
        path = f"{PATH}/{channel['id']}/check-proof"
        for _ in range(3):  # whoever is impatient does not keep the worker from its letters
            answer = await regency.post(path, version=channel["version"])
            assert answer.status_code == 200, answer.text
        query = (
            "select count(*) from procrastinate_jobs where task_name = 'channels.check_proof'"
            " and args ->> 'channel' = %(id)s"
        )
        assert ask(superuser_url, query, id=channel["id"]) == [(1,)]

    async def test_of_what_has_no_address(self, regency: Caller) -> None:
        channel = await register(regency, platform="videotron", handle=None)
        path = f"{PATH}/{channel['id']}/check-proof"
        answer = await regency.post(path, version=channel["version"])
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/url"

    async def test_not_of_others(self, regency: Caller, city: Caller) -> None:
        channel = await register(regency)
        path = f"{PATH}/{channel['id']}/check-proof"
        assert (await city.post(path, version=channel["version"])).status_code == 404
