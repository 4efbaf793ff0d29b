"""What a tenant stores, and whether a file more is too much.

A file counts with its announced size until it is ready, then with all its copies; a refused one does
not. What strangers upload (letters) does not either: nobody may use up a government's quota from outside.
"""

from typing import Any

from sqlalchemy import BigInteger, case, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.errors import StorageQuotaExceededError
from api.media.models import Asset, AssetStatus
from api.media.schemas import PurposeUsage, StorageUsage
from api.settings import settings_of
from tenants.directory import Place

_TAKES = case((col(Asset.stored_size) > 0, col(Asset.stored_size)), else_=col(Asset.size))
_USED: Any = cast(func.coalesce(func.sum(_TAKES), 0), BigInteger)
_COUNTS = (col(Asset.status) != AssetStatus.REFUSED, col(Asset.created_by_id).is_not(None))


async def usage_of(session: AsyncSession, owner: Place) -> StorageUsage:
    """What `owner` stores, in his own scope."""
    statement = select(col(Asset.purpose), func.count(), _USED).where(*_COUNTS)
    rows = await session.execute(statement.group_by(col(Asset.purpose)))
    found = [
        PurposeUsage(purpose=purpose, count=count, used=used)
        for purpose, count, used in sorted(tuple(row) for row in rows)
    ]
    return StorageUsage(
        tenant=owner.code,
        quota=settings_of(session).storage.quota,
        used=sum(one.used for one in found),
        count=sum(one.count for one in found),
        by_purpose=found,
    )


async def require_room(session: AsyncSession, owner: Place, size: int) -> None:
    """Raise `StorageQuotaExceededError` when a new file of this size is too much for `owner`.

    From here to the commit no other file of his is announced: two at once must not both fit into what
    is left.
    """
    quota = settings_of(session).storage.quota
    await session.execute(select(func.pg_advisory_xact_lock(_lock_of(owner))))
    # A statement of its own: it sees what was committed while we waited.
    used: int = await session.scalar(select(_USED).where(*_COUNTS)) or 0
    if used + size > quota:
        raise StorageQuotaExceededError(used=used, quota=quota)


def _lock_of(owner: Place) -> Any:  # noqa: ANN401 - SQLAlchemy's functions are
    return func.hashtextextended(f"media.quota {owner.id}", 0)
