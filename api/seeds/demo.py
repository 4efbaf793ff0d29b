"""Three invented months of a province, through the rooms' own services."""

from api.conduct.models import Policy
from api.seeds.conduct import acknowledge
from api.seeds.demo_channels import add_channels
from api.seeds.demo_claims import add_claims
from api.seeds.demo_clarifications import add_clarifications
from api.seeds.demo_periods import add_completions
from api.seeds.demo_relays import add_relays
from api.seeds.demo_reports import add_reports
from api.seeds.demo_rollups import add_snapshot
from api.seeds.office import Office
from api.settings import Settings
from tenants.rows import now


async def fill(everybody: list[Office], policy: Policy, settings: Settings) -> None:
    """Channels, reports and clarifications for every office, decided by the province's people."""
    province = everybody[0]
    for office in everybody:
        await acknowledge(office, policy)
    today = now().astimezone(settings.zone).date()
    for office in everybody:
        await add_channels(office, province)
        await add_reports(office, province, today)
        await add_completions(office, province, today)
        await add_clarifications(office, province)
        await add_claims(office, province)
    await add_relays(everybody)
    await add_snapshot(province, today)
