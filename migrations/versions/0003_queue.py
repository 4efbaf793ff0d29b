"""The queue: procrastinate 3.10's schema, frozen here so that an upgrade of it is a migration of ours."""

from importlib.resources import files

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

REACHES = "simpul_tenant, simpul_province, simpul_system"
DEFER = "procrastinate_defer_jobs_v1(procrastinate_job_to_defer_v1[])"
GRANTS = f"""
do $$ declare found record; begin
  for found in select oid::regprocedure as signature from pg_proc
    where proname like 'procrastinate\\_%' and pronamespace = 'public'::regnamespace loop
    execute format('revoke all on function %s from public', found.signature);
    execute format('grant execute on function %s to simpul_jobs', found.signature);
  end loop;
  for found in select oid::regclass as name, relkind from pg_class
    where relname like 'procrastinate\\_%' and relnamespace = 'public'::regnamespace
    and relkind in ('r', 'S') loop
    if found.relkind = 'S' then
      execute format('grant usage, select on sequence %s to simpul_jobs', found.name);
    else
      execute format('grant select, insert, update, delete on %s to simpul_jobs', found.name);
    end if;
  end loop;
end $$;
-- Deferring is all that a reach may do with the queue: through a definer function, without grants.
alter function {DEFER} security definer;
alter function {DEFER} set search_path = public, pg_temp;
grant execute on function {DEFER} to {REACHES};
"""


def upgrade() -> None:
    schema = files("migrations.versions").joinpath("0003_procrastinate_3_10.sql")
    driver = op.get_bind().connection.driver_connection
    driver.execute(schema.read_text(encoding="utf-8"))
    driver.execute(GRANTS)


def downgrade() -> None:
    op.execute(
        """
        do $$ declare found record; begin
          for found in select oid::regclass as name from pg_class where relkind = 'r'
            and relname like 'procrastinate\\_%' loop
            execute format('drop table %s cascade', found.name);
          end loop;
          for found in select oid::regprocedure as name from pg_proc
            where proname like 'procrastinate\\_%' loop
            execute format('drop function %s cascade', found.name);
          end loop;
          for found in select oid::regtype as name from pg_type
            where typname like 'procrastinate\\_%' and typtype in ('e', 'c') loop
            execute format('drop type %s cascade', found.name);
          end loop;
        end $$
        """
    )
