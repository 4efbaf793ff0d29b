"""What was verified before accounts were told by the rules of `platforms.toml` is known by them after 0009."""

from importlib import import_module
from uuid import UUID, uuid4

import psycopg
import pytest

# By platform, address and handle as they were registered, and the identity of then.
OLD = {
    "website": ("https://www.kab.example/Dinas", None, "kab.example/dinas", "kab.example"),
    "instagram": (
        "https://www.instagram.com/Kab.Lama/",
        None,
        "instagram.com/kab.lama",
        "kab.lama",
    ),
    "threads": (None, "kab.lama", "kab.lama", "kab.lama"),
    "telegram": ("https://t.me/s/kab_lama", None, "t.me/s/kab_lama", "kab_lama"),
    "tiktok": ("https://tiktok.com/@kab.lama?x=1", None, "tiktok.com/@kab.lama", "kab.lama"),
    "facebook": (None, "Kab.Lama", "kab.lama", "kablama"),
    "facebook by number": (
        "https://facebook.com/profile.php?id=100012345",
        None,
        "facebook.com/profile.php",
        "100012345",
    ),
    "youtube": (None, "KabLama", "kablama", "kablama"),
    "youtube by number": (
        "https://youtube.com/channel/UCk4BcOnToH0000000000_-A",
        None,
        "youtube.com/channel/uck4bcontoh0000000000_-a",
        "UCk4BcOnToH0000000000_-A",
    ),
    "youtube by name": ("https://youtube.com/c/Kab", None, "youtube.com/c/kab", "c/kab"),
    "other": ("https://snack.example/@Kab", None, "snack.example/@kab", "snack.example/@kab"),
    "radio": (None, "Radio 1/2", "radio 1/2", "radio 1/2"),
}
INSERT = (
    "insert into official_channel (tenant_id, id, platform, identity, url, handle, name, since)"
    " select id, %s, %s, %s, %s, %s, 'Contoh', now() from tenant where code = '32.04'"
)


@pytest.mark.usefixtures("world")
def test_they_are_renamed(superuser_url: str) -> None:
    statement = import_module("migrations.versions.0009_channels")._IDENTITIES
    with psycopg.connect(superuser_url) as rows:
        ids = {}
        for name, (url, handle, before, _) in OLD.items():
            ids[name] = uuid4()
            rows.execute(INSERT, (ids[name], name.partition(" ")[0], before, url, handle))
        twice = uuid4()
        rows.execute(INSERT, (twice, "website", "kab.example/lain", None, None))
        rows.execute(statement)
        found: dict[UUID, str] = dict(
            rows.execute("select id, identity from official_channel").fetchall()
        )
        assert {name: found[identifier] for name, identifier in ids.items()} == {
            name: after for name, (_, _, _, after) in OLD.items()
        }
        assert found[twice] == "kab.example/lain"
        rows.rollback()
