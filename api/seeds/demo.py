"""Three invented months of a province, through the rooms' own services."""

from api.seeds.demo_channels import add_channels
from api.seeds.demo_clarifications import add_clarifications
from api.seeds.demo_reports import add_reports
from api.seeds.office import offices
from api.settings import Settings
from tenants.directory import Directory
from tenants.rows import now
from tenants.session import Sessions


async def fill(sessions: Sessions, directory: Directory, settings: Settings) -> None:
    """Channels, reports and clarifications for every office, decided by the province's people."""
    everybody = await offices(sessions, directory)
    province = everybody[0]
    today = now().astimezone(settings.zone).date()
    for office in everybody:
        await add_channels(office, province)
        await add_reports(office, province, today)
        await add_clarifications(office, province)
