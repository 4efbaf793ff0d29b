"""Row-level security, as helpers for migrations: one call says what a table promises.

Policies are permissive and belong to one database role each; a reach is a role of its own and never
an OR inside a policy, which would cost the planner its indexes.
"""

from collections.abc import Iterable

from alembic import op

TENANT, PROVINCE, PUBLIC, SYSTEM = (
    "simpul_tenant",
    "simpul_province",
    "simpul_public",
    "simpul_system",
)
OWN = "tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)"

# The reach alone is no context: without a tenant the province sees nothing either.
HANDED_IN = "handed_in and (select nullif(current_setting('app.tenant_id', true), '')) is not null"


def secure(table: str) -> None:
    """Enable and force RLS: without a policy nobody, the owner included, sees a row."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")


def allow(
    table: str,
    role: str,
    name: str,
    *,
    using: str | None = None,
    check: str | None = None,
    commands: Iterable[str],
) -> None:
    """One policy per command for one role, with the matching grants."""
    for command in commands:
        clauses = [f"using ({using})"] if using and command != "insert" else []
        if command in {"insert", "update"}:
            clauses.append(f"with check ({check or using})")
        policy = f"{role.removeprefix('simpul_')}_{name}_{command}"
        op.execute(f"create policy {policy} on {table} for {command} to {role} {' '.join(clauses)}")
        op.execute(f"grant {command} on {table} to {role}")


ALL = ("select", "insert", "update", "delete")


def own_rows(table: str, commands: Iterable[str] = ALL) -> None:
    """A tenant table: its tenant reads and writes its own rows, and nobody else any."""
    secure(table)
    allow(table, TENANT, "own_rows", using=OWN, commands=commands)


def handed_in_rows(table: str, review_columns: Iterable[str] = ()) -> None:
    """The province reads what left draft, and writes the review columns alone."""
    allow(table, PROVINCE, "handed_in", using=HANDED_IN, commands=("select",))
    columns = ", ".join(review_columns)
    if columns:
        op.execute(
            f"create policy handed_in_review on {table} for update to {PROVINCE} "
            f"using ({HANDED_IN}) with check ({HANDED_IN})"
        )
        op.execute(f"grant update ({columns}) on {table} to {PROVINCE}")


def shared_rows(table: str, audiences: Iterable[str], commands: Iterable[str] = ALL) -> None:
    """A projection: everybody of the audience reads all of it, and only its tenant writes.

    The read policy is constant true, because any other filter would lose the full-text index.
    """
    secure(table)
    for audience in audiences:
        allow(table, audience, "audience", using="true", commands=("select",))
    writes = tuple(command for command in commands if command != "select")
    allow(table, TENANT, "own_rows", using=OWN, commands=writes)


def system_rows(table: str, commands: Iterable[str] = ALL) -> None:
    """What sign-in, provisioning and the outbox may do here."""
    allow(table, SYSTEM, "system", using="true", commands=commands)


def remove(*tables: str) -> None:
    """Drop the tables in this order (a migration's way down); their policies go with them."""
    for table in tables:
        op.execute(f"drop table if exists {table} cascade")
