"""Asking a stranger's server: what comes back, and where it never leads."""

import asyncio
import gzip
from pathlib import Path

import pytest

from api.fetcher import service
from api.fetcher.failures import Failure, FetchError
from api.fetcher.service import LARGEST, fetch
from api.settings import FetcherSettings, Settings
from tests.fetcher.servers import answering, certified, serving

HOST = "diskominfo.example"


def allowing(settings: Settings, *ports: int) -> Settings:
    """Settings under which these ports of loopback may be asked."""
    allowed = FetcherSettings(allowed=tuple(f"127.0.0.1:{port}" for port in ports))
    return settings.model_copy(update={"fetcher": allowed})


class Names:
    """A resolver: what it was asked, and one answer after the other (the last for ever)."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers, self.asked = list(answers), 0

    async def __call__(self, _host: str, _port: int) -> list[str]:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


LOOPBACK = ["127.0.0.1"]


async def failure(settings: Settings, url: str, *answers: list[str]) -> Failure:
    with pytest.raises(FetchError) as caught:
        await fetch(settings, url, resolver=Names(*(answers or [LOOPBACK])))
    return caught.value.failure


class TestAnswers:
    async def test_whole(self, settings: Settings) -> None:
        requests = []

        async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
            requests.append(request.decode())
            await answering(b"simpul-7F3K9", "200 OK", "Content-Type: text/plain")(request, writer)

        async with serving(handler) as port:
            url = f"http://{HOST}:{port}/bio?x=1#here"
            found = await fetch(allowing(settings, port), url, resolver=Names(LOOPBACK))
        assert (found.status, found.body) == (200, b"simpul-7F3K9")
        assert found.headers["content-type"] == "text/plain"
        [request] = requests
        assert request.startswith("GET /bio?x=1 HTTP/1.1\r\n")
        assert f"Host: {HOST}:{port}\r\n" in request
        assert f"User-Agent: simpul (+{settings.base_url})\r\n" in request
        assert "cookie" not in request.lower()

    async def test_of_a_post(self, settings: Settings) -> None:
        seen = []

        async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
            seen.append(request.decode())
            await answering(b"", "204 No Content")(request, writer)

        async with serving(handler) as port:
            found = await fetch(
                allowing(settings, port),
                f"http://{HOST}:{port}/",
                method="POST",
                content=b"{}",
                headers={"webhook-id": "1"},
                resolver=Names(LOOPBACK),
            )
        assert found.status == 204
        assert seen[0].startswith("POST / ")
        assert "webhook-id: 1\r\n" in seen[0]
        assert "Content-Length: 2\r\n" in seen[0]

    async def test_a_redirect_is_not_followed(self, settings: Settings) -> None:
        followed = []

        async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
            followed.append(request)
            location = f"Location: http://{HOST}/inside"
            await answering(b"", "302 Found", location)(request, writer)

        async with serving(handler) as port:
            url = f"http://{HOST}:{port}/"
            found = await fetch(allowing(settings, port), url, resolver=Names(LOOPBACK))
        assert (found.status, len(followed)) == (302, 1)

    async def test_no_proxy_of_the_environment(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        async with serving(answering(b"x")) as port:
            url = f"http://{HOST}:{port}/"
            found = await fetch(allowing(settings, port), url, resolver=Names(LOOPBACK))
        assert found.body == b"x"


class TestWhereItLeads:
    async def test_not_inside(self, settings: Settings) -> None:
        async with serving(answering(b"secret")) as port:
            assert await failure(settings, f"http://{HOST}:{port}/") == Failure.NOT_PUBLIC
            other = allowing(settings, port + 1)
            assert await failure(other, f"http://{HOST}:{port}/") == Failure.NOT_PUBLIC

    @pytest.mark.parametrize(
        "host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::]"]
    )
    async def test_however_it_is_written(self, settings: Settings, host: str) -> None:
        # The system's own resolver: no answer of ours.
        with pytest.raises(FetchError) as caught:
            await fetch(settings, f"http://{host}/")
        assert caught.value.failure in {
            *(Failure.NOT_PUBLIC, Failure.UNKNOWN_HOST, Failure.NO_ADDRESS)
        }

    async def test_one_bad_address_is_enough(self, settings: Settings) -> None:
        both = ["103.28.14.9", "169.254.169.254"]
        assert await failure(settings, f"http://{HOST}/", both) == Failure.NOT_PUBLIC

    async def test_the_connection_goes_to_what_was_checked(self, settings: Settings) -> None:
        # Rebinding: asked once more, the name would lead to a place where nobody listens.
        names = Names(LOOPBACK, ["127.0.0.2"])
        async with serving(answering(b"checked")) as port:
            url = f"http://{HOST}:{port}/"
            found = await fetch(allowing(settings, port), url, resolver=names)
        assert (found.body, names.asked) == (b"checked", 1)

    async def test_web_ports_alone(self, settings: Settings) -> None:
        assert await failure(settings, f"http://{HOST}:6379/", ["1.1.1.1"]) == Failure.NOT_PUBLIC

    @pytest.mark.parametrize(
        "url",
        [
            *("ftp://a.example/", "file:///etc/passwd", "gopher://a.example/", "//a.example/", ""),
            *("http://", "http:///x", "http://u:p@a.example/", "http://u@a.example/", "x" * 10),
            *("http://a.example\r\nX: y/", "http://[::1", "http://a.example:99999/"),
            "http://a.example/" + "x" * 2000,
        ],
        ids=range(14),
    )
    async def test_no_address(self, settings: Settings, url: str) -> None:
        assert await failure(settings, url, ["1.1.1.1"]) == Failure.NO_ADDRESS

    async def test_an_unknown_host(self, settings: Settings) -> None:
        assert await failure(settings, f"http://{HOST}/", []) == Failure.UNKNOWN_HOST

    async def test_nobody_listens(self, settings: Settings) -> None:
        async with serving(answering(b"")) as port:
            pass
        found = await failure(allowing(settings, port), f"http://{HOST}:{port}/")
        assert found == Failure.UNREACHABLE


class TestBounds:
    async def test_too_large(self, settings: Settings) -> None:
        async with serving(answering(b"x" * (LARGEST + 1))) as port:
            found = await failure(allowing(settings, port), f"http://{HOST}:{port}/")
        assert found == Failure.TOO_LARGE
        async with serving(answering(b"x" * LARGEST)) as port:
            url = f"http://{HOST}:{port}/"
            whole = await fetch(allowing(settings, port), url, resolver=Names(LOOPBACK))
        assert len(whole.body) == LARGEST

    async def test_compressed(self, settings: Settings) -> None:
        bomb = gzip.compress(bytes(10 * LARGEST))
        async with serving(answering(bomb, "200 OK", "Content-Encoding: gzip")) as port:
            found = await failure(allowing(settings, port), f"http://{HOST}:{port}/")
        assert found == Failure.NO_HTTP

    async def test_dripping(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(service, "_PATIENCE", 0.5)

        async def drip(_request: bytes, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.05)

        async with serving(drip) as port:
            found = await failure(allowing(settings, port), f"http://{HOST}:{port}/")
        assert found == Failure.TOO_SLOW

    @pytest.mark.parametrize(
        "answer", [b"hello\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 100_000, b""]
    )
    async def test_no_http(self, settings: Settings, answer: bytes) -> None:
        async def handler(_request: bytes, writer: asyncio.StreamWriter) -> None:
            writer.write(answer)

        async with serving(handler) as port:
            found = await failure(allowing(settings, port), f"http://{HOST}:{port}/")
        assert found in {Failure.NO_HTTP, Failure.UNREACHABLE}


class TestCertificates:
    async def test_of_the_name(self, settings: Settings, tmp_path: Path) -> None:
        shown, trusted = certified(tmp_path, HOST)
        async with serving(answering(b"safe"), shown) as port:
            given = allowing(settings, port)
            url = f"https://{HOST}:{port}/"
            found = await fetch(given, url, resolver=Names(LOOPBACK), certificates=trusted)
            assert found.body == b"safe"
            for name, trust in ((f"other.{HOST}", trusted), (HOST, None)):
                with pytest.raises(FetchError) as caught:
                    await fetch(
                        given,
                        f"https://{name}:{port}/",
                        resolver=Names(LOOPBACK),
                        certificates=trust,
                    )
                assert caught.value.failure == Failure.INSECURE
