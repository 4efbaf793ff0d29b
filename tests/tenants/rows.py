"""Rows of one tenant in every table, made through the API where it can make them."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlmodel import col

from api.access.models import Membership
from api.channels.models import PastOfficialChannel
from api.claims.models import Claim, ClaimAsset, ClaimReporter, ClaimSighting
from api.claims.reporters import context
from api.conduct.models import ElectionWindow, Policy, PolicyAcknowledgement, PolicyReminder
from api.encryption.sealing import sealer_of
from api.impersonations.models import Impersonation, ImpersonationAsset, KnownImpersonator
from api.links.models import Purpose
from api.links.service import issue
from api.media.models import Asset, AssetStatus, UploadTicket
from api.periods.models import Completion, Period, PeriodExtension, PeriodNotice
from api.registrations.models import Registration
from api.relays.models import Relay, RelayPost
from api.rollups.models import RollupSnapshot, RollupSnapshotPart
from api.settings import settings_of
from api.sheets.models import Job, JobKind
from api.units.models import Unit
from tenants.directory import Place
from tenants.rows import now
from tenants.session import Sessions, as_tenant, transaction
from tests.clarifications import bodies as clarifications
from tests.reports import bodies as reports
from tests.tenants.attempts import ask
from tests.world import Caller, World

Json = dict[str, Any]
NOBODY = '{"name": null, "contact": null, "reference": "ISU-2026-000000"}'


async def sent(
    caller: Caller, path: str, body: Json | None = None, row: Json | None = None
) -> Json:
    answer = await caller.post(path, body, version=row and row["version"], key=str(uuid4()))
    assert answer.is_success, answer.text
    made: Json = answer.json()
    return made


async def fill(world: World, sessions: Sessions, place: Place, superuser_url: str) -> None:
    """Every table with a tenant gets a row of `place`, handed in or not."""
    assets = [await _ready_asset(sessions, place) for _ in range(2)]
    await _people(sessions, place, UUID(assets[0]))
    channel = await _channel(world, place, superuser_url)
    operator = await world.caller(place.code, "operator")
    post = {"url": "https://medsos.example/p/1", "channel_id": channel["id"]}
    for asset in assets:
        draft = await reports.created(operator, posts=[post], asset_ids=[asset])
        await clarifications.created(operator, asset_ids=[asset])
    report = await reports.moved(operator, draft, "submit")
    reviewer = await world.caller("32", "verifier")
    await reports.moved(reviewer, report, "return", {"note": "Mohon dilengkapi."})
    await clarifications.published(world, place.code, asset_ids=assets[1:])
    await _claims(sessions, place, UUID(assets[0]), UUID(channel["id"]))
    await _reporting(sessions, place, UUID(assets[0]))
    await _impersonation(sessions, place, UUID(assets[0]), UUID(channel["id"]))


async def _people(sessions: Sessions, place: Place, letter: UUID) -> None:
    """A unit, and what the province has of a registration."""
    async with transaction(sessions, as_tenant(place.id, "test")) as session:
        session.add(Unit(tenant_id=place.id, name="Dinas Contoh", kind="agency"))
        secret = uuid4().hex
        session.add(
            UploadTicket(tenant_id=place.id, secret_hash=secret, asset_id=letter, expires_at=now())
        )
        session.add(
            Registration(
                tenant_id=place.id,
                region=place.code,
                office="Diskominfo Contoh",
                email="diskominfo@contoh.example",
                contact_name="Contoh",
                confirm_hash=uuid4().hex,
                status_hash=uuid4().hex,
            )
        )
        person = await session.scalar(select(col(Membership.person_id)).limit(1))
        assert person
        await issue(session, Purpose.INVITATION, person, tenant=place.id)
    await _conduct(sessions, place, person)


async def _conduct(sessions: Sessions, place: Place, person: UUID) -> None:
    """Rows of the room conduct; the policy is a draft, which binds nobody."""
    revision = uuid4().int % 10**9
    own: Json = {"tenant_id": place.id, "person_id": person, "revision": revision}
    async with transaction(sessions, as_tenant(place.id, "test")) as session:
        session.add(
            Policy(tenant_id=place.id, revision=revision, title="Contoh", body="Contoh", kinds=[])
        )
        today = now().date()
        session.add(
            ElectionWindow(
                tenant_id=place.id,
                name="Pemilihan contoh",
                starts_on=today - timedelta(days=2),
                ends_on=today - timedelta(days=1),
                regions=[],
                terms=[],
            )
        )
        session.add_all([PolicyAcknowledgement(**own), PolicyReminder(**own)])


async def _claims(sessions: Sessions, place: Place, asset: UUID, channel: UUID) -> None:
    """A claim with all that hangs on it, and a relay with a post."""
    async with transaction(sessions, as_tenant(place.id, "test")) as session:
        claim = Claim(
            tenant_id=place.id,
            reference=f"ISU-{uuid4().hex[:12]}",
            text="Contoh",
            text_hash=uuid4().hex,
            links=[],
            medium="text",
            region=place.code,
            due_at=now(),
            suggestions=[],
            source="member",
        )
        relay = Relay(
            tenant_id=place.id,
            number=f"KLR-{uuid4().hex[:12]}",
            title="Contoh",
            asked_by=place.code,
            posts=[],
        )
        session.add_all([claim, relay])
        await session.flush()
        own: Json = {"tenant_id": place.id, "claim_id": claim.id}
        sighting = ClaimSighting(**own, source="public", status_hash=uuid4().hex)
        session.add_all([sighting, ClaimAsset(**own, position=0, asset_id=asset)])
        await session.flush()
        reporter = ClaimReporter(**own, sighting_id=sighting.id, sealed="")
        sealer = sealer_of(settings_of(session))
        reporter.sealed = sealer.seal(NOBODY, context(reporter))
        session.add(reporter)
        url = "https://medsos.example/p/2"
        session.add(
            RelayPost(
                tenant_id=place.id, relay_id=relay.id, position=0, channel_id=channel, url=url
            )
        )


async def _reporting(sessions: Sessions, place: Place, asset: UUID) -> None:
    """What a period leaves behind, and an import."""
    own: Json = {"tenant_id": place.id, "period": "2020-01"}
    async with transaction(sessions, as_tenant(place.id, "test")) as session:
        today = now().date()
        snapshot = RollupSnapshot(**own, checksum="test")
        session.add_all(
            [
                Period(**own, opens_on=today, due_on=today, closes_on=today),
                PeriodExtension(**own, open_until=today, reason="Contoh", granted_by=uuid4()),
                Completion(**own, status="declared"),
                PeriodNotice(**own, kind="due_soon"),
                snapshot,
                RollupSnapshotPart(
                    tenant_id=place.id, snapshot_id=snapshot.id, checksum="test", data={}
                ),
                Job(
                    tenant_id=place.id,
                    kind=JobKind.IMPORT_REPORTS,
                    asset_id=asset,
                    parameters={},
                    requested_by={},
                    result={},
                ),
            ]
        )


async def _impersonation(sessions: Sessions, place: Place, asset: UUID, channel: UUID) -> None:
    account: Json = {
        "tenant_id": place.id,
        "platform": "instagram",
        "identity": uuid4().hex,
        "url": "https://medsos.example/palsu",
    }
    async with transaction(sessions, as_tenant(place.id, "test")) as session:
        case = Impersonation(
            **account,
            channel_id=channel,
            created_by_name="Contoh",
            created_by_kind="person",
            author_ids=[],
        )
        past: Json = {"channel_id": channel, "name": "Contoh", "ended": "renamed"}
        session.add_all(
            [
                case,
                KnownImpersonator(**account, warning="Contoh", since=now()),
                PastOfficialChannel(**account, **past, since=now(), until=now()),
            ]
        )
        await session.flush()
        session.add(
            ImpersonationAsset(
                tenant_id=place.id, impersonation_id=case.id, position=0, asset_id=asset
            )
        )


async def _ready_asset(sessions: Sessions, place: Place) -> str:
    async with transaction(sessions, as_tenant(place.id, "test")) as session:
        asset = Asset(
            tenant_id=place.id,
            purpose="attachment",
            file_name="foto.png",
            content_type="image/png",
            size=1,
            sha256="0" * 64,
            alt="Contoh",
            status=AssetStatus.READY,
            quarantine_key="test",
            created_by_id=uuid4(),
        )
        session.add(asset)
    return str(asset.id)


async def _channel(world: World, place: Place, superuser_url: str) -> Json:
    """A verified channel with a custodian, which had another handle before."""
    operator = await world.caller(place.code, "operator")
    reviewer = await world.caller("32", "verifier")
    members = "select id from membership where tenant_id = %(tenant)s limit 1"
    [(member,)] = ask(superuser_url, members, tenant=place.id)
    body = {"platform": "instagram", "handle": _handle(), "name": "Pemkab Contoh"}
    channel = await sent(
        operator, "/v1/channels", {**body, "custodians": [{"member_id": str(member)}]}
    )
    path = f"/v1/channels/{channel['id']}"
    channel = await sent(reviewer, f"{path}/verify", row=channel)
    changed = await operator.patch(path, {"handle": _handle()}, channel["version"])
    return await sent(reviewer, f"{path}/verify", row=changed.json())


def _handle() -> str:
    return f"kab.{uuid4().hex[:12]}"


def columns_of(superuser_url: str, table: str) -> list[str]:
    """The columns of a table that a row is written with: all but the generated ones."""
    query = (
        "select attname::text from pg_attribute where attrelid = %(table)s::regclass"
        " and attnum > 0 and not attisdropped and attgenerated = '' order by attnum"
    )
    return [name for (name,) in ask(superuser_url, query, table=table)]


def count(superuser_url: str, table: str, tenant: UUID | None) -> int:
    """How many rows of a tenant there really are."""
    query = f"select count(*) from {table} where tenant_id = %(tenant)s"
    [(found,)] = ask(superuser_url, query, tenant=tenant)
    return int(found)
