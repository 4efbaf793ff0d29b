"""Policies, acknowledgements and election windows; the audit chain by what it says."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants import policies as p

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "election_window",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("regions", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("terms", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_election_window_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_election_window")),
    )
    op.create_index("ix_election_window_ends_on", "election_window", ["ends_on"], unique=False)
    op.create_table(
        "policy",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(length=35), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("kinds", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("change_note", sa.Text(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_policy_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_policy")),
    )
    op.create_index(
        "uq_policy_tenant_id_active",
        "policy",
        ["tenant_id"],
        unique=True,
        postgresql_where=sa.text("status = 'active'"),
    )
    op.create_index(
        "uq_policy_tenant_id_revision", "policy", ["tenant_id", "revision"], unique=True
    )
    op.create_table(
        "policy_acknowledgement",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_policy_acknowledgement_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_policy_acknowledgement_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_policy_acknowledgement")),
    )
    op.create_index(
        "uq_policy_acknowledgement_tenant_id_person_id_revision",
        "policy_acknowledgement",
        ["tenant_id", "person_id", "revision"],
        unique=True,
    )
    op.create_table(
        "policy_reminder",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_policy_reminder_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_policy_reminder_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_policy_reminder")),
    )
    op.create_index(
        "uq_policy_reminder_tenant_id_person_id_revision",
        "policy_reminder",
        ["tenant_id", "person_id", "revision"],
        unique=True,
    )
    op.add_column(
        "audit_event",
        sa.Column(
            "action",
            sa.Text(),
            sa.Computed("(body::jsonb ->> 'action')", persisted=True),
            nullable=True,
        ),
    )
    op.add_column(
        "audit_event",
        sa.Column(
            "subject",
            sa.Text(),
            sa.Computed("(body::jsonb ->> 'subject')", persisted=True),
            nullable=True,
        ),
    )
    op.add_column(
        "audit_event",
        sa.Column(
            "actor_kind",
            sa.Text(),
            sa.Computed("(body::jsonb #>> '{actor,kind}')", persisted=True),
            nullable=True,
        ),
    )
    op.add_column(
        "audit_event",
        sa.Column(
            "actor_id",
            sa.Text(),
            sa.Computed("(body::jsonb #>> '{actor,id}')", persisted=True),
            nullable=True,
        ),
    )
    op.create_index(
        "ix_audit_event_tenant_id_action_seq",
        "audit_event",
        ["tenant_id", "action", "seq"],
        unique=False,
    )
    op.create_index(
        "ix_audit_event_tenant_id_actor_id_seq",
        "audit_event",
        ["tenant_id", "actor_id", "seq"],
        unique=False,
    )
    op.create_index(
        "ix_audit_event_tenant_id_subject_seq",
        "audit_event",
        ["tenant_id", "subject", "seq"],
        unique=False,
    )
    op.add_column("person", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    for table in ("policy", "election_window"):
        p.shared_rows(table, (p.TENANT,))
    for table in ("policy_acknowledgement", "policy_reminder"):
        p.own_rows(table)


def downgrade() -> None:
    op.drop_column("person", "erased_at")
    op.drop_index("ix_audit_event_tenant_id_subject_seq", table_name="audit_event")
    op.drop_index("ix_audit_event_tenant_id_actor_id_seq", table_name="audit_event")
    op.drop_index("ix_audit_event_tenant_id_action_seq", table_name="audit_event")
    op.drop_column("audit_event", "actor_id")
    op.drop_column("audit_event", "actor_kind")
    op.drop_column("audit_event", "subject")
    op.drop_column("audit_event", "action")
    op.drop_index("uq_policy_reminder_tenant_id_person_id_revision", table_name="policy_reminder")
    op.drop_table("policy_reminder")
    op.drop_index(
        "uq_policy_acknowledgement_tenant_id_person_id_revision",
        table_name="policy_acknowledgement",
    )
    op.drop_table("policy_acknowledgement")
    op.drop_index("uq_policy_tenant_id_revision", table_name="policy")
    op.drop_index(
        "uq_policy_tenant_id_active",
        table_name="policy",
        postgresql_where=sa.text("status = 'active'"),
    )
    op.drop_table("policy")
    op.drop_index("ix_election_window_ends_on", table_name="election_window")
    op.drop_table("election_window")
