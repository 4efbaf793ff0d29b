"""Drafts of the two letters after a breach, in Indonesian, as UU 27/2022 art. 46 asks.

The machine fills in what it knows; what only people know stays a marked blank.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from api.privacy.affected import Affected
from api.privacy.touched import Window
from api.spoken import spoken

WITHIN = timedelta(hours=3 * 24)  # UU 27/2022 art. 46 (1)
_WORDS = {
    "account": "akun (nama, surel, kata sandi yang teracak searah)",
    "acknowledgement": "catatan telah membaca kebijakan",
    "application": "aplikasi yang masuk dengan akun, dan perambannya",
    "audit": "catatan tindakan dalam jejak audit",
    "channel": "kanal resmi yang didaftarkan atau diputuskan",
    "claim reported": "nama dan kontak pelapor isu (tersegel)",
    "impersonation": "kasus akun palsu yang dibuka atau disunting",
    "clarification": "klarifikasi yang ditulis atau disetujui",
    "e-mail": "alamat surel dan surat yang menunggu dikirim",
    "link": "tautan sekali pakai untuk undangan atau kata sandi",
    "membership": "keanggotaan: kantor, peran, undangan",
    "registration": "pendaftaran: nama narahubung, surel, telepon",
    "reminder": "pengingat kebijakan",
    "report": "laporan kegiatan yang ditulis atau diputuskan",
    "second factor": "langkah kedua untuk masuk (kuncinya tersegel)",
    "session": "sesi peramban: alamat IP, peramban, waktu",
    "upload": "berkas yang diunggah",
}
_LETTERS = """\
<!-- Draf, disusun oleh `simpul privacy affected`. Isi setiap [ISI: ...], lalu periksa dengan bagian hukum. -->

# Surat kepada subjek data pribadi

[ISI: kota], [ISI: tanggal]

Yth. [ISI: nama, dari affected.csv]

Perihal: Pemberitahuan kegagalan pelindungan data pribadi

Sesuai Pasal 46 Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, kami memberitahukan bahwa
terjadi kegagalan pelindungan data pribadi pada Simpul, sistem koordinasi {office}.

1. **Data pribadi yang terungkap.** Jejak data Anda dalam rentang waktu di bawah tercantum pada kolom `what` di
   affected.csv: [ISI: data orang ini]. Seluruh jenis data yang tersentuh:
{what}
2. **Kapan dan bagaimana data terungkap.** Antara {since} dan {until}. [ISI: bagaimana terjadinya]
3. **Upaya penanganan dan pemulihan.** [ISI: apa yang telah dan akan dilakukan]

Yang dapat Anda lakukan: ganti kata sandi pada halaman akun, akhiri sesi yang tidak Anda kenal, dan aktifkan
verifikasi dua langkah. [ISI: anjuran lain] Pertanyaan: [ISI: nama, surel dan telepon narahubung]

[ISI: nama dan jabatan penanda tangan]

---

# Surat kepada lembaga pelindungan data pribadi

[ISI: kota], [ISI: tanggal]

Yth. [ISI: lembaga menurut Pasal 58 UU 27/2022]

Perihal: Pemberitahuan kegagalan pelindungan data pribadi (Pasal 46 UU 27/2022)

Pengendali data pribadi: {office}, [ISI: alamat]

1. **Data pribadi yang terungkap.** {people} orang pada {tenants} pemerintah daerah ({codes}):
{what}
2. **Kapan dan bagaimana data terungkap.** Antara {since} dan {until}. [ISI: bagaimana terjadinya]
3. **Diketahui.** {known}
4. **Batas pemberitahuan tertulis.** {deadline}
5. **Upaya penanganan dan pemulihan.** [ISI: apa yang telah dan akan dilakukan]
6. **Pemberitahuan kepada subjek data.** [ISI: kapan dan bagaimana dikirim]
7. **Pengumuman kepada masyarakat.** [ISI: perlu atau tidak, dan alasannya; Pasal 46 ayat (3)]

Narahubung: [ISI: nama, jabatan, surel dan telepon]

[ISI: nama dan jabatan penanda tangan]
"""


def letters(
    rows: Sequence[Affected],
    window: Window,
    office: str,
    zone: ZoneInfo,
    known_at: datetime | None,
) -> str:
    """Both drafts as Markdown. `office` is who answers for the data, the province's."""
    what = sorted({_WORDS[each] for row in rows for each in row.what})
    codes = sorted({row.tenant for row in rows} - {""})
    known, deadline = "[ISI: saat kegagalan diketahui]", "[ISI: 3 x 24 jam setelah diketahui]"
    if known_at is not None:
        known = f"{spoken(known_at, zone)}."
        deadline = f"{spoken(known_at + WITHIN, zone)} (3 x 24 jam setelah diketahui)."
    return _LETTERS.format(
        office=office,
        people=len({row.person_id or row.email for row in rows}),
        tenants=len(codes),
        codes=", ".join(codes) or "-",
        what="\n".join(f"   - {each}" for each in what) or "   - [ISI: tidak ada jejak]",
        since=spoken(window.since, zone),
        until=spoken(window.until, zone),
        known=known,
        deadline=deadline,
    )
