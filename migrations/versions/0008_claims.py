"""Claims, relays, corrections, languages, and publishing at a time."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants import policies as p

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "relay",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("asked_by", sqlmodel.sql.sqltypes.AutoString(length=5), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("posts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("done_revision", sa.Integer(), nullable=True),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_down_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_relay_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_relay")),
    )
    op.create_index("ix_relay_number", "relay", ["number"], unique=False)
    op.create_index(
        "ix_relay_tenant_id_created_at_id", "relay", ["tenant_id", "created_at", "id"], unique=False
    )
    op.create_index("uq_relay_tenant_id_number", "relay", ["tenant_id", "number"], unique=True)
    op.create_table(
        "claim",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("links", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("medium", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("seen_on", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("region", sqlmodel.sql.sqltypes.AutoString(length=5), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("sightings", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "clarification_number", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("duplicate_of", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("origin_claim", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("origin_tenant", sqlmodel.sql.sqltypes.AutoString(length=5), nullable=True),
        sa.Column("continued_as", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
        sa.Column("continued_by", sqlmodel.sql.sqltypes.AutoString(length=5), nullable=True),
        sa.Column("suggestions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "external_reference", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True
        ),
        sa.Column("created_by_name", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("created_by_kind", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("handed_in", sa.Boolean(), nullable=False),
        sa.CheckConstraint("sightings > 0", name=op.f("ck_claim_sightings")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "assignee_id"],
            ["membership.tenant_id", "membership.id"],
            name=op.f("fk_claim_tenant_id_assignee_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_claim_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_claim")),
    )
    op.create_index(
        "ix_claim_handed_in",
        "claim",
        ["received_at", "id"],
        unique=False,
        postgresql_where=sa.text("handed_in"),
    )
    op.create_index(
        "ix_claim_tenant_id_continued_as", "claim", ["tenant_id", "continued_as"], unique=False
    )
    op.create_index("ix_claim_tenant_id_text_hash", "claim", ["tenant_id", "text_hash"])
    op.create_index(
        "ix_claim_tenant_id_duplicate_of", "claim", ["tenant_id", "duplicate_of"], unique=False
    )
    op.create_index(
        "ix_claim_tenant_id_due_at",
        "claim",
        ["tenant_id", "due_at"],
        unique=False,
        postgresql_where=sa.text("status in ('new', 'assigned')"),
    )
    op.create_index(
        "ix_claim_tenant_id_received_at_id",
        "claim",
        ["tenant_id", "received_at", "id"],
        unique=False,
    )
    op.create_index(
        "uq_claim_tenant_id_external_reference",
        "claim",
        ["tenant_id", "external_reference"],
        unique=True,
    )
    op.create_index(
        "uq_claim_tenant_id_open_text",
        "claim",
        ["tenant_id", "region", "text_hash"],
        unique=True,
        postgresql_where=sa.text("status in ('new', 'assigned')"),
    )
    op.create_index(
        "uq_claim_tenant_id_reference", "claim", ["tenant_id", "reference"], unique=True
    )
    op.create_table(
        "relay_post",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("relay_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "channel_id"],
            ["channel.tenant_id", "channel.id"],
            name=op.f("fk_relay_post_tenant_id_channel_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "relay_id"],
            ["relay.tenant_id", "relay.id"],
            name=op.f("fk_relay_post_tenant_id_relay_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_relay_post_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_relay_post")),
    )
    op.create_index(
        "ix_relay_post_tenant_id_channel_id",
        "relay_post",
        ["tenant_id", "channel_id"],
        unique=False,
    )
    op.create_index(
        "ix_relay_post_tenant_id_relay_id", "relay_post", ["tenant_id", "relay_id"], unique=False
    )
    op.create_table(
        "claim_asset",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("handed_in", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "asset_id"],
            ["asset.tenant_id", "asset.id"],
            name=op.f("fk_claim_asset_tenant_id_asset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "claim_id"],
            ["claim.tenant_id", "claim.id"],
            name=op.f("fk_claim_asset_tenant_id_claim_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_claim_asset_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_claim_asset")),
    )
    op.create_index(
        "ix_claim_asset_tenant_id_asset_id", "claim_asset", ["tenant_id", "asset_id"], unique=False
    )
    op.create_index(
        "ix_claim_asset_tenant_id_claim_id", "claim_asset", ["tenant_id", "claim_id"], unique=False
    )
    op.create_table(
        "claim_sighting",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("seen_on", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("status_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "claim_id"],
            ["claim.tenant_id", "claim.id"],
            name=op.f("fk_claim_sighting_tenant_id_claim_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_claim_sighting_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_claim_sighting")),
    )
    op.create_index(
        "ix_claim_sighting_status_hash", "claim_sighting", ["status_hash"], unique=False
    )
    op.create_index(
        "ix_claim_sighting_tenant_id_claim_id",
        "claim_sighting",
        ["tenant_id", "claim_id"],
        unique=False,
    )
    op.create_index(
        "uq_claim_sighting_tenant_id_status_hash",
        "claim_sighting",
        ["tenant_id", "status_hash"],
        unique=True,
    )
    op.create_table(
        "claim_reporter",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("sighting_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("consent", sa.Boolean(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "claim_id"],
            ["claim.tenant_id", "claim.id"],
            name=op.f("fk_claim_reporter_tenant_id_claim_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "sighting_id"],
            ["claim_sighting.tenant_id", "claim_sighting.id"],
            name=op.f("fk_claim_reporter_tenant_id_sighting_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_claim_reporter_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_claim_reporter")),
    )
    op.create_index(
        "ix_claim_reporter_tenant_id_claim_id",
        "claim_reporter",
        ["tenant_id", "claim_id"],
        unique=False,
    )
    op.add_column("clarification", sa.Column("correction_revision", sa.Integer(), nullable=True))
    op.add_column(
        "clarification",
        sa.Column("correction_status", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    )
    op.add_column(
        "clarification", sa.Column("publish_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_index(
        "ix_clarification_publish_at",
        "clarification",
        ["tenant_id", "publish_at"],
        unique=False,
        postgresql_where=sa.text("publish_at is not null"),
    )
    op.add_column(
        "clarification_revision",
        sa.Column(
            "translations",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    op.add_column("clarification_revision", sa.Column("public_note", sa.Text(), nullable=True))
    op.add_column(
        "clarification_revision",
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.add_column(
        "public_clarification",
        sa.Column(
            "translations",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    op.add_column(
        "shared_clarification",
        sa.Column(
            "translations",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
    )
    _secure()


def _secure() -> None:
    for table in ("claim", "claim_sighting", "claim_reporter", "claim_asset", "relay_post"):
        p.own_rows(table)
    # What circulates is handed in on arrival; who reported it never is.
    for table in ("claim", "claim_asset"):
        p.handed_in_rows(table)
    # A stranger's secret link leads to its sighting; the rest is read in that tenant's scope.
    p.allow("claim_sighting", p.SYSTEM, "system", using="true", commands=("select",))
    p.shared_rows("relay", (p.TENANT, p.PROVINCE))
    # The province sends a correction back, and retracts whatever was to be published.
    columns = "correction_status, correction_revision, publish_at"
    op.execute(f"grant update ({columns}) on clarification to {p.PROVINCE}")


def downgrade() -> None:
    op.drop_column("shared_clarification", "translations")
    op.drop_column("public_clarification", "translations")
    op.drop_column("clarification_revision", "published_at")
    op.drop_column("clarification_revision", "public_note")
    op.drop_column("clarification_revision", "translations")
    op.drop_index(
        "ix_clarification_publish_at",
        table_name="clarification",
        postgresql_where=sa.text("publish_at is not null"),
    )
    op.drop_column("clarification", "publish_at")
    op.drop_column("clarification", "correction_status")
    op.drop_column("clarification", "correction_revision")
    op.drop_index("ix_claim_reporter_tenant_id_claim_id", table_name="claim_reporter")
    op.drop_table("claim_reporter")
    op.drop_index("uq_claim_sighting_tenant_id_status_hash", table_name="claim_sighting")
    op.drop_index("ix_claim_sighting_tenant_id_claim_id", table_name="claim_sighting")
    op.drop_index("ix_claim_sighting_status_hash", table_name="claim_sighting")
    op.drop_table("claim_sighting")
    op.drop_index("ix_claim_asset_tenant_id_claim_id", table_name="claim_asset")
    op.drop_index("ix_claim_asset_tenant_id_asset_id", table_name="claim_asset")
    op.drop_table("claim_asset")
    op.drop_index("ix_relay_post_tenant_id_relay_id", table_name="relay_post")
    op.drop_index("ix_relay_post_tenant_id_channel_id", table_name="relay_post")
    op.drop_table("relay_post")
    op.drop_index("uq_claim_tenant_id_reference", table_name="claim")
    op.drop_index(
        "uq_claim_tenant_id_open_text",
        table_name="claim",
        postgresql_where=sa.text("status in ('new', 'assigned')"),
    )
    op.drop_index("uq_claim_tenant_id_external_reference", table_name="claim")
    op.drop_index("ix_claim_tenant_id_received_at_id", table_name="claim")
    op.drop_index(
        "ix_claim_tenant_id_due_at",
        table_name="claim",
        postgresql_where=sa.text("status in ('new', 'assigned')"),
    )
    op.drop_index("ix_claim_tenant_id_text_hash", table_name="claim")
    op.drop_index("ix_claim_tenant_id_duplicate_of", table_name="claim")
    op.drop_index("ix_claim_tenant_id_continued_as", table_name="claim")
    op.drop_index("ix_claim_handed_in", table_name="claim", postgresql_where=sa.text("handed_in"))
    op.drop_table("claim")
    op.drop_index("uq_relay_tenant_id_number", table_name="relay")
    op.drop_index("ix_relay_tenant_id_created_at_id", table_name="relay")
    op.drop_index("ix_relay_number", table_name="relay")
    op.drop_table("relay")
