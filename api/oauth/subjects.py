"""Who a token can be about, as the database says now: active members, and machine clients.

Run as simpul_system: no tenant is known yet. Synchronous, because Authlib asks.
"""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from api.access.models import Client, ClientStatus, Membership, MembershipStatus
from api.access.principal import Kind
from api.access.roles import CLIENT_PERMISSIONS, permissions_of
from api.access.secrets import digest
from api.oauth.models import SignIn
from api.oauth.tokens import Subject
from tenants.models import Tenant, TenantKind, TenantStatus
from tenants.rows import now

_NOTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Member:
    """An active member of an active tenant."""

    person_id: UUID
    tenant_id: UUID
    code: str
    tenant_name: str
    roles: tuple[str, ...]
    permissions: frozenset[str]
    signed_out_at: datetime | None  # what he signed in to before is over

    @property
    def subject(self) -> Subject:
        """As tokens name him."""
        return Subject(Kind.PERSON, self.person_id, self.code, self.roles)


@dataclass(frozen=True)
class Machine:
    """A regional system. Authlib asks it the questions below (its ClientMixin)."""

    id: UUID
    code: str
    tenant_id: UUID
    secret_hashes: tuple[str, ...]  # the one before stays good for a while after a rotation
    permissions: frozenset[str]
    active: bool
    used_at: datetime | None
    notes_use: bool = False  # it is held for that, too

    @property
    def client_id(self) -> str:
        """Its row's id, as text."""
        return str(self.id)

    @property
    def subject(self) -> Subject:
        """As tokens name it."""
        return Subject(Kind.CLIENT, self.id, self.code)

    def check_client_secret(self, client_secret: str | None) -> bool:
        """Whether it is this client's secret; never for a revoked client or an inactive tenant."""
        given = digest(client_secret or "")
        matches = [hmac.compare_digest(known, given) for known in self.secret_hashes]
        return any(matches) and self.active

    def check_grant_type(self, grant_type: str) -> bool:
        """It acts for itself, never for a person."""
        return grant_type == "client_credentials"

    def check_response_type(self, _: str) -> bool:
        """Nobody signs in with it."""
        return False

    def check_redirect_uri(self, _: str) -> bool:
        """Nothing is sent anywhere for it."""
        return False

    def get_default_redirect_uri(self) -> None:
        """None, likewise."""


def _members(person_id: UUID) -> Select[Membership, Tenant]:
    return (
        select(Membership, Tenant)
        .join(Tenant, col(Tenant.id) == Membership.tenant_id)
        .where(
            col(Membership.person_id) == person_id,
            col(Membership.status) == MembershipStatus.ACTIVE,
            col(Tenant.status) == TenantStatus.ACTIVE,
        )
        .order_by(col(Tenant.code))
    )


def _member(membership: Membership, tenant: Tenant) -> Member:
    province = tenant.kind == TenantKind.PROVINCE
    permissions = permissions_of(membership.roles, province=province)
    return Member(
        person_id=membership.person_id,
        tenant_id=tenant.id,
        code=tenant.code,
        tenant_name=tenant.name,
        roles=tuple(membership.roles),
        permissions=frozenset(permission.value for permission in permissions),
        signed_out_at=membership.signed_out_at,
    )


def members_of(session: Session, person_id: UUID) -> list[Member]:
    """Everywhere that this person may act, by code."""
    return [_member(*row) for row in session.execute(_members(person_id))]


def member_in(
    session: Session, person_id: UUID, tenant_id: UUID, *, hold: bool = False
) -> Member | None:
    """A person in one tenant, or None: suspended, removed, or the tenant is not active.

    With `hold` whoever suspends him waits for our commit, and then ends what we issued meanwhile.
    """
    query = _members(person_id).where(col(Tenant.id) == tenant_id)
    if hold:
        query = query.with_for_update(read=True, of=Membership)
    row = session.execute(query).one_or_none()
    return _member(*row) if row else None


def find_machine(session: Session, client_id: str) -> Machine | None:
    """The client of this id, whether it may act or not: `check_client_secret` tells."""
    try:
        identifier = UUID(client_id)
    except ValueError:
        return None
    row = session.execute(_machines(identifier)).one_or_none()
    return _machine(*row) if row else None


def hold_machine(session: Session, machine: Machine) -> Machine | None:
    """The client as of now; who revokes it or changes its secret waits for our commit.

    Those who hold one do not wait for each other, but for the hour in which its use is noted again:
    then one of them notes it, in the lock that it takes for that from the start. Ask for it only once
    the secret was right, or strangers could keep a revocation waiting.
    """
    due = _is_due(machine)
    held = _machines(machine.id).with_for_update(read=not due, key_share=due, of=Client)
    row = session.execute(held, execution_options={"populate_existing": True}).one_or_none()
    if row is None:
        return None
    found = _machine(*row)
    return replace(found, notes_use=due and _is_due(found))


def _is_due(machine: Machine) -> bool:
    return machine.used_at is None or machine.used_at <= now() - _NOTED_EVERY


def _machines(identifier: UUID) -> Select[Client, Tenant]:
    return (
        select(Client, Tenant)
        .join(Tenant, col(Tenant.id) == Client.tenant_id)
        .where(col(Client.id) == identifier)
    )


def _machine(client: Client, tenant: Tenant) -> Machine:
    known = {permission.value for permission in CLIENT_PERMISSIONS}
    return Machine(
        id=client.id,
        tenant_id=tenant.id,
        code=tenant.code,
        secret_hashes=_secret_hashes(client),
        permissions=frozenset(known.intersection(client.scopes)),
        active=client.status == ClientStatus.ACTIVE and tenant.status == TenantStatus.ACTIVE,
        used_at=client.last_used_at,
    )


def _secret_hashes(client: Client) -> tuple[str, ...]:
    before, until = client.previous_secret_hash, client.previous_secret_until
    overlapping = before is not None and until is not None and until > now()
    return (client.secret_hash, before) if before and overlapping else (client.secret_hash,)


def note_use(session: Session, machine: Machine) -> None:
    """Keep when a client that is held was last given a token, to the hour."""
    if not machine.notes_use:
        return
    session.execute(
        update(Client)
        .where(col(Client.id) == machine.id)
        .values(last_used_at=func.now())
        .execution_options(synchronize_session=False)
    )


def sign_in_of(session: Session, secret: str | None) -> SignIn | None:
    """The browser session of a secret, if it is not over and waits for no second factor.

    Who ends it waits for our commit, and then ends what we let it have.
    """
    query = select(SignIn).where(
        col(SignIn.secret_hash) == digest(secret or ""),
        col(SignIn.expires_at) > func.now(),
        col(SignIn.awaiting_code).is_(False),
    )
    held = query.with_for_update(read=True, key_share=True)
    return session.scalar(held) if secret else None
