"""Tags of languages, and which language answers a wish."""

import pytest

from api.clarifications.languages import choose, normal


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("su", "su"),
        ("SU", "su"),
        ("sun", "su"),
        ("jw", "jv"),
        ("in", "id"),
        ("IN-id", "id-ID"),
        ("SUN-sund-id", "su-Sund-ID"),
        ("ban", "ban"),
        ("zh-HANT-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-1996", "de-1996"),
        ("sl-ROZAJ-biske", "sl-rozaj-biske"),
    ],
)
def test_a_tag_has_one_spelling(tag: str, wanted: str) -> None:
    assert normal(tag) == wanted
    assert normal(wanted) == wanted


@pytest.mark.parametrize(
    ("wish", "offered", "wanted"),
    [
        ("su", ["id", "su"], "su"),
        ("id", ["id", "su"], "id"),
        ("SUN", ["id", "su"], "su"),
        ("su-ID", ["id", "su"], "su"),
        ("su-Sund-ID", ["id", "su", "su-Sund"], "su-Sund"),
        ("su", ["id", "su-Latn"], "su-Latn"),
        ("su", ["id", "su-Latn", "su"], "su"),
        ("su-Sund", ["id", "su-Latn"], None),
        ("s", ["id", "su"], None),
        ("en", ["id", "su"], None),
        ("sun", ["id", "sund"], None),
    ],
)
def test_a_wish_is_answered_with_what_comes_near(
    wish: str, offered: list[str], wanted: str | None
) -> None:
    assert choose(wish, offered) == wanted
