"""The caller, as he sees himself."""

from uuid import UUID

from pydantic import BaseModel, Field

from api.access.principal import Kind
from tenants.models import TenantKind


class TenantName(BaseModel):
    """A government, named."""

    code: str
    name: str
    kind: TenantKind | str


class Me(BaseModel):
    """Who you are, for which government, and what you may do."""

    id: UUID
    kind: Kind
    name: str
    email: str | None = Field(description="null for a machine client")
    tenant: TenantName
    roles: list[str]
    permissions: list[str] = Field(description="of your roles, cut by the token's scopes")


class Creator(BaseModel):
    """Who created something."""

    name: str
    kind: Kind
