"""The caller of a request, as its access token says."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from api.access.permissions import Permission
from api.access.roles import CLIENT_PERMISSIONS, permissions_of
from tenants.context import Reach, Scope
from tenants.directory import Place


class Kind(StrEnum):
    """Who acts: decisions need a person."""

    PERSON = "person"
    CLIENT = "client"


@dataclass(frozen=True)
class Principal:
    """A verified caller. `id` is a person's id or a client's; `scopes` are those of the token."""

    kind: Kind
    id: UUID
    tenant: Place
    roles: tuple[str, ...]
    scopes: frozenset[str]

    @property
    def key(self) -> str:
        """What limits and idempotency keys are bound to."""
        return f"{self.kind}:{self.id}:{self.tenant.code}"

    @property
    def is_person(self) -> bool:
        """False for a machine client."""
        return self.kind is Kind.PERSON

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the roles may do here, cut by the token's scopes."""
        if self.is_person:
            granted = permissions_of(self.roles, province=self.tenant.is_province)
        else:
            granted = CLIENT_PERMISSIONS
        return frozenset(p for p in granted if p.value in self.scopes)

    def scope(self) -> Scope:
        """The reach that every request starts in: the caller's own tenant."""
        return Scope(Reach.TENANT, self.tenant.id, "request")

    def province_scope(self) -> Scope:
        """The reach over all handed-in rows; ask `tenant.is_province` before."""
        return Scope(Reach.PROVINCE, self.tenant.id, "province reach")
