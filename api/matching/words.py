"""A message as words: whatever people do to a text before they pass it on is undone. Pure."""

import re
import unicodedata
from itertools import pairwise

# Longer words are cut: nobody's word, but a key, an address or a joke.
_LONGEST_WORD = 30
_FEWEST_LETTERS = 2  # of a word that is written with digits
_SHORTEST_STEM = 4  # letters that must be left
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_WORD = re.compile(r"[^\W_]+")
_LONG_NUMBER = re.compile(r"\+?\d(?:[\s.-]?\d){8,}")
_DIGIT_FOR_LETTER = str.maketrans("0134579", "oieastg")
# 5g, 2024an, 3x: a number with an ending is not a word in disguise.
_COUNTED = re.compile(r"\d+[a-z]{1,4}")
_PARTICLES = ("kah", "lah", "tah", "pun", "nya", "ku", "mu")
_PREFIXES = (
    *("meng", "meny", "mem", "men", "me", "peng", "peny", "pem", "pen", "per", "pe"),
    *("ber", "be", "ter", "di", "ke", "se"),
)
_SUFFIXES = ("kan", "an", "i")
# Words, as they are written to each other too, that say nothing about what a message is about.
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """
        yang yg dan dn di ke dr dari untuk utk dengan dgn dg ini itu pada pd dalam dlm adalah
        akan tidak tdk tak gak ga gk nggak enggak juga jg oleh atau sudah sdh udah udh telah
        karena krn bisa bs ada saat para bagi agar jika kalau klo kalo tapi tp tetapi saja aja
        lagi lg ya nya sebagai seperti spt lebih hanya hny dia kami kita saya sy anda mereka
        kamu aku apa siapa bahwa bhw dapat dpt secara tersebut tsb setelah hingga sampai smp
        masih blm belum jadi jd menjadi hal pun lah kah sih dong nih tuh the of to and in is a
        on for
        """,
    )
)


def words_of(text: str) -> list[str]:
    """The words of a text in order: lower case, without accents, links and telephone numbers.

    Repeated letters, letters written as digits and hashtags of several words are put right.
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _LONG_NUMBER.sub(" ", _LINK.sub(" ", plain))
    plain = _REPEATED.sub(r"\1", _HUMP.sub(" ", plain).lower())
    return [_spelled(word)[:_LONGEST_WORD] for word in _WORD.findall(plain)]


def _spelled(word: str) -> str:
    letters = sum(letter.isalpha() for letter in word)
    mixed = _FEWEST_LETTERS <= letters < len(word)
    disguised = mixed and word.isascii() and not _COUNTED.fullmatch(word)
    return word.translate(_DIGIT_FOR_LETTER) if disguised else word


def stem_of(word: str) -> str:
    """A word without the endings and beginnings that Indonesian adds; at least four letters stay.

    Coarser than a dictionary's stemmer, and on our messages as good (docs/decisions/0020).
    """
    word = _without_ending(word, _PARTICLES)
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM:
            word = word.removeprefix(prefix)
            break
    return _without_ending(word, _SUFFIXES)


def _without_ending(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def is_telling(word: str) -> bool:
    """Whether a word may say what a message is about."""
    return len(word) > 1 and word not in _EMPTY


def pairs_of(words: list[str]) -> list[str]:
    """Neighbouring words, as one."""
    return [f"{one} {other}" for one, other in pairwise(words)]
