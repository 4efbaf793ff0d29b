"""Copies of pictures, what storage is taken, and what the public sees of an asset."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("asset", sa.Column("blurhash", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.add_column(
        "asset",
        sa.Column(
            "variants",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    op.add_column(
        "asset", sa.Column("stored_size", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column("asset", sa.Column("upload_id", sa.Text(), nullable=True))
    op.add_column(
        "asset", sa.Column("published_count", sa.Integer(), server_default="0", nullable=False)
    )
    op.create_check_constraint(op.f("ck_asset_published_count"), "asset", "published_count >= 0")
    op.add_column(
        "public_clarification",
        sa.Column(
            "cover", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
    )
    op.add_column("public_clarification", sa.Column("share_image_key", sa.Text(), nullable=True))
    op.add_column(
        "shared_clarification",
        sa.Column(
            "cover", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
    )
    op.add_column("shared_clarification", sa.Column("share_image_key", sa.Text(), nullable=True))
    _count_published()


def _count_published() -> None:
    """What public clarifications show already: retracting one must leave another's pictures."""
    tables = ("asset", "clarification", "clarification_revision", "clarification_asset")
    for table in tables:
        op.execute(f"alter table {table} no force row level security")
    op.execute("""
        update asset set published_count = shown.times from (
          select ca.tenant_id, ca.asset_id, count(distinct c.id) as times
          from clarification c
          join clarification_revision r on (r.tenant_id, r.clarification_id, r.revision)
            = (c.tenant_id, c.id, c.revision)
          join clarification_asset ca on (ca.tenant_id, ca.revision_id) = (r.tenant_id, r.id)
          where c.status = 'published' and r.audience = 'public'
          group by ca.tenant_id, ca.asset_id
        ) shown
        where (asset.tenant_id, asset.id) = (shown.tenant_id, shown.asset_id)
    """)
    for table in tables:
        op.execute(f"alter table {table} force row level security")


def downgrade() -> None:
    op.drop_column("shared_clarification", "share_image_key")
    op.drop_column("shared_clarification", "cover")
    op.drop_column("public_clarification", "share_image_key")
    op.drop_column("public_clarification", "cover")
    op.drop_constraint(op.f("ck_asset_published_count"), "asset", type_="check")
    op.drop_column("asset", "published_count")
    op.drop_column("asset", "upload_id")
    op.drop_column("asset", "stored_size")
    op.drop_column("asset", "variants")
    op.drop_column("asset", "blurhash")
