"""login, logout, whoami: tokens from the real endpoints, kept in files."""

from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest
from simpul_client import Tokens
from simpulctl.folder import Folder

from api.stack.ports import find
from tests.client.flaky import Canned, Cut, Fault, Line
from tests.client.people import Browser, People
from tests.product.running import Product
from tests.simpulctl.conftest import SignedIn
from tests.simpulctl.running import Command, Ended, ended
from tests.world import World


def sign_in(command: Command, person: dict[str, str], *arguments: str) -> Ended:
    """Run login, and play the browser at the address that it tells."""
    process = command.start("login", "--no-browser", *arguments)
    assert process.stderr
    address = next(line for line in process.stderr if line.startswith(command.url))
    Browser(person).open(address.strip())
    return ended(process)


def verifier(demo: Product) -> dict[str, str]:
    people: list[dict[str, str]] = demo.credentials()["people"]
    return next(p for p in people if p["tenant"] == "32" and "verifier" in p["roles"])


class TestLogin:
    def test_keeps_tokens_that_only_the_owner_reads(self, demo: Product, stranger: Command) -> None:
        done = sign_in(stranger, verifier(demo), "--tenant", "32", "--url", f"{demo.base_url}/")
        assert (done.code, done.told) == (0, "")
        assert done.out == "Anda masuk sebagai Verifier Jawa Barat (Provinsi Jawa Barat).\n"
        path = stranger.store.path
        modes = {each: each.stat().st_mode & 0o777 for each in (path, path.parent, stranger.home)}
        assert modes == {path: 0o600, path.parent: 0o700, stranger.home: 0o700}
        assert [each.name for each in path.parent.glob("tmp*")] == []

        # The next command goes to the same server without being told.
        elsewhere = replace(stranger, url="")
        who = elsewhere.run("whoami", "--json")
        assert who.code == 0
        assert who.document["email"] == "verifier@32.simpul.example"

        assert elsewhere.run("logout").code == 0
        assert not path.exists()
        again = elsewhere.run("whoami")
        assert (again.code, again.out) == (3, "")
        assert again.told == f"Anda belum masuk ke {demo.base_url}. Jalankan: simpulctl login\n"

    def test_for_a_tenant_of_others_says_so(self, demo: Product, stranger: Command) -> None:
        done = sign_in(stranger.speaking("en"), verifier(demo), "--tenant", "32.04")
        assert (done.code, done.out) == (3, "")
        assert "you are no active member of that tenant" in done.told
        assert stranger.store.load() is None

    def test_asks_nobody_for_a_password_in_the_clear(self, stranger: Command) -> None:
        done = stranger.run("login", "--url", "http://simpul.example")
        assert done.code == 2
        assert "https://" in done.told


class TestLogout:
    """What was in hand before is tried afterwards, as somebody would who had copied it."""

    def test_ends_the_sign_in_on_the_server(self, demo: Product, stranger: Command) -> None:
        held, other = (self.sign_in(demo) for _ in range(2))
        stranger.store.save(held)
        assert self.is_good(stranger, held)
        done = stranger.run("logout")
        assert (done.code, done.out) == (0, "")
        assert done.told == f"Anda sudah keluar dari {demo.base_url}.\n"
        assert stranger.store.load() is None

        assert not self.is_good(stranger, held)
        stranger.store.save(held)
        stranger.expire()  # which leaves the refresh token to try
        assert stranger.run("whoami").code == 3
        assert self.is_good(stranger, other)

    def test_without_the_server_says_how_it_ends(self, demo: Product, stranger: Command) -> None:
        lost = replace(stranger, url=f"http://127.0.0.1:{find()}")
        held = self.sign_in(demo)
        lost.store.save(held)
        self.was_left_alive(lost, lost.run("logout"))
        assert self.is_good(stranger, held)

    @pytest.mark.parametrize(
        "fault",
        [
            Cut(),
            Canned(502),
            Canned(200),
            Canned(404, '{"detail": "Not Found"}', "application/json"),
            Canned(429, '{"error": "temporarily_unavailable"}', "application/json"),
        ],
    )
    def test_removes_the_tokens_whatever_is_answered(
        self, fault: Fault, demo: Product, stranger: Command
    ) -> None:
        with Line(demo.base_url).open() as line:
            behind = replace(stranger, url=line.base_url)
            behind.store.save(Tokens("access", "refresh", datetime.now(UTC)))
            line.will(fault, path="/oauth/revoke")
            self.was_left_alive(behind, behind.run("logout"))
            assert len(line.sent("/oauth/")) == 1

    def test_of_nobody_asks_nothing(self, stranger: Command) -> None:
        lost = replace(stranger.speaking("en"), url=f"http://127.0.0.1:{find()}")
        done = lost.run("logout")
        assert (done.code, done.told) == (0, f"You are signed out of {lost.url}.\n")

    @staticmethod
    def sign_in(demo: Product) -> Tokens:
        return People(demo.base_url, demo.credentials()).signed_in("32.04", "viewer")

    @staticmethod
    def is_good(command: Command, tokens: Tokens) -> bool:
        """Whether the API takes the access token."""
        bearer = {"Authorization": f"Bearer {tokens.access_token}"}
        status = httpx.get(f"{command.url}/v1/me", headers=bearer).status_code
        assert status in {200, 401}
        return status == 200

    @staticmethod
    def was_left_alive(command: Command, done: Ended) -> None:
        assert (done.code, done.out) == (0, "")
        assert "sudah dihapus" in done.told
        assert f"akhiri di {command.url}/account\n" in done.told
        assert not command.store.path.exists()


