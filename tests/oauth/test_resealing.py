"""A new encryption key: every sealed row is sealed again, then the former keys go."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
import pytest_asyncio
from fastapi import FastAPI
from sqlalchemy import text as sql
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from api import resealing
from api.claims import reporters
from api.claims.models import Claim, ClaimReporter, ClaimSighting
from api.doctor import examine
from api.encryption.sealing import Sealer, UnsealError, ensure, kid_of
from api.keyfiles import read
from api.mail.models import MailMessage
from api.oauth.models import SecondFactor
from api.resealing import SEALED, add_key, reseal
from api.settings import Settings
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from api.stack.seaweed import SeaweedFS
from tenants.directory import Place, all_places
from tenants.provisioning import provision
from tenants.rows import now
from tenants.session import (
    Sessions,
    as_system,
    as_tenant,
    make_engine,
    make_sessions,
    transaction,
)
from tests.cli.test_cli import simpul
from tests.tenants.databases import migrated

NAME = "test_resealing"


@pytest.fixture(scope="module")
def spare(
    stack: tuple[Folder, Postgres, SeaweedFS], app: FastAPI, settings: Settings
) -> Iterator[Settings]:
    """A migrated database with sealed rows of these tests alone."""
    assert app
    with migrated(stack[1], settings, NAME) as made:
        yield made


@pytest.fixture
def path(tmp_path: Path, spare: Settings) -> Path:
    """A file with one sealing key."""
    assert spare
    made = tmp_path / "sealing-keys.json"
    ensure(made)
    return made


@pytest_asyncio.fixture
async def database(
    stack: tuple[Folder, Postgres, SeaweedFS], spare: Settings
) -> AsyncIterator[Sessions]:
    """Sessions of the spare database, which has no sealed rows."""
    with psycopg.connect(stack[1].superuser_dsn(NAME), autocommit=True) as connection:
        connection.execute("truncate second_factor, mail_message, person, claim cascade")
    engine = make_engine(spare.database.url.get_secret_value(), 5)
    yield make_sessions(engine, settings=spare)
    await engine.dispose()


def kids(path: Path) -> list[str]:
    return [str(key.kid) for key in read(path).keys]


async def add_mail(database: Sessions, path: Path, count: int = 1) -> list[UUID]:
    sealer = Sealer(path)
    rows = [MailMessage(recipient="a@b.example", sealed="") for _ in range(count)]
    for row in rows:
        row.sealed = sealer.seal(f"text {row.id}", f"mail:{row.id}")
    async with transaction(database, as_system("test")) as session:
        session.add_all(rows)
    return [row.id for row in rows]


async def add_factor(database: Sessions, path: Path) -> UUID:
    from api.access.models import Person

    person = Person(email="x@y.example", name="X")
    seed = Sealer(path).seal("SEED", f"totp:{person.id}")
    async with transaction(database, as_system("test")) as session:
        session.add(person)
        await session.flush()
        session.add(SecondFactor(person_id=person.id, seed=seed, confirmed_at=now()))
    return person.id


async def sealed(database: Sessions) -> list[tuple[UUID, str]]:
    async with transaction(database, as_system("test")) as session:
        return [
            (row.id, row.sealed)
            for row in await session.scalars(select(MailMessage).order_by(col(MailMessage.id)))
        ]


async def add_reporter(database: Sessions, path: Path, code: str) -> tuple[Place, UUID]:
    async with transaction(database, as_system("test")) as session:
        await provision(session, "32", all_active=True)
        place = next(each for each in await all_places(session) if each.code == code)
    async with transaction(database, as_tenant(place.id, "test")) as session:
        claim = Claim(
            tenant_id=place.id,
            reference=f"ISU-{code}",
            text="Contoh",
            text_hash="x",
            links=[],
            medium="text",
            region=code,
            due_at=now(),
            suggestions=[],
            source="public",
        )
        session.add(claim)
        await session.flush()
        sighting = ClaimSighting(tenant_id=place.id, claim_id=claim.id, source="public")
        session.add(sighting)
        await session.flush()
        row = ClaimReporter(
            tenant_id=place.id, claim_id=claim.id, sighting_id=sighting.id, sealed=""
        )
        row.sealed = Sealer(path).seal("contact", reporters.context(row))
        session.add(row)
    return place, row.id


class TestReseal:
    async def test_rows_of_every_tenant_are(self, database: Sessions, path: Path) -> None:
        made = [await add_reporter(database, path, code) for code in ("32.04", "32.73")]
        (old,) = kids(path)
        new = add_key(path, int(time.time()))
        done = await reseal(database, path, settled=0)
        assert (done.rows, done.unopened, done.dropped) == (2, 0, [old])
        for place, identifier in made:
            async with transaction(database, as_tenant(place.id, "test")) as session:
                row = (await session.scalars(select(ClaimReporter))).one()
            assert (row.id, kid_of(row.sealed)) == (identifier, new)
            assert Sealer(path).unseal(row.sealed, reporters.context(row)) == "contact"

    async def test_who_reports_meanwhile_is_waited_for(
        self, database: Sessions, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place, _ = await add_reporter(database, path, "32.04")
        (old,) = kids(path)
        monkeypatch.setattr(resealing, "_NOT_FOR_LONG", sql("set local lock_timeout = '1s'"))
        async with transaction(database, as_tenant(place.id, "test")) as session:
            row = (await session.scalars(select(ClaimReporter))).one()
            late = ClaimReporter(
                tenant_id=place.id, claim_id=row.claim_id, sighting_id=row.sighting_id, sealed=""
            )
            late.sealed = Sealer(path).seal("late", reporters.context(late))
            session.add(late)
            await session.flush()
            add_key(path, int(time.time()))
            with pytest.raises(OperationalError):
                await reseal(database, path, settled=0)
        assert old in kids(path)

    async def test_every_row_is_opened_by_the_new_key_alone(
        self, database: Sessions, path: Path
    ) -> None:
        ids = await add_mail(database, path, count=250)  # more than two batches
        person = await add_factor(database, path)
        (old,) = kids(path)
        new = add_key(path, int(time.time()))
        done = await reseal(database, path, settled=0)
        assert (done.rows, done.unopened, done.dropped) == (251, 0, [old])
        assert kids(path) == [new]
        assert (await asyncio.to_thread(path.stat)).st_mode & 0o777 == 0o600
        sealer = Sealer(path)
        found = await sealed(database)
        assert {kid_of(text) for _, text in found} == {new}
        assert {sealer.unseal(text, f"mail:{row}") for row, text in found} == {
            f"text {row}" for row in ids
        }
        async with transaction(database, as_system("test")) as session:
            factor = (await session.scalars(select(SecondFactor))).one()
        assert sealer.unseal(factor.seed, f"totp:{person}") == "SEED"
        again = await reseal(database, path, settled=0)
        assert (again.rows, again.dropped) == (0, [])

    async def test_interrupted_it_is_taken_up_again(
        self, database: Sessions, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await add_mail(database, path, count=250)
        add_key(path, int(time.time()))
        seal, left = Sealer.seal, [130]

        def fail_in_the_middle(self: Sealer, text: str, context: str) -> str:
            left[0] -= 1
            if left[0] < 0:
                raise OSError("the machine stops")
            return seal(self, text, context)

        with monkeypatch.context() as patch:
            patch.setattr(Sealer, "seal", fail_in_the_middle)
            with pytest.raises(OSError, match="stops"):
                await reseal(database, path, settled=0)
        sealer = Sealer(path)
        assert len(kids(path)) == 2
        for row, text in await sealed(database):
            assert sealer.unseal(text, f"mail:{row}")
        new = add_key(path, int(time.time()))  # the command is simply run again
        done = await reseal(database, path, settled=0)
        assert (done.rows, len(done.dropped), kids(path)) == (250, 2, [new])

    async def test_the_api_runs_on(self, database: Sessions, path: Path) -> None:
        await add_mail(database, path, count=150)
        running, failed = [True], []

        async def go_on() -> int:
            rows, sealer = 0, Sealer(path)
            while running[0]:
                (row,) = await add_mail(database, path)
                async with transaction(database, as_system("test")) as session:
                    text = (await session.get_one(MailMessage, row)).sealed
                try:
                    sealer.unseal(text, f"mail:{row}")
                except UnsealError:
                    failed.append(row)
                rows += 1
                await asyncio.sleep(0.01)
            return rows

        working = [asyncio.create_task(go_on()) for _ in range(2)]
        for _ in range(2):
            add_key(path, int(time.time()))
            await reseal(database, path, settled=1.2)
        running[0] = False
        made = sum(await asyncio.gather(*working))
        assert made > 50
        assert failed == []
        sealer = Sealer(path)
        found = await sealed(database)
        assert len(found) == 150 + made
        for row, text in found:
            assert sealer.unseal(text, f"mail:{row}")

    async def test_who_is_writing_is_waited_for(
        self, database: Sessions, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (old,) = kids(path)
        late = MailMessage(recipient="a@b.example", sealed="")
        late.sealed = Sealer(path).seal("late", f"mail:{late.id}")
        monkeypatch.setattr(resealing, "_NOT_FOR_LONG", sql("set local lock_timeout = '1s'"))
        async with transaction(database, as_system("test")) as session:
            session.add(late)
            await session.flush()
            add_key(path, int(time.time()))
            with pytest.raises(OperationalError):
                await reseal(database, path, settled=0)
        assert old in kids(path)
        done = await reseal(database, path, settled=0)
        assert (done.rows, done.dropped) == (1, [old])

    async def test_a_key_of_later_is_not_used_yet(self, database: Sessions, path: Path) -> None:
        await add_mail(database, path)
        (old,) = kids(path)
        new = add_key(path, int(time.time()) + 600)
        done = await reseal(database, path, settled=0)
        assert (done.rows, done.dropped, kids(path)) == (0, [], [new, old])
        text = Sealer(path).seal("x", "y")
        assert kid_of(text) == old

    async def test_what_nobody_can_open_is_counted_and_kept(
        self, database: Sessions, path: Path, tmp_path: Path, spare: Settings
    ) -> None:
        other = tmp_path / "other.json"
        ensure(other)
        await add_mail(database, other)
        (row,) = await sealed(database)
        add_key(path, int(time.time()))
        done = await reseal(database, path, settled=0)
        assert (done.rows, done.unopened) == (0, 1)
        assert await sealed(database) == [row]
        encryption = spare.encryption.model_copy(update={"keys_file": path})
        found = await examine(spare.model_copy(update={"encryption": encryption}))
        bad = {finding.name: finding.detail for finding in found if not finding.good}
        assert bad == {"secrets at rest": "0 opened, 1 sealed by keys that are not there"}

    async def test_a_key_that_something_is_sealed_by_stays(
        self, database: Sessions, path: Path
    ) -> None:
        (old,) = kids(path)
        moved = MailMessage(recipient="a@b.example", sealed=Sealer(path).seal("x", "mail:other"))
        async with transaction(database, as_system("test")) as session:
            session.add(moved)
        add_key(path, int(time.time()))
        done = await reseal(database, path, settled=0)
        assert (done.unopened, done.dropped, kids(path)[1:]) == (1, [], [old])


class TestCommand:
    async def test_rotates_what_a_deployment_has_sealed(
        self, database: Sessions, path: Path, spare: Settings
    ) -> None:
        await add_mail(database, path, count=3)
        (old,) = kids(path)
        given = {name: value for name, value in os.environ.items() if name.startswith("SIMPUL_")}
        given["SIMPUL_DATABASE__URL"] = spare.database.url.get_secret_value()
        given["SIMPUL_ENCRYPTION__KEYS_FILE"] = str(path)
        run = await asyncio.to_thread(simpul, "keys", "rotate", "encryption", given=given)
        assert run.returncode == 0, run.stderr
        (new,) = kids(path)
        assert run.stdout.splitlines()[1:] == ["3 secrets sealed again", f"{old}  dropped"]
        assert {kid_of(text) for _, text in await sealed(database)} == {new}


def test_every_sealed_column_is_known() -> None:
    """Whoever seals a column of a new table adds it, or its rows are lost with the former key."""
    root = Path(resealing.__file__).parent
    sealing = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if ".seal(" in path.read_text(encoding="utf-8") and path.parts[-2] != "encryption"
    }
    # The last two seal what lives for minutes and is in no column of ours.
    assert sealing == {
        "claims/reporters.py",
        "mail/service.py",
        "oauth/second_factor.py",
        "resealing.py",
        "oauth/federation_attempt.py",
        "oauth/resets.py",
    }
    assert {column.model for column in SEALED} == {ClaimReporter, MailMessage, SecondFactor}
