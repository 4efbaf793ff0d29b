"""The policy that a province begins with: in Indonesian and in our own words; provinces change it.

Source of the kinds: the joint decree of eleven institutions of 2019, as DESIGN 5 lists them.
"""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from api.audit.service import record_by_system
from api.conduct.models import Policy, PolicyStatus
from api.conduct.policy_schemas import PolicyCreate, ViolationKindBody
from api.conduct.provincial import of_province
from tenants.directory import directory_of
from tenants.rows import now

_BODY = Path(__file__).with_name("pedoman.md")
_TITLE = "Pedoman Perilaku Komunikasi Publik dan Bermedia Sosial"
_KINDS = (
    (
        "ujaran-kebencian-negara",
        "Ujaran kebencian terhadap dasar negara dan pemerintah",
        (
            "Menyampaikan pendapat yang memuat kebencian terhadap Pancasila, Undang-Undang Dasar 1945, "
            "Bhinneka Tunggal Ika, keutuhan negara, atau pemerintah, lisan maupun tulisan. Kritik yang "
            "santun dan berdasar bukan kebencian."
        ),
    ),
    (
        "ujaran-kebencian-sara",
        "Ujaran kebencian terhadap suku, agama, ras, dan antargolongan",
        (
            "Menyampaikan pendapat yang memuat kebencian terhadap suatu suku, agama, ras, atau golongan, "
            "lisan maupun tulisan."
        ),
    ),
    (
        "menyebarkan-kebencian",
        "Menyebarkan kebencian",
        (
            "Meneruskan kedua macam kebencian itu lewat media atau media sosial: membagikan, mengunggah "
            "ulang, menyiarkan, termasuk ke grup percakapan."
        ),
    ),
    (
        "berita-bohong",
        "Membuat berita bohong atau tidak dapat dipertanggungjawabkan",
        (
            "Membuat atau menyampaikan kabar yang tidak benar, menyesatkan, atau tidak jelas siapa yang "
            "menjaminnya."
        ),
    ),
    (
        "menyebarkan-berita-bohong",
        "Menyebarkan berita bohong",
        "Meneruskan kabar seperti itu, juga dengan tambahan 'entah benar atau tidak'.",
    ),
    (
        "menyelenggarakan-kegiatan",
        "Menyelenggarakan kegiatan yang menghina atau menghasut",
        (
            "Mengadakan atau memimpin kegiatan yang menghina, menghasut, atau membangkitkan kebencian "
            "terhadap dasar negara, pemerintah, atau suatu golongan."
        ),
    ),
    (
        "mengikuti-kegiatan",
        "Mengikuti kegiatan yang menghina atau menghasut",
        "Hadir dalam kegiatan seperti itu sebagai pendukung, di ruang nyata atau daring.",
    ),
    (
        "menyetujui-di-media-sosial",
        "Menyetujui lewat tanda di media sosial",
        (
            "Menunjukkan dukungan pada konten seperti itu dengan suka, tidak suka, tanda hati, unggah "
            "ulang, atau komentar."
        ),
    ),
    (
        "memakai-atribut",
        "Memakai atribut yang bertentangan",
        (
            "Memakai atau memperlihatkan lambang, pakaian, atau benda yang menentang dasar negara, "
            "keutuhannya, pemerintah, atau suatu golongan."
        ),
    ),
    (
        "melecehkan-simbol-negara",
        "Melecehkan simbol negara",
        "Menghina atau merusak kehormatan bendera, lambang, bahasa, atau lagu kebangsaan.",
    ),
    (
        "dengan-sadar",
        "Melakukannya dengan sadar",
        "Melakukan salah satu dari semua itu padahal tahu bahwa itu dilarang bagi aparatur.",
    ),
)


def shipped_policy() -> PolicyCreate:
    """The policy as a request that would create it."""
    kinds = [
        ViolationKindBody(code=code, title=title, description=description)
        for code, title, description in _KINDS
    ]
    return PolicyCreate(title=_TITLE, body=_BODY.read_text(encoding="utf-8"), kinds=kinds)


async def install(session: AsyncSession) -> None:
    """Put it in force where the province has no policy; in the scope of the province."""
    if await session.scalar(of_province(session, Policy).limit(1)) is not None:
        return
    policy = Policy(
        tenant_id=directory_of(session).province.id,
        revision=1,
        status=PolicyStatus.ACTIVE,
        activated_at=now(),
        **shipped_policy().model_dump(),
    )
    session.add(policy)
    await session.flush()
    record_by_system(session, "activate_policy", policy.id, revision=policy.revision)
