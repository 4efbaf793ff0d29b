"""Asking governments to pass a clarification on: one shared row for each, in its own scope."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.audit.service import record
from api.clarifications.models import PublicState, SharedClarification
from api.clarifications.shared import get_shared
from api.errors import FieldError, InvalidBodyError, Text, TransitionNotAllowedError
from api.events.service import record as record_event
from api.relays import children, rules
from api.relays.following import hold
from api.relays.models import Relay
from api.relays.schemas import AskedTenant, RelaysRequest
from api.settings import settings_of
from tenants.models import Tenant, TenantKind, TenantStatus
from tenants.rows import now
from tenants.session import as_tenant, entered

_UNKNOWN = Text("Kode ini tidak ada di provinsi ini.", "No such code in this province.")
_INACTIVE = Text(
    "Pemerintah daerah ini belum memakai Simpul.", "This government does not use Simpul yet."
)
_PROVINCE = Text(
    "Provinsi tidak diminta meneruskan; sebut kabupaten atau kota.",
    "The province is not asked to pass on; name regencies or cities.",
)


@dataclass
class Requested:
    """Who is asked now, and who was before; in the order of their codes."""

    asked: list[AskedTenant] = field(default_factory=list)
    asked_before: list[AskedTenant] = field(default_factory=list)


async def request_relays(
    session: AsyncSession, caller: Principal, number: str, request: RelaysRequest
) -> Requested:
    """Ask them, but for those who were asked before. Raises `NotFoundError`, `InvalidBodyError`.

    And `TransitionNotAllowedError` for a clarification that was retracted.
    """
    await hold(session, number)
    shown = await get_shared(session, number)
    tenants = await _wanted(session, request.tenants)
    rules.check_due(request.due_at, now())
    if shown.state == PublicState.RETRACTED:
        raise TransitionNotAllowedError(shown.state, [])
    query = select(col(Relay.tenant_id), col(Relay.id)).where(col(Relay.number) == number)
    before = {row.tenant_id: row.id for row in await session.execute(query)}
    requested = Requested()
    for tenant in tenants:
        known: UUID | None = before.get(tenant.id)
        relay_id = known or await _ask(session, caller, shown, tenant, request)
        told = AskedTenant(code=tenant.code, name=tenant.name, relay_id=relay_id)
        (requested.asked_before if known else requested.asked).append(told)
    return requested


async def _wanted(session: AsyncSession, codes: Sequence[str] | None) -> list[Tenant]:
    """The governments of some codes, or all that are active, in the order of their codes."""
    rows = list(await session.scalars(select(Tenant).order_by(col(Tenant.code))))
    if codes is None:
        return [row for row in rows if _objection(row) is None]
    known = {row.code: row for row in rows}
    errors = [
        FieldError(f"/tenants/{place}", *objection)
        for place, code in enumerate(codes)
        if (objection := _objection(known.get(code)))
    ]
    if errors:
        raise InvalidBodyError(errors)
    return [row for row in rows if row.code in set(codes)]


def _objection(tenant: Tenant | None) -> tuple[str, Text] | None:
    if tenant is None:
        return "not-found", _UNKNOWN
    if tenant.kind == TenantKind.PROVINCE:
        return "province", _PROVINCE
    return None if tenant.status == TenantStatus.ACTIVE else ("inactive", _INACTIVE)


async def _ask(
    session: AsyncSession,
    caller: Principal,
    shown: SharedClarification,
    tenant: Tenant,
    request: RelaysRequest,
) -> UUID:
    relay = Relay(
        tenant_id=tenant.id,
        number=shown.number,
        title=shown.title,
        revision=shown.revision,
        asked_by=caller.tenant.code,
        due_at=request.due_at.astimezone(UTC) if request.due_at else None,
        note=request.note,
        posts=[],
    )
    async with entered(session, as_tenant(tenant.id, "relay that is asked for")):
        session.add(relay)
        record_event(session, "relay.requested", _told(session, relay))
    record(session, caller, "request_relays", relay.id, tenant.id, number=shown.number)
    return relay.id


def _told(session: AsyncSession, relay: Relay) -> dict[str, Any]:
    base = settings_of(session).base_url
    return {
        "id": str(relay.id),
        "number": relay.number,
        "url": f"{base}/v1/relays/{relay.id}",
        "due_at": children.in_utc(relay.due_at),
    }
