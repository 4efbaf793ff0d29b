import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.conduct.election_terms import Terms, words_of
from api.markdown import to_html, to_text


def _finds(text: str, *terms: str) -> bool:
    return Terms(terms).are_in(words_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "budi contoh",
        "**Budi**  Contoh",
        "Kata BUDI\n\n> contoh, calon",
        "__Budi__ *Contoh*",
        "B**u**di `Contoh`",
        "_Budi_Contoh_",
        "[Budi](https://x.example/calon_(satu)) Contoh",
        "Búdi Côntoh",
        "Bu\u0301di Contoh",
        "Bu\u00addi Con\u200btoh",
        "\uff22\uff55\uff44\uff49 Contoh",
        "Bu&shy;di &#67;ontoh",
        "“Budi Contoh”-nya",
        "Budi-Contoh's",
        "| Budi | Contoh |",
        "Budi\u00a0Contoh",
        "[lihat](Budi Contoh)",
        "[lihat](https://x.example 'Budi Contoh')",
        "\\[lihat\\](calon/Budi Contoh)",
    ],
)
def test_a_name_is_found_however_it_is_set(text: str) -> None:
    assert _finds(text, "Lain Lagi", "Budi  Contoh")
    assert _finds(text, "BÚDI côntoh")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Budiman Contoh",
        "Budi**man** Contoh",
        "Abudi Contoh",
        "Budi dan Contoh",
        "Contoh Budi",
        "Budi Contohnya",
        "Budi2 Contoh",
        "Budi",
        "[di sini](/budi/contoh)",
        "[di sini](https://x.example/budi-contoh)",
    ],
)
def test_other_words_are_not_that_name(text: str) -> None:
    assert not _finds(text, "Budi Contoh")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Partai 45 menang", "partai 45"),
        ("Istanbul", "İSTANBUL"),
        ("STRASSE", "Straße"),
        ("Ma\u2019ruf", "ma'ruf"),
        ("a a b", "a b"),
        ("Calon Budi, Budi Contoh", "budi contoh"),
        ("党 と 新党", "新党"),
    ],
)
def test_what_a_term_may_be(text: str, term: str) -> None:
    assert _finds(text, term)


@pytest.mark.parametrize("term", ["", "--", "__", "&nbsp;"])
def test_a_term_without_words_is_nowhere(term: str) -> None:
    assert words_of(term) == []
    assert not _finds("apa pun", term)


@pytest.mark.parametrize("start", ["](", "[a](", "](\\", "]((x"])
def test_a_hostile_text_is_read_like_any_other(start: str) -> None:
    assert _finds(start * 12_000 + " Budi", "budi")


_WORDS = st.sampled_from(["budi", "Budi", "BÚDI", "contoh", "Contoh", "budiman", "c", "2024"])
_GAPS = st.sampled_from([" ", "  ", "\n", ", ", " \u2013 ", "\u00a0", "/"])
_MARKS = st.sampled_from(["", "*", "**", "`", "_", "__"])


def _plain(text: str) -> str:
    """The naive way: every spelling that this test makes, replaced by hand."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower().replace("ú", "u")).split())


@given(st.lists(st.tuples(_WORDS, _GAPS, _MARKS), max_size=12), st.lists(_WORDS, min_size=1))
def test_is_what_a_naive_search_finds(parts: list[tuple[str, str, str]], term: list[str]) -> None:
    text = "".join(f"{marks}{word}{marks}{gap}" for word, gap, marks in parts)
    naive = " ".join(_plain(word) for word, _, _ in parts)
    wanted = " ".join(_plain(word) for word in term)
    assert _finds(text, " ".join(term)) == (f" {wanted} " in f" {naive} ")


_INLINE = st.builds(
    lambda marks, inner: f"{marks}{inner}{marks}", st.sampled_from(["*", "**", "`"]), _WORDS
)
_LINK = st.builds(lambda inner: f"[{inner}](https://x.example/budi)", _WORDS)
_PIECES = st.one_of(_WORDS, _INLINE, _LINK)
_BLOCK = st.builds(
    lambda start, pieces: start + " ".join(pieces),
    st.sampled_from(["", "> ", "- ", "## "]),
    st.lists(_PIECES, min_size=1, max_size=6),
)


@given(st.lists(_BLOCK, min_size=1, max_size=5).map("\n\n".join))
def test_reads_the_words_that_a_reader_sees(markdown: str) -> None:
    assert words_of(markdown) == _plain(to_text(to_html(markdown))).split()


@given(st.text(), st.text(min_size=1))
def test_any_term_is_found_after_any_text(before: str, term: str) -> None:
    assert _finds(f"{before}\n{term}", term) == bool(words_of(term))
