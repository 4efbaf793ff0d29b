"""Recording what was done. The chain itself is kept by the database function `audit_append`."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.principal import Principal
from tenants.directory import directory_with
from tenants.session import as_tenant, before_commit, current_scope, enter

_APPEND = text("select audit_append(:tenant, :body)")


def record(
    session: AsyncSession,
    caller: Principal,
    action: str,
    subject: UUID | str,
    tenant: UUID | None = None,
    **facts: Any,  # noqa: ANN401 - JSON values
) -> None:
    """Note `action` (an operationId) on `subject` in the caller's chain and in that of its `tenant`.

    The tenant's own chain names the other office and role, not the person (DESIGN 6).
    """
    body = {"action": action, "subject": str(subject), "facts": facts}
    own = {**body, "actor": {"kind": caller.kind.value, "id": str(caller.id)}}
    _note(session, caller.tenant.id, own)
    if tenant is not None and tenant != caller.tenant.id:
        office = {"kind": "office", "tenant": caller.tenant.code, "roles": sorted(caller.roles)}
        _note(session, tenant, {**body, "actor": office})


def record_by_system(
    session: AsyncSession,
    action: str,
    subject: UUID | str,
    **facts: Any,  # noqa: ANN401 - JSON values
) -> None:
    """Note what the worker did on its own, in the chain of the session's tenant."""
    _note_other(session, "system", action, subject, facts)


def record_by_stranger(
    session: AsyncSession,
    action: str,
    subject: UUID | str,
    **facts: Any,  # noqa: ANN401 - JSON values
) -> None:
    """Note what somebody without an account did, in the chain of the session's tenant."""
    _note_other(session, "anonymous", action, subject, facts)


def _note_other(
    session: AsyncSession, kind: str, action: str, subject: UUID | str, facts: Mapping[str, Any]
) -> None:
    tenant = current_scope(session).tenant
    if tenant is None:
        message = "the chain of which tenant?"
        raise ValueError(message)
    body = {"action": action, "subject": str(subject), "facts": facts}
    _note(session, tenant, {**body, "actor": {"kind": kind}})


def _note(session: AsyncSession, tenant: UUID, body: Mapping[str, Any]) -> None:
    entries: list[tuple[UUID, str]] = session.info.setdefault("audit", [])
    if not entries:
        before_commit(session, "audit", _append_all)
    entries.append((tenant, canonical(body)))


def canonical(body: Mapping[str, Any]) -> str:
    """The one spelling of a body: sorted keys, no spaces, UTF-8."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


async def _append_all(session: AsyncSession) -> None:
    entries: list[tuple[UUID, str]] = session.info.pop("audit")
    directory = await directory_with(session, *(tenant for tenant, _ in entries))
    # Ascending codes: two transactions that write to the same chains lock them in the same order.
    for tenant, body in sorted(entries, key=lambda entry: directory.by_id(entry[0]).code):
        await enter(session, as_tenant(tenant, "audit"))
        await session.execute(_APPEND, {"tenant": tenant, "body": body})
