"""Periods, completions, sums kept by triggers, snapshots and long work."""

import os

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants import policies as p

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OWNER = "simpul_owner"
# What a report adds to the sums of its tenant, period, kind and unit.
SUMS = {
    "reports": "1",
    "submitted": "(status = 'submitted')::int",
    "returned": "(status = 'returned')::int",
    "accepted": "(status = 'accepted')::int",
    "late": "late::int",
    "participants": "coalesce(participants, 0)",
    "posts": "posts_count",
    "reach": "reach",
    "engagement": "engagement",
}
_NEW, _OLD = "select 1 as n, * from new_rows", "select -1 as n, * from old_rows"
CHANGED = {"INSERT": _NEW, "UPDATE": f"{_NEW} union all {_OLD}", "DELETE": _OLD}
TRANSITIONS = {
    "INSERT": "new table as new_rows",
    "UPDATE": "old table as old_rows new table as new_rows",
    "DELETE": "old table as old_rows",
}


def _summed(rows: str) -> str:
    """Add what changed, however many rows, in one order: writers wait for each other then."""
    sums = [f"sum(n * {value})" for value in SUMS.values()]
    merged = ", ".join(f"{name} = s.{name} + excluded.{name}" for name in SUMS)
    return (
        f"insert into report_summary as s (tenant_id, id, period, kind, unit_id, {', '.join(SUMS)})"
        f" select tenant_id, gen_random_uuid(), period, kind, unit_id, {', '.join(sums)}"
        f" from ({rows}) changed where status <> 'draft'"
        " group by tenant_id, period, kind, unit_id"
        f" having {' or '.join(f'{each} <> 0' for each in sums)}"
        " order by tenant_id, period, kind, unit_id"
        f" on conflict (tenant_id, period, kind, unit_id) do update set {merged};"
    )


def _counted(rows: str) -> str:
    """Posts on their report's own row; by the rights of who writes them, who owns the report."""
    return (
        "update report set posts_count = report.posts_count + d.posts, reach = report.reach + d.reach,"
        " engagement = report.engagement + d.engagement from (select tenant_id, report_id,"
        " sum(n) as posts, sum(n * coalesce(reach, 0)) as reach,"
        f" sum(n * coalesce(engagement, 0)) as engagement from ({rows}) changed"
        " group by tenant_id, report_id) d"
        " where (report.tenant_id, report.id) = (d.tenant_id, d.report_id)"
        " and (d.posts, d.reach, d.engagement) is distinct from (0, 0, 0);"
    )


def _function(name: str, statements: dict[str, str], rights: str) -> str:
    branches = " els".join(f"if tg_op = '{tg}' then {sql}" for tg, sql in statements.items())
    return (
        f"create function {name}() returns trigger language plpgsql security {rights}"
        f" set search_path = public, pg_temp as $$ begin {branches} end if; return null; end $$"
    )


def _triggers(name: str, table: str) -> None:
    for event, transition in TRANSITIONS.items():
        op.execute(
            f"create trigger {name}_{event.lower()} after {event} on {table}"
            f" referencing {transition} for each statement execute function {name}()"
        )


