"""When a claim is due: so many hours of service after it arrived (`SIMPUL_CLAIMS__*`)."""

from datetime import datetime, timedelta

from api.service_hours import ServiceTimes
from api.settings import Settings


def due_at(begin: datetime, settings: Settings) -> datetime:
    """When the clock that begins then has run out, in UTC."""
    times = ServiceTimes.read(settings.claims.service_hours)
    return times.after(begin, timedelta(hours=settings.claims.clock_hours), settings.zone)
