"""The keys' file."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from joserfc.jwk import RSAKey

from api.keyfiles import in_use, read
from api.oauth.keys import ensure, public_jwks, replace_all, rotate

NOW = 1_800_000_000
LIFETIME, HOUR = 600, 3600  # seconds


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one key."""
    made = tmp_path / "keys.json"
    ensure(made)
    return made


class TestEnsure:
    def test_makes_a_private_file(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "keys.json"
        ensure(path)
        assert path.stat().st_mode & 0o777 == 0o600
        assert [file.name for file in path.parent.iterdir()] == ["keys.json"]
        (key,) = read(path).keys
        assert isinstance(key, RSAKey)
        assert key.is_private
        kept = json.loads(path.read_text())["keys"][0]
        assert (kept["use"], kept["alg"], kept["kid"]) == ("sig", "RS256", key.thumbprint())
        assert key.raw_value.key_size == 2048

    def test_keeps_what_is_there(self, tmp_path: Path) -> None:
        path = tmp_path / "keys.json"
        path.write_text("mine")
        ensure(path)
        assert path.read_text() == "mine"

    def test_of_many_at_once_the_first_stays(self, tmp_path: Path) -> None:
        path = tmp_path / "keys.json"

        def make_and_read(_: int) -> str:
            ensure(path)
            return path.read_text()

        with ThreadPoolExecutor(8) as pool:
            assert len(set(pool.map(make_and_read, range(8)))) == 1
        assert [file.name for file in tmp_path.iterdir()] == ["keys.json"]


class TestPublicJwks:
    def test_holds_nothing_private(self, tmp_path: Path) -> None:
        ensure(tmp_path / "keys.json")
        (key,) = public_jwks(read(tmp_path / "keys.json"))["keys"]
        assert set(key) == {"kty", "kid", "use", "alg", "n", "e"}


def kids(path: Path) -> list[str]:
    return [str(key.kid) for key in read(path).keys]


def signing(path: Path, moment: int) -> str:
    return str(in_use(read(path), moment).kid)


class TestRotate:
    def test_a_new_key_is_known_before_it_signs(self, path: Path) -> None:
        (old,) = kids(path)
        assert rotate(path, moment=NOW, lifetime=LIFETIME) == []
        new, same = kids(path)
        assert same == old
        assert [signing(path, NOW + late) for late in (0, 599, 600)] == [old, old, new]
        assert path.stat().st_mode & 0o777 == 0o600
        assert [key["kid"] for key in public_jwks(read(path))["keys"]] == [new, old]

    def test_when_it_was_announced_is_our_secret(self, path: Path) -> None:
        rotate(path, moment=NOW, lifetime=LIFETIME)
        for key in public_jwks(read(path))["keys"]:
            assert set(key) == {"kty", "kid", "use", "alg", "n", "e"}

    def test_at_once_when_told_so(self, path: Path) -> None:
        rotate(path, moment=NOW, lifetime=LIFETIME, announced_for=0)
        assert signing(path, NOW) == kids(path)[0]

    def test_a_former_key_stays_while_a_token_of_it_lives(self, path: Path) -> None:
        (first,) = kids(path)
        rotate(
            path, moment=NOW, lifetime=LIFETIME
        )  # signs at +600; the first's tokens live till +1200
        for late in (1, 700, 1200, 1499):
            assert rotate(path, moment=NOW + late, lifetime=LIFETIME) == []
            assert first in kids(path)

    def test_and_goes_with_the_next_rotation_after(self, path: Path) -> None:
        (first,) = kids(path)
        rotate(path, moment=NOW, lifetime=LIFETIME)
        second = kids(path)[0]
        dropped = rotate(path, moment=NOW + 2 * HOUR, lifetime=LIFETIME)
        assert [str(key.kid) for key in dropped] == [first]
        assert kids(path)[1:] == [second]

    def test_keys_that_do_not_sign_yet_stay(self, path: Path) -> None:
        for _ in range(3):
            rotate(path, moment=NOW, lifetime=LIFETIME)
        assert len(kids(path)) == 4
        assert signing(path, NOW) == kids(path)[-1]
        assert signing(path, NOW + 600) == kids(path)[0]

    def test_of_two_at_once_no_key_is_lost(self, path: Path) -> None:
        def turn(_: int) -> None:
            rotate(path, moment=NOW, lifetime=LIFETIME)

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(turn, range(4)))
        assert len(set(kids(path))) == 5
        assert [file.name for file in path.parent.iterdir()] == ["keys.json"]

    def test_a_stolen_key_is_gone_at_once(self, path: Path) -> None:
        rotate(path, moment=NOW, lifetime=LIFETIME)
        before = kids(path)
        assert [str(key.kid) for key in replace_all(path, moment=NOW)] == before
        (new,) = kids(path)
        assert new not in before
        assert signing(path, NOW) == new

    @pytest.mark.parametrize("content", ["", "[]", "{}", '{"keys": []}', '{"keys": [{}]}', "mine"])
    def test_no_key_file_is_left_alone(self, path: Path, content: str) -> None:
        path.write_text(content)
        with pytest.raises(ValueError, match=r"."):
            rotate(path, moment=NOW, lifetime=LIFETIME)
        assert path.read_text() == content
