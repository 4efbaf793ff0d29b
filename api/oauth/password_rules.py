"""Which passwords may be chosen: long, and not among those that are tried first. Pure.

No rules of composition (NIST SP 800-63B 3.1.1.2): they make passwords alike, not strong.
"""

import re
import runpy
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache
from importlib.metadata import distribution

from api.oauth.passwords import LONGEST, normal
from tenants.regions import all_regions

SHORTEST = 12  # characters
_COMMONEST = 3000
_FEWEST = 5  # different characters
_SHORTEST_WORD = 3
# What people here add years to. Names of regions come from the list of regions.
_LOCAL = """
    rahasia rahasiaku rahasianegara katasandi sandi sandiku passwordku bismillah alhamdulillah
    assalamualaikum sayang sayangku cintaku indonesia indonesiaku indonesiaraya merdeka nusantara
    pancasila garuda republik pemerintah pemda pemkab pemkot pemprov provinsi kabupaten kota kecamatan
    kelurahan desa dinas kominfo diskominfo komdigi humas protokol setda sekda bupati walikota gubernur
    wakil presiden admin administrator operator verifikator petugas pegawai kantor bersama selamat datang
    masuk keluar simpul laporan klarifikasi hoaks hoax saberhoaks jabar jateng jatim banten jakarta dki
    diy sumut sumbar sumsel kalbar kalteng kalsel kaltim sulsel januari februari maret april mei juni
    juli agustus september oktober november desember senin selasa rabu kamis jumat sabtu minggu satu dua
    tiga empat lima enam tujuh delapan sembilan sepuluh persib persija garut123 anjing kucing ganteng
    cantik ibu bapak mama papa
""".split()  # noqa: SIM905 - a list of these would be five times as long
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_LOOKALIKES = str.maketrans("@4031!$5", "aaoeiiss")
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_BETWEEN = re.compile(r"[\W_]+")


def fault(password: str, about: Iterable[str] = ()) -> str:
    """Why it may not be chosen, as a key of the pages' texts; empty when it may.

    `about` is what others know of its owner: name and e-mail. Slow when asked for the first time
    (a list is read); call it outside of the event loop.
    """
    if len(password) > LONGEST:
        return "too_long"
    text = normal(password)
    if len(text) < SHORTEST:
        return "too_short"
    if any(unicodedata.category(each) in {"Cc", "Cs"} for each in text):
        return "unreadable"
    return _guess(text, about)


def _guess(text: str, about: Iterable[str]) -> str:
    spellings = _spellings(text)
    if len(set(text)) < _FEWEST or not spellings:
        return "too_common"
    if any(_is_made_of(each, blocked()) for each in spellings):
        return "too_common"
    known = _parts(about) | blocked()
    return "too_personal" if any(_is_made_of(each, known) for each in spellings) else ""


def _spellings(text: str) -> list[str]:
    """Without case, gaps, and the digits and signs at its ends; also with look-alikes read as letters.

    None for what has no letters: a number of twelve digits is somebody's, or a date.
    """
    folded = text.casefold()
    if not _EDGES.sub("", folded):
        return []
    found = []
    for each in (folded, _EDGES.sub("", folded)):
        for read in (each, each.translate(_LOOKALIKES)):
            bare = _BETWEEN.sub("", read)
            found += [bare, _EDGES.sub("", bare)]
    return [each for each in found if each]


def _is_made_of(text: str, words: Collection[str]) -> bool:
    """Whether it is one of the words, two of them, or one again and again."""
    if text in words or any(text[:end] in words and text[end:] in words for end in _cuts(text)):
        return True
    return any(text == text[:size] * (len(text) // size) for size in range(1, len(text) // 2 + 1))


def _cuts(text: str) -> range:
    return range(_SHORTEST_WORD, len(text) - _SHORTEST_WORD + 1)


def _parts(about: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for each in about:
        words = [
            word for word in re.split(r"[\W\d_]+", each.casefold()) if len(word) >= _SHORTEST_WORD
        ]
        found.update(words)
        found.add("".join(words))
        found.add(_BETWEEN.sub("", each.casefold()))
    return frozenset(found - {""})


@cache
def blocked() -> frozenset[str]:
    """The words that make a password bad; built when first asked for, about 5,000 of them."""
    return frozenset({*_commonest(), *_LOCAL, *_regions(), *_runs()})


def _commonest() -> list[str]:
    # The file alone: importing the package would build all of its dictionaries and keep them.
    path = distribution("zxcvbn").locate_file("zxcvbn/frequency_lists.py")
    ranked: list[str] = runpy.run_path(str(path))["FREQUENCY_LISTS"]["passwords"]
    long = [word for word in ranked if len(word) >= SHORTEST]
    return [word for word in [*ranked[:_COMMONEST], *long] if len(word) >= _SHORTEST_WORD]


def _regions() -> Iterable[str]:
    for region in all_regions():
        name = re.sub(r"[^a-z ]", "", region.name.casefold())
        bare = re.sub(r"^(kabupaten|kota|provinsi) (administrasi )?", "", name)
        for each in (name, bare):
            yield each.replace(" ", "")
        yield from (word for word in bare.split() if len(word) > _SHORTEST_WORD)


def _runs() -> Iterable[str]:
    """Keys beside each other, to and fro."""
    for row in _ROWS:
        for line in (row + row, (row + row)[::-1]):
            for size in range(_SHORTEST_WORD, len(row) + _SHORTEST_WORD):
                yield from (line[at : at + size] for at in range(len(row)))
