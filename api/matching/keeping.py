"""What is published is kept comparable, in the transaction that publishes, corrects or retracts it."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import literal_column, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.matching.features import FEATURES, packed_claim, packed_title
from api.matching.models import PublicMatch, SharedMatch
from tenants.session import current_scope

_AT_ONCE = 500
# Row-level security shows what all tenants share, so a tenant's own rows are asked for by name.
_LEFT_BEHIND = text(
    """
    select s.id, s.title, s.claim_reviewed, array(
      select said.text
      from jsonb_to_recordset(s.translations) as each(title text, claim_reviewed text),
        lateral (values (1, each.title), (2, each.claim_reviewed)) as said(place, text)
    ), p.id is not null
    from shared_clarification s
    left join shared_match m on m.tenant_id = s.tenant_id and m.id = s.id
    left join public_clarification p
      on p.tenant_id = s.tenant_id and p.id = s.id and p.state <> 'retracted'
    where s.tenant_id = :tenant and s.state <> 'retracted'
      and (m.id is null or not m.live or m.made_by < :made_by)
    order by s.id limit :most
    """
)
_THIS_TRANSACTION: Any = literal_column("pg_current_xact_id()::text::bigint")
_GONE: dict[str, Any] = {"live": False, "title": b"", "claim": b""}


class Said(NamedTuple):
    """What a clarification of the session's tenant says; `more`: its titles and claims in other languages.

    They join the claim, which is compared by words alone: the title stays as short as it is.
    """

    id: UUID
    title: str
    claim: str
    more: Sequence[str] = ()


async def keep(session: AsyncSession, said: Sequence[Said], *, public: bool) -> None:
    """Have these found from now on, by governments, and if `public` by everybody."""
    rows = [
        {
            "tenant_id": current_scope(session).tenant,
            "id": one.id,
            "live": True,
            "made_by": FEATURES,
            "title": packed_title(one.title),
            "claim": packed_claim(one.claim, *one.more),
        }
        for one in said
    ]
    if not rows:
        return
    await _write(session, SharedMatch, rows)
    if public:
        await _write(session, PublicMatch, rows)
    else:
        await _remove(session, PublicMatch, [one.id for one in said])


async def forget(session: AsyncSession, identifier: UUID) -> None:
    """Have it found no more: it was retracted."""
    for table in (SharedMatch, PublicMatch):
        await _remove(session, table, [identifier])


async def keep_up(session: AsyncSession) -> int:
    """Make some rows of the session's tenant comparable that are not, or by older rules; how many."""
    known = {"tenant": current_scope(session).tenant, "made_by": FEATURES, "most": _AT_ONCE}
    rows = (await session.execute(_LEFT_BEHIND, known)).all()
    for public in (True, False):
        said = [Said(*row[:4]) for row in rows if row[4] is public]
        await keep(session, said, public=public)
    return len(rows)


async def _write(
    session: AsyncSession,
    table: type[SharedMatch] | type[PublicMatch],
    rows: list[dict[str, Any]],
) -> None:
    new = insert(table)
    changes = {name: new.excluded[name] for name in ("live", "made_by", "title", "claim")}
    statement = new.on_conflict_do_update(
        index_elements=["tenant_id", "id"],
        set_={**changes, "changed": _THIS_TRANSACTION},
    )
    await session.execute(statement, rows)


async def _remove(
    session: AsyncSession, table: type[SharedMatch] | type[PublicMatch], identifiers: list[UUID]
) -> None:
    of_these = col(table.id).in_(identifiers)
    gone = {**_GONE, "changed": _THIS_TRANSACTION}
    await session.execute(update(table).where(of_these).values(gone))
