"""Public numbers such as `KLR-2026-000123`: one counter of the province for each series and year."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.settings import settings_of


async def draw(session: AsyncSession, series: str, moment: datetime) -> str:
    """The next number of a series, in the year that `moment` falls in where the province is.

    The counter is locked until the commit; a rollback gives the number back.
    """
    year = moment.astimezone(settings_of(session).zone).year
    drawn = await session.scalar(select(func.draw_number(series, year)))
    return f"{series}-{year}-{drawn:06d}"
