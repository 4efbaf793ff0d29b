import asyncio
import io
from typing import Any

import pytest
from fastapi import FastAPI

from api.audit.verifier import DETAILS, Export, verify_export
from api.checkpoints import storage, verifying
from api.checkpoints.making import Outcome, make
from api.checkpoints.schemas import ChainFaultKind
from api.media.store import Store
from api.settings import Settings
from tenants.directory import Place
from tenants.session import Sessions, as_tenant, transaction
from tests.checkpoints.conftest import Append
from tests.checkpoints.damage import DAMAGE, damaged
from tests.world import Caller, World

PATH = "/v1/audit-events/verification"
CUT = "delete from audit_event where tenant_id = %(tenant)s and seq >= {}"


async def verified(caller: Caller, language: str = "id") -> dict[str, Any]:
    answer = await caller.get(PATH, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


class TestVerifyAuditChain:
    async def test_a_whole_chain_is_valid(
        self, admin: Caller, kept: Outcome, append: Append
    ) -> None:
        await append(2)
        found = await verified(admin)
        assert (found["valid"], found["fault"]) == (True, None)
        assert found["events"] == found["head"]["seq"] == kept.seq + 2
        newest = (await admin.get("/v1/audit-events?limit=1")).json()["data"][0]
        assert found["head"] == {name: newest[name] for name in ("seq", "hash", "at")}
        assert found["checkpoint"]["seq"] == kept.seq
        assert found["checkpoint"]["found"] is True

    @pytest.mark.parametrize("name", DAMAGE)
    async def test_names_what_was_done_and_where(
        self, admin: Caller, kept: Outcome, superuser_url: str, place: Place, name: str
    ) -> None:
        kind, seq, statements = DAMAGE[name]
        assert kept.seq >= 13
        with damaged(superuser_url, place.id, statements):
            for place_of_text, language in enumerate(("id", "en")):
                found = await verified(admin, language)
                fault = {"seq": seq, "kind": kind, "detail": DETAILS[kind][place_of_text]}
                assert (found["valid"], found["fault"]) == (False, fault)
        assert (await verified(admin))["valid"]

    @pytest.mark.parametrize("left", [-1, 1, 5])
    async def test_finds_a_cut_tail_by_the_checkpoint(
        self, admin: Caller, kept: Outcome, superuser_url: str, place: Place, left: int
    ) -> None:
        first = kept.seq if left < 0 else left + 1  # gone from here on
        with damaged(superuser_url, place.id, (CUT.format(first),)):
            found = await verified(admin)
        assert found["fault"]["kind"] == "cut-tail"
        assert found["fault"]["seq"] == first
        assert found["valid"] is False
        assert found["checkpoint"]["found"] is False

    async def test_finds_a_chain_that_is_gone(
        self, admin: Caller, kept: Outcome, superuser_url: str, place: Place
    ) -> None:
        assert kept
        with damaged(superuser_url, place.id, (CUT.format(0),)):
            found = await verified(admin)
        assert (found["valid"], found["events"], found["head"]) == (False, 0, None)
        assert found["fault"]["kind"] == "cut-tail"

    async def test_finds_a_tail_that_grew_again(
        self, admin: Caller, kept: Outcome, superuser_url: str, place: Place, append: Append
    ) -> None:
        with damaged(superuser_url, place.id, (CUT.format(kept.seq - 1),)):
            await append(4)
            found = await verified(admin)
        assert found["fault"]["kind"] == "checkpoint-mismatch"
        assert found["fault"]["seq"] == kept.seq
        assert found["checkpoint"]["found"] is False

    async def test_is_not_disturbed_by_what_is_appended_meanwhile(
        self, admin: Caller, kept: Outcome, append: Append
    ) -> None:
        answers, *_ = await asyncio.gather(
            asyncio.gather(*(verified(admin) for _ in range(4))), *(append(10) for _ in range(3))
        )
        for found in answers:
            assert found["fault"] is None
            assert found["events"] >= kept.seq
        assert (await verified(admin))["events"] == kept.seq + 30

    async def test_without_the_storage_nothing_is_said_to_be_valid(
        self, admin: Caller, app: FastAPI, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for changed in (
            {"endpoint_url": "http://127.0.0.1:9"},
            {"audit_bucket": "simpul-nowhere"},
        ):
            gone = settings.storage.model_copy(update=changed)
            monkeypatch.setitem(app.state._state, "store", Store(gone))
            for path in (PATH, "/v1/audit-events/export"):
                answer = await admin.get(path)
                assert answer.status_code == 503
                assert answer.json()["code"] == "unavailable"

    @pytest.mark.parametrize("role", ["viewer", "operator", "verifier", "client"])
    async def test_is_for_admins(self, world: World, role: str) -> None:
        caller = await world.caller("32.01", role)
        for path in (PATH, "/v1/audit-events", "/v1/audit-events/export"):
            answer = await caller.get(path)
            assert (answer.status_code, answer.json()["permission"]) == (403, "audit:read")

    async def test_each_tenant_verifies_its_own(self, world: World, kept: Outcome) -> None:
        assert (await verified(await world.caller("32.01", "admin")))["events"] == kept.seq
        province = await verified(await world.caller("32", "admin"))
        own = (await (await world.caller("32", "admin")).get("/v1/audit-events?limit=1")).json()
        assert province["events"] == sum(row["seq"] for row in own["data"])
        assert province["checkpoint"] is None or province["checkpoint"]["seq"] != kept.seq

    def test_every_fault_of_a_chain_has_its_kind(self) -> None:
        assert {kind.value for kind in ChainFaultKind} == set(DETAILS) - {"incomplete"}


class TestVerifyChain:
    async def test_a_checkpoint_that_is_made_meanwhile_cuts_no_tail(
        self,
        admin: Caller,
        sessions: Sessions,
        store: Store,
        place: Place,
        kept: Outcome,
        append: Append,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        ask = storage.newest

        async def late(*asked: Any) -> list[storage.Kept]:
            monkeypatch.setattr(storage, "newest", ask)
            await append(3)
            assert (await make(sessions, store, place)).made
            return await ask(*asked)

        monkeypatch.setattr(storage, "newest", late)
        found = await verified(admin)
        assert (found["valid"], found["checkpoint"]["seq"]) == (True, kept.seq + 3)
        monkeypatch.setattr(storage, "newest", late)
        content = (await admin.get("/v1/audit-events/export")).content
        assert verify_export(Export(io.BytesIO(content))).fault is None

    @pytest.mark.parametrize("batch", [1, 2, 7])
    async def test_reads_across_batches(
        self,
        sessions: Sessions,
        store: Store,
        place: Place,
        kept: Outcome,
        superuser_url: str,
        monkeypatch: pytest.MonkeyPatch,
        batch: int,
    ) -> None:
        monkeypatch.setattr("api.audit.reading._BATCH", batch)

        async def ask() -> verifying.Verification:
            async with transaction(sessions, as_tenant(place.id, "test")) as session:
                return await verifying.verify_chain(session, store, place.code)

        whole = await ask()
        assert (whole.verdict.events, whole.verdict.fault) == (kept.seq, None)
        kind, seq, statements = DAMAGE["inserted-twice"]  # at the border of two batches, too
        with damaged(superuser_url, place.id, statements):
            assert (await ask()).verdict.fault == (seq, kind)
