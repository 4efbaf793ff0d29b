"""What PostgreSQL's own catalogue says against DESIGN 3; each query finds faults, none is good."""

import psycopg

from tenants.roles import ALL_ROLES
from tenants.tables import GLOBAL_TABLES, QUEUE_PREFIX, SHARED_TABLES

_TABLES = """
  select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
    and not starts_with(c.relname, %(queue)s)
"""
_KEY_COLUMNS = """
  (select array_agg(a.attname::text order by k.ordinality)
   from unnest({keys}) with ordinality as k (number, ordinality)
   join pg_attribute a on a.attrelid = {table} and a.attnum = k.number)
"""
_QUERIES = {
    "row-level security is off": f"select relname from ({_TABLES}) t where not relrowsecurity",
    "row-level security is not forced": (
        f"select relname from ({_TABLES}) t where not relforcerowsecurity"
    ),
    "no policy": (
        f"select relname from ({_TABLES}) t"
        " where not exists (select from pg_policy p where p.polrelid = t.oid)"
    ),
    "primary key does not start with tenant_id": f"""
        select relname from ({_TABLES}) t
        left join pg_index i on i.indrelid = t.oid and i.indisprimary
        where not relname = any (%(global)s)
          and ({_KEY_COLUMNS.format(keys="i.indkey", table="t.oid")})[1] is distinct from 'tenant_id'
    """,
    "foreign key between tenant tables without tenant_id": f"""
        select c.conname from pg_constraint c
        join ({_TABLES}) t on t.oid = c.conrelid
        join pg_class other on other.oid = c.confrelid
        where c.contype = 'f' and not t.relname = any (%(global)s)
          and not other.relname = any (%(global)s)
          and not array['tenant_id'] <@ {_KEY_COLUMNS.format(keys="c.conkey", table="c.conrelid")}
    """,
    "unique index without tenant_id": f"""
        select i.indexrelid::regclass::text from pg_index i
        join ({_TABLES}) t on t.oid = i.indrelid
        where i.indisunique and not t.relname = any (%(global)s)
          and not t.relname = any (%(shared)s)
          and not array['tenant_id'] <@ {_KEY_COLUMNS.format(keys="i.indkey", table="t.oid")}
    """,
    "granted to PUBLIC": """
        select distinct table_name::text || ' ' || privilege_type::text
        from information_schema.role_table_grants
        where table_schema = 'public' and grantee = 'PUBLIC'
    """,
    "function that PUBLIC may execute": """
        select p.oid::regprocedure::text from pg_proc p
        where p.pronamespace = 'public'::regnamespace and (p.proacl is null or exists (
          select from aclexplode(p.proacl) a where a.grantee = 0))
    """,
    "TRUNCATE or TRIGGER granted": """
        select distinct grantee::text || ' on ' || table_name::text
        from information_schema.role_table_grants
        where table_schema = 'public' and privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')
          and grantee <> 'simpul_owner'
    """,
    "a role that passes row-level security by": """
        select rolname::text from pg_roles
        where rolname = any (%(roles)s) and (rolsuper or rolbypassrls or rolcreaterole)
    """,
    "a role is missing": """
        select name from unnest(%(roles)s::text[]) name
        where not exists (select from pg_roles r where r.rolname = name)
    """,
    "the login role inherits": """
        select r.rolname::text from pg_auth_members m
        join pg_roles l on l.oid = m.member join pg_roles r on r.oid = m.roleid
        where l.rolname = 'simpul_login' and (m.inherit_option or m.admin_option)
    """,
    "the login role may do something itself": """
        select table_name::text from information_schema.role_table_grants
        where table_schema = 'public' and grantee = 'simpul_login'
    """,
    "definer function without search_path": """
        select p.oid::regprocedure::text from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.prosecdef
          and not coalesce(array_to_string(p.proconfig, ','), '') like '%%search_path=%%'
    """,
}


def faults(connection: psycopg.Connection) -> set[str]:
    """Everything wrong with a database, as `what: name`."""
    names = {
        "queue": QUEUE_PREFIX,
        "global": sorted(GLOBAL_TABLES),
        "shared": sorted(SHARED_TABLES),
        "roles": sorted(ALL_ROLES),
    }
    found = set()
    for what, query in _QUERIES.items():
        found |= {f"{what}: {name}" for (name,) in connection.execute(query, names)}
    return found
