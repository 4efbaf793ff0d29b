"""The pure part: identities, states, codes, contradictions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.channels import rules
from api.channels.models import ChannelStatus as S
from api.channels.schemas import ChannelCreate
from api.errors import InvalidBodyError, TransitionNotAllowedError

LETTERS = st.text("abcdefghijklmnopqrstuvwxyz0123456789._", min_size=1, max_size=40)


def create(**fields: object) -> ChannelCreate:
    """A request, validated."""
    return ChannelCreate.model_validate({"name": "Contoh", **fields})


def problems_of(**fields: object) -> list[tuple[str, str]]:
    """Pointer and code of what is wrong with a request."""
    with pytest.raises(InvalidBodyError) as caught:
        rules.check_fields(create(**fields))
    return [(error.pointer, error.code) for error in caught.value.errors]


def identity_of(platform: str, url: str | None, handle: str | None) -> str | None:
    """What makes a channel the same as another."""
    fields = {"platform": platform, "url": url, "handle": handle}
    account = rules.known_as(create(**fields))
    return account.identity if account else None


class TestKnownAs:
    @pytest.mark.parametrize(
        "written", ["kab.contoh", "@Kab.Contoh", " KAB.CONTOH/ ", "@kab.contoh/"]
    )
    def test_a_handle_is_known_however_it_is_written(self, written: str) -> None:
        assert identity_of("instagram", None, written) == "kab.contoh"

    @given(LETTERS, st.sampled_from(["", "@"]), st.sampled_from(["", "/"]))
    def test_what_people_add_never_counts(self, handle: str, before: str, after: str) -> None:
        plain = identity_of("radio", None, handle)
        assert identity_of("radio", None, before + handle.upper() + after) == plain

    @pytest.mark.parametrize("platform", ["radio", "videotron", "other"])
    @pytest.mark.parametrize(
        "written", ["Radio Contoh", "@radio contoh ", "radio\u200b contoh", "\uff32adio contoh"]
    )
    def test_a_name_without_rules(self, platform: str, written: str) -> None:
        assert identity_of(platform, None, written) == "radio contoh"

    @pytest.mark.parametrize(
        "written",
        [
            "https://www.Contoh.go.id",
            "http://contoh.go.id/",
            "https://contoh.go.id:443/?utm_source=x#atas",
            "https://contoh.go.id/Dinas/Kominfo/?halaman=2",
        ],
    )
    def test_a_website_is_its_host(self, written: str) -> None:
        assert identity_of("website", written, None) == "contoh.go.id"

    def test_a_website_is_its_address_whatever_its_handle(self) -> None:
        assert identity_of("website", "https://contoh.go.id", "lain") == "contoh.go.id"

    def test_handle_and_address_are_one(self) -> None:
        by_url = identity_of("x", "https://twitter.com/Contoh?s=20", None)
        assert by_url == identity_of("x", None, "@contoh") == "contoh"
        assert identity_of("x", "https://x.com/contoh", "@CONTOH") == "contoh"

    def test_another_address_is_known_with_its_path(self) -> None:
        assert identity_of("other", "https://snack.example/@Kab/", "Kab") == "snack.example/@Kab"

    def test_a_videotron_is_like_no_other(self) -> None:
        assert identity_of("videotron", None, None) is None


class TestCompleted:
    """Whoever moves a channel names its new url or its new handle; the other one follows."""

    @pytest.mark.parametrize(
        ("given", "url", "handle", "expected"),
        [
            ({"url"}, "https://x.com/Contoh", None, ("https://x.com/Contoh", "Contoh")),
            ({"url", "handle"}, "https://x.com/a1", "b2", ("https://x.com/a1", "b2")),
            ({"url"}, "https://x.com/a1", "b2", ("https://x.com/a1", "a1")),
            ({"url"}, "https://x.com/a1", "@A1", ("https://x.com/a1", "@A1")),
            ({"handle"}, "https://x.com/a1", "b2", ("https://x.com/b2", "b2")),
            ({"handle"}, "https://x.com/a1?s=2", "@A1", ("https://x.com/a1?s=2", "@A1")),
            ({"handle"}, "https://x.com/a1", "b-2", ("https://x.com/a1", "b-2")),
            ({"handle"}, None, "b2", (None, "b2")),
            ({"url"}, "https://x.com/a1/status/1", None, ("https://x.com/a1/status/1", None)),
        ],
    )
    def test_what_follows(
        self, given: set[str], url: str | None, handle: str | None, expected: tuple[str, str]
    ) -> None:
        made = rules.completed(create(platform="x", url=url, handle=handle), given)
        assert (made.url, made.handle) == expected

    def test_a_website_has_no_handle_to_follow(self) -> None:
        made = rules.completed(create(platform="website", url="https://contoh.go.id"), {"url"})
        assert made.handle is None


class TestCheckFields:
    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"platform": "website"}, [("/url", "missing")]),
            ({"platform": "website", "handle": "x"}, [("/url", "missing")]),
            ({"platform": "instagram"}, [("/url", "missing")]),
            ({"platform": "other"}, [("/url", "missing")]),
            ({"platform": "radio", "url": "https://radio.example"}, [("/url", "must-be-null")]),
            ({"platform": "videotron", "url": "https://v.example"}, [("/url", "must-be-null")]),
            ({"platform": "x", "handle": "@"}, [("/handle", "empty")]),
            ({"platform": "website", "url": "https://./"}, [("/url", "not-an-account")]),
            ({"platform": "website", "url": "https://a.example:81/"}, [("/url", "not-an-account")]),
            ({"platform": "website", "url": "https://x.com/contoh"}, [("/url", "wrong-platform")]),
            ({"platform": "website", "url": "https://x.com/"}, [("/url", "wrong-platform")]),
            ({"platform": "website", "url": "https://linktr.ee/a"}, [("/url", "shared-host")]),
            ({"platform": "website", "url": "https://bücher.example/"}, [("/url", "not-ascii")]),
            # Cyrillic: whoever verifies it reads snack.example.
            ({"platform": "other", "url": "https://snасk.example/@kab"}, [("/url", "not-ascii")]),  # noqa: RUF001
            ({"platform": "x", "url": "https://instagram.com/a"}, [("/url", "wrong-platform")]),
            ({"platform": "x", "url": "https://a.example/a"}, [("/url", "wrong-platform")]),
            ({"platform": "x", "url": "https://x.com/a/status/1"}, [("/url", "not-an-account")]),
            ({"platform": "x", "handle": "kab.contoh"}, [("/handle", "not-a-handle")]),
            (
                {"platform": "x", "url": "https://x.com/contoh", "handle": "lain"},
                [("/handle", "mismatch")],
            ),
            ({"platform": "other", "url": "https://a.example/"}, [("/url", "not-an-account")]),
            # One letter that stands for eighteen.
            ({"platform": "radio", "handle": "\ufdfa" * 30}, [("/handle", "not-a-handle")]),
            ({"platform": "other", "url": "https://x.com/contoh"}, [("/url", "wrong-platform")]),
            (
                {"platform": "x", "handle": "a", "proof": {"kind": "letter"}},
                [("/proof/asset_id", "missing")],
            ),
        ],
    )
    def test_contradictions(
        self, fields: dict[str, object], expected: list[tuple[str, str]]
    ) -> None:
        assert problems_of(**fields) == expected

    @pytest.mark.parametrize(
        "fields",
        [
            {"platform": "website", "url": "https://contoh.go.id"},
            {"platform": "instagram", "handle": "contoh"},
            {"platform": "youtube", "url": "https://youtube.com/@contoh"},
            {"platform": "radio", "handle": "Radio Contoh"},
            {"platform": "videotron"},
            {"platform": "x", "handle": "a", "proof": {"kind": "bio_code"}},
            {"platform": "x", "handle": "@A", "url": "https://twitter.com/a?s=20"},
            {"platform": "website", "url": "https://a.example/" + "é" * 60},
            {"platform": "other", "url": "https://linktr.ee/contoh"},
            {"platform": "other", "handle": "Siaran pasar"},
        ],
    )
    def test_what_is_taken(self, fields: dict[str, object]) -> None:
        rules.check_fields(create(**fields))


class TestLife:
    @pytest.mark.parametrize(
        ("operation", "before", "after"),
        [
            ("verify_channel", S.PENDING, S.VERIFIED),
            ("reject_channel", S.PENDING, S.REJECTED),
            ("update_channel", S.VERIFIED, S.VERIFIED),
            ("suspend_channel", S.VERIFIED, S.SUSPENDED),
            ("suspend_channel", S.PENDING, S.SUSPENDED),
            ("reinstate_channel", S.SUSPENDED, S.VERIFIED),
            ("archive_channel", S.SUSPENDED, S.ARCHIVED),
        ],
    )
    def test_transitions(self, operation: str, before: S, after: S) -> None:
        assert rules.LIFE.follow(operation, before) == after

    def test_nothing_follows_the_archive(self) -> None:
        assert rules.LIFE.allowed(S.ARCHIVED) == []

    @pytest.mark.parametrize("state", [S.VERIFIED, S.REJECTED, S.SUSPENDED, S.ARCHIVED])
    @pytest.mark.parametrize("operation", ["verify_channel", "reject_channel"])
    def test_only_a_pending_channel_is_decided(self, operation: str, state: S) -> None:
        with pytest.raises(TransitionNotAllowedError):
            rules.LIFE.follow(operation, state)

    @pytest.mark.parametrize(
        ("before", "moved", "after"),
        [
            (S.PENDING, True, S.PENDING),
            (S.REJECTED, False, S.PENDING),
            (S.VERIFIED, False, S.VERIFIED),
            (S.VERIFIED, True, S.PENDING),
        ],
    )
    def test_updates(self, before: S, after: S, *, moved: bool) -> None:
        assert rules.status_after_update(before, moved=moved) == after


class TestNewProofCode:
    def test_no_letter_is_read_as_another(self) -> None:
        codes = {rules.new_proof_code() for _ in range(500)}
        assert len(codes) > 490
        for code in codes:
            prefix, _, letters = code.partition("-")
            assert (prefix, len(letters)) == ("simpul", 5)
            assert not set(letters) & set("01OIL")
