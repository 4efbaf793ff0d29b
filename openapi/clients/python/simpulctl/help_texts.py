"""What `--help` says: commands by their path, options and arguments by their name.

Typer fixes texts when a module is imported, so `app.build` puts these in for the language asked for.
"""

from simpulctl.checklist import ITEMS
from simpulctl.texts import Text

_ITEMS = ", ".join(ITEMS)

COMMANDS: dict[str, Text] = {
    "": Text(
        "Pekerjaan harian pengelola Simpul: memeriksa laporan, klarifikasi dan kanal.",
        "The daily work of Simpul's staff: reviewing reports, clarifications and channels.",
    ),
    "login": Text("Masuk lewat peramban.", "Sign in through the browser."),
    "logout": Text(
        "Keluar: akhiri masa masuk, dan hapus token dari komputer ini.",
        "Sign out: end the sign-in, and remove its tokens from this computer.",
    ),
    "whoami": Text(
        "Siapa Anda, untuk daerah mana, dan apa izinnya.",
        "Who you are, for which tenant, and what you may do.",
    ),
    "reports": Text("Laporan kegiatan.", "Activity reports."),
    "reports list": Text(
        "Laporan yang menunggu keputusan; yang lain dengan --status.",
        "Reports that wait for a decision; others with --status.",
    ),
    "reports show": Text("Satu laporan selengkapnya.", "One report in full."),
    "reports accept": Text(
        "Terima laporan; setelah itu terkunci (provinsi).",
        "Accept reports; they are locked then (province).",
    ),
    "reports return": Text(
        "Kembalikan laporan ke daerahnya dengan catatan (provinsi).",
        "Send reports back to their tenant with a note (province).",
    ),
    "periods": Text("Bulan pelaporan.", "The months of reporting."),
    "periods list": Text(
        "Batas waktu tiap bulan, dan apa yang sudah Anda nyatakan.",
        "When each month is due, and what you have declared.",
    ),
    "periods declare": Text(
        "Nyatakan laporan satu bulan lengkap, atau nihil.",
        "Declare the reports of a month complete, or nil.",
    ),
    "imports": Text("Tabel Excel atau CSV.", "Tables of Excel or CSV."),
    "imports reports": Text(
        "Impor tabel laporan; baris yang salah disebut satu per satu.",
        "Import a table of reports; rows that are wrong are named.",
    ),
    "imports channels": Text("Impor tabel kanal.", "Import a table of channels."),
    "exports": Text(
        "Unduh tabel: XLSX, atau CSV bila nama berkas --save berakhir .csv.",
        "Tables out: XLSX, or CSV where the file of --save ends with .csv.",
    ),
    "exports reports": Text("Ekspor laporan.", "Export reports."),
    "exports completeness": Text(
        "Ekspor kelengkapan: siapa sudah menyatakan, tepat waktu atau tidak.",
        "Export completeness: who has declared, in time or late.",
    ),
    "exports channels": Text("Ekspor kanal.", "Export channels."),
    "rollups": Text("Rekap bulanan.", "The month's recap."),
    "rollups recap": Text(
        "Simpan rekap satu bulan sebagai halaman, atau PDF bila --save berakhir .pdf.",
        "Save the recap of a month as a page, or a PDF where --save ends with .pdf.",
    ),
    "jobs": Text("Impor dan ekspor yang berjalan.", "Imports and exports under way."),
    "jobs watch": Text("Ikuti sampai selesai.", "Follow one to its end."),
    "clarifications": Text("Klarifikasi hoaks.", "Clarifications of hoaxes."),
    "clarifications queue": Text(
        "Yang menunggu persetujuan, pengesahan atau penerbitan.",
        "What waits for approval, countersignature or publication.",
    ),
    "clarifications show": Text("Satu klarifikasi selengkapnya.", "One clarification in full."),
    "clarifications approve": Text(
        "Setujui setelah menjawab daftar periksa (bukan penulisnya).",
        "Approve after answering the checklist (not its author).",
    ),
    "clarifications countersign": Text(
        "Sahkan untuk provinsi, bila wilayahnya lebih dari satu.",
        "Sign for the province, where regions go beyond one.",
    ),
    "clarifications publish": Text(
        "Terbitkan dengan nomor tetap.", "Publish with a permanent number."
    ),
    "clarifications request-changes": Text(
        "Minta perbaikan dengan catatan; persetujuannya gugur.",
        "Send back with a note; an approval falls.",
    ),
    "clarifications retract": Text(
        "Cabut yang sudah terbit, dengan alasan yang dibaca publik.",
        "Take down what is published, with a reason that the public reads.",
    ),
    "clarifications schedule": Text(
        "Jadwalkan penerbitan, menurut jam komputer ini.",
        "Have it published at a time of this computer's clock.",
    ),
    "channels": Text("Kanal resmi.", "Official channels."),
    "channels queue": Text(
        "Kanal yang menunggu verifikasi, yang terlama dulu.",
        "Channels that wait for verification, oldest first.",
    ),
    "channels verify": Text(
        "Nyatakan kanal resmi setelah memeriksa buktinya (provinsi).",
        "Make channels official after looking at their proof (province).",
    ),
    "channels lookup": Text(
        "Apakah sebuah akun resmi, menurut alamatnya.",
        "Whether an account is official, by its address.",
    ),
    "policies": Text("Pedoman yang berlaku.", "The policy in force."),
    "policies show": Text(
        "Pedoman selengkapnya, dan kapan Anda menyetujuinya.",
        "The whole policy, and when you acknowledged it.",
    ),
    "policies acknowledge": Text(
        "Nyatakan bahwa Anda sudah membaca dan menyetujuinya.",
        "Say that you have read and acknowledge it.",
    ),
}

