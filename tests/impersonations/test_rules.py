"""The pure part: whom a case is about, and what may happen to it."""

from itertools import product

import pytest

from api.errors import InvalidBodyError, TransitionNotAllowedError
from api.impersonations import rules
from api.impersonations.models import ImpersonationStatus as S

ALLOWED = {
    (S.OPEN, S.REPORTED),
    (S.OPEN, S.DISMISSED),
    (S.REPORTED, S.TAKEN_DOWN),
    (S.REPORTED, S.DISMISSED),
    (S.TAKEN_DOWN, S.DISMISSED),
    *((state, state) for state in (S.OPEN, S.REPORTED, S.TAKEN_DOWN)),
}


@pytest.mark.parametrize(("before", "after"), [*product(S, S)])
def test_follow(before: S, after: S) -> None:
    if (before, after) in ALLOWED:
        rules.follow(before, after)
        return
    with pytest.raises(TransitionNotAllowedError) as caught:
        rules.follow(before, after)
    wanted = sorted(to for at, to in ALLOWED if at == before and to != before)
    assert caught.value.extra == {"state": before, "allowed": wanted}


@pytest.mark.parametrize(
    ("url", "platform", "expected"),
    [
        ("https://m.instagram.com/Palsu?igsh=x", None, ("instagram", "palsu")),
        ("https://instagram.com/palsu", "instagram", ("instagram", "palsu")),
        ("https://palsu.example/masuk", None, ("website", "palsu.example")),
        ("https://palsu.example/masuk", "other", ("other", "palsu.example/masuk")),
        ("https://sites.google.com/view/palsu", None, ("other", "sites.google.com/view/palsu")),
        ("https://xn--ontoh-0ye.example/", None, ("website", "xn--ontoh-0ye.example")),
    ],
)
def test_account_of(url: str, platform: str | None, expected: tuple[str, str]) -> None:
    assert rules.account_of(url, platform)[:2] == expected


@pytest.mark.parametrize(
    ("url", "platform", "expected"),
    [
        ("https://x.com/palsu/status/1", None, ("/url", "not-an-account")),
        ("https://palsu.example:8443/", None, ("/url", "not-an-account")),
        ("https://instagram.com/palsu", "x", ("/platform", "wrong-platform")),
        ("https://instagram.com/palsu", "other", ("/url", "not-an-account")),
    ],
)
def test_no_account(url: str, platform: str | None, expected: tuple[str, str]) -> None:
    with pytest.raises(InvalidBodyError) as caught:
        rules.account_of(url, platform)
    assert [(error.pointer, error.code) for error in caught.value.errors] == [expected]
