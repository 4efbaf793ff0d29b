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


class TestIdentityOf:
    @pytest.mark.parametrize(
        "written",
        [
            "kab.contoh",
            "@Kab.Contoh",
            " KAB.CONTOH/ ",
            "@kab.contoh/",
            "kab.\u200bcontoh",
            "\uff4bab.contoh",
        ],
    )
    def test_a_handle_is_known_however_it_is_written(self, written: str) -> None:
        assert rules.identity_of("instagram", None, written) == "kab.contoh"

    @given(LETTERS, st.sampled_from(["", "@"]), st.sampled_from(["", "/", "//"]))
    def test_what_people_add_never_counts(self, handle: str, before: str, after: str) -> None:
        plain = rules.identity_of("x", None, handle)
        assert rules.identity_of("x", None, before + handle.upper() + after) == plain

    @given(st.text(min_size=1, max_size=50))
    def test_it_is_its_own_identity(self, handle: str) -> None:
        once = rules.identity_of("x", None, handle)
        assert rules.identity_of("x", None, once) == once

    @pytest.mark.parametrize(
        "written",
        [
            "https://www.Contoh.go.id",
            "http://contoh.go.id/",
            "https://contoh.go.id./?utm_source=x#atas",
            "https://user@contoh.go.id:8443/",
        ],
    )
    def test_a_website_is_its_host(self, written: str) -> None:
        assert rules.identity_of("website", written, None) == "contoh.go.id"

    def test_the_path_counts(self) -> None:
        address = "https://contoh.go.id/Dinas/Kominfo/?halaman=2"
        assert rules.identity_of("website", address, None) == "contoh.go.id/dinas/kominfo"

    def test_a_look_alike_in_another_script_is_another(self) -> None:
        # The first letter is Cyrillic.
        assert rules.identity_of("website", "https://сontoh.go.id", None) == "xn--ontoh-0ye.go.id"  # noqa: RUF001

    def test_a_handle_goes_before_the_address(self) -> None:
        assert rules.identity_of("x", "https://x.com/other", "@Contoh") == "contoh"

    def test_a_website_is_its_address_whatever_its_handle(self) -> None:
        assert rules.identity_of("website", "https://contoh.go.id", "lain") == "contoh.go.id"

    def test_a_videotron_is_like_no_other(self) -> None:
        assert rules.identity_of("videotron", None, None) is None


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
            ({"platform": "website", "url": "https://./"}, [("/url", "empty")]),
            (
                {"platform": "website", "url": "https://a.example/" + "a" * 200},
                [("/url", "too-long")],
            ),
            (
                {"platform": "website", "url": "https://a.example/" + "é" * 60},
                [("/url", "too-long")],
            ),
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
        ],
    )
    def test_transitions(self, operation: str, before: S, after: S) -> None:
        assert rules.LIFE.follow(operation, before) == after

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
