"""Which account an address names: tables of addresses, and what holds for all."""

import re
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api.channels.addresses import NotAnAccountError, parse
from api.channels.platforms import (
    Account,
    account_at,
    account_of,
    accounts_at,
    address_at,
    has_rules,
)
from api.channels.schemas import ChannelPlatform
from tests.channels.addresses import ACCOUNTS, ADDED, ADDED_BEFORE, LOOK_ALIKES, PAGES

SAME = {"kab.contoh", "kabcontoh", "kab_contoh", "kab.contoh.example"}
RULED = sorted(platform for platform in ACCOUNTS if has_rules(platform))
# What the look-alikes may be: somebody else's account of the same platform.
OTHERS = {
    "https://instagram.com/kab_contoh": "kab.contoh",
    "https://instagram.com/kabcontoh": "kab.contoh",
}


def variants(url: str) -> list[str]:
    """An address as people pass it on."""
    rest = url.removeprefix("https://")
    bare = "?" not in url
    added = [url + end for end in ADDED if bare or end.startswith("#") or not end]
    if not bare:
        added += [f"{url}&igsh=x", f"{url}&utm_source=qr#a", f"{url}&fbclid=I"]
    host, slash, path = rest.partition("/")
    return [
        *added,
        *(before + rest for before in ADDED_BEFORE),
        f"https://{host.upper()}{slash}{path}",
        f"https://{host}:443{slash}{path}",
    ]


def name(platform: str) -> str:
    """An identity that its platform takes."""
    return next(iter(ACCOUNTS[platform].values()))


class TestAccountAt:
    @pytest.mark.parametrize("platform", ACCOUNTS)
    def test_addresses_as_they_are_passed_on(self, platform: str) -> None:
        tried = 0
        for url, identity in ACCOUNTS[platform].items():
            for variant in variants(url):
                found = account_at(variant)
                assert (found.platform, found.identity) == (platform, identity), variant
                tried += 1
        assert tried >= 60

    @pytest.mark.parametrize("platform", RULED)
    def test_the_handle_is_told_as_it_was_written(self, platform: str) -> None:
        for url in ACCOUNTS[platform]:
            handle = account_at(url).handle
            assert handle
            assert re.search(re.escape(handle), url, re.IGNORECASE)

    def test_every_platform_with_addresses_has_rules(self) -> None:
        without = {"website", "other", "videotron", "radio"}
        assert {platform.value for platform in ChannelPlatform} - without == set(RULED)

    def test_there_are_many_look_alikes(self) -> None:
        assert len(set(LOOK_ALIKES)) >= 100

    @pytest.mark.parametrize("url", LOOK_ALIKES, ids=ascii)
    def test_a_look_alike_is_another_account_or_none(self, url: str) -> None:
        try:
            found = list(accounts_at(url))
        except NotAnAccountError:
            return
        for account in found:
            real = OTHERS.get(url)
            assert account.identity not in ({real} if real else SAME), account

    @pytest.mark.parametrize("url", PAGES, ids=lambda url: ascii(url[:60]))
    def test_a_page_that_is_nobodys(self, url: str) -> None:
        with pytest.raises(NotAnAccountError):
            account_at(url)

    def test_says_whose_page_it_is(self) -> None:
        with pytest.raises(NotAnAccountError) as caught:
            account_at("https://x.com/kab_contoh/status/1")
        assert caught.value.platform == "x"

    def test_another_script_is_known_by_its_xn_name(self) -> None:
        found = account_at("https://кab.contoh.example/")
        assert found.identity.startswith("xn--")
        assert account_at(found.url or "") == found

    @given(st.sampled_from(RULED), st.data())
    def test_what_we_write_names_the_same(self, platform: str, data: st.DataObject) -> None:
        url = data.draw(st.sampled_from(sorted(ACCOUNTS[platform])))
        found = account_at(url)
        again = account_at(found.url or "")
        assert (again.platform, again.identity, again.url) == (*found[:2], found.url)

    @given(st.text(max_size=60))
    @example("https://[")
    @example("https://xn--a.example")
    @example("https://xn--.example/")
    @example("https://\u0130.example")
    def test_never_raises_but_its_own_error(self, text: str) -> None:
        for url in (
            text,
            f"https://{text}",
            f"https://instagram.com/{text}",
            f"https://{text}.id/",
        ):
            try:
                found = account_at(url)
            except NotAnAccountError:
                continue
            again = account_at(found.url or "")
            assert (again.platform, again.identity) == (found.platform, found.identity)

    @given(
        st.sampled_from(
            ["instagram.com", "m.me", "t.me", "x.com", "www.youtube.com", "kab.example"]
        ),
        st.text("aZ09._-@/%?=&#:", max_size=30),
    )
    def test_what_is_taken_is_stable(self, host: str, rest: str) -> None:
        url = f"https://{host}/{rest}"
        try:
            found = account_at(url)
        except NotAnAccountError:
            return
        again = account_at(found.url or "")
        assert (again.platform, again.identity, again.url) == (*found[:2], found.url)


