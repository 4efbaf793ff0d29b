"""Who is answered: each audience has rows and an index of its own, and no other can influence it."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import TextClause, column, table, text
from sqlalchemy.sql.expression import TableClause

from api.matching.models import PublicMatch, SharedMatch


class Readers(StrEnum):
    """For whom answers are sought."""

    GOVERNMENTS = "governments"
    EVERYBODY = "everybody"


@dataclass(frozen=True)
class Audience:
    """The tables of one audience, and the statement that tells what changed in them."""

    features: type[SharedMatch] | type[PublicMatch]
    shown: TableClause
    news: TextClause


def _shown(name: str) -> TableClause:
    # Named, not imported: the room of clarifications stands above this one.
    names = ("id", "number", "slug", "title", "verdict", "state", "published_at")
    return table(name, *(column(one) for one in names))


# Snapshot and rows in one statement: what the snapshot does not see yet comes the next time.
# A transaction's own rows are left out, because it may still be rolled back.
_SHARED_NEWS = text(
    """
    select now.snapshot::text as snapshot, now.own::text as own,
      m.id, m.live and m.made_by = :made_by as live, m.title, m.claim
    from (select pg_current_snapshot() as snapshot, pg_current_xact_id_if_assigned() as own) now
    left join shared_match m on m.changed >= :first
      and not pg_visible_in_snapshot(m.changed::text::xid8, cast(:seen as pg_snapshot))
      and m.changed is distinct from now.own::text::bigint
    """
)
_PUBLIC_NEWS = text(
    """
    select now.snapshot::text as snapshot, now.own::text as own,
      m.id, m.live and m.made_by = :made_by as live, m.title, m.claim
    from (select pg_current_snapshot() as snapshot, pg_current_xact_id_if_assigned() as own) now
    left join public_match m on m.changed >= :first
      and not pg_visible_in_snapshot(m.changed::text::xid8, cast(:seen as pg_snapshot))
      and m.changed is distinct from now.own::text::bigint
    """
)
AUDIENCES = {
    Readers.GOVERNMENTS: Audience(SharedMatch, _shown("shared_clarification"), _SHARED_NEWS),
    Readers.EVERYBODY: Audience(PublicMatch, _shown("public_clarification"), _PUBLIC_NEWS),
}
