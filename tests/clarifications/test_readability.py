"""The hint for plain language: what counts as a sentence and a word, and when it keeps silent."""

import pytest

from api.clarifications.readability import readability_of, sentences_of

LONG = "kata " * 29 + "kata"
PLAIN = "Warga tidak perlu khawatir karena kabar itu tidak benar."


def _lengths(markdown: str) -> list[int]:
    return [len(sentence) for sentence in sentences_of(markdown)]


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("Satu dua. Tiga empat lima!", [2, 3]),
        ("Satu dua? Tiga… Empat.", [2, 1, 1]),
        ("semua kecil. tetap dua.", [2, 2]),
        ("Tunggu... nanti saja. Lalu… nanti.", [3, 2]),
        ("Kata dr. Budi dan Prof. Sari di Jl. Melati No. 5.", [10]),
        ("Kata H. Budi dan K.H. Ahmad dari R.A. Kartini.", [11]),
        ("Beras, minyak, dll. dibagikan. Itu benar.", [4, 2]),
        ("Beras, minyak, dll. Itu benar.", [3, 2]),
        ("Harganya Rp. 1.000.000 pada pukul 10.30 WIB.", [5]),
        ("Harganya naik 3.5 persen menjadi Rp1.500.000,00 saja.", [6]),
        ("Terjadi pada tahun 2026. Warga tenang.", [3, 2]),
        ('Ia berkata, "Itu bohong." Warga tenang.', [4, 2]),
        ('"Apa itu bohong?" tanya warga.', [5]),
        ("\u201cItu bohong.\u201d Kata dinas.", [2, 2]),
        ("**Faktanya** tidak _begitu_. ~~Salah~~ itu.", [3, 2]),
        ("**Itu bohong.** Benar.", [2, 1]),
        ("Baca [keterangan resmi dinas](https://dinas.example/a-b-c(d)) ini.", [5]),
        ("Baca https://dinas.example/satu.Dua atau www.dinas.example atau a@b.example.", [3]),
        ("- satu dua\n- tiga empat\n- lima", [2, 2, 1]),
        ("1. Satu dua\n2. Tiga\n10) Empat", [2, 1, 1]),
        ("* satu\n  * dua tiga\n> - empat", [1, 2, 1]),
        ("# Judul bagian\nisinya begini.", [4]),
        ("# Judul bagian\n\nIsinya begini.", [2, 2]),
        ("> Kutipan satu.\n> Kutipan dua.", [2, 2]),
        ("satu dua\ntiga empat.", [4]),
        ("> satu dua\n> tiga empat.", [4]),
        ("- satu\n  dua tiga\n- empat", [3, 1]),
        ('Baca [ini](https://dinas.example "judul yang panjang") ya.', [3]),
        ("Nama: Budi\nAlamat: Bandung", [2, 2]),
        ("satu\n\ndua", [1, 1]),
        ("| satu | dua tiga |\n|---|---|\n| empat | lima |", [1, 2, 1, 1]),
        ("```\nint main() { return; }\n```\nDua kata.", [2]),
        ("anak-anak Jum'at ma\u2019af", [3]),
        ("Satu &amp; dua&nbsp;tiga.", [3]),
        ("---\n***\n1.\n- \n>", []),
        ("2026. 10.30! ?", []),
        ("", []),
        ("🙏🙏 \u200b", []),
    ],
)
def test_sentences_are_what_people_read_as_such(markdown: str, wanted: list[int]) -> None:
    assert _lengths(markdown) == wanted


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        (f"Pendek saja. {LONG}.", "Kalimat ke-2 panjang (30 kata)."),
        (f"{LONG}.\n\n{LONG}.", "Kalimat ke-1 panjang (30 kata)."),
        (f"Pendek.\n\n- satu\n- {LONG}", "Kalimat ke-3 panjang (30 kata)."),
        (
            "Pertanggungjawaban penyelenggaraan butuh keterangan. " * 6,
            "Banyak kata panjang (50%); pilih kata yang lebih pendek.",
        ),
        (PLAIN, None),
        (f"{PLAIN} " * 500, None),
        ("kata " * 25, None),
        ("- kata dua tiga empat lima\n" * 40, None),
        ("Ini pertanggungjawaban.", None),
        ("a" * 30_000, None),
        (f"| {PLAIN} " * 60 + "|", None),
        ("https://dinas.example/" + "a" * 2000, None),
    ],
    ids=[
        *("second", "first", "item", "long-words", "plain", "much-that-is-plain", "just-short"),
        *("list", "few-words", "one-word", "table", "address"),
    ],
)
def test_the_hint_names_a_sentence_or_says_what_to_do(body: str, hint: str | None) -> None:
    found = readability_of(body)
    assert (found.hint if found else None) == hint


@pytest.mark.parametrize(
    ("body", "words", "share"),
    [
        ("Satu dua tiga. Empat.", 2.0, 0.0),
        ("Ini pertanggungjawaban.", 2.0, 0.5),
        ("Kementerian-kementerian anak-anak.", 2.0, 0.5),
        ("Sembilan-sembilan puluh.", 2.0, 0.0),
        ("a" * 30_000, 1.0, 1.0),
    ],
    ids=["short", "long", "doubled", "doubled-short", "one-word"],
)
def test_the_figures(body: str, words: float, share: float) -> None:
    found = readability_of(body)
    assert found is not None
    assert (found.words_per_sentence, found.long_word_share) == (words, share)


@pytest.mark.parametrize("language", ["en", "su", "jv-Latn", "ms"])
def test_other_languages_get_figures_and_no_hint(language: str) -> None:
    found = readability_of(f"{LONG}.", language)
    assert found is not None
    assert (found.words_per_sentence, found.hint) == (30.0, None)


@pytest.mark.parametrize("language", ["id", "id-ID", "ID", "in"])
def test_indonesian_is_indonesian_everywhere(language: str) -> None:
    found = readability_of(f"{LONG}.", language)
    assert found is not None
    assert found.hint == "Kalimat ke-1 panjang (30 kata)."


@pytest.mark.parametrize("body", [None, "", " \n ", "123 456", "---", "🙏"])
def test_nothing_to_read_has_no_figures(body: str | None) -> None:
    assert readability_of(body) is None
