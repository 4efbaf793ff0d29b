import string
import zlib
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.matching.features import packed_claim, packed_title, query_of
from api.matching.scores import score_of
from api.matching.words import is_telling, pairs_of, stem_of, words_of

ANY = st.text(st.characters(exclude_categories=[]), max_size=2000)


class TestWords:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("BANTUUUAN Tunaiiii!!!", "bantuan tunai"),
            ("#BantuanTunai", "bantuan tunai"),
            ("ter54n9ka k0rups1", "tersangka korupsi"),
            ("buka https://contoh.example/a?b=c www.contoh.test ya", "buka ya"),
            ("hubungi 0812-3456-7890 atau +62 812 3456 7890", "hubungi atau"),
            ("Caf\u00e9\u0301 \uff26\uff55\uff4c\uff4c", "cafe full"),
            ("🙏bantuan💰tunai🙏", "bantuan tunai"),
            ("5g 2024an 10x covid19", "5g 2024an 10x covidig"),
            ("bantuan\u200b\u202etunai\x00", "bantuan tunai"),
        ],
        ids=[
            "repeats",
            "hashtag",
            "digits",
            "links",
            "telephones",
            "accents",
            "emoji",
            "counted",
            "marks",
        ],
    )
    def test_are_what_was_meant(self, written: str, meant: str) -> None:
        assert " ".join(words_of(written)) == meant

    @pytest.mark.parametrize(
        ("word", "stem"),
        [
            ("pembagian", "bagi"),
            ("membagikan", "bagi"),
            ("dibagikannya", "bagi"),
            ("korupsi", "korups"),
            ("makan", "makan"),
            ("ikan", "ikan"),
        ],
        ids=str,
    )
    def test_stems_leave_four_letters(self, word: str, stem: str) -> None:
        assert stem_of(word) == stem

    @given(ANY)
    def test_any_text_has_words_within_bounds(self, text: str) -> None:
        for word in words_of(text):
            assert 1 <= len(word) <= 30
            assert 1 <= len(stem_of(word)) <= len(word)
            assert word == word.strip()
            is_telling(word)

    @given(ANY)
    def test_capitals_do_not_matter(self, text: str) -> None:
        plain = "".join(letter for letter in text if letter in string.printable).lower()
        assert words_of(plain) == words_of(plain.upper())

    def test_pairs_are_neighbours(self) -> None:
        assert pairs_of(["a", "b", "c"]) == ["a b", "b c"]
        assert pairs_of(["a"]) == []


class TestFeatures:
    @given(ANY)
    def test_any_text_has_features_that_fit(self, text: str) -> None:
        for feature, weight in query_of(text).items():
            assert 0 <= feature < 2**32
            assert weight > 0
        for packed in (packed_title(text), packed_claim(text)):
            numbers = array("I", packed)
            assert list(numbers) == sorted(set(numbers))
        assert all(number & 1 for number in array("I", packed_claim(text)))

    def test_are_the_same_in_every_process(self) -> None:
        # A row that was written by one process is read by others, and by later versions.
        assert array("I", packed_claim("bantuan tunai")).tolist() == sorted(
            array("I", packed_claim("Bantuan TUNAI!"))
        )
        assert len(packed_claim("bantuan tunai")) == 12
        assert zlib.crc32(packed_title("bantuan tunai")) == 3518868099

    def test_one_character_may_stand_for_many_words(self) -> None:
        assert len(words_of("\ufdfa" * 2000)) > 5000
        spelled = query_of("".join(f"\ufdfa{n} " for n in range(1500)))
        assert len(spelled) < 3000

    def test_without_a_telling_word_there_are_none(self) -> None:
        assert query_of("yang dan di 🙏") == {}
        assert query_of("yang dan di bantuan") != {}

    def test_what_is_said_early_counts_more(self) -> None:
        query = query_of("awalan " + "tengah " * 150 + "akhiran")
        (early,) = set(query_of("awalan")) & {max(query_of("awalan"))}
        (late,) = {max(query_of("akhiran"))}
        assert query[early] > query[late]


class TestScores:
    @given(st.floats(0, 1), st.floats(0, 1))
    def test_grow_with_likeness_and_stay_within_bounds(self, one: float, other: float) -> None:
        low, high = sorted((one, other))
        assert 0 <= score_of(low) <= score_of(high) < 1

    def test_what_was_never_right_is_no_suggestion(self) -> None:
        assert score_of(0.079) == 0
        assert score_of(0.081) > 0
        assert score_of(0.45) == 0.5
