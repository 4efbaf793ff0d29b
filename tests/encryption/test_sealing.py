"""Secrets at rest: sealed by the first key, opened by any, for one purpose alone."""

import base64
import json
import time
from pathlib import Path

import pytest
from joserfc import jwe
from joserfc.jwk import KeySet, OctKey

from api import keyfiles
from api.encryption.sealing import Sealer, UnsealError, ensure, new_key, sealer_of
from api.settings import Settings

TEXT = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one key."""
    made = tmp_path / "keys" / "sealing.json"
    ensure(made)
    return made


def written(path: Path, *keys: OctKey) -> Sealer:
    """The file with these keys, and a sealer that reads it."""
    keyfiles.replace(path, KeySet(list(keys)))
    return Sealer(path)


def header_of(sealed: str) -> dict[str, str]:
    part = sealed.partition(".")[0]
    found: dict[str, str] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


def with_header(sealed: str, **changed: str) -> str:
    header = json.dumps({**header_of(sealed), **changed}).encode()
    return base64.urlsafe_b64encode(header).decode().rstrip("=") + "." + sealed.partition(".")[2]


class TestSeal:
    def test_comes_back_and_never_looks_the_same(self, path: Path) -> None:
        sealer = Sealer(path)
        first, second = sealer.seal(TEXT, "totp:1"), sealer.seal(TEXT, "totp:1")
        assert first != second
        assert first.isascii()
        assert TEXT not in first
        assert sealer.unseal(first, "totp:1") == sealer.unseal(second, "totp:1") == TEXT

    @pytest.mark.parametrize("text", ["", "Ny. Š 🙂", "x" * 48 * 1024])
    def test_any_text(self, path: Path, text: str) -> None:
        sealer = Sealer(path)
        assert sealer.unseal(sealer.seal(text, "a"), "a") == text

    def test_not_what_would_never_open_again(self, path: Path) -> None:
        with pytest.raises(ValueError, match="too long"):
            Sealer(path).seal("é" * 25 * 1024, "a")


class TestUnseal:
    @pytest.mark.parametrize("context", ["totp:2", "totp:", "", "mail:1", "totp:1 "])
    def test_only_for_what_it_was_sealed_for(self, path: Path, context: str) -> None:
        sealer = Sealer(path)
        with pytest.raises(UnsealError):
            sealer.unseal(sealer.seal(TEXT, "totp:1"), context)

    def test_its_context_cannot_be_changed(self, path: Path) -> None:
        sealer = Sealer(path)
        moved = with_header(sealer.seal(TEXT, "totp:1"), ctx="totp:2")
        with pytest.raises(UnsealError):
            sealer.unseal(moved, "totp:2")

    def test_not_with_another_key_of_the_same_name(self, path: Path) -> None:
        mine = new_key()
        sealed = written(path, mine).seal(TEXT, "a")
        material = OctKey.generate_key(256).as_dict(private=True)["k"]
        other = OctKey.import_key({**mine.as_dict(private=True), "k": material})
        with pytest.raises(UnsealError):
            written(path, other).unseal(sealed, "a")

    def test_not_with_a_key_that_is_gone(self, path: Path) -> None:
        sealed = written(path, new_key()).seal(TEXT, "a")
        with pytest.raises(UnsealError):
            written(path, new_key()).unseal(sealed, "a")

    def test_no_letter_may_change(self, path: Path) -> None:
        sealer = Sealer(path)
        parts = sealer.seal(TEXT, "a").split(".")
        for number in (2, 3, 4):
            turned = list(parts)
            turned[number] = ("A" if parts[number][0] != "A" else "B") + parts[number][1:]
            with pytest.raises(UnsealError):
                sealer.unseal(".".join(turned), "a")

    @pytest.mark.parametrize(
        "given",
        [
            "",
            ".",
            "....",
            "a.b.c.d.e",
            "é.é.é.é.é",
            "e30....",
            "W10....",
            "NQ....",
            "bnVsbA....",
            base64.urlsafe_b64encode(b"[" * 3000).decode() + "....",
            base64.urlsafe_b64encode(b'{"kid": [1]}').decode() + "....",
            "x" * 100_000,
        ],
    )
    def test_what_was_never_sealed(self, path: Path, given: str) -> None:
        with pytest.raises(UnsealError):
            Sealer(path).unseal(given, "a")

    def test_not_by_an_algorithm_of_the_senders_choice(self, path: Path) -> None:
        key = new_key()
        sealer = written(path, key)
        for header in (
            {"alg": "dir", "enc": "A128CBC-HS256", "kid": key.kid, "ctx": "a"},
            {"alg": "A256KW", "enc": "A256GCM", "kid": key.kid, "ctx": "a"},
        ):
            material = OctKey.import_key(key.raw_value)
            algorithms = ["dir", "A256KW", "A256GCM", "A128CBC-HS256"]
            registry = jwe.JWERegistry(algorithms=algorithms, strict_check_header=False)
            made = jwe.encrypt_compact(header, TEXT, material, registry=registry)
            with pytest.raises(UnsealError):
                sealer.unseal(made, "a")


class TestRotation:
    def test_the_first_key_seals_and_all_unseal(self, path: Path) -> None:
        old, new = new_key(), new_key()
        before = written(path, old).seal(TEXT, "a")
        sealer = written(path, new, old)
        assert sealer.unseal(before, "a") == TEXT
        assert not sealer.is_current(before)
        after = sealer.seal(TEXT, "a")
        assert header_of(after)["kid"] == new.kid
        assert sealer.is_current(after)
        with pytest.raises(UnsealError):
            written(path, new).unseal(before, "a")

    def test_a_running_process_learns_of_it(self, path: Path) -> None:
        old, new = new_key(), new_key()
        running = written(path, old)
        before = running.seal(TEXT, "a")
        elsewhere = written(path, new, old)
        # What another process sealed with the new key opens here at once.
        assert running.unseal(elsewhere.seal(TEXT, "a"), "a") == TEXT
        assert running.unseal(before, "a") == TEXT
        deadline = time.monotonic() + 5
        while header_of(running.seal(TEXT, "a"))["kid"] != new.kid:
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def test_a_file_that_is_broken_meanwhile_changes_nothing(self, path: Path) -> None:
        running = Sealer(path)
        sealed = running.seal(TEXT, "a")
        path.write_text("{", encoding="utf-8")
        time.sleep(1.1)
        assert running.unseal(sealed, "a") == TEXT
        path.unlink()
        time.sleep(1.1)
        assert running.unseal(running.seal(TEXT, "a"), "a") == TEXT


class TestFile:
    def test_is_for_its_owner_alone(self, path: Path) -> None:
        assert path.stat().st_mode & 0o777 == 0o600
        keyfiles.replace(path, KeySet([new_key()]))
        assert path.stat().st_mode & 0o777 == 0o600
        assert list(path.parent.iterdir()) == [path]

    def test_is_made_once(self, path: Path) -> None:
        before = path.read_bytes()
        ensure(path)
        assert path.read_bytes() == before

    def test_without_one_nothing_is_sealed(self, tmp_path: Path) -> None:
        with pytest.raises(OSError, match="No such file"):
            Sealer(tmp_path / "absent.json").seal(TEXT, "a")

    def test_keys_have_the_full_length_and_names_of_their_own(self) -> None:
        keys = [new_key() for _ in range(50)]
        assert {len(key.raw_value) for key in keys} == {32}
        assert len({key.kid for key in keys}) == 50

    def test_of_the_settings(self, settings: Settings) -> None:
        assert sealer_of(settings) is sealer_of(settings)
        assert sealer_of(settings).unseal(sealer_of(settings).seal(TEXT, "a"), "a") == TEXT
