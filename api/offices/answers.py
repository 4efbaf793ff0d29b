"""Tenants as they are answered with."""

from collections.abc import Sequence

from api.offices.schemas import TenantAnswer
from tenants.models import Tenant


def many(tenants: Sequence[Tenant]) -> list[TenantAnswer]:
    """Some tenants, in the same order."""
    return [one(tenant) for tenant in tenants]


def one(tenant: Tenant) -> TenantAnswer:
    """One tenant, by its code: its id is nobody's business."""
    return TenantAnswer(**tenant.model_dump(include=set(TenantAnswer.model_fields)))
