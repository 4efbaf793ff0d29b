"""Members, units, machine clients and registrations: who may act for a government."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from tenants import policies as p

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_tables()
    _add_columns()
    _secure()


def _create_tables() -> None:
    op.create_table(
        "mail_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=False),
        sa.Column("sealed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_message")),
    )
    op.create_table(
        "revocation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revocation")),
    )
    op.create_index("ix_revocation_expires_at", "revocation", ["expires_at"], unique=False)
    op.create_table(
        "one_time_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("purpose", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=True),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_one_time_link_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_one_time_link_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_one_time_link_secret_hash")),
    )
    op.create_index(
        op.f("ix_one_time_link_person_id"), "one_time_link", ["person_id"], unique=False
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recovery_code_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
    )
    op.create_index("ix_recovery_code_person_id", "recovery_code", ["person_id"], unique=False)
    op.create_table(
        "second_factor",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("seed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_second_factor_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor")),
        sa.UniqueConstraint("person_id", name=op.f("uq_second_factor_person_id")),
    )
    op.create_table(
        "unit",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_unit_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_unit")),
    )
    op.create_index("uq_unit_tenant_id_name", "unit", ["tenant_id", "name"], unique=True)
    op.create_table(
        "registration",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region", sqlmodel.sql.sqltypes.AutoString(length=5), nullable=False),
        sa.Column("office", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=False),
        sa.Column("contact_name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("phone", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("letter_asset_id", sa.Uuid(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("confirm_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("status_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decision_note", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_registration_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "letter_asset_id"],
            ["asset.tenant_id", "asset.id"],
            name=op.f("fk_registration_tenant_id_letter_asset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_registration_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_registration")),
    )
    op.create_index(
        "ix_registration_tenant_id_status", "registration", ["tenant_id", "status"], unique=False
    )
    op.create_index(
        "uq_registration_tenant_id_confirm_hash",
        "registration",
        ["tenant_id", "confirm_hash"],
        unique=True,
    )
    op.create_index(
        "uq_registration_tenant_id_status_hash",
        "registration",
        ["tenant_id", "status_hash"],
        unique=True,
    )
    op.create_table(
        "upload_ticket",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "asset_id"],
            ["asset.tenant_id", "asset.id"],
            name=op.f("fk_upload_ticket_tenant_id_asset_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_upload_ticket_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_upload_ticket")),
    )
    op.create_index(
        "uq_upload_ticket_tenant_id_secret_hash",
        "upload_ticket",
        ["tenant_id", "secret_hash"],
        unique=True,
    )


def _add_columns() -> None:
    # A letter is uploaded by somebody without an account.
    op.alter_column("asset", "created_by_id", existing_type=sa.Uuid(), nullable=True)
    op.add_column(
        "authorization_code", sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "authorization_code",
        sa.Column(
            "device",
            sqlmodel.sql.sqltypes.AutoString(length=200),
            nullable=False,
            server_default="",
        ),
    )
    op.create_foreign_key(
        op.f("fk_channel_tenant_id_unit_id"),
        "channel",
        "unit",
        ["tenant_id", "unit_id"],
        ["tenant_id", "id"],
    )
    op.add_column(
        "client",
        sa.Column("previous_secret_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    )
    op.add_column(
        "client", sa.Column("previous_secret_until", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("client", sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("membership", sa.Column("unit_id", sa.Uuid(), nullable=True))
    op.add_column(
        "membership",
        sa.Column("invited_name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=True),
    )
    op.add_column(
        "membership",
        sa.Column("invited_email", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=True),
    )
    op.add_column("membership", sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("membership", sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "membership", sa.Column("signed_out_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_foreign_key(
        op.f("fk_membership_tenant_id_unit_id"),
        "membership",
        "unit",
        ["tenant_id", "unit_id"],
        ["tenant_id", "id"],
    )
    op.add_column(
        "refresh_family",
        sa.Column(
            "device",
            sqlmodel.sql.sqltypes.AutoString(length=200),
            nullable=False,
            server_default="",
        ),
    )
    op.add_column(
        "refresh_family", sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_foreign_key(
        op.f("fk_report_tenant_id_unit_id"),
        "report",
        "unit",
        ["tenant_id", "unit_id"],
        ["tenant_id", "id"],
    )
    op.add_column(
        "sign_in",
        sa.Column(
            "method", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="password"
        ),
    )
    op.add_column(
        "sign_in",
        sa.Column("awaiting_code", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "sign_in",
        sa.Column(
            "device",
            sqlmodel.sql.sqltypes.AutoString(length=200),
            nullable=False,
            server_default="",
        ),
    )
    op.add_column(
        "sign_in",
        sa.Column(
            "address",
            sqlmodel.sql.sqltypes.AutoString(length=64),
            nullable=False,
            server_default="",
        ),
    )
    op.add_column("sign_in", sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True))


def _secure() -> None:
    for table in ("second_factor", "recovery_code", "one_time_link", "mail_message", "revocation"):
        p.secure(table)
        p.system_rows(table)
    p.own_rows("unit", ("select", "insert", "update"))
    for table in ("membership", "client"):
        p.allow(table, p.TENANT, "own_rows", using=p.OWN, commands=("insert", "update"))
    # Intake writes and reads these by the hash of a secret; the province's upkeep removes them.
    for table in ("registration", "upload_ticket"):
        p.own_rows(table)
        p.system_rows(table, ("select", "insert", "update"))
    # Whoever invites an address must not learn whether, and as whom, others know its owner.
    # Nor from an invitation that he took back before anybody accepted it.
    colleague = (
        "exists (select from membership m where m.person_id = person.id and "
        "(m.status in ('active', 'suspended') or m.status = 'removed' and m.joined_at is not null))"
    )
    op.execute(f"alter policy colleague on person using ({colleague})")


def downgrade() -> None:
    op.execute(
        "alter policy colleague on person using "
        "(exists (select from membership m where m.person_id = person.id))"
    )
    for table in ("membership", "client"):
        for command in ("insert", "update"):
            op.execute(f"drop policy tenant_own_rows_{command} on {table}")
            op.execute(f"revoke {command} on {table} from {p.TENANT}")
    op.drop_column("sign_in", "last_used_at")
    op.drop_column("sign_in", "address")
    op.drop_column("sign_in", "device")
    op.drop_column("sign_in", "awaiting_code")
    op.drop_column("sign_in", "method")
    op.drop_constraint(op.f("fk_report_tenant_id_unit_id"), "report", type_="foreignkey")
    op.drop_column("refresh_family", "last_used_at")
    op.drop_column("refresh_family", "device")
    op.drop_constraint(op.f("fk_membership_tenant_id_unit_id"), "membership", type_="foreignkey")
    op.drop_column("membership", "signed_out_at")
    op.drop_column("membership", "joined_at")
    op.drop_column("membership", "invited_at")
    op.drop_column("membership", "invited_email")
    op.drop_column("membership", "invited_name")
    op.drop_column("membership", "unit_id")
    op.drop_column("client", "last_used_at")
    op.drop_column("client", "previous_secret_until")
    op.drop_column("client", "previous_secret_hash")
    op.drop_constraint(op.f("fk_channel_tenant_id_unit_id"), "channel", type_="foreignkey")
    op.drop_column("authorization_code", "device")
    op.drop_column("authorization_code", "signed_in_at")
    op.drop_index("uq_upload_ticket_tenant_id_secret_hash", table_name="upload_ticket")
    op.drop_table("upload_ticket")
    op.drop_index("uq_registration_tenant_id_status_hash", table_name="registration")
    op.drop_index("uq_registration_tenant_id_confirm_hash", table_name="registration")
    op.drop_index("ix_registration_tenant_id_status", table_name="registration")
    op.drop_table("registration")
    op.drop_index("uq_unit_tenant_id_name", table_name="unit")
    op.drop_table("unit")
    op.drop_table("second_factor")
    op.drop_index("ix_recovery_code_person_id", table_name="recovery_code")
    op.drop_table("recovery_code")
    op.drop_index(op.f("ix_one_time_link_person_id"), table_name="one_time_link")
    op.drop_table("one_time_link")
    op.drop_index("ix_revocation_expires_at", table_name="revocation")
    op.drop_table("revocation")
    op.drop_table("mail_message")
    op.execute("alter table asset no force row level security")
    nobody = "00000000-0000-0000-0000-000000000000"
    op.execute(f"update asset set created_by_id = '{nobody}' where created_by_id is null")
    op.execute("alter table asset force row level security")
    op.alter_column("asset", "created_by_id", existing_type=sa.Uuid(), nullable=False)
