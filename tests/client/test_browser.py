"""Signing in through the pages, as a browser that follows forms and redirects does."""

import socket
import time
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from simpul_client import SignInError, connect_with_tokens, raise_for_problem, sign_in_with_browser
from simpul_client.api.me import get_me

from tests.client.flaky import Line
from tests.client.people import OFFICE, Browser, Memory, People


def callback(
    address: str, host: str | None = None, slash: str = "", /, **changed: str
) -> httpx.Response:
    """What comes back to the address that the authorization request names."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    query = {"state": asked["state"], "code": "x", **changed}
    headers = {"Host": host} if host else {}
    return httpx.get(f"{asked['redirect_uri']}{slash}?{urlencode(query)}", headers=headers)


class TestSignInWithBrowser:
    def test_gives_the_tokens_of_the_person(self, people: People) -> None:
        browser = Browser(people.person(OFFICE, "operator"))
        tokens = sign_in_with_browser(
            people.base_url, tenant=OFFICE, open_browser=browser.open, timeout=20
        )
        with connect_with_tokens(people.base_url, Memory(tokens)) as client:
            me = raise_for_problem(get_me.sync_detailed(client=client))
        assert (me.email, me.tenant.code) == (browser.person["email"], OFFICE)
        assert 500 < (tokens.expires_at.timestamp() - time.time()) <= 600
        assert browser.last
        assert browser.last.status_code == 200
        assert "boleh ditutup" in browser.last.text
        # It listens no more.
        with pytest.raises(httpx.ConnectError):
            httpx.get(browser.last.url)

    def test_says_so_in_english_too(self, people: People) -> None:
        browser = Browser(people.person(OFFICE, "viewer"))
        sign_in_with_browser(people.base_url, open_browser=browser.open, timeout=20, language="en")
        assert browser.last
        assert "may close this window" in browser.last.text

    def test_asks_for_no_more_than_the_scope(self, people: People) -> None:
        browser = Browser(people.person(OFFICE, "operator"))
        tokens = sign_in_with_browser(
            people.base_url, scope="reports:read", open_browser=browser.open, timeout=20
        )
        with connect_with_tokens(people.base_url, Memory(tokens)) as client:
            me = raise_for_problem(get_me.sync_detailed(client=client))
        assert me.permissions == ["reports:read"]

    def test_ignores_what_is_not_its_own_and_waits_on(self, people: People) -> None:
        refused = []

        def others(address: str) -> None:
            here = urlsplit(parse_qs(urlsplit(address).query)["redirect_uri"][0]).netloc
            refused.append(callback(address, state="guessed"))
            refused.append(callback(address, "simpul.example"))
            refused.append(callback(address, error="access_denied"))  # and a code
            refused.append(httpx.get(f"http://{here}/callback"))
            refused.append(callback(address, None, "/"))
            refused.append(httpx.post(f"http://{here}/callback"))

        browser = Browser(people.person(OFFICE, "viewer"), before=others)
        tokens = sign_in_with_browser(people.base_url, open_browser=browser.open, timeout=20)
        assert tokens.refresh_token
        assert [answer.status_code for answer in refused] == [400] * 5 + [501]

    def test_is_not_kept_waiting_by_a_silent_connection(self, people: People) -> None:
        held = []

        def connect(address: str) -> None:
            # Browsers open connections in advance.
            url = httpx.URL(parse_qs(urlsplit(address).query)["redirect_uri"][0])
            held.append(socket.create_connection((url.host, url.port or 0)))

        browser = Browser(people.person(OFFICE, "viewer"), before=connect)
        began = time.monotonic()
        sign_in_with_browser(people.base_url, open_browser=browser.open, timeout=20)
        assert time.monotonic() - began < 5
        held[0].close()

    def test_says_who_was_denied(self, people: People) -> None:
        browser = Browser(people.person(OFFICE, "viewer"))
        with pytest.raises(SignInError) as caught:
            sign_in_with_browser(
                people.base_url, tenant="32.73", open_browser=browser.open, timeout=20
            )
        assert caught.value.error == "access_denied"

    def test_does_not_show_a_code_to_another_server(self, line: Line, people: People) -> None:
        # The line's address is not what the server calls itself (RFC 9207).
        browser = Browser(people.person(OFFICE, "viewer"))
        with pytest.raises(SignInError, match="wrong_issuer"):
            sign_in_with_browser(line.base_url, open_browser=browser.open, timeout=20)
        assert line.sent("/oauth/token") == []

    def test_ends_when_nobody_comes(self, people: People) -> None:
        with pytest.raises(SignInError, match="timeout"):
            sign_in_with_browser(people.base_url, open_browser=lambda _: None, timeout=0.1)

    def test_refuses_a_server_without_tls(self) -> None:
        with pytest.raises(ValueError, match="https"):
            sign_in_with_browser("http://simpul.example", open_browser=lambda _: None, timeout=0.1)

    def test_passes_on_that_a_code_was_refused(self, people: People) -> None:
        with pytest.raises(SignInError, match="invalid_grant"):
            sign_in_with_browser(people.base_url, open_browser=callback, timeout=5)
