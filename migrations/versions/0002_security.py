"""Who may see and write what: forced row-level security on every table, and two definer functions."""

from alembic import op

from tenants import policies as p

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OWNER = "simpul_owner"
REVIEW = ("status", "version", "updated_at", "decided_at", "decided_by", "decision_note")

AUDIT_APPEND = """
create function audit_append(p_tenant uuid, p_body text) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head record;
  moment timestamptz;
  place bigint;
  link text;
begin
  if p_tenant is distinct from nullif(current_setting('app.tenant_id', true), '')::uuid then
    raise exception 'audit_append: not the tenant of this transaction' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('audit:' || p_tenant::text, 0));
  -- A statement of its own: only now its snapshot holds what the lock's last owner committed.
  select seq, hash into head from audit_event where tenant_id = p_tenant order by seq desc limit 1;
  place := coalesce(head.seq, 0) + 1;
  moment := clock_timestamp();
  link := encode(sha256(convert_to(
    coalesce(head.hash, '') || '|' || place || '|' ||
    to_char(moment at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '|' || p_body, 'UTF8')), 'hex');
  insert into audit_event (tenant_id, id, seq, at, body, previous, hash)
  values (p_tenant, gen_random_uuid(), place, moment, p_body, coalesce(head.hash, ''), link);
  return place;
end $$
"""

DRAW_NUMBER = """
create function draw_number(p_series text, p_year integer) returns integer
language sql security definer set search_path = public, pg_temp as $$
  insert into number_counter as c (series, year, value) values (p_series, p_year, 1)
  on conflict (series, year) do update set value = c.value + 1 returning value
$$
"""


def upgrade() -> None:
    _tenants_and_people()
    _doors()
    _rooms()
    _shared()
    _functions()


def _tenants_and_people() -> None:
    p.secure("tenant")
    for role in (p.TENANT, p.PROVINCE, p.PUBLIC):
        p.allow("tenant", role, "everybody", using="true", commands=("select",))
    p.system_rows("tenant", ("select", "insert", "update"))
    own = "id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)"
    op.execute(
        f"create policy own_row on tenant for update to {p.TENANT} using ({own}) with check ({own})"
    )
    columns = "office, email, phone, address, website, version, updated_at"
    op.execute(f"grant update ({columns}) on tenant to {p.TENANT}")

    p.secure("person")
    p.system_rows("person", ("select", "insert", "update"))
    # The subquery runs under the membership's own policy: the people of this tenant.
    colleague = "exists (select from membership m where m.person_id = person.id)"
    op.execute(f"create policy colleague on person for select to {p.TENANT} using ({colleague})")
    op.execute(f"grant select (id, name, email) on person to {p.TENANT}")

    for table in ("membership", "client"):
        p.own_rows(table, ("select",))
        p.system_rows(table, ("select", "insert", "update"))
    for table in ("sign_in", "authorization_code", "refresh_family", "refresh_token"):
        p.secure(table)
        p.system_rows(table)
    p.secure("alembic_version")
    p.system_rows("alembic_version", ("select",))
    p.allow("alembic_version", OWNER, "owner", using="true", commands=p.ALL)


def _doors() -> None:
    p.own_rows("idempotency_key", ("select", "insert", "delete"))
    p.own_rows("event", ("select", "insert", "delete"))
    p.own_rows("audit_event", ("select",))
    p.allow("audit_event", OWNER, "chain", using="true", commands=("select", "insert"))
    p.secure("number_counter")
    p.allow(
        "number_counter", OWNER, "counter", using="true", commands=("select", "insert", "update")
    )


def _rooms() -> None:
    p.own_rows("asset")
    p.handed_in_rows("asset")
    p.own_rows("channel", ("select", "insert", "update"))
    p.handed_in_rows("channel", (*REVIEW, "verified_at", "last_confirmed_at"))
    p.own_rows("report")
    p.handed_in_rows("report", REVIEW)
    p.own_rows("clarification")
    p.handed_in_rows(
        "clarification", ("status", "version", "updated_at", "retracted_at", "public_reason")
    )
    p.own_rows("clarification_revision")
    p.handed_in_rows(
        "clarification_revision",
        (
            "approved_by",
            "approved_at",
            "checklist",
            "countersigned_by",
            "countersigned_at",
            "decision_note",
        ),
    )
    for child in (
        "channel_custodian",
        "former_handle",
        "report_post",
        "report_asset",
        "clarification_asset",
    ):
        p.own_rows(child)
        p.handed_in_rows(child)


def _shared() -> None:
    governments = (p.TENANT, p.PROVINCE)
    p.shared_rows("official_channel", (*governments, p.PUBLIC))
    p.shared_rows("shared_clarification", governments, ("insert", "update"))
    p.shared_rows("public_clarification", (*governments, p.PUBLIC), ("insert", "update"))
    p.shared_rows("shared_event", (p.TENANT,), ("insert", "delete"))


def _functions() -> None:
    op.execute(AUDIT_APPEND)
    op.execute(DRAW_NUMBER)
    for signature in ("audit_append(uuid, text)", "draw_number(text, integer)"):
        op.execute(f"revoke all on function {signature} from public")
        op.execute(f"grant execute on function {signature} to {p.TENANT}")


def downgrade() -> None:
    op.execute("drop function if exists draw_number(text, integer)")
    op.execute("drop function if exists audit_append(uuid, text)")
    op.execute(
        """
        do $$ declare found record; begin
          for found in select policyname, tablename from pg_policies where schemaname = 'public' loop
            execute format('drop policy %I on %I', found.policyname, found.tablename);
            execute format('alter table %I no force row level security', found.tablename);
            execute format('alter table %I disable row level security', found.tablename);
          end loop;
        end $$
        """
    )
