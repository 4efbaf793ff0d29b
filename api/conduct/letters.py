"""The e-mail that reminds of a policy."""

from dataclasses import dataclass

from api.errors import Text
from api.mail.service import Letter


@dataclass(frozen=True)
class Unread:
    """The policy that somebody has not acknowledged, and for whom he should."""

    title: str
    revision: int
    office: str
    link: str


def reminder(about: Unread, name: str) -> Letter:
    """The letter to `name`."""
    policy = f"{about.title} (revisi {about.revision})"
    lines = (
        Text(f"Yth. {name},", f"Dear {name},"),
        Text(
            f"{policy} belum Anda setujui sebagai anggota {about.office}.",
            f"As a member of {about.office} you have not acknowledged this policy: {policy}.",
        ),
        Text(
            "Selama belum, Anda tidak dapat mengajukan laporan serta mengajukan, menyetujui, atau "
            "menerbitkan klarifikasi.",
            "Until you do, you cannot submit reports, nor submit, approve or publish clarifications.",
        ),
        Text(
            "Baca dan setujui dalam aplikasi kantor Anda, atau dengan perintah "
            "`simpulctl policies show` lalu `simpulctl policies acknowledge`. "
            "Alamatnya bagi aplikasi:",
            "Read and acknowledge it in your office's application, or by the commands "
            "`simpulctl policies show` and then `simpulctl policies acknowledge`. "
            "Its address for applications:",
        ),
    )
    subject = Text("Pedoman menunggu persetujuan Anda", "A policy waits for you")
    return Letter(subject, lines, about.link)
