"""Channels for the tests of this room: real ones, made over HTTP, with handles that nobody else has."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlmodel import col

from api.access.models import Membership
from api.channels.models import OfficialChannel, PastOfficialChannel
from api.media.models import Asset, AssetStatus
from tenants.context import Reach, Scope
from tenants.models import Tenant
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.world import Caller

PATH = "/v1/channels"


def handle() -> str:
    """One that no other test uses."""
    return f"kab.contoh.{uuid4().hex[:12]}"


def body(**fields: Any) -> dict[str, Any]:
    """A request that is taken, with these fields instead of its own."""
    return {"platform": "instagram", "handle": handle(), "name": "Pemkab Contoh", **fields}


async def register(caller: Caller, **fields: Any) -> dict[str, Any]:
    """A new pending channel of the caller's tenant."""
    answer = await caller.post(PATH, body(**fields))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def change(caller: Caller, channel: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The channel after a change."""
    answer = await caller.patch(f"{PATH}/{channel['id']}", fields, channel["version"])
    assert answer.status_code == 200, answer.text
    changed: dict[str, Any] = answer.json()
    return changed


async def verify(caller: Caller, channel: dict[str, Any]) -> dict[str, Any]:
    """The channel after the province verified it."""
    answer = await caller.post(f"{PATH}/{channel['id']}/verify", version=channel["version"])
    assert answer.status_code == 200, answer.text
    verified: dict[str, Any] = answer.json()
    return verified


async def reject(caller: Caller, channel: dict[str, Any]) -> dict[str, Any]:
    """The channel after the province rejected it."""
    path, reason = f"{PATH}/{channel['id']}/reject", {"reason": "Kode tidak tampak di bio."}
    answer = await caller.post(path, reason, version=channel["version"])
    assert answer.status_code == 200, answer.text
    rejected: dict[str, Any] = answer.json()
    return rejected


async def suspend(caller: Caller, channel: dict[str, Any]) -> dict[str, Any]:
    """The channel after the province suspended it."""
    path, reason = f"{PATH}/{channel['id']}/suspend", {"reason": "Akun diambil alih."}
    answer = await caller.post(path, reason, version=channel["version"])
    assert answer.status_code == 200, answer.text
    suspended: dict[str, Any] = answer.json()
    return suspended


async def moved(caller: Caller, channel: dict[str, Any], verb: str) -> dict[str, Any]:
    """The channel after an operation without a body: archive, reinstate."""
    answer = await caller.post(f"{PATH}/{channel['id']}/{verb}", version=channel["version"])
    assert answer.status_code == 200, answer.text
    after: dict[str, Any] = answer.json()
    return after


async def past(sessions: Sessions, channel: dict[str, Any]) -> list[PastOfficialChannel]:
    """What the channel was, as another tenant reads it in the shared registry."""
    async with transaction(sessions, await scope_of(sessions, "32.01")) as session:
        query = select(PastOfficialChannel).where(
            col(PastOfficialChannel.channel_id) == UUID(channel["id"])
        )
        return list(await session.scalars(query.order_by(col(PastOfficialChannel.until))))


async def scope_of(sessions: Sessions, code: str) -> Scope:
    """The database scope of a tenant."""
    async with transaction(sessions, as_system("test")) as session:
        found = await session.scalar(select(col(Tenant.id)).where(col(Tenant.code) == code))
    assert found
    return as_tenant(found, "test")


async def member_of(sessions: Sessions, code: str, person_id: str) -> str:
    """The membership of a person in a tenant."""
    async with transaction(sessions, await scope_of(sessions, code)) as session:
        query = select(col(Membership.id)).where(col(Membership.person_id) == UUID(person_id))
        return str(await session.scalar(query))


async def add_asset(sessions: Sessions, code: str, status: AssetStatus = AssetStatus.READY) -> str:
    """A letter of the tenant, as the media room keeps it."""
    scope = await scope_of(sessions, code)
    assert scope.tenant
    async with transaction(sessions, scope) as session:
        asset = Asset(
            tenant_id=scope.tenant,
            purpose="proof",
            file_name="surat.pdf",
            content_type="application/pdf",
            size=1,
            sha256="0" * 64,
            status=status,
            quarantine_key="test",
            created_by_id=uuid4(),
        )
        session.add(asset)
    return str(asset.id)


async def is_shown(sessions: Sessions, province: str, asset_id: str) -> bool:
    """Whether the province sees the asset."""
    scope = await scope_of(sessions, province)
    async with transaction(sessions, Scope(Reach.PROVINCE, scope.tenant, "test")) as session:
        query = select(col(Asset.id)).where(col(Asset.id) == UUID(asset_id))
        return await session.scalar(query) is not None


async def official(sessions: Sessions, channel: dict[str, Any]) -> OfficialChannel | None:
    """The channel's row in the shared registry, as another tenant reads it."""
    async with transaction(sessions, await scope_of(sessions, "32.01")) as session:
        query = select(OfficialChannel).where(col(OfficialChannel.id) == UUID(channel["id"]))
        return await session.scalar(query)
