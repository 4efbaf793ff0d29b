"""Official channels of every office: verified, pending and rejected."""

from api.access.roles import Role
from api.channels import review, service
from api.channels.schemas import ChannelCreate, ChannelPlatform
from api.seeds.office import Office, seen

_SOCIAL = (
    ChannelPlatform.INSTAGRAM,
    ChannelPlatform.FACEBOOK,
    ChannelPlatform.YOUTUBE,
    ChannelPlatform.TIKTOK,
)
_DECISIONS = ("verify", "verify", "wait", "reject")


async def add_channels(office: Office, province: Office) -> None:
    """A verified website, and a social account that the province has not always verified."""
    label = office.place.code.replace(".", "-")
    site = ChannelCreate(
        platform=ChannelPlatform.WEBSITE,
        url=f"https://www.{label}.simpul.example/",
        name=f"Laman resmi {office.name}",
    )
    social = ChannelCreate(
        platform=_SOCIAL[office.number % len(_SOCIAL)],
        handle=f"pemda.{label}",
        name=f"Pemerintah {office.name}",
    )
    await _add(office, province, site, "verify")
    await _add(office, province, social, _DECISIONS[office.number % len(_DECISIONS)])


async def _add(office: Office, province: Office, body: ChannelCreate, decision: str) -> None:
    async with office.act(Role.OPERATOR) as (session, caller):
        channel = await service.create_channel(session, caller, body)
    if decision == "wait":
        return
    async with province.act(Role.VERIFIER) as (session, caller):
        if decision == "verify":
            await review.verify_channel(session, caller, channel.id, seen(channel))
        else:
            reason = "Kode bukti belum tampak pada bio akun."
            await review.reject_channel(session, caller, channel.id, seen(channel), reason)
