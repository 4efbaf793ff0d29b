"""The life of machine clients. One transaction per request: nothing here commits.

A secret is in the answer of the operation that made it, and nowhere else: rows hold its sha256.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Client, Membership, MembershipStatus, Revoked
from api.access.principal import Principal
from api.access.reach import find_own
from api.access.revocation import revoke
from api.access.secrets import digest, new_secret
from api.audit.service import record
from api.clients import rules
from api.clients.schemas import ClientCreate, ClientQuery, ClientRotate
from api.conditional import IfMatch
from api.conduct.gate import require_responsible
from api.errors import FieldError, InvalidBodyError, Text
from api.listing import Found, find_page, where_given
from tenants.rows import now
from tenants.session import as_system, entered

_UNKNOWN_MEMBER = Text("Anggota aktif ini tidak ada.", "There is no such active member.")


async def create_client(
    session: AsyncSession, caller: Principal, body: ClientCreate
) -> tuple[Client, str]:
    """A new client of the caller's tenant and its secret. Raises `InvalidBodyError`."""
    rules.check_scopes(body.scopes)
    responsible, person = await _responsible(session, caller, body.responsible_id)
    await require_responsible(session, person)
    secret = new_secret()
    client = Client(
        tenant_id=caller.tenant.id,
        name=body.name,
        secret_hash=digest(secret),
        scopes=sorted({scope.value for scope in body.scopes}),
        responsible_id=responsible,
    )
    session.add(client)
    await session.flush()
    by = str(responsible)
    record(session, caller, "create_client", client.id, scopes=client.scopes, responsible=by)
    return client, secret


async def rotate_client_secret(
    session: AsyncSession, caller: Principal, identifier: UUID, body: ClientRotate, seen: IfMatch
) -> tuple[Client, str]:
    """A new secret; the former one stays good for the overlap, and the one before it no longer."""
    client = await find_own(session, Client, identifier, lock=True)
    seen.check(client)
    rules.LIFE.follow("rotate_client_secret", client.status)
    await require_responsible(session, await _person_behind(session, client))
    secret = new_secret()
    client.previous_secret_hash = client.previous_secret_until = None
    if body.overlap_hours:
        client.previous_secret_hash = client.secret_hash
        client.previous_secret_until = now() + timedelta(hours=body.overlap_hours)
    else:
        # Whoever leaves no overlap has lost the secret: what was got with it ends as well.
        await _end_tokens(session, client)
    client.secret_hash = digest(secret)
    client.touch()
    hours = body.overlap_hours
    record(session, caller, "rotate_client_secret", client.id, overlap_hours=hours)
    return client, secret


async def revoke_client(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> None:
    """End a client for good, with its live tokens; the row stays, for rows refer to it."""
    client = await find_own(session, Client, identifier, lock=True)
    seen.check(client)
    client.status = rules.LIFE.follow("revoke_client", client.status)
    client.previous_secret_hash = client.previous_secret_until = None
    client.touch()
    await _end_tokens(session, client)
    record(session, caller, "revoke_client", client.id)


async def get_client(session: AsyncSession, identifier: UUID) -> Client:
    """A client of the caller's tenant. Raises `NotFoundError`."""
    return await find_own(session, Client, identifier)


async def list_clients(session: AsyncSession, query: ClientQuery) -> Found[Client]:
    """A page of the clients of the caller's tenant."""
    statement = where_given(Client, query, ("status", "responsible_id"))
    return await find_page(session, statement, query, Client, query.sort)


async def _responsible(
    session: AsyncSession, caller: Principal, wanted: UUID | None
) -> tuple[UUID, UUID]:
    """The membership that answers for a client, and its person; not to be suspended until the commit."""
    who = col(Membership.person_id) == caller.id
    if wanted is not None:
        who = col(Membership.id) == wanted
    active = col(Membership.status) == MembershipStatus.ACTIVE
    # Locked: a suspension at the same time sees this client, or we see the suspension.
    statement = select(Membership).where(who, active).with_for_update(read=True)
    found = await session.scalar(statement)
    if found is None:
        raise InvalidBodyError([FieldError("/responsible_id", "not-found", _UNKNOWN_MEMBER)])
    return found.id, found.person_id


async def _person_behind(session: AsyncSession, client: Client) -> UUID:
    query = select(col(Membership.person_id)).where(col(Membership.id) == client.responsible_id)
    person: UUID = (await session.scalars(query)).one()
    return person


async def _end_tokens(session: AsyncSession, client: Client) -> None:
    async with entered(session, as_system("end a client's tokens")):
        revoke(session.sync_session, Revoked.CLIENT, str(client.id))
