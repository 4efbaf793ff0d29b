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
# Longer than these platforms allow, so that they are nobody's.
_ONE_OF_EACH = {
    ChannelPlatform.X: "pemda_contoh_provinsi",
    ChannelPlatform.THREADS: "pemda.contoh.provinsi.tidak.nyata",
    ChannelPlatform.WHATSAPP: "0029VaContohSimpulPemerintahDaerah",
    ChannelPlatform.TELEGRAM: "pemda_contoh_provinsi_tidak_nyata",
    ChannelPlatform.VIDEOTRON: "Videotron Alun-Alun Contoh",
    ChannelPlatform.RADIO: "Radio Contoh 90,1 FM",
}
_DECISIONS = ("verify", "verify", "wait", "reject")


async def add_channels(office: Office, province: Office) -> None:
    """A verified website, and a social account that the province has not always verified.

    The province has one of each platform besides.
    """
    label = office.place.code.replace(".", "-")
    site = ChannelCreate(
        platform=ChannelPlatform.WEBSITE,
        url=f"https://www.{label}.simpul.example/",
        name=f"Laman resmi {office.name}",
    )
    social = ChannelCreate(
        platform=_SOCIAL[office.number % len(_SOCIAL)],
        handle=f"pemda.{office.place.code}",
        name=f"Pemerintah {office.name}",
    )
    await _add(office, province, site, "verify")
    await _add(office, province, social, _DECISIONS[office.number % len(_DECISIONS)])
    if office.place.is_province:
        for platform, handle in _ONE_OF_EACH.items():
            name = f"{office.name} di {platform.value}"
            body = ChannelCreate(platform=platform, handle=handle, name=name)
            await _add(office, province, body, "verify")


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
