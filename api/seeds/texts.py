"""Invented activities and hoaxes in Indonesian; `{place}` is the tenant's name."""

from typing import NamedTuple

from api.clarifications.schemas import Label, MisinformationType, Topic, Verdict
from api.reports.schemas import ReportKind


class Activity(NamedTuple):
    """What an office did."""

    kind: ReportKind
    title: str
    summary: str
    location: str
    participants: int


class Hoax(NamedTuple):
    """What circulated, and what is true."""

    title: str
    claim: str
    body: str
    verdict: Verdict
    label: Label
    misinformation_type: MisinformationType | None
    topic: Topic


ACTIVITIES = (
    Activity(
        ReportKind.TRAINING,
        "Lokakarya pengelolaan kanal resmi perangkat daerah",
        "Pelatihan sehari bagi pengelola kanal resmi {place}: menulis keterangan yang jelas, menjawab "
        "pertanyaan warga, dan mengamankan akun dengan verifikasi dua langkah.",
        "Aula Diskominfo",
        64,
    ),
    Activity(
        ReportKind.CAMPAIGN,
        "Kampanye saring sebelum sebar di pasar rakyat",
        "Petugas {place} mengajak pedagang dan pembeli memeriksa sumber pesan berantai sebelum "
        "meneruskannya, dengan permainan kartu dan lembar panduan.",
        "Pasar rakyat",
        310,
    ),
    Activity(
        ReportKind.PUBLICATION,
        "Siaran keliling jadwal layanan kependudukan",
        "Jadwal layanan keliling {place} disiarkan lewat laman, videotron, dan radio setempat selama "
        "satu pekan.",
        "Studio radio daerah",
        12,
    ),
    Activity(
        ReportKind.BRIEFING,
        "Jumpa pers kesiapan musim hujan",
        "{place} menjelaskan titik pantau banjir, nomor darurat, dan kanal resmi peringatan dini "
        "kepada wartawan dan relawan.",
        "Ruang media",
        38,
    ),
    Activity(
        ReportKind.HOAX_RESPONSE,
        "Tanggapan cepat atas pesan berantai bantuan sosial",
        "Tim {place} menelusuri asal pesan, menghubungi dinas terkait, dan menyebarkan klarifikasi "
        "melalui tujuh kanal dalam tiga jam.",
        "Ruang pantau",
        9,
    ),
    Activity(
        ReportKind.MONITORING,
        "Pemantauan percakapan warga pekan pertama",
        "Ringkasan mingguan isu warga {place}: jalan rusak, jadwal vaksin ternak, dan tarif parkir.",
        "Ruang pantau",
        5,
    ),
    Activity(
        ReportKind.PUBLIC_SERVICE,
        "Layanan informasi keliling desa",
        "Mobil informasi {place} singgah di enam desa, menjawab 140 pertanyaan, dan mencatat aduan "
        "untuk perangkat daerah.",
        "Balai desa",
        140,
    ),
)

HOAXES = (
    Hoax(
        "[HOAKS] Tautan pendaftaran bantuan tunai mengatasnamakan {place}",
        "{place} membuka pendaftaran bantuan tunai lewat tautan di grup percakapan.",
        "Beredar tautan pendaftaran bantuan tunai yang meminta nomor rekening.\n\n**Faktanya**, {place} "
        "tidak pernah membuka pendaftaran lewat tautan itu. Bantuan didata oleh desa dan kelurahan.",
        Verdict.FALSE,
        Label.DISINFORMATION,
        MisinformationType.IMPOSTER_CONTENT,
        Topic.SOCIAL_AID,
    ),
    Hoax(
        "[HOAKS] Air keran di {place} tercemar dan harus dibuang",
        "Air keran di {place} beracun sejak pekan lalu.",
        "Sebuah rekaman suara menyebut air keran beracun.\n\n**Faktanya**, hasil uji laboratorium terakhir "
        "memenuhi baku mutu. Perubahan warna dua jam berasal dari pembersihan pipa.",
        Verdict.FALSE,
        Label.DISINFORMATION,
        MisinformationType.FABRICATED_CONTENT,
        Topic.HEALTH,
    ),
    Hoax(
        "[KELIRU] Foto jembatan runtuh bukan di {place}",
        "Jembatan di {place} runtuh semalam.",
        "Foto jembatan runtuh dibagikan dengan keterangan {place}.\n\n**Faktanya**, foto itu diambil bertahun "
        "lalu di tempat lain. Semua jembatan di {place} dapat dilalui.",
        Verdict.MISLEADING,
        Label.MISINFORMATION,
        MisinformationType.FALSE_CONTEXT,
        Topic.DISASTER,
    ),
    Hoax(
        "[HOAKS] Lowongan pegawai {place} dengan biaya pendaftaran",
        "{place} menerima 400 pegawai baru; pelamar membayar biaya berkas.",
        "Surat lowongan dengan kop palsu meminta biaya berkas.\n\n**Faktanya**, penerimaan pegawai diumumkan "
        "di laman resmi dan tidak dipungut biaya apa pun.",
        Verdict.FALSE,
        Label.DISINFORMATION,
        MisinformationType.MANIPULATED_CONTENT,
        Topic.JOBS,
    ),
    Hoax(
        "[BENAR] Jalan utama {place} ditutup untuk perbaikan gorong-gorong",
        "Jalan utama di {place} ditutup tiga hari.",
        "Warga bertanya apakah kabar penutupan jalan itu benar.\n\n**Benar.** Penutupan berlangsung tiga malam, "
        "pukul 21.00 sampai 04.00; jalur lain ditandai petugas.",
        Verdict.TRUE,
        Label.FACT,
        None,
        Topic.OTHER,
    ),
)
