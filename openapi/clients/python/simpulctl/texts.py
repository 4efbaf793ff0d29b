"""Everything that the command says, in Indonesian and English; what it is called in help: help_texts.py."""

from typing import Literal, NamedTuple, TypeAlias

Language: TypeAlias = Literal["id", "en"]


class Text(NamedTuple):
    """One text in both languages."""

    id: str
    en: str

    def to(self, language: Language) -> str:
        """What to say to somebody who reads this language."""
        return self.en if language == "en" else self.id


MESSAGES: dict[str, Text] = {
    # Signing in
    "open-address": Text(
        "Buka alamat ini di peramban pada komputer ini:",
        "Open this address in a browser on this computer:",
    ),
    "browser-opened": Text(
        "Peramban dibuka. Bila tidak, buka alamat ini:",
        "Your browser was opened. If it was not, open this address:",
    ),
    "signed-in": Text(
        "Anda masuk sebagai {name} ({tenant}).", "You are signed in as {name} ({tenant})."
    ),
    "signed-out": Text("Anda sudah keluar dari {url}.", "You are signed out of {url}."),
    "signed-out-here": Text(
        "Token di komputer ini sudah dihapus, tetapi {url} tidak mengonfirmasi."
        " Masa masuk di sana berakhir sendiri; atau akhiri di {url}/account",
        "The tokens on this computer were removed, but {url} did not confirm."
        " The sign-in there ends by itself; or end it at {url}/account",
    ),
    "not-signed-in": Text(
        "Anda belum masuk ke {url}. Jalankan: simpulctl login",
        "You are not signed in to {url}. Run: simpulctl login",
    ),
    "sign-in-failed": Text("Gagal masuk: {reason}", "Signing in failed: {reason}"),
    "sign-in.timeout": Text(
        "tidak ada yang masuk sampai waktunya habis.", "nobody signed in in time."
    ),
    "sign-in.access_denied": Text(
        "Anda bukan anggota aktif daerah itu.", "you are no active member of that tenant."
    ),
    "sign-in.invalid_grant": Text("masa masuk Anda sudah habis.", "your sign-in has ended."),
    "sign-in.login_required": Text("masa masuk Anda sudah habis.", "your sign-in has ended."),
    "sign-in.invalid_client": Text(
        "SIMPULCTL_CLIENT_ID atau SIMPULCTL_CLIENT_SECRET salah.",
        "SIMPULCTL_CLIENT_ID or SIMPULCTL_CLIENT_SECRET is wrong.",
    ),
    "sign-in.wrong_issuer": Text(
        "alamat server ini lain. ({description})", "that is not its address. {description}"
    ),
    "sign-in-again": Text("Jalankan: simpulctl login", "Run: simpulctl login"),
    # What goes wrong
    "unreachable": Text(
        "Server {url} tidak terjangkau. Periksa jaringan dan --url.",
        "The server {url} cannot be reached. Check the network and --url.",
    ),
    "unexpected": Text(
        "Jawaban {url} bukan jawaban Simpul. Periksa --url.",
        "The answer of {url} is none of Simpul's. Check --url.",
    ),
    "bad-address": Text(
        "Alamat server harus diawali https:// (http:// hanya untuk komputer ini), bukan {url}",
        "A server's address begins with https:// (http:// for this computer alone), not {url}",
    ),
    "changed": Text(
        "Data ini berubah sejak ditampilkan; tidak ada yang diputuskan. Lihat lagi, lalu ulangi.",
        "It changed since it was shown; nothing was decided. Look again, then repeat.",
    ),
    "read-policy": Text(
        "Baca pedomannya: simpulctl policies show, lalu jalankan: simpulctl policies acknowledge",
        "Read the policy: simpulctl policies show, then run: simpulctl policies acknowledge",
    ),
    "request": Text("Nomor permintaan: {request_id}", "Request id: {request_id}"),
    "usage": Text("Salah tulis: {message}", "Wrong usage: {message}"),
    "usage-help": Text("Bantuan: {command} --help", "Help: {command} --help"),
    "no-such-status": Text(
        "Status {status} tidak dikenal; pilih: {known}",
        "There is no status {status}; choose from: {known}",
    ),
    "checklist-needed": Text(
        "Tanpa terminal, nyatakan butirnya sendiri: --checklist all, atau sebagian dari: {names}",
        "Without a terminal, attest each item yourself: --checklist all, or some of: {names}",
    ),
    "no-such-item": Text(
        "Butir {name} tidak dikenal; pilih: all, {names}",
        "There is no item {name}; choose from: all, {names}",
    ),
    # Lists
    "nothing": Text("Tidak ada.", "There are none."),
    "more": Text(
        "Masih ada lagi: naikkan --limit (sekarang {limit}).",
        "There are more: raise --limit (now {limit}).",
    ),
    # Decisions
    "yes-or-no": Text("[ya/tidak]", "[yes/no]"),
    "ask-accept": Text("Terima laporan ini?", "Accept this report?"),
    "ask-return": Text("Kembalikan laporan ini?", "Return this report?"),
    "ask-approve": Text("Setujui klarifikasi ini?", "Approve this clarification?"),
    "ask-countersign": Text("Sahkan untuk provinsi?", "Countersign it for the province?"),
    "ask-publish": Text("Terbitkan klarifikasi ini?", "Publish this clarification?"),
    "ask-request-changes": Text("Minta perbaikan?", "Request changes?"),
    "ask-retract": Text(
        "Cabut klarifikasi ini untuk selamanya?", "Retract this clarification for ever?"
    ),
    "ask-schedule": Text("Jadwalkan klarifikasi ini?", "Schedule this clarification?"),
    "ask-verify": Text("Nyatakan kanal ini resmi?", "Make this channel official?"),
    "accept": Text("Diterima: {name}", "Accepted: {name}"),
    "return": Text("Dikembalikan: {name}", "Returned: {name}"),
    "approve": Text("Disetujui: {name}", "Approved: {name}"),
    "countersign": Text("Disahkan provinsi: {name}", "Countersigned: {name}"),
    "publish": Text("Terbit dengan nomor {number}: {name}", "Published as {number}: {name}"),
    "request-changes": Text("Dikembalikan: {name}", "Sent back: {name}"),
    "retract": Text("Dicabut, nomor {number}: {name}", "Retracted, {number}: {name}"),
    "schedule": Text("Terjadwal {at}: {name}", "Scheduled for {at}: {name}"),
    "verify": Text("Kanal resmi: {name}", "Official channel: {name}"),
    "ask-acknowledge": Text(
        "Sudah Anda baca, dan Anda setujui?", "Have you read it, and do you acknowledge it?"
    ),
    "acknowledge": Text(
        "Disetujui: {name} (revisi {revision})", "Acknowledged: {name} (revision {revision})"
    ),
    "acknowledge-policy": Text(
        "Belum Anda setujui. Setelah membacanya: simpulctl policies acknowledge",
        "You have not acknowledged it. Once you have read it: simpulctl policies acknowledge",
    ),
    "ask-declare": Text(
        "Nyatakan laporan bulan ini lengkap?", "Declare the reports of this month complete?"
    ),
    "ask-declare-nil": Text(
        "Nyatakan tidak ada kegiatan bulan ini?", "Declare that there was no activity this month?"
    ),
    "table-refused": Text("Tabel tidak diterima", "The table was not taken"),
    "working": Text("Sedang dikerjakan", "Working"),
    "saved": Text("Disimpan: {path}", "Saved: {path}"),
    "row": Text("Baris {line}, {column}", "Line {line}, {column}"),
    "more-rows": Text("... dan {count} baris lagi.", "... and {count} more rows."),
    "rows-done": Text(
        "{rows} baris: {created} disimpan, {skipped} dilewati, {refused} salah",
        "{rows} rows: {created} written, {skipped} skipped, {refused} wrong",
    ),
    "rows-tried": Text(
        "Percobaan, tidak ada yang disimpan. {rows} baris: {created} dapat disimpan, "
        "{skipped} sudah ada, {refused} salah",
        "A dry run, nothing was written. {rows} rows: {created} can be written, "
        "{skipped} are there already, {refused} wrong",
    ),
    "rows-exported": Text("{rows} baris diekspor", "{rows} rows exported"),
    "file": Text("Berkas: {url}", "File: {url}"),
    "no-folder": Text("foldernya tidak ada", "there is no such folder"),
    "no-file": Text("{path} tidak dapat ditulis: {reason}", "{path} cannot be written: {reason}"),
    "file-gone": Text(
        "Berkasnya tidak dapat diambil (HTTP {status}); ulangi dengan simpulctl jobs watch.",
        "The file cannot be fetched (HTTP {status}); try again by simpulctl jobs watch.",
    ),
    "declared": Text("Dinyatakan: {month}", "Declared: {month}"),
    "overlooked.no-reports": Text(
        "Perhatikan: belum ada laporan yang diajukan untuk bulan ini.",
        "Note: no report was handed in for this month.",
    ),
    "overlooked.drafts-remain": Text(
        "Perhatikan: masih ada {count} draf untuk bulan ini.",
        "Note: {count} draft(s) of this month are left.",
    ),
    "nil": Text("nihil", "nil"),
    "no-policy": Text("Tidak ada pedoman yang berlaku.", "There is no policy in force."),
    "left-alone": Text("Tidak jadi; tidak ada yang berubah.", "Left alone; nothing changed."),
    "how-to-countersign": Text(
        "Verifikator provinsi: simpulctl clarifications countersign {id}",
        "A verifier of the province: simpulctl clarifications countersign {id}",
    ),
    "reminder-bio": Text(
        "Periksa bahwa kode {code} ada di bio kanal.",
        "Check that the code {code} stands in the channel's bio.",
    ),
    "reminder-letter": Text("Bukti: surat, berkas {asset}", "Proof: a letter, asset {asset}"),
    "no-proof": Text(
        "Tidak ada jenis bukti; kode bio: {code}", "No kind of proof given; the bio code: {code}"
    ),
    # The checklist of an approval: questions that a person answers
    "check.clear_source": Text("Sumbernya jelas dan bernama?", "Are its sources clear and named?"),
    "check.crosschecked": Text(
        "Sudah diperiksa silang oleh orang kedua?", "Was it crosschecked by a second person?"
    ),
    "check.neutral": Text("Netral secara politik?", "Is it politically neutral?"),
    "check.plain_language": Text("Bahasanya mudah dipahami?", "Is its language plain?"),
    "check.no_sara": Text(
        "Bebas dari unsur SARA (suku, agama, ras, antargolongan)?",
        "Is it free of attacks on ethnicity, religion, race or group?",
    ),
    "check.no_personal_data": Text("Tanpa data pribadi?", "Is it free of personal data?"),
    # What a clarification waits for
    "waits.in_review": Text("persetujuan", "approval"),
    "waits.countersign": Text("pengesahan", "countersignature"),
    "waits.approved": Text("penerbitan", "publication"),
    "late": Text("terlambat", "late"),
    "yes": Text("ya", "yes"),
    "no": Text("tidak", "no"),
    "sentence-length": Text(
        "{words} kata per kalimat, {share} kata panjang",
        "{words} words per sentence, {share} long words",
    ),
}

