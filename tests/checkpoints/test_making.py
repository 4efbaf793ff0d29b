import asyncio
import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError
from fastapi import FastAPI
from structlog.testing import capture_logs

from api import doctor
from api.audit.reading import moment
from api.audit.verifier import Checkpoint, Fault
from api.checkpoints import making, storage
from api.checkpoints.tasks import make
from api.errors import UnavailableError
from api.media.store import Store, _connect, ensure_buckets
from api.settings import Settings
from tenants.directory import Directory, Place
from tenants.session import Sessions
from tests.checkpoints.conftest import CODE, Append
from tests.checkpoints.damage import DAMAGE, damaged
from tests.world import Caller

CUT = "delete from audit_event where tenant_id = %(tenant)s and seq >= {}"


def keys(settings: Settings, prefix: str = f"{CODE}/") -> list[str]:
    answer = _connect(settings.storage).list_objects_v2(
        Bucket=settings.storage.audit_bucket, Prefix=prefix
    )
    return [one["Key"] for one in answer.get("Contents", [])]


class TestMake:
    async def test_writes_where_the_chain_stands(
        self, settings: Settings, kept: making.Outcome, admin: Caller
    ) -> None:
        head = (await admin.get("/v1/audit-events?limit=1")).json()["data"][0]
        assert (kept.seq, kept.made) == (head["seq"], True)
        key = keys(settings)[-1]
        assert key == f"{CODE}/{head['seq']:012}-{head['hash'][:16]}.json"
        bucket = settings.storage.audit_bucket
        body = _connect(settings.storage).get_object(Bucket=bucket, Key=key)["Body"]
        found = json.loads(body.read())
        made_at = datetime.fromisoformat(found.pop("made_at"))
        assert made_at.astimezone(UTC) - datetime.fromisoformat(head["at"]) < timedelta(minutes=2)
        assert found == {"tenant": CODE, **{name: head[name] for name in ("seq", "hash", "at")}}

    async def test_writes_nothing_where_nothing_moved(
        self,
        settings: Settings,
        sessions: Sessions,
        store: Store,
        place: Place,
        kept: making.Outcome,
    ) -> None:
        before = keys(settings)
        again = await making.make(sessions, store, place)
        assert again == making.Outcome(CODE, kept.seq)
        assert keys(settings) == before

    @pytest.mark.parametrize("grown", [0, 1, 4])
    async def test_does_not_bless_a_cut_tail(
        self,
        settings: Settings,
        sessions: Sessions,
        store: Store,
        place: Place,
        kept: making.Outcome,
        superuser_url: str,
        append: Append,
        grown: int,
    ) -> None:
        before = keys(settings)
        with damaged(superuser_url, place.id, (CUT.format(kept.seq - 1),)):
            await append(grown)
            with capture_logs() as logged:
                outcome = await making.make(sessions, store, place)
        expected = {
            0: Fault(kept.seq - 1, "cut-tail"),
            1: Fault(kept.seq, "cut-tail"),
            4: Fault(kept.seq, "checkpoint-mismatch"),
        }
        assert (outcome.fault, outcome.made) == (expected[grown], False)
        assert keys(settings) == before
        [line] = [line for line in logged if line["event"] == "audit-chain-broken"]
        assert (line["log_level"], line["tenant"], line["kind"]) == (
            "error",
            CODE,
            expected[grown].kind,
        )

    async def test_refuses_what_no_longer_holds_since_the_last_one(
        self,
        settings: Settings,
        sessions: Sessions,
        store: Store,
        place: Place,
        kept: making.Outcome,
        superuser_url: str,
        append: Append,
    ) -> None:
        await append(3)
        before, seq = keys(settings), kept.seq + 2
        edit = f"update audit_event set body = '{{}}' where tenant_id = %(tenant)s and seq = {seq}"
        with damaged(superuser_url, place.id, (edit,)):
            outcome = await making.make(sessions, store, place)
        assert outcome.fault == Fault(seq, "edited")
        gone = f"delete from audit_event where tenant_id = %(tenant)s and seq = {kept.seq}"
        with damaged(superuser_url, place.id, (gone,)):
            outcome = await making.make(sessions, store, place)
        assert outcome.fault == Fault(kept.seq, "deleted")
        assert keys(settings) == before
        assert (await making.make(sessions, store, place)).made

    async def test_begins_with_a_chain_that_holds(
        self,
        app: FastAPI,
        sessions: Sessions,
        settings: Settings,
        superuser_url: str,
        append: Append,
        place: Place,
    ) -> None:
        await append(13)
        fresh = settings.storage.model_copy(update={"audit_bucket": f"a-{secrets.token_hex(4)}"})
        ensure_buckets(fresh)
        kind, seq, statements = DAMAGE["edited-body"]
        with damaged(superuser_url, place.id, statements):
            outcome = await making.make(sessions, Store(fresh), place)
        assert outcome.fault == Fault(seq, kind)
        directory: Directory = app.state.directory
        made = await making.make_all(sessions, directory, Store(fresh))
        assert [one.tenant for one in made] == sorted(directory.codes)
        assert [one for one in made if one.fault] == []
        # Chains without an event have nothing to prove.
        assert [one.tenant for one in made if one.made] == [one.tenant for one in made if one.seq]

    async def test_a_spoilt_one_keeps_no_other_chain_from_its_own(
        self,
        app: FastAPI,
        sessions: Sessions,
        settings: Settings,
        append: Append,
    ) -> None:
        await append(1)
        fresh = settings.storage.model_copy(update={"audit_bucket": f"a-{secrets.token_hex(4)}"})
        ensure_buckets(fresh)
        store, directory = Store(fresh), app.state.directory
        await store.put_checkpoint(f"32/999999999999-{'a' * 16}.json", b"spoilt")
        made = {one.tenant: one for one in await making.make_all(sessions, directory, store)}
        assert made["32"] == making.Outcome("32", 0, fault=Fault(0, making.UNREADABLE))
        assert made[CODE].made
        seen = await making.look(sessions, directory, store)
        assert seen.newest is not None
        assert "32" in seen.late
        assert CODE not in seen.late

    async def test_without_the_storage_it_fails_loudly(
        self, sessions: Sessions, settings: Settings, place: Place
    ) -> None:
        gone = settings.storage.model_copy(update={"audit_bucket": "simpul-nowhere"})
        with pytest.raises(UnavailableError):
            await making.make(sessions, Store(gone), place)

    def test_is_done_every_hour(self) -> None:
        periodic = make.blueprint.periodic_registry.periodic_tasks
        [cron] = [each.cron for each in periodic.values() if each.task.name == make.name]
        minute, *rest = cron.split()
        assert minute.isdecimal()
        assert rest == ["*"] * 4