def upgrade() -> None:
    op.create_table(
        "completion",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=7), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("nil", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("first_declared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declared_by", sa.Uuid(), nullable=True),
        sa.Column("declared_by_name", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("handed_in", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_completion_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_completion")),
    )
    op.create_index("ix_completion_period", "completion", ["period"], unique=False)
    op.create_index(
        "uq_completion_tenant_id_period", "completion", ["tenant_id", "period"], unique=True
    )
    op.create_table(
        "period",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=7), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_period_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_period")),
    )
    op.create_index("uq_period_tenant_id_period", "period", ["tenant_id", "period"], unique=True)
    op.create_table(
        "period_extension",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=7), nullable=False),
        sa.Column("open_until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_in", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_period_extension_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_period_extension")),
    )
    op.create_index(
        "ix_period_extension_tenant_id_period",
        "period_extension",
        ["tenant_id", "period"],
        unique=False,
    )
    op.create_table(
        "period_notice",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=7), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_period_notice_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_period_notice")),
    )
    op.create_index(
        "uq_period_notice_tenant_id_period_kind",
        "period_notice",
        ["tenant_id", "period", "kind"],
        unique=True,
    )
    op.create_table(
        "report_summary",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=7), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("reports", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("submitted", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("returned", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("accepted", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("late", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("participants", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("posts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reach", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("engagement", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_report_summary_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_report_summary")),
    )
    op.create_index("ix_report_summary_period", "report_summary", ["period"], unique=False)
    op.create_index(
        "uq_report_summary_tenant_id_period_kind_unit_id",
        "report_summary",
        ["tenant_id", "period", "kind", "unit_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "rollup_snapshot",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=7), nullable=False),
        sa.Column("checksum", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_rollup_snapshot_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rollup_snapshot")),
    )
    op.create_index(
        "ix_rollup_snapshot_tenant_id_created_at_id",
        "rollup_snapshot",
        ["tenant_id", "created_at", "id"],
        unique=False,
    )
    op.create_table(
        "rollup_snapshot_part",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("snapshot_id", sa.Uuid(), nullable=False),
        sa.Column("checksum", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("handed_in", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_rollup_snapshot_part_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rollup_snapshot_part")),
    )
    op.create_index(
        "ix_rollup_snapshot_part_snapshot_id", "rollup_snapshot_part", ["snapshot_id"], unique=False
    )
    op.create_index(
        "uq_rollup_snapshot_part_tenant_id_snapshot_id",
        "rollup_snapshot_part",
        ["tenant_id", "snapshot_id"],
        unique=True,
    )
    op.create_table(
        "job",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=True),
        sa.Column("parameters", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("requested_by", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("error", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("result_key", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=True),
        sa.Column("result_name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True),
        sa.Column("result_type", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=True),
        sa.Column("result_size", sa.BigInteger(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "asset_id"],
            ["asset.tenant_id", "asset.id"],
            name=op.f("fk_job_tenant_id_asset_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_job_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_job")),
    )
    op.create_index("ix_job_tenant_id_asset_id", "job", ["tenant_id", "asset_id"], unique=False)
    op.create_index(
        "ix_job_tenant_id_created_at_id", "job", ["tenant_id", "created_at", "id"], unique=False
    )
    op.add_column(
        "tenant",
        sa.Column("joined_in", sqlmodel.sql.sqltypes.AutoString(length=7), nullable=True),
    )
    op.add_column(
        "report", sa.Column("late", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column(
        "report", sa.Column("posts_count", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("report", sa.Column("reach", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column(
        "report", sa.Column("engagement", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "report",
        sa.Column(
            "returned_content",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=True,
        ),
    )
    _secure()


def _secure() -> None:
    p.shared_rows("period", (p.TENANT, p.PROVINCE))
    # What is frozen is added and read, never changed.
    p.shared_rows("rollup_snapshot", (p.TENANT, p.PROVINCE), ("insert",))
    p.own_rows("rollup_snapshot_part", ("select", "insert"))
    p.handed_in_rows("rollup_snapshot_part")
    for table in ("period_extension", "completion"):
        p.own_rows(table)
        p.handed_in_rows(table)
    p.own_rows("period_notice")
    p.own_rows("job")
    p.own_rows("report_summary", ("select",))
    context = "(select nullif(current_setting('app.tenant_id', true), '')) is not null"
    p.allow("report_summary", p.PROVINCE, "sums", using=context, commands=("select",))
    p.allow("report_summary", OWNER, "sums", using="true", commands=("select", "insert", "update"))
    _keep_sums()


def _keep_sums() -> None:
    summed = {event: _summed(rows) for event, rows in CHANGED.items()}
    counted = {event: _counted(rows) for event, rows in CHANGED.items()}
    op.execute(_function("keep_report_summary", summed, "definer"))
    op.execute(_function("keep_report_posts", counted, "invoker"))
    for name in ("keep_report_summary", "keep_report_posts"):
        op.execute(f"revoke all on function {name}() from public")
    _count_what_is_there()
    _triggers("keep_report_summary", "report")
    _triggers("keep_report_posts", "report_post")


def _count_what_is_there() -> None:
    for table in ("report", "report_post"):
        op.execute(f"alter table {table} no force row level security")
    _judge_what_is_there()
    op.execute(_counted("select 1 as n, * from report_post"))
    op.execute(_summed("select 1 as n, * from report"))
    for table in ("report", "report_post"):
        op.execute(f"alter table {table} force row level security")


def _judge_what_is_there() -> None:
    """`late` was told by the settings until now, as it is here: no period has dates of its own yet."""
    known = {
        "zone": os.environ.get("SIMPUL_TIME_ZONE", "Asia/Jakarta"),
        "days": int(os.environ.get("SIMPUL_REPORT_DUE_DAY", "10")),
    }
    judged = (
        "update report set late = true where first_submitted_at at time zone :zone"
        " >= to_date(period, 'YYYY-MM') + interval '1 month' + :days * interval '1 day'"
    )
    op.get_bind().execute(sa.text(judged), known)


def downgrade() -> None:
    for table in ("report_post", "report"):
        name = {"report": "keep_report_summary", "report_post": "keep_report_posts"}[table]
        for event in TRANSITIONS:
            op.execute(f"drop trigger {name}_{event.lower()} on {table}")
        op.execute(f"drop function {name}()")
    op.drop_column("report", "returned_content")
    op.drop_column("report", "engagement")
    op.drop_column("report", "reach")
    op.drop_column("report", "posts_count")
    op.drop_column("report", "late")
    op.drop_column("tenant", "joined_in")
    op.drop_index("ix_job_tenant_id_created_at_id", table_name="job")
    op.drop_index("ix_job_tenant_id_asset_id", table_name="job")
    op.drop_table("job")
    op.drop_index(
        "uq_rollup_snapshot_part_tenant_id_snapshot_id", table_name="rollup_snapshot_part"
    )
    op.drop_index("ix_rollup_snapshot_part_snapshot_id", table_name="rollup_snapshot_part")
    op.drop_table("rollup_snapshot_part")
    op.drop_index("ix_rollup_snapshot_tenant_id_created_at_id", table_name="rollup_snapshot")
    op.drop_table("rollup_snapshot")
    op.drop_index(
        "uq_report_summary_tenant_id_period_kind_unit_id",
        table_name="report_summary",
        postgresql_nulls_not_distinct=True,
    )
    op.drop_index("ix_report_summary_period", table_name="report_summary")
    op.drop_table("report_summary")
    op.drop_index("uq_period_notice_tenant_id_period_kind", table_name="period_notice")
    op.drop_table("period_notice")
    op.drop_index("ix_period_extension_tenant_id_period", table_name="period_extension")
    op.drop_table("period_extension")
    op.drop_index("uq_period_tenant_id_period", table_name="period")
    op.drop_table("period")
    op.drop_index("uq_completion_tenant_id_period", table_name="completion")
    op.drop_index("ix_completion_period", table_name="completion")
    op.drop_table("completion")
