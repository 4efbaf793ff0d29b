"""The features by which published clarifications are found, for each audience its own table."""

import sqlalchemy as sa
from alembic import op

from tenants import policies as p

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("shared_match", "public_match"):
        op.create_table(
            table,
            sa.Column("live", sa.Boolean(), nullable=False),
            sa.Column("made_by", sa.Integer(), nullable=False),
            sa.Column("title", sa.LargeBinary(), nullable=False),
            sa.Column("claim", sa.LargeBinary(), nullable=False),
            sa.Column("tenant_id", sa.Uuid(), nullable=False),
            sa.Column("id", sa.Uuid(), nullable=False),
            sa.Column(
                "changed",
                sa.BigInteger(),
                server_default=sa.text("pg_current_xact_id()::text::bigint"),
                nullable=False,
            ),
            sa.ForeignKeyConstraint(
                ["tenant_id"], ["tenant.id"], name=op.f(f"fk_{table}_tenant_id")
            ),
            sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
        )
        op.create_index(f"ix_{table}_changed", table, ["changed"], unique=False)
    p.shared_rows("shared_match", (p.TENANT, p.PROVINCE), ("insert", "update"))
    p.shared_rows("public_match", (p.TENANT, p.PROVINCE, p.PUBLIC), ("insert", "update"))


def downgrade() -> None:
    p.remove("public_match", "shared_match")
