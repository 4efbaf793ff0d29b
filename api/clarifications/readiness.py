"""What a text must have, beyond its approval, at the moment when it is published."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.clarifications import rules
from api.clarifications.children import Text
from api.clarifications.models import Clarification, ClarificationRevision
from api.conduct.election_windows import current_windows
from api.errors import InvalidBodyError
from api.media import attachments
from api.media.publishing import undescribed
from tenants.directory import directory_of


async def require_signature(
    session: AsyncSession, row: Clarification, revision: ClarificationRevision, at: datetime
) -> list[str]:
    """The reasons for which the province signed it, as of the day of `at`.

    Raises `CountersignRequiredError` if it still must.
    """
    windows = await current_windows(session, at)
    author = directory_of(session).by_id(row.tenant_id)
    return rules.check_countersigned(revision, author, windows)


async def require_descriptions(session: AsyncSession, text: Text) -> None:
    """Raise `InvalidBodyError` with the pictures that have no description."""
    errors = await undescribed(session, attachments.pointers("asset_ids", text.asset_ids))
    if errors:
        raise InvalidBodyError(errors)
