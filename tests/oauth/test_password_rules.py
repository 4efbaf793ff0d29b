"""Which passwords may be chosen."""

import subprocess
import sys
import tracemalloc

import pytest

from api.oauth import password_rules
from api.oauth.password_rules import blocked, fault

ABOUT = ("Budi Santoso", "budi.santoso@diskominfo.example")


class TestFault:
    @pytest.mark.parametrize(
        "good",
        [
            "kuda pohon langit biru",
            "correct horse battery staple",
            "kQ8-sLw2_xPz",
            "kopi tubruk senja",
            "gunung 17 hijau sepatu",
            "Ayah Budi menanam jagung",
            "\u6f22\u5b57\u3068\u304b\u306a\u3092\u6df7\u305c\u305f\u6587\u5b57\u5217\u3060",
            " ".join(f"kata{number}" for number in range(200))[:1024],
        ],
    )
    def test_a_long_phrase_is_taken(self, good: str) -> None:
        assert fault(good, ABOUT) == ""

    @pytest.mark.parametrize(
        "short", ["", "rahasia", "kQ8-sLw2_xP", "\ufb03\ufb03\ufb03", "           "]
    )
    def test_a_short_one_is_not(self, short: str) -> None:
        assert fault(short, ABOUT) == "too_short"

    def test_letters_are_counted_when_normal(self) -> None:
        assert fault("Cafe\u0301 di kop", ABOUT) == "too_short"  # 11, not 12
        assert fault("Cafe\u0301 di kopi", ABOUT) == ""

    def test_nor_one_that_is_no_password(self) -> None:
        assert fault("x" * 1025, ABOUT) == "too_long"
        assert fault("kuda pohon\x00langit", ABOUT) == "unreadable"

    @pytest.mark.parametrize(
        "common",
        [
            "password2026!!",
            "PASSWORD_2026",
            "P@ssw0rd2026!",
            "rahasia2026!",
            "2026rahasia2026",
            "RahasiaNegara45",
            "r4h4514indonesia",
            "indonesiamerdeka1945",
            "Diskominfo2026",
            "diskominfo jabar 2026",
            "kabupatenbandung1",
            "Bandung Barat 2026",
            "simpulsimpulsimpul",
            "abcabcabcabc",
            "aaaaaaaaaaaa",
            "abababababab!",
            "123456789012",
            "081234567890",
            "1990-01-01 1990",
            "qwertyuiop12",
            "1qaz2wsx3edc",
            "\uff30\uff41\uff53\uff53\uff57\uff4f\uff52\uff44 2026",
        ],
    )
    def test_a_common_one_is_refused(self, common: str) -> None:
        assert fault(common, ABOUT) == "too_common"

    @pytest.mark.parametrize(
        "own",
        [
            "budisantoso99",
            "Budi.Santoso1",
            "santosobudi!!",
            "Santoso Bandung 2026",
            "budi.santoso@diskominfo.example",
            "Santoso123456",
        ],
    )
    def test_so_is_what_others_know_of_its_owner(self, own: str) -> None:
        assert fault(own, ABOUT) == "too_personal"
        assert fault(own, ("Siti Aminah", "siti@kota.example")) in {"", "too_common"}


class TestList:
    def test_has_the_commonest_and_the_local(self) -> None:
        assert len(blocked()) > 3000
        assert {"password", "dragon", "rahasia", "diskominfo", "purwakarta"} <= blocked()

    def test_costs_little(self) -> None:
        blocked.cache_clear()
        tracemalloc.start()
        try:
            blocked()
            kept, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert kept < 2_000_000  # bytes
        assert "zxcvbn" not in sys.modules

    def test_is_not_made_before_it_is_needed(self) -> None:
        code = (
            "import api.app, api.oauth.password_rules as rules;"
            "print(rules.blocked.cache_info().currsize)"
        )
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert told.stdout.strip() == b"0"
        assert password_rules.blocked is blocked
