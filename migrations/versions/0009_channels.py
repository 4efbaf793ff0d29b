"""Impersonation, what was official once, and channels that nobody confirmed."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from tenants import policies as p

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "known_impersonator",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("identity", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("handle", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("warning", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_known_impersonator_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_known_impersonator")),
    )
    op.create_index(
        "ix_known_impersonator_platform_identity",
        "known_impersonator",
        ["platform", "identity"],
        unique=False,
    )
    op.create_table(
        "past_official_channel",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("platform", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("identity", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("handle", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_past_official_channel_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_past_official_channel")),
    )
    op.create_index(
        "ix_past_official_channel_platform_identity",
        "past_official_channel",
        ["platform", "identity", "until"],
        unique=False,
    )
    op.create_index(
        "ix_past_official_channel_tenant_id_channel_id",
        "past_official_channel",
        ["tenant_id", "channel_id"],
        unique=False,
    )
    op.create_table(
        "impersonation",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("platform", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("identity", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("handle", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("channel_id", sa.Uuid(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("platform_ticket", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("public_warning", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=True),
        sa.Column(
            "external_reference", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True
        ),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_by_kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("author_ids", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("handed_in", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "channel_id"],
            ["channel.tenant_id", "channel.id"],
            name=op.f("fk_impersonation_tenant_id_channel_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_impersonation_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_impersonation")),
    )
    op.create_index(
        "ix_impersonation_handed_in", "impersonation", ["created_at", "id"], unique=False
    )
    op.create_index(
        "ix_impersonation_tenant_id_created_at_id",
        "impersonation",
        ["tenant_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        "uq_impersonation_tenant_id_external_reference",
        "impersonation",
        ["tenant_id", "external_reference"],
        unique=True,
    )
    op.create_table(
        "impersonation_asset",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("impersonation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("handed_in", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "asset_id"],
            ["asset.tenant_id", "asset.id"],
            name=op.f("fk_impersonation_asset_tenant_id_asset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "impersonation_id"],
            ["impersonation.tenant_id", "impersonation.id"],
            name=op.f("fk_impersonation_asset_tenant_id_impersonation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_impersonation_asset_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_impersonation_asset")),
    )
    op.create_index(
        "ix_impersonation_asset_tenant_id_asset_id",
        "impersonation_asset",
        ["tenant_id", "asset_id"],
        unique=False,
    )
    op.create_index(
        "ix_impersonation_asset_tenant_id_impersonation_id",
        "impersonation_asset",
        ["tenant_id", "impersonation_id"],
        unique=False,
    )
    op.add_column("channel", sa.Column("dormant_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "channel", sa.Column("confirm_reminders", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "channel", sa.Column("confirm_reminded_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "channel", sa.Column("proof_checked_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "channel",
        sa.Column("proof_result", sqlmodel.sql.sqltypes.AutoString(length=50), nullable=True),
    )
    op.alter_column(
        "former_handle",
        "handle",
        existing_type=sa.VARCHAR(length=200),
        type_=sqlmodel.sql.sqltypes.AutoString(length=500),
        existing_nullable=False,
    )
    _secure()
    _rename_identities()


# The rules of `api/channels/platforms.toml` as of this migration, for what was verified before it.
_IDENTITIES = """
do $$
declare
  entry record;
begin
  for entry in
    select tenant_id, id, case
        when platform = 'website' then split_part(identity, '/', 1)
        when platform = 'facebook' and identity ~ 'profile\\.php' then substring(url from '[?&]id=([0-9]+)')
        when platform = 'facebook' then replace(regexp_replace(identity, '^.*/', ''), '.', '')
        when url ~ '/channel/' then substring(url from '/channel/([A-Za-z0-9_-]+)')
        when platform = 'youtube' then regexp_replace(identity, '^[^/]+/@?', '')
        when platform in ('instagram', 'x', 'tiktok', 'threads', 'telegram', 'whatsapp')
          then regexp_replace(identity, '^[^/]+/(s/)?@?([^/]+).*$', '\\2')
      end as identity
    from official_channel
    where platform = 'website' or platform = 'facebook' or strpos(identity, '/') > 0
  loop
    begin
      update official_channel o set identity = entry.identity,
        handle = case when o.platform <> 'website' then coalesce(o.handle, entry.identity) end
      where (o.tenant_id, o.id) = (entry.tenant_id, entry.id) and entry.identity is not null;
    exception when unique_violation then
      null; -- the same account twice: the second stays under its old name
    end;
  end loop;
end $$
"""


def _rename_identities() -> None:
    """An account is known by its handle now, however it was registered, and a website by its host."""
    op.execute("alter table official_channel no force row level security")
    op.execute(_IDENTITIES)
    op.execute("alter table official_channel force row level security")


def _secure() -> None:
    p.own_rows("impersonation")
    p.own_rows("impersonation_asset")
    for table in ("impersonation", "impersonation_asset"):
        p.handed_in_rows(table)
    for table in ("past_official_channel", "known_impersonator"):
        p.shared_rows(table, (p.TENANT, p.PROVINCE, p.PUBLIC))


def downgrade() -> None:
    op.alter_column(
        "former_handle",
        "handle",
        existing_type=sqlmodel.sql.sqltypes.AutoString(length=500),
        type_=sa.VARCHAR(length=200),
        existing_nullable=False,
    )
    op.drop_column("channel", "proof_result")
    op.drop_column("channel", "proof_checked_at")
    op.drop_column("channel", "confirm_reminded_at")
    op.drop_column("channel", "confirm_reminders")
    op.drop_column("channel", "dormant_since")
    op.drop_index(
        "ix_impersonation_asset_tenant_id_impersonation_id", table_name="impersonation_asset"
    )
    op.drop_index("ix_impersonation_asset_tenant_id_asset_id", table_name="impersonation_asset")
    op.drop_table("impersonation_asset")
    op.drop_index("uq_impersonation_tenant_id_external_reference", table_name="impersonation")
    op.drop_index("ix_impersonation_tenant_id_created_at_id", table_name="impersonation")
    op.drop_index("ix_impersonation_handed_in", table_name="impersonation")
    op.drop_table("impersonation")
    op.drop_index(
        "ix_past_official_channel_tenant_id_channel_id", table_name="past_official_channel"
    )
    op.drop_index("ix_past_official_channel_platform_identity", table_name="past_official_channel")
    op.drop_table("past_official_channel")
    op.drop_index("ix_known_impersonator_platform_identity", table_name="known_impersonator")
    op.drop_table("known_impersonator")
