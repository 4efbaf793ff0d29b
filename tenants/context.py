"""Whose rows a transaction works with: its reach (a database role) and its tenant."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Reach(StrEnum):
    """The database roles that a transaction may become; the policies of each are in the migrations."""

    TENANT = "simpul_tenant"
    PROVINCE = "simpul_province"
    PUBLIC = "simpul_public"
    SYSTEM = "simpul_system"
    JOBS = "simpul_jobs"


@dataclass(frozen=True)
class Scope:
    """A reach, the tenant whose id the policies compare with, and why it was entered."""

    reach: Reach
    tenant: UUID | None = None
    # Why is for the reader: entering the same rows for another reason is no change of scope.
    reason: str = field(default="", compare=False)


def as_tenant(tenant: UUID, reason: str) -> Scope:
    """The scope of one tenant's own rows. Check permission and row in the caller's scope before."""
    return Scope(Reach.TENANT, tenant, reason)


def as_system(reason: str) -> Scope:
    """The scope of sign-in, provisioning and the outbox: policies of its own on just those tables."""
    return Scope(Reach.SYSTEM, None, reason)


PUBLIC = Scope(Reach.PUBLIC, None, "anonymous read")
