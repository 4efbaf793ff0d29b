"""login, logout, whoami: tokens from the real endpoints, kept in files."""

from dataclasses import replace

import pytest
from simpulctl.folder import Folder

from api.stack.ports import find
from tests.client.people import Browser
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
