"""The index alone: what it answers follows from what is in it, and from nothing else."""

from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

import api.matching.index
from api.matching.features import packed_claim, packed_title, query_of
from api.matching.index import Candidate, Index
from api.matching.segment import Entry
from tests.matching.messages import words

_WORDS = words(12, seed=1).split()
TEXTS = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join)
STEPS = st.lists(st.tuples(st.integers(0, 7), st.none() | TEXTS, TEXTS), max_size=30)


def entry(number: int, title: str, claim: str = "") -> Entry:
    return Entry(UUID(int=number + 1), packed_title(title), packed_claim(claim) if claim else b"")


def found(index: Index, text: str, most: int = 20) -> list[Candidate]:
    return index.search(query_of(text), most)


def numbers(candidates: list[Candidate]) -> list[int]:
    return [one.id.int - 1 for one in candidates]


class TestIndex:
    @given(STEPS, TEXTS)
    @settings(max_examples=150, deadline=None)
    def test_forgets_all_that_was_in_it(
        self, steps: list[tuple[int, str | None, str]], asked: str
    ) -> None:
        index, left = Index(), dict[int, Entry]()
        for number, title, claim in steps:
            if title is None:
                index.drop(UUID(int=number + 1))
                left.pop(number, None)
            else:
                index.put(entry(number, title, claim))
                left[number] = entry(number, title, claim)
            if number == 0 and title:  # as after many new ones
                index.settle()
        fresh = Index()
        for one in left.values():
            fresh.put(one)
        assert len(index) == len(fresh) == len(left)
        assert found(index, asked) == found(fresh, asked)

    def test_an_empty_one_finds_nothing(self) -> None:
        assert found(Index(), "bantuan tunai") == []
        index = Index()
        index.put(entry(1, "🙏"))
        index.put(entry(2, "bantuan"))
        assert numbers(found(index, "bantuan tunai")) == [2]
        assert found(index, "yang") == []

    def test_many_entries_are_merged_and_stay_found(self) -> None:
        index = Index()
        for n in range(1200):
            index.put(entry(n, words(5, seed=n)))
        assert index.is_crowded
        index.settle()
        assert (len(index._main), index.is_crowded) == (1200, False)
        index.put(entry(3, words(5, seed=5000)))
        assert numbers(found(index, words(5, seed=3)))[:1] != [3]
        assert numbers(found(index, words(5, seed=5000)))[:1] == [3]
        assert numbers(found(index, words(5, seed=1100)))[:1] == [1100]
        assert len(index) == 1200

    def test_rare_words_count_more_than_common_ones(self) -> None:
        index = Index()
        common, rare = words(2, seed=9999).split()
        for n in range(50):
            index.put(entry(n, f"{common} {words(3, seed=n)}"))
        index.put(entry(60, f"{rare} {words(3, seed=60)}"))
        asked = f"{common} {rare}"
        assert numbers(found(index, asked))[0] == 60

    def test_of_equals_the_later_one_comes_first(self) -> None:
        index = Index()
        for n in (5, 9, 7):
            index.put(entry(n, "bantuan tunai palsu"))
        assert numbers(found(index, "bantuan tunai palsu")) == [9, 7, 5]
        assert numbers(found(index, "bantuan tunai palsu", most=2)) == [9, 7]

    def test_never_compares_more_than_its_candidates(self) -> None:
        index = Index()
        for n in range(1500):
            index.put(entry(n, f"bantuan {words(2, seed=n)}"))
        assert len(found(index, "bantuan", most=5000)) <= api.matching.index._CANDIDATES