class TestWhoami:
    @pytest.mark.parametrize(("language", "words"), [("id", "belum masuk"), ("en", "not signed")])
    def test_without_tokens(self, stranger: Command, language: str, words: str) -> None:
        done = stranger.speaking(language).run("whoami", "--json")
        assert (done.code, done.out) == (3, "")
        assert words in done.told

    async def test_is_the_answer_of_the_api(self, province: Command, everybody: World) -> None:
        me = (await (await everybody.caller("32", "verifier")).get("/v1/me")).json()
        assert province.run("whoami", "--json").document == me
        drawn = province.run("whoami")
        assert "verifikator" in drawn.out
        assert "\x1b" not in drawn.out

    def test_after_the_sign_in_has_ended(self, signed_in: SignedIn, stranger: Command) -> None:
        held = signed_in("32.04", "viewer").store.load()
        assert held
        stranger.store.save(held)
        stranger.expire(refresh_token="no-such-token")
        done = stranger.run("whoami")
        assert done.code == 3
        assert done.told.splitlines() == [
            "Gagal masuk: masa masuk Anda sudah habis.",
            "Jalankan: simpulctl login",
        ]

    def test_by_many_at_once_leaves_the_sign_in_alive(self, signed_in: SignedIn) -> None:
        command = signed_in("32", "viewer")
        before = command.expire()
        runs = [command.start("whoami", "--json") for _ in range(5)]
        codes = [ended(run).code for run in runs]
        assert codes == [0] * 5
        first = command.store.load()
        assert first
        assert first.refresh_token != before.refresh_token
        # Reuse of a refresh token would have killed the family.
        command.expire()
        assert command.run("whoami").code == 0

    def test_with_spoilt_tokens(self, stranger: Command) -> None:
        stranger.store.path.parent.mkdir(parents=True)
        stranger.store.path.write_text('{"access_token": 3', encoding="utf-8")
        assert stranger.run("whoami").code == 3


class TestMachine:
    def test_reads_with_the_secret_of_the_environment(
        self, demo: Product, stranger: Command
    ) -> None:
        client = next(c for c in demo.credentials()["clients"] if c["tenant"] == "32.04")
        secrets = {
            "SIMPULCTL_CLIENT_ID": client["client_id"],
            "SIMPULCTL_CLIENT_SECRET": client["client_secret"],
        }
        done = replace(stranger, environment=secrets).run("whoami", "--json")
        assert done.document["kind"] == "client"
        assert not stranger.home.exists()
        secrets["SIMPULCTL_CLIENT_SECRET"] = "wrong"
        refused = replace(stranger, environment=secrets).run("whoami")
        assert refused.code == 3
        assert "SIMPULCTL_CLIENT_SECRET" in refused.told


class TestServer:
    def test_that_is_not_there(self, province: Command) -> None:
        held = province.store.load()
        assert held
        lost = replace(province, url=f"http://127.0.0.1:{find()}")
        lost.store.save(held)
        done = lost.run("reports", "list")
        assert done.code == 4
        assert done.told == f"Server {lost.url} tidak terjangkau. Periksa jaringan dan --url.\n"


class TestFolder:
    def test_keeps_servers_apart(self) -> None:
        folder = Folder()
        paths = {folder.store(url).path for url in ("https://a/b", "https://a_b", "https://a")}
        assert len(paths) == 3
        assert len({path.parent for path in paths}) == 1
