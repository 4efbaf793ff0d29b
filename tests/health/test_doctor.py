import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from fastapi import FastAPI

import api.worker
from api.app import create_app
from api.doctor import examine
from api.settings import Settings
from tenants.safety import Finding, UnsafeError

# What is done to a database, how it is undone, and what is said about it.
DAMAGE = [
    (
        "alter table report disable row level security",
        "alter table report enable row level security",
        ("row-level security", "report"),
    ),
    (
        "alter table membership no force row level security",
        "alter table membership force row level security",
        ("row-level security", "membership"),
    ),
    ("create table forgotten (id uuid)", "drop table forgotten", ("row-level security", "forgotten")),
    (
        "alter table event owner to simpul_login",
        "alter table event owner to simpul_owner",
        ("ownership", "login role owns"),
    ),
    ("alter role simpul_tenant bypassrls", "alter role simpul_tenant nobypassrls", ("roles", "simpul_tenant")),
    ("alter role simpul_login superuser", "alter role simpul_login nosuperuser", ("roles", "simpul_login")),
    (
        "grant truncate on report to simpul_tenant",
        "revoke truncate on report from simpul_tenant",
        ("grants", "report"),
    ),
]  # fmt: skip


@contextmanager
def damaged(database: psycopg.Connection, damage: str, mend: str) -> Iterator[None]:
    """The database with something wrong, and as it was afterwards."""
    database.execute(damage)
    try:
        yield
    finally:
        database.execute(mend)


def bad(findings: list[Finding]) -> dict[str, str]:
    return {finding.name: finding.detail for finding in findings if not finding.good}


class TestExamine:
    async def test_finds_nothing_here(self, app: FastAPI, settings: Settings) -> None:
        assert app
        findings = await examine(settings)
        assert bad(findings) == {}
        assert {
            "roles",
            "ownership",
            "row-level security",
            "schema",
            "signing keys",
            "storage",
        } <= {finding.name for finding in findings}

    @pytest.mark.parametrize(("damage", "mend", "said"), DAMAGE)
    async def test_finds_what_was_damaged(
        self,
        spare: Settings,
        spare_database: psycopg.Connection,
        damage: str,
        mend: str,
        said: tuple[str, str],
    ) -> None:
        with damaged(spare_database, damage, mend):
            found = bad(await examine(spare))
        assert list(found) == [said[0]]
        assert said[1] in found[said[0]]
        assert bad(await examine(spare)) == {}

    async def test_finds_an_old_schema(
        self, spare: Settings, spare_database: psycopg.Connection
    ) -> None:
        [(newest,)] = spare_database.execute("select version_num from alembic_version").fetchall()
        back = "update alembic_version set version_num = '0001'"
        again = f"update alembic_version set version_num = '{newest}'"
        with damaged(spare_database, back, again):
            assert list(bad(await examine(spare))) == ["schema"]

    @pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
    async def test_finds_keys_that_others_may_read(
        self, spare: Settings, tmp_path: Path, mode: int
    ) -> None:
        keys = tmp_path / "keys.json"
        keys.write_bytes(spare.oauth.keys_file.read_bytes())
        oauth = spare.oauth.model_copy(update={"keys_file": keys})
        changed = spare.model_copy(update={"oauth": oauth})
        keys.chmod(0o600)
        assert bad(await examine(changed)) == {}
        keys.chmod(mode)
        assert list(bad(await examine(changed))) == ["signing keys"]

    @pytest.mark.parametrize("mode", [0o644, 0o640])
    async def test_finds_sealing_keys_that_others_read(
        self, spare: Settings, tmp_path: Path, mode: int
    ) -> None:
        keys = tmp_path / "sealing-keys.json"
        keys.write_bytes(spare.encryption.keys_file.read_bytes())
        changed = with_sealing_keys(spare, keys)
        keys.chmod(0o600)
        assert bad(await examine(changed)) == {}
        keys.chmod(mode)
        assert list(bad(await examine(changed))) == ["sealing keys"]

    @pytest.mark.parametrize("content", [None, "", '{"keys": []}', "signing"])
    async def test_finds_sealing_keys_that_are_none(
        self, spare: Settings, tmp_path: Path, content: str | None
    ) -> None:
        keys = tmp_path / "sealing-keys.json"
        if content == "signing":
            content = spare.oauth.keys_file.read_text()
        if content is not None:
            keys.write_text(content)
            keys.chmod(0o600)
        found = bad(await examine(with_sealing_keys(spare, keys)))
        assert "sealing keys" in found
        assert "signing keys" not in found

    @pytest.mark.parametrize(
        ("mode", "found"), [(0o440, []), (0o460, ["signing keys"]), (0o444, ["signing keys"])]
    )
    async def test_takes_keys_that_another_user_lends_our_group(
        self,
        spare: Settings,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        mode: int,
        found: list[str],
    ) -> None:
        keys = tmp_path / "keys.json"
        keys.write_bytes(spare.oauth.keys_file.read_bytes())
        keys.chmod(mode)
        oauth = spare.oauth.model_copy(update={"keys_file": keys})
        monkeypatch.setattr(os, "geteuid", lambda: keys.stat().st_uid + 10001)
        assert list(bad(await examine(spare.model_copy(update={"oauth": oauth})))) == found

    async def test_finds_storage_that_is_gone(self, spare: Settings) -> None:
        storage = spare.storage.model_copy(update={"media_bucket": "simpul-nowhere"})
        found = bad(await examine(spare.model_copy(update={"storage": storage})))
        assert list(found) == ["storage"]

    async def test_finds_the_bucket_missing_for_what_is_public(self, spare: Settings) -> None:
        storage = spare.storage.model_copy(update={"public_bucket": "simpul-nowhere"})
        found = bad(await examine(spare.model_copy(update={"storage": storage})))
        assert found == {"public storage": "no bucket simpul-nowhere"}


def with_sealing_keys(settings: Settings, keys: Path) -> Settings:
    encryption = settings.encryption.model_copy(update={"keys_file": keys})
    return settings.model_copy(update={"encryption": encryption})


class TestStart:
    @pytest.mark.parametrize(("damage", "mend", "said"), DAMAGE)
    async def test_is_refused_on_an_unsafe_database(
        self,
        spare: Settings,
        spare_database: psycopg.Connection,
        damage: str,
        mend: str,
        said: tuple[str, str],
    ) -> None:
        app = create_app(spare)
        with damaged(spare_database, damage, mend), pytest.raises(UnsafeError, match=said[0]):
            async with app.router.lifespan_context(app):
                pytest.fail("it started")

    async def test_is_refused_by_the_worker_too(
        self, spare: Settings, spare_database: psycopg.Connection
    ) -> None:
        damage, mend, _ = DAMAGE[0]
        with damaged(spare_database, damage, mend), pytest.raises(UnsafeError, match="report"):
            await api.worker.run(spare, wait=False)

    async def test_goes_well_on_a_safe_one(self, spare: Settings) -> None:
        app = create_app(spare)
        async with app.router.lifespan_context(app):
            assert app.state.directory.codes == frozenset()
