"""Where published clarifications are read."""

from api.settings import Settings


def public_link(settings: Settings, slug: str) -> str:
    """By everybody."""
    return f"{settings.base_url}/v1/public/clarifications/{slug}"


def shared_link(settings: Settings, number: str) -> str:
    """By governments."""
    return f"{settings.base_url}/v1/shared/clarifications/{number}"