PARAMETERS: dict[str, Text] = {
    "ids": Text("ID; boleh beberapa sekaligus.", "IDs; several at once are fine."),
    "identifier": Text("ID seperti di daftar.", "The ID as the list shows it."),
    "status": Text(
        "Status, atau all untuk semua; boleh diulang.", "A status, or all; repeat it for several."
    ),
    "tenant": Text(
        "Kode daerah, misalnya 32.04; boleh diulang.",
        "Code of a tenant, such as 32.04; repeat it for several.",
    ),
    "one_tenant": Text(
        "Kode daerah, misalnya 32.04; bawaan: daerah Anda, bagi provinsi semuanya.",
        "Code of a tenant, such as 32.04; else your own, for the province of all.",
    ),
    "for_tenant": Text(
        "Kode daerah yang Anda wakili, misalnya 32.",
        "Code of the tenant that you act for, such as 32.",
    ),
    "period": Text("Bulan, misalnya 2026-11.", "A month, such as 2026-11."),
    "month": Text("Bulan, misalnya 2026-11.", "A month, such as 2026-11."),
    "table": Text("Berkas .xlsx atau .csv.", "A file .xlsx or .csv."),
    "dry_run": Text("Periksa saja; tidak ada yang disimpan.", "Check alone; write nothing."),
    "partial": Text(
        "Simpan baris yang benar walau ada yang salah.",
        "Write the right rows although some are wrong.",
    ),
    "submit": Text("Langsung ajukan tiap laporan.", "Hand each report in at once."),
    "save": Text("Simpan berkas hasilnya di sini.", "Write the file that it made here."),
    "save_recap": Text(
        "Simpan di sini; bawaan rekap-BULAN.html.", "Write it here; else rekap-MONTH.html."
    ),
    "account": Text("Alamat akun atau situsnya.", "The address of the account or site."),
    "nil": Text("Tidak ada kegiatan bulan itu.", "There was no activity that month."),
    "limit": Text("Paling banyak sekian baris.", "At most so many rows."),
    "note": Text("Catatan untuk daerahnya.", "A note for the tenant."),
    "public_reason": Text("Alasan yang dibaca publik.", "The reason that the public reads."),
    "publish_at": Text("Waktunya, misalnya 2026-11-30T08:00.", "When, such as 2026-11-30T08:00."),
    "yes": Text("Jangan bertanya dulu.", "Do not ask first."),
    "attested": Text(
        "Butir yang Anda nyatakan benar: all, atau ulangi untuk " + _ITEMS + ".",
        "What you attest: all, or repeat it for " + _ITEMS + ".",
    ),
    "browser": Text(
        "Buka peramban, atau hanya tampilkan alamatnya.",
        "Open the browser, or only print the address.",
    ),
    "url": Text(
        "Alamat server; bawaan SIMPULCTL_URL, lalu server login terakhir.",
        "The server's address; SIMPULCTL_URL, else that of the last login.",
    ),
    "language": Text(
        "Bahasa; bawaan SIMPULCTL_LANGUAGE, lalu bahasa komputer.",
        "The language; SIMPULCTL_LANGUAGE, else the computer's.",
    ),
    "json": Text(
        "Tampilkan jawaban API sebagai JSON, tanpa yang lain.",
        "Print the API's answer as JSON and nothing else.",
    ),
}

