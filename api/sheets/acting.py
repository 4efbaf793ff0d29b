"""The worker acts for who asked, with what he may do now."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Client, ClientStatus, Membership, MembershipStatus
from api.access.permissions import Permission
from api.access.principal import Kind, Principal
from api.errors import PermissionRequiredError
from tenants.directory import Place


def kept(caller: Principal) -> dict[str, Any]:
    """The caller of a request, without his token: what a job's row keeps."""
    return {"kind": caller.kind.value, "id": str(caller.id), "scopes": sorted(caller.scopes)}


async def caller_of(
    session: AsyncSession, place: Place, asked: dict[str, Any], needed: Permission
) -> Principal:
    """Who asked, in his tenant's scope, by his membership or client as it is now.

    Raises `PermissionRequiredError` when that no longer gives what is needed.
    """
    kind, identifier = Kind(asked["kind"]), UUID(asked["id"])
    scopes = frozenset(asked["scopes"])
    roles: tuple[str, ...] = ()
    if kind is Kind.PERSON:
        member = await session.scalar(
            select(Membership).where(
                col(Membership.person_id) == identifier,
                col(Membership.status) == MembershipStatus.ACTIVE,
            )
        )
        roles = tuple(member.roles) if member else ()
    else:
        client = await session.scalar(
            select(Client).where(
                col(Client.id) == identifier, col(Client.status) == ClientStatus.ACTIVE
            )
        )
        scopes &= frozenset(client.scopes if client else ())
    caller = Principal(kind, identifier, place, roles, scopes)
    if needed not in caller.permissions:
        raise PermissionRequiredError(needed)
    return caller