LABELS: dict[str, Text] = {
    "id": Text("ID", "ID"),
    "name": Text("Nama", "Name"),
    "email": Text("Surel", "E-mail"),
    "tenant": Text("Daerah", "Tenant"),
    "roles": Text("Peran", "Roles"),
    "permissions": Text("Izin", "Permissions"),
    "server": Text("Server", "Server"),
    "status": Text("Status", "Status"),
    "version": Text("Versi", "Version"),
    "period": Text("Periode", "Period"),
    "due": Text("Batas", "Due"),
    "closes": Text("Ditutup", "Closes"),
    "declared": Text("Pernyataan", "Declared"),
    "kind": Text("Jenis", "Kind"),
    "title": Text("Judul", "Title"),
    "title-id": Text("Judul dan ID", "Title and ID"),
    "name-id": Text("Kanal dan ID", "Channel and ID"),
    "dates": Text("Tanggal", "Dates"),
    "location": Text("Tempat", "Location"),
    "organiser": Text("Penyelenggara", "Organiser"),
    "speakers": Text("Narasumber", "Speakers"),
    "partners": Text("Mitra", "Partners"),
    "participants": Text("Peserta", "Participants"),
    "posts": Text("Unggahan", "Posts"),
    "clarifications": Text("Klarifikasi", "Clarifications"),
    "attachments": Text("Lampiran", "Attachments"),
    "summary": Text("Ringkasan", "Summary"),
    "neutrality": Text("Netral", "Neutral"),
    "submitted": Text("Diajukan", "Submitted"),
    "decided": Text("Diputuskan", "Decided"),
    "note": Text("Catatan", "Note"),
    "author": Text("Dibuat oleh", "Created by"),
    "updated": Text("Diubah", "Updated"),
    "number": Text("Nomor", "Number"),
    "claim": Text("Isu", "Claim"),
    "verdict": Text("Hasil", "Verdict"),
    "topic": Text("Topik", "Topic"),
    "regions": Text("Wilayah", "Regions"),
    "audience": Text("Pembaca", "Audience"),
    "waits": Text("Menunggu", "Waits for"),
    "countersigned": Text("Disahkan", "Countersigned"),
    "sources": Text("Sumber", "Sources"),
    "readability": Text("Keterbacaan", "Readability"),
    "body": Text("Isi", "Text"),
    "platform": Text("Platform", "Platform"),
    "url": Text("Alamat", "Address"),
    "handle": Text("Akun", "Handle"),
    "proof": Text("Bukti", "Proof"),
    "since": Text("Sejak", "Since"),
    "until": Text("Sampai", "Until"),
    "warning": Text("Peringatan", "Warning"),
    "now-at": Text("Sekarang di", "Now at"),
    "revision": Text("Revisi", "Revision"),
    "change-note": Text("Perubahan", "What is new"),
    "activated": Text("Berlaku sejak", "In force since"),
    "acknowledged": Text("Anda setujui", "Acknowledged"),
}

