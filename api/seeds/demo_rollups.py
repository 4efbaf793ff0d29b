"""What the province froze of the month before last, in which everybody has declared."""

from datetime import date

from api.access.roles import Role
from api.periods.rules import months_after
from api.rollups import snapshots
from api.rollups.schemas import SnapshotCreate
from api.seeds.office import Office

_NOTE = "Untuk rapat koordinasi Diskominfo se-provinsi."


async def add_snapshot(province: Office, today: date) -> None:
    """A snapshot, made by the province's admin."""
    period = months_after(f"{today:%Y-%m}", -2)
    async with province.act(Role.ADMIN) as (session, caller):
        body = SnapshotCreate(period=period, note=_NOTE)
        await snapshots.create_snapshot(session, caller, body)
