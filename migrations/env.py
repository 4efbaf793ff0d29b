"""Alembic's environment: runs as simpul_owner, one process at a time, and never waits long for a lock."""

from alembic import context
from sqlalchemy import create_engine, text

from api.tables import metadata
from tenants.tables import QUEUE_PREFIX

_LOCK = 7_316_857  # any constant of our own


def _include_name(name: str | None, kind: str, _: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith(QUEUE_PREFIX))


def _run() -> None:
    url = context.config.attributes["url"].replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("set local lock_timeout = '10s'"))
        connection.execute(text("set local statement_timeout = '10min'"))
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        context.configure(
            connection=connection,
            target_metadata=metadata,
            include_name=_include_name,
            compare_server_default=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


_run()