class TestAccountOf:
    @pytest.mark.parametrize("platform", RULED)
    def test_the_same_by_handle_and_by_address(self, platform: str) -> None:
        for url in ACCOUNTS[platform]:
            by_url = account_at(url)
            by_handle = account_of(platform, by_url.handle or "")
            assert by_handle == by_url

    @pytest.mark.parametrize("platform", RULED)
    def test_what_people_write_before_it_is_dropped(self, platform: str) -> None:
        handle = name(platform)
        before = "+" if platform == "whatsapp" else "@"
        for written in (f" {handle} ", f"{before}{handle}", f"{before}{handle}/"):
            assert account_of(platform, written).identity == handle

    @pytest.mark.parametrize(
        ("platform", "handle"),
        [
            ("instagram", "explore"),
            ("instagram", "Reels"),
            ("instagram", "kab-contoh"),
            ("instagram", "kab contoh"),
            ("instagram", "kаb"),  # noqa: RUF001 - Cyrillic a
            ("instagram", "kab\u200b"),
            ("instagram", "https://instagram.com/kab"),
            ("instagram", ".."),
            ("facebook", "groups"),
            ("facebook", "profile.php"),
            ("x", "kab.contoh"),
            ("x", "i"),
            ("tiktok", "@@kab"),
            ("telegram", "kab"),
            ("telegram", "9kab"),
            ("youtube", "UCk4BcOnToH0000000000_-"[:2] + "/kab"),
            ("youtube", "ucK4BcOnToH0000000000_-A"),
            ("youtube", "@UCk4BcOnToH0000000000_-A"),
            ("whatsapp", "0812 0000 0000"),
        ],
    )
    def test_what_is_no_handle(self, platform: str, handle: str) -> None:
        with pytest.raises(NotAnAccountError):
            account_of(platform, handle)

    @given(st.sampled_from(RULED), st.text(max_size=40))
    def test_never_raises_but_its_own_error(self, platform: str, handle: str) -> None:
        try:
            found = account_of(platform, handle)
        except NotAnAccountError:
            return
        assert account_of(platform, found.handle or "") == found
        assert account_at(found.url or "").identity == found.identity

    def test_a_channel_of_youtube_is_known_with_its_capitals(self) -> None:
        one, other = "UC" + "a" * 22, "UC" + "A" * 22
        assert account_of("youtube", one) != account_of("youtube", other)


class TestAddressAt:
    def test_counts_the_path_and_its_capitals(self) -> None:
        found = address_at("https://www.snack.example/@Kab.Contoh/?x=1")
        assert found == Account(
            "other", "snack.example/@Kab.Contoh", None, "https://snack.example/@Kab.Contoh"
        )

    @pytest.mark.parametrize(
        "url",
        [
            "https://snack.example/",
            "https://snack.example/a%2fb",
            "https://snack.example/a/../b",
            "https://snack.example//a",
            "https://www.instagram.com/kab.contoh/",
            f"https://snack.example/{'a' * 600}",
            f"http://snack.example/{'a' * 479}",  # 500 characters; as we write it, one more
        ],
        ids=lambda url: url[:40],
    )
    def test_what_is_none(self, url: str) -> None:
        with pytest.raises(NotAnAccountError):
            address_at(url)

    def test_below_a_website_both_may_be_registered(self) -> None:
        found = [account.identity for account in accounts_at("https://snack.example/kab/")]
        assert found == ["snack.example", "snack.example/kab"]
        assert len(list(accounts_at("https://snack.example/"))) == 1
        assert len(list(accounts_at("https://linktr.ee/kab"))) == 1


class TestParse:
    @pytest.mark.parametrize(
        ("scheme", "port"), [*product(["http", "https"], ["80", "443", "8080"])]
    )
    def test_only_the_schemes_own_port(self, scheme: str, port: str) -> None:
        own = {"http": "80", "https": "443"}[scheme] == port
        try:
            assert parse(f"{scheme}://kab.example:{port}/").host == "kab.example"
        except NotAnAccountError:
            assert not own
        else:
            assert own
