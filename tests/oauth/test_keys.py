"""The keys' file."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from joserfc.jwk import RSAKey

from api.keyfiles import read
from api.oauth.keys import ensure, public_jwks


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