EPILOG = Text(
    """
    \b
    Kode keluar:
      0  selesai
      1  ditolak server, atau Anda menjawab tidak
      2  salah tulis
      3  belum masuk, atau gagal masuk
      4  server tidak terjangkau atau sedang terganggu; ulangi nanti
      5  data berubah sejak ditampilkan; lihat lagi
    Dengan beberapa ID: kode dari kegagalan pertama.

    \b
    SIMPULCTL_URL, SIMPULCTL_LANGUAGE, SIMPULCTL_HOME (folder token),
    SIMPULCTL_CLIENT_ID dan SIMPULCTL_CLIENT_SECRET (klien mesin, tanpa login).
    """,
    """
    \b
    Exit codes:
      0  done
      1  refused by the server, or you answered no
      2  wrong usage
      3  not signed in, or signing in failed
      4  the server cannot be reached or is in trouble; try later
      5  changed since it was shown; look again
    With several IDs: the code of the first failure.

    \b
    SIMPULCTL_URL, SIMPULCTL_LANGUAGE, SIMPULCTL_HOME (folder of the tokens),
    SIMPULCTL_CLIENT_ID and SIMPULCTL_CLIENT_SECRET (a machine client, no login).
    """,
)

# What stands for an option's value; the names of parameters are in PARAMETERS.
VALUES: dict[str, Text] = {
    "ids": Text("ID...", "ID..."),
    "identifier": Text("ID", "ID"),
    "status": Text("STATUS", "STATUS"),
    "tenant": Text("KODE", "CODE"),
    "one_tenant": Text("KODE", "CODE"),
    "for_tenant": Text("KODE", "CODE"),
    "period": Text("BULAN", "MONTH"),
    "month": Text("BULAN", "MONTH"),
    "account": Text("ALAMAT", "ADDRESS"),
    "table": Text("BERKAS", "FILE"),
    "save": Text("BERKAS", "FILE"),
    "save_recap": Text("BERKAS", "FILE"),
    "limit": Text("N", "N"),
    "note": Text("CATATAN", "NOTE"),
    "public_reason": Text("ALASAN", "REASON"),
    "publish_at": Text("WAKTU", "TIME"),
    "attested": Text("BUTIR", "ITEM"),
    "url": Text("ALAMAT", "ADDRESS"),
}

# Typer's own words, as they stand in its help, and what it says about wrong usage.
TYPER_HELP = {
    "Usage:": "Pemakaian:",
    "Arguments:": "Argumen:",
    "Options:": "Opsi:",
    "Commands:": "Perintah:",
    "[OPTIONS]": "[OPSI]",
    "COMMAND [ARGS]...": "PERINTAH [ARGUMEN]...",
    "[required]": "[wajib]",
    "[default: ": "[bawaan: ",
    "Show this message and exit.": "Tampilkan bantuan ini.",
}
TYPER_ERRORS = {
    r"Missing argument '(.+)'\.": r"argumen \1 belum diisi.",
    r"Missing option '(.+)'\.": r"opsi \1 wajib diisi.",
    r"Missing command\.": r"perintahnya belum disebut.",
    r"No such option: (\S+).*": r"opsi \1 tidak ada.",
    r"No such command '(.+?)'\.": r"perintah \1 tidak ada.",
    r" Did you mean (.+)\?": r" Maksud Anda \1?",
    r"Option '(.+)' requires an argument\.": r"opsi \1 memerlukan nilai.",
    r"Got unexpected extra argument\(s\) \((.+)\)": r"\1 tidak dikenal di sini.",
    r"^Invalid value: ": "",
    r"Invalid value for '(.+?)':": r"nilai \1 tidak berlaku:",
    r"'(.+)' is not a valid UUID\.": r"\1 bukan ID.",
}