class TestStorage:
    """Whoever may write to the bucket cannot make a checkpoint be forgotten."""

    async def test_the_first_text_under_a_key_is_kept(self, store: Store) -> None:
        key = f"32.99/{secrets.token_hex(8)}"
        stored = await asyncio.gather(*(store.put_checkpoint(key, b"%d" % n) for n in range(8)))
        assert sorted(stored) == [False] * 7 + [True]
        [(found, version)] = await store.checkpoint_versions(key, "")
        assert found == key
        assert await store.read_checkpoint(key, version) == b"%d" % stored.index(True)

    @pytest.mark.parametrize("listed", [1, 2, 1000])
    async def test_neither_deleting_nor_writing_over_hides_it(
        self, settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch, listed: int
    ) -> None:
        monkeypatch.setattr("api.media.store._LISTED", listed)
        client, bucket = _connect(settings.storage), settings.storage.audit_bucket
        code = f"x{secrets.token_hex(4)}"
        kept = {}
        for seq in (1, 2, 3):
            checkpoint = Checkpoint(seq, f"{seq}" * 64)
            now = datetime.now(UTC)
            kept[seq] = storage.Kept(checkpoint, moment(now), now)
            key = storage.key_of(code, checkpoint)
            await store.put_checkpoint(key, storage.content_of(code, kept[seq]))
        assert await storage.newest(store, code, 3) == [kept[3]]
        key = storage.key_of(code, kept[3].checkpoint)
        client.put_object(Bucket=bucket, Key=key, Body=b"forged")
        assert await storage.newest(store, code, 3) == [kept[3]]
        client.delete_object(Bucket=bucket, Key=key)
        assert await storage.newest(store, code, 3) == [kept[3]]
        # Far from where it is looked for first, before and behind.
        for near in (0, 50_000):
            assert await storage.newest(store, code, near) == [kept[3]]

    async def test_two_under_one_number_are_both_seen(self, store: Store) -> None:
        code, now = f"x{secrets.token_hex(4)}", datetime.now(UTC)
        both = [storage.Kept(Checkpoint(5, c * 64), moment(now), now) for c in "ab"]
        for kept in both:
            key = storage.key_of(code, kept.checkpoint)
            await store.put_checkpoint(key, storage.content_of(code, kept))
        assert await storage.newest(store, code, 5) == both

    @pytest.mark.parametrize(
        "content",
        [b"", b"{}", b'{"tenant": "x", "seq": 1, "hash": "a"}', b"[1]", b"\xff"],
        ids=range(5),
    )
    async def test_what_is_no_checkpoint_is_no_answer(self, store: Store, content: bytes) -> None:
        code = f"x{secrets.token_hex(4)}"
        await store.put_checkpoint(f"{code}/000000000001-{'a' * 16}.json", content)
        with pytest.raises(UnavailableError):
            await storage.newest(store, code, 1)

    async def test_one_of_another_place_is_no_answer(self, store: Store) -> None:
        code, now = f"x{secrets.token_hex(4)}", datetime.now(UTC)
        kept = storage.Kept(Checkpoint(5, "a" * 64), moment(now), now)
        await store.put_checkpoint(
            storage.key_of(code, kept.checkpoint), storage.content_of("32", kept)
        )
        with pytest.raises(UnavailableError):
            await storage.newest(store, code, 5)