# Values of the API as people say them. A value that is not here is shown as it came.
WORDS: dict[str, Text] = {
    "draft": Text("draf", "draft"),
    "submitted": Text("diajukan", "submitted"),
    "returned": Text("dikembalikan", "returned"),
    "accepted": Text("diterima", "accepted"),
    "upcoming": Text("akan dibuka", "upcoming"),
    "open": Text("dibuka", "open"),
    "late": Text("terlambat", "late"),
    "closed": Text("ditutup", "closed"),
    "declared": Text("dinyatakan", "declared"),
    "reopened": Text("dibuka kembali", "reopened"),
    "exempt": Text("dikecualikan", "exempt"),
    "in_review": Text("ditinjau", "in review"),
    "changes_requested": Text("perlu perbaikan", "changes requested"),
    "approved": Text("disetujui", "approved"),
    "published": Text("terbit", "published"),
    "retracted": Text("dicabut", "retracted"),
    "pending": Text("menunggu", "pending"),
    "verified": Text("resmi", "verified"),
    "official": Text("resmi", "official"),
    "former": Text("bukan lagi resmi", "no longer official"),
    "impersonator": Text("akun palsu", "false account"),
    "unknown": Text("tidak terdaftar resmi", "not registered as official"),
    "rejected": Text("ditolak", "rejected"),
    "active": Text("berlaku", "in force"),
    "retired": Text("diganti", "replaced"),
    "all": Text("semua", "all"),
    "publication": Text("publikasi", "publication"),
    "campaign": Text("kampanye", "campaign"),
    "training": Text("pelatihan", "training"),
    "briefing": Text("sosialisasi", "briefing"),
    "hoax_response": Text("penanganan hoaks", "hoax response"),
    "public_service": Text("layanan publik", "public service"),
    "monitoring": Text("pemantauan", "monitoring"),
    "other": Text("lainnya", "other"),
    "false": Text("salah", "false"),
    "misleading": Text("menyesatkan", "misleading"),
    "true": Text("benar", "true"),
    "unproven": Text("belum terbukti", "unproven"),
    "satire": Text("satire", "satire"),
    "politics": Text("politik", "politics"),
    "health": Text("kesehatan", "health"),
    "disaster": Text("bencana", "disaster"),
    "crime": Text("kejahatan", "crime"),
    "law": Text("hukum", "law"),
    "social_aid": Text("bantuan sosial", "social aid"),
    "jobs": Text("lowongan kerja", "jobs"),
    "economy": Text("ekonomi", "economy"),
    "religion_and_ethnicity": Text("agama dan suku", "religion and ethnicity"),
    "public_figures": Text("tokoh publik", "public figures"),
    "technology": Text("teknologi", "technology"),
    "public": Text("publik", "public"),
    "government": Text("pemerintah", "government"),
    "client": Text("sistem", "system"),
    "person": Text("orang", "person"),
    "viewer": Text("pembaca", "viewer"),
    "operator": Text("operator", "operator"),
    "verifier": Text("verifikator", "verifier"),
    "admin": Text("admin", "admin"),
}


def say(language: Language, key: str, **values: object) -> str:
    """A message with its values filled in."""
    return MESSAGES[key].to(language).format(**values)


def label(language: Language, key: str) -> str:
    """The name of a field."""
    return LABELS[key].to(language)


def word(language: Language, value: object) -> str:
    """A value of the API as people say it; one that came later than this program stays as it is."""
    known = WORDS.get(str(value))
    return known.to(language) if known else str(value)
