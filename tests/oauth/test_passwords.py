"""Passwords."""

import asyncio
import time
from statistics import median

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from api.oauth import passwords
from api.oauth.passwords import hash_password, turns, verify_and_renew, verify_password


async def seconds(password_hash: str | None) -> float:
    """The median time of a wrong attempt."""
    taken = []
    for _ in range(9):
        begun = time.perf_counter()
        assert not await verify_password("wrong", password_hash)
        taken.append(time.perf_counter() - begun)
    return median(taken)


class TestPasswords:
    async def test_are_kept_by_argon2id(self) -> None:
        kept = await hash_password("rahasia")
        assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert kept != await hash_password("rahasia")
        assert await verify_password("rahasia", kept)
        assert not await verify_password("Rahasia", kept)

    async def test_only_all_of_it_is_right(self) -> None:
        kept = await hash_password("x" * 1024)
        assert await verify_password("x" * 1024, kept)
        assert not await verify_password("x" * 1025, kept)

    async def test_an_unknown_account_takes_as_long(self) -> None:
        await seconds(None)
        known, unknown = await seconds(await hash_password("rahasia")), await seconds(None)
        assert unknown > known / 5  # without the work it is a thousandth

    async def test_a_crowd_waits(self) -> None:
        working = asyncio.gather(*(hash_password("rahasia") for _ in range(20)))
        await asyncio.sleep(0)
        assert turns().locked()
        await working
        assert not turns().locked()

    async def test_of_before_they_were_normalised_still_do(self) -> None:
        plain = "Cafe\u0301 di kota tua"
        kept = passwords._HASHER.hash(plain)
        right, renewed = await verify_and_renew(plain, kept)
        assert right
        assert renewed
        assert await verify_password("Caf\u00e9 di kota tua", renewed)
        assert not await verify_password("Caf\u00e9 di kota tua", kept)

    async def test_are_the_same_on_every_keyboard(self) -> None:
        kept = await hash_password("Cafe\u0301 di kota tua")
        assert await verify_password("Caf\u00e9 di kota tua", kept)

    async def test_are_hashed_again_when_it_is_time(self) -> None:
        weak = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8 * 1024),)).hash("rahasia")
        right, renewed = await verify_and_renew("rahasia", weak)
        assert right
        assert renewed
        assert renewed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert await verify_and_renew("rahasia", renewed) == (True, None)
        assert await verify_and_renew("wrong", weak) == (False, None)
