"""The e-mail that an invited person gets."""

from dataclasses import dataclass
from datetime import datetime

from api.errors import Text
from api.mail.service import Letter
from tenants.models import Tenant


@dataclass(frozen=True)
class Invitation:
    """Who invites, until when (in the province's zone), and whose office answers questions."""

    tenant: Tenant
    inviter: str
    expires_at: datetime
    host: Tenant


def invitation(about: Invitation, name: str, link: str) -> Letter:
    """The letter to `name`; the same whether he has an account or not."""
    tenant, inviter = about.tenant, about.inviter
    contact = ", ".join(way for way in (about.host.email, about.host.phone) if way)
    ask = f"{inviter} ({contact})" if contact else inviter
    until = f"{about.expires_at:%d-%m-%Y %H.%M %Z}"
    lines = (
        Text(f"Yth. {name},", f"Dear {name},"),
        Text(
            f"{inviter} mengundang Anda menjadi anggota {tenant.office}, {tenant.name}, di Simpul.",
            f"{inviter} invites you to be a member of {tenant.office}, {tenant.name}, in Simpul.",
        ),
        Text(
            f"Tautan di bawah berlaku sekali, sampai {until}. Jangan teruskan surel ini.",
            f"The link below is good once, until {until}. Do not pass this e-mail on.",
        ),
        Text(
            f"Tidak merasa kenal atau tautan sudah lewat? Tanyakan kepada {ask}.",
            f"You do not expect this, or the link is over? Ask {ask}.",
        ),
    )
    subject = Text(f"Undangan {tenant.office}", f"Invitation from {tenant.office}")
    return Letter(subject, lines, link)