class TestBucket:
    def test_keeps_versions_and_locks_them(self, settings: Settings) -> None:
        client, bucket = _connect(settings.storage), settings.storage.audit_bucket
        assert client.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"
        lock = client.get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"]
        assert lock["Rule"]["DefaultRetention"] == {"Mode": "GOVERNANCE", "Years": 5}

    async def test_refuses_to_delete_a_version(self, settings: Settings, store: Store) -> None:
        client, key = _connect(settings.storage), f"32.99/{secrets.token_hex(8)}"
        await store.put_checkpoint(key, b"{}")
        [(_, version)] = await store.checkpoint_versions(key, "")
        with pytest.raises(ClientError, match="AccessDenied"):
            client.delete_object(Bucket=settings.storage.audit_bucket, Key=key, VersionId=version)

    def test_is_made_where_the_storage_knows_no_locks(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fresh = settings.storage.model_copy(update={"audit_bucket": f"a-{secrets.token_hex(4)}"})
        client = _connect(fresh)
        create = client.create_bucket

        def without_locks(**asked: Any) -> Any:
            if "ObjectLockEnabledForBucket" in asked:
                error = {"Error": {"Code": "NotImplemented", "Message": "no"}}
                raise ClientError(error, "CreateBucket")  # type: ignore[arg-type]
            return create(**asked)

        monkeypatch.setattr(client, "create_bucket", without_locks)
        with capture_logs() as logged:
            ensure_buckets(fresh)
            assert client.get_bucket_versioning(Bucket=fresh.audit_bucket)["Status"] == "Enabled"
            ensure_buckets(fresh)
        assert [line["event"] for line in logged] == ["audit-bucket-without-lock"]


class TestDoctor:
    async def found(self, settings: Settings) -> tuple[bool, str]:
        findings = {finding.name: finding for finding in await doctor.examine(settings)}
        finding = findings["audit checkpoints"]
        return finding.good, finding.detail

    async def test_says_how_old_the_newest_is(
        self, settings: Settings, kept: making.Outcome
    ) -> None:
        assert kept
        assert await self.found(settings) == (True, "the newest is 0 h 0 min old")

    async def test_says_which_chains_have_waited_too_long(
        self,
        settings: Settings,
        kept: making.Outcome,
        append: Append,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        assert kept
        monkeypatch.setattr(making, "LATE_AFTER", timedelta(hours=-1))
        assert CODE not in (await self.found(settings))[1]
        await append(1)
        monkeypatch.setattr(making, "LATE_AFTER", timedelta(hours=3))
        assert (await self.found(settings))[0]
        monkeypatch.setattr(making, "LATE_AFTER", timedelta(hours=-1))
        good, detail = await self.found(settings)
        assert not good
        assert CODE in detail

    async def test_says_that_the_bucket_is_missing(self, settings: Settings) -> None:
        gone = settings.storage.model_copy(update={"audit_bucket": "simpul-nowhere"})
        found = await self.found(settings.model_copy(update={"storage": gone}))
        assert found == (False, "schema or audit bucket is missing")
