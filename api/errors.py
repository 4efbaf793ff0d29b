"""Every error that the API answers with, once: status, code, and its words in Indonesian and English.

No FastAPI here: services and rules raise these, `problems.py` turns them into HTTP. This file is long
because it is a catalogue; `/problems/{code}` pages are made from it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple


class Text(NamedTuple):
    """A message in both languages."""

    id: str
    en: str


@dataclass(frozen=True)
class FieldError:
    """One thing to change in a request; `pointer` is a JSON Pointer into the body (RFC 6901)."""

    pointer: str
    code: str
    detail: Text


class SimpulError(Exception):
    """An answer that is not 2xx. `extra` are members of the problem document of this code."""

    status: ClassVar[int]
    code: ClassVar[str]
    title: ClassVar[Text]
    detail: Text
    mend: ClassVar[Text]
    headers: ClassVar[dict[str, str]] = {}

    def __init__(self, detail: Text | None = None, **extra: Any) -> None:  # noqa: ANN401 - JSON values
        super().__init__(self.code)
        self.extra = extra
        if detail is not None:
            self.detail = detail


class InvalidCursorError(SimpulError):
    status, code = 400, "invalid-cursor"
    title = Text("Cursor tidak berlaku", "Invalid cursor")
    detail = Text("Cursor ini bukan dari daftar ini.", "This cursor is not one of this list.")
    mend = Text(
        "Pakai nilai next_cursor apa adanya, dengan sort dan saringan yang sama, atau mulai tanpa cursor.",
        "Use next_cursor as it was given, with the same sort and filters, or start without one.",
    )


class InvalidIfMatchError(SimpulError):
    status, code = 400, "invalid-if-match"
    title = Text("If-Match tidak terbaca", "If-Match cannot be read")
    detail = Text(
        'If-Match harus berisi versi dari ETag, misalnya "3"; * tidak diterima.',
        'If-Match must hold the version of the ETag, such as "3"; * is not taken.',
    )
    mend = Text(
        "Ambil datanya, lalu kirim nilai ETag (atau version dalam tanda kutip) pada If-Match.",
        "Read the resource and send its ETag (or its version in quotes) as If-Match.",
    )


class InvalidIdempotencyKeyError(SimpulError):
    status, code = 400, "invalid-idempotency-key"
    title = Text("Idempotency-Key tidak berlaku", "Invalid Idempotency-Key")
    detail = Text(
        "Idempotency-Key harus 1 sampai 200 huruf ASCII yang tercetak.",
        "Idempotency-Key must be 1 to 200 printable ASCII characters.",
    )
    mend = Text("Pakai UUID baru untuk tiap perintah.", "Use a new UUID for each operation.")


class InvalidRequestError(SimpulError):
    status, code = 400, "invalid-request"
    title = Text("Permintaan tidak terbaca", "The request cannot be read")
    detail = Text("Permintaan ini tidak dapat dibaca.", "This request cannot be read.")
    mend = Text("Periksa bentuk permintaan.", "Check the form of the request.")


class UnauthenticatedError(SimpulError):
    status, code = 401, "unauthenticated"
    title = Text("Belum masuk", "Not signed in")
    detail = Text(
        "Permintaan ini memerlukan access token yang berlaku.",
        "This request needs a valid access token.",
    )
    mend = Text(
        "Minta token di /oauth/token dan kirim sebagai Authorization: Bearer.",
        "Get a token at /oauth/token and send it as Authorization: Bearer.",
    )

    def __init__(self, reason: str = "") -> None:
        super().__init__()
        known = f' error="invalid_token", error_description="{reason}"' if reason else ""
        self.headers = {"WWW-Authenticate": f'Bearer realm="simpul"{"," if known else ""}{known}'}  # type: ignore[misc]


class PermissionRequiredError(SimpulError):
    status, code = 403, "permission-required"
    title = Text("Tidak diizinkan", "Not permitted")
    detail = Text("Izin yang diperlukan tidak ada.", "The permission needed is missing.")
    mend = Text(
        "Minta peran yang sesuai kepada admin, atau token dengan scope ini.",
        "Ask an admin for a role that has it, or get a token with this scope.",
    )

    def __init__(self, permission: str, detail: Text | None = None) -> None:
        needed = Text(f"Diperlukan izin {permission}.", f"The permission {permission} is needed.")
        super().__init__(detail or needed, permission=permission)


class ScopeRequiredError(SimpulError):
    status, code = 403, "scope-required"
    title = Text("Scope kurang", "Scope missing")
    detail = Text("Token ini tidak memuat scope itu.", "This token lacks that scope.")
    mend = Text(
        "Minta token baru lewat /oauth/authorize dengan scope ini.",
        "Get a new token through /oauth/authorize with this scope.",
    )

    def __init__(self, scope: str) -> None:
        super().__init__(Text(f"Diperlukan scope {scope}.", f"The scope {scope} is needed."))
        challenge = f'Bearer realm="simpul", error="insufficient_scope", scope="{scope}"'
        self.headers = {"WWW-Authenticate": challenge}  # type: ignore[misc]


class PersonRequiredError(SimpulError):
    status, code = 403, "person-required"
    title = Text("Harus oleh orang", "A person is needed")
    detail = Text(
        "Keputusan ini harus diambil oleh orang, bukan oleh klien mesin.",
        "This decision needs a person, not a machine client.",
    )
    mend = Text("Masuk sebagai orang.", "Sign in as a person.")


class FourEyesError(SimpulError):
    status, code = 403, "four-eyes"
    title = Text("Perlu orang kedua", "A second person is needed")
    detail = Text(
        "Anda ikut menulisnya; orang lain harus memutuskan.",
        "You took part in writing this; somebody else must decide.",
    )
    mend = Text(
        "Minta verifikator yang tidak ikut menulis atau menyunting.",
        "Ask a verifier who neither wrote nor edited it.",
    )


class ProvinceRequiredError(SimpulError):
    status, code = 403, "province-required"
    title = Text("Hanya provinsi", "The province alone")
    detail = Text(
        "Perintah ini hanya untuk verifikator provinsi.",
        "This operation is for a verifier of the province.",
    )
    mend = Text("Minta provinsi menjalankannya.", "Ask the province to do it.")


class PolicyAcknowledgementRequiredError(SimpulError):
    status, code = 403, "policy-acknowledgement-required"
    title = Text("Pedoman belum disetujui", "The policy is not acknowledged")
    detail = Text(
        "Baca dan setujui dulu pedoman yang berlaku.",
        "Read and acknowledge the active policy first.",
    )
    mend = Text(
        "Baca pedoman pada `policy`, lalu jalankan acknowledge_policy "
        "(POST ke alamat itu ditambah /acknowledge).",
        "Read the policy at `policy`, then run acknowledge_policy (POST to it with /acknowledge).",
    )

    def __init__(self, policy: str, detail: Text | None = None) -> None:
        told = detail or self.detail
        super().__init__(Text(f"{told.id} {policy}", f"{told.en} {policy}"), policy=policy)


class NotFoundError(SimpulError):
    status, code = 404, "not-found"
    title = Text("Tidak ditemukan", "Not found")
    detail = Text("Data ini tidak ada.", "This does not exist.")
    mend = Text(
        "Periksa alamat dan id; yang bukan milik Anda tampak sama dengan yang tidak ada.",
        "Check the address and the id; what is not yours looks the same as what does not exist.",
    )


class MethodNotAllowedError(SimpulError):
    status, code = 405, "method-not-allowed"
    title = Text("Metode tidak berlaku", "Method not allowed")
    detail = Text(
        "Alamat ini tidak mengenal metode itu.", "This address does not know that method."
    )
    mend = Text("Lihat /openapi.json.", "See /openapi.json.")


class TransitionNotAllowedError(SimpulError):
    status, code = 409, "transition-not-allowed"
    title = Text("Tidak berlaku pada status ini", "Not possible in this state")
    detail = Text("Perintah ini tidak berlaku sekarang.", "This operation does not apply now.")
    mend = Text(
        "Pilih salah satu perintah dalam `allowed`, atau baca ulang datanya.",
        "Choose one of the operations in `allowed`, or read the resource again.",
    )

    def __init__(self, state: str, allowed: list[str]) -> None:
        names = ", ".join(allowed) or "-"
        super().__init__(
            Text(
                f"Statusnya {state}; yang dapat dilakukan: {names}.",
                f"Its status is {state}; what can be done: {names}.",
            ),
            state=state,
            allowed=allowed,
        )


class ReferenceTakenError(SimpulError):
    status, code = 409, "external-reference-taken"
    title = Text("Referensi sudah dipakai", "Reference already used")
    detail = Text(
        "external_reference ini sudah dipakai; id yang ada tertera dalam existing_id.",
        "This external_reference is already used; existing_id names the row that has it.",
    )
    mend = Text(
        "Pengiriman sebelumnya sudah tersimpan: lanjutkan dengan existing_id.",
        "Your earlier request was stored: go on with existing_id.",
    )


class ConflictError(SimpulError):
    status, code = 409, "conflict"
    title = Text("Bertentangan dengan data lain", "Conflict with other data")
    detail = Text(
        "Perubahan ini bertentangan dengan data lain dan tidak disimpan.",
        "This change conflicts with other data and was not stored.",
    )
    mend = Text("Baca ulang datanya, lalu ulangi.", "Read the resource again and repeat.")


class HandleTakenError(SimpulError):
    status, code = 409, "handle-taken"
    title = Text("Kanal sudah terdaftar resmi", "Channel is official already")
    detail = Text(
        "Kanal ini sudah terdaftar resmi.",
        "This channel is official already.",
    )
    mend = Text(
        "Tolak pendaftaran ini, atau arsipkan yang lama lebih dulu.",
        "Reject this registration, or archive the older one first.",
    )


class AccountOfficialError(SimpulError):
    status, code = 409, "account-official"
    title = Text("Akun ini resmi", "The account is official")
    detail = Text(
        "Akun ini terdaftar sebagai kanal resmi; tidak ada peringatan terhadapnya.",
        "This account is registered as an official channel; nobody warns of it.",
    )
    mend = Text(
        "Periksa alamatnya. Bila kanal resmi itu diambil alih, minta provinsi menangguhkannya "
        "(suspend_channel).",
        "Check the address. If the official channel was taken over, ask the province to suspend it "
        "(suspend_channel).",
    )


class CountersignRequiredError(SimpulError):
    status, code = 409, "countersign-required"
    title = Text("Perlu tanda tangan kedua provinsi", "Countersignature needed")
    detail = Text(
        "Klarifikasi ini harus disahkan verifikator provinsi sebelum terbit.",
        "A verifier of the province must countersign before this is published.",
    )
    mend = Text(
        "Minta provinsi menjalankan countersign_clarification.",
        "Ask the province to run countersign_clarification.",
    )


class PeriodNotOpenError(SimpulError):
    status, code = 409, "period-not-open"
    title = Text("Periode belum dibuka", "The period is not open yet")
    detail = Text("Periode ini belum dibuka.", "This period is not open yet.")
    mend = Text(
        "Simpan sebagai draf, lalu ajukan mulai tanggal `opens_on`; periksa apakah periodenya benar.",
        "Keep the draft and submit it from `opens_on` on; check that it is the right period.",
    )

    def __init__(self, opens_on: date) -> None:
        super().__init__(
            Text(
                f"Periode ini baru dibuka pada {opens_on.isoformat()}.",
                f"This period opens on {opens_on.isoformat()}.",
            ),
            opens_on=opens_on.isoformat(),
        )


class PeriodClosedError(SimpulError):
    status, code = 409, "period-closed"
    title = Text("Periode sudah ditutup", "The period is closed")
    detail = Text("Periode ini sudah ditutup.", "This period is closed.")
    mend = Text(
        "Minta provinsi memberi perpanjangan (extend_period), lalu ajukan lagi. Laporan yang "
        "dikembalikan tetap dapat diajukan ulang.",
        "Ask the province for an extension (extend_period), then submit again. A returned report "
        "can be submitted again all the same.",
    )

    def __init__(self, open_until: date) -> None:
        super().__init__(
            Text(
                f"Periode ini menerima sampai {open_until.isoformat()}. "
                "Provinsi dapat memberi perpanjangan.",
                f"This period took reports until {open_until.isoformat()}. "
                "The province can grant an extension.",
            ),
            open_until=open_until.isoformat(),
        )


class ReportsExistError(SimpulError):
    status, code = 409, "reports-exist"
    title = Text("Ada laporan pada periode ini", "There are reports in this period")
    detail = Text(
        "Periode ini tidak dapat dinyatakan nihil: sudah ada laporan yang diajukan.",
        "This period cannot be declared nil: reports were handed in for it.",
    )
    mend = Text(
        "Nyatakan lengkap tanpa nil, atau tarik dulu laporan yang keliru (withdraw_report).",
        "Declare it complete without nil, or withdraw what is wrong first (withdraw_report).",
    )


class AssetNotReadyError(SimpulError):
    status, code = 409, "asset-not-ready"
    title = Text("Berkas belum siap", "Asset not ready")
    detail = Text(
        "Ada berkas yang belum selesai diperiksa atau ditolak.",
        "An asset is still being checked, or was refused.",
    )
    mend = Text(
        "Tunggu sampai statusnya ready, atau lepaskan dari daftar.",
        "Wait until its status is ready, or take it off the list.",
    )


class AssetInUseError(SimpulError):
    status, code = 409, "asset-in-use"
    title = Text("Berkas masih dipakai", "Asset in use")
    detail = Text("Berkas ini masih dipakai.", "This asset is still in use.")
    mend = Text("Lepaskan dulu dari pemakainya.", "Take it off what uses it first.")


class UploadMissingError(SimpulError):
    status, code = 409, "upload-missing"
    title = Text("Berkas belum diunggah", "Nothing was uploaded")
    detail = Text(
        "Berkas belum sampai di penyimpanan.", "The file has not arrived in the storage yet."
    )
    mend = Text(
        "Unggah seperti dikatakan upload, lalu ulangi; alamat baru diberi get_asset_upload.",
        "Upload as `upload` says, then repeat; get_asset_upload gives new addresses.",
    )


class StorageQuotaExceededError(SimpulError):
    status, code = 409, "storage-quota-exceeded"
    title = Text("Jatah penyimpanan habis", "Storage quota exceeded")
    detail = Text(
        "Berkas ini melebihi jatah penyimpanan pemerintah daerah Anda.",
        "This file exceeds what your government may store.",
    )
    mend = Text(
        "Hapus berkas yang tidak dipakai; pemakaian tampak di GET /v1/assets/usage.",
        "Remove files that nothing uses; GET /v1/assets/usage shows what is stored.",
    )


class AssetPublishedError(SimpulError):
    status, code = 409, "asset-published"
    title = Text("Berkas sudah terbit", "Asset published")
    detail = Text(
        "Berkas ini tampak pada klarifikasi yang terbit: namanya tetap, dan deskripsinya wajib ada.",
        "A published clarification shows this asset: its name stays, and it needs its description.",
    )
    mend = Text(
        "Ubah deskripsinya saja (alt), atau unggah aset baru.",
        "Change its description (alt) alone, or upload a new asset.",
    )


class TenantAlreadyActiveError(SimpulError):
    status, code = 409, "tenant-already-active"
    title = Text("Pemerintah daerah sudah aktif", "Government active already")
    detail = Text(
        "Pemerintah daerah dengan kode ini sudah aktif dan punya admin.",
        "The government of this code is active already and has admins.",
    )
    mend = Text(
        "Tolak pendaftaran ini; admin yang ada dapat mengundang anggota baru.",
        "Reject this registration; the admins who are there can invite new members.",
    )


class NameTakenError(SimpulError):
    status, code = 409, "name-taken"
    title = Text("Nama sudah dipakai", "Name already used")
    detail = Text(
        "Nama ini sudah dipakai; id yang ada tertera dalam existing_id.",
        "This name is already used; existing_id names the row that has it.",
    )
    mend = Text(
        "Pakai yang ada (aktifkan kembali bila diarsipkan), atau pilih nama lain.",
        "Use the one that is there (make it active again if archived), or choose another name.",
    )


class MemberExistsError(SimpulError):
    status, code = 409, "member-exists"
    title = Text("Sudah menjadi anggota", "A member already")
    detail = Text(
        "Alamat ini sudah menjadi anggota; id-nya tertera dalam existing_id.",
        "This address is a member already; existing_id names it.",
    )
    mend = Text(
        "Ubah anggota yang ada, atau kirim ulang undangannya dengan reinvite_member.",
        "Change the member that is there, or send the invitation again by reinvite_member.",
    )


class LastAdminError(SimpulError):
    status, code = 409, "last-admin"
    title = Text("Admin terakhir", "The last admin")
    detail = Text(
        "Ini admin aktif terakhir; tanpa dia tidak ada yang dapat mengundang anggota.",
        "This is the last active admin; without him nobody could invite members.",
    )
    mend = Text(
        "Beri peran admin kepada anggota aktif lain lebih dulu.",
        "Give another active member the admin role first.",
    )


class SuccessorRequiredError(SimpulError):
    status, code = 409, "successor-required"
    title = Text("Perlu penerus", "A successor is needed")
    detail = Text(
        "Anggota ini bertanggung jawab atas klien mesin; daftarnya dalam client_ids.",
        "This member answers for machine clients; client_ids lists them.",
    )
    mend = Text(
        "Sebut anggota aktif lain dalam successor_id, atau cabut klien itu lebih dulu.",
        "Name another active member as successor_id, or revoke these clients first.",
    )


class InFlightError(SimpulError):
    status, code = 409, "idempotency-in-flight"
    title = Text("Masih dikerjakan", "Still being worked on")
    detail = Text(
        "Permintaan dengan Idempotency-Key ini masih dikerjakan.",
        "A request with this Idempotency-Key is still being worked on.",
    )
    mend = Text("Ulangi sebentar lagi.", "Repeat in a moment.")
    headers: ClassVar[dict[str, str]] = {"Retry-After": "1"}


class RetractedError(SimpulError):
    status, code = 410, "retracted"
    title = Text("Klarifikasi dicabut", "Clarification retracted")
    detail = Text("Klarifikasi ini telah dicabut.", "This clarification was retracted.")
    mend = Text(
        "Hapus salinannya; alasannya ada dalam public_reason.",
        "Remove your copies; public_reason says why.",
    )


class StaleVersionError(SimpulError):
    status, code = 412, "stale-version"
    title = Text("Data sudah berubah", "Changed since you read it")
    detail = Text(
        "Data ini diubah orang lain sejak Anda membacanya. Ambil lagi, lalu ulangi.",
        "Somebody changed this since you read it. Read it again, then repeat.",
    )
    mend = Text(
        "Ambil lagi, periksa perubahannya, kirim ETag yang baru.",
        "Read it again, look at the change, send the new ETag.",
    )


class BodyTooLargeError(SimpulError):
    status, code = 413, "body-too-large"
    title = Text("Isi terlalu besar", "Body too large")
    detail = Text("Isi permintaan paling besar 1 MiB.", "The body of a request is at most 1 MiB.")
    mend = Text("Berkas diunggah lewat /v1/assets.", "Files are uploaded through /v1/assets.")


class UnsupportedMediaTypeError(SimpulError):
    status, code = 415, "unsupported-media-type"
    title = Text("Jenis isi tidak diterima", "Media type not taken")
    detail = Text("Isi permintaan harus application/json.", "The body must be application/json.")
    mend = Text("Kirim Content-Type: application/json.", "Send Content-Type: application/json.")


class InvalidBodyError(SimpulError):
    status, code = 422, "invalid-body"
    title = Text("Isian belum benar", "Fields need changing")
    detail = Text("Ada isian yang perlu diperbaiki.", "Some fields need changing.")
    mend = Text(
        "Perbaiki tiap isian dalam `errors`; `pointer` menunjuk tempatnya.",
        "Change each field in `errors`; `pointer` says where it is.",
    )

    def __init__(self, errors: list[FieldError]) -> None:
        count = len(errors)
        super().__init__(
            Text(f"{count} isian perlu diperbaiki.", f"{count} field(s) need changing.")
        )
        self.errors = errors


class InvalidParameterError(InvalidBodyError):
    code = "invalid-parameter"
    title = Text("Parameter belum benar", "Parameters need changing")
    mend = Text(
        "Perbaiki tiap parameter dalam `errors`; `pointer` menyebut namanya.",
        "Change each parameter in `errors`; `pointer` names it.",
    )


class FileRefusedError(SimpulError):
    status, code = 422, "file-refused"
    title = Text("Tabel tidak dapat diimpor", "The table cannot be imported")
    detail = Text("Tabel ini tidak dapat dibaca.", "This table cannot be read.")
    mend = Text(
        "Pakai templat (get_import_template), lalu unggah lagi sebagai aset yang baru.",
        "Use the template (get_import_template) and upload it again as a new asset.",
    )


class RowsRefusedError(SimpulError):
    status, code = 422, "rows-refused"
    title = Text("Ada baris yang salah", "Some rows are wrong")
    detail = Text(
        "Tidak ada yang disimpan. Baris yang salah ada dalam result.problems dan dalam berkasnya.",
        "Nothing was written. The rows that are wrong are in result.problems and in the file.",
    )
    mend = Text(
        "Perbaiki kolom Masalah dalam berkas hasil, lalu impor lagi; atau pakai partial.",
        "Mend what the file says under Masalah and import it again; or use partial.",
    )


class KeyReusedError(SimpulError):
    status, code = 422, "idempotency-key-reused"
    title = Text("Idempotency-Key dipakai ulang", "Idempotency-Key used again")
    detail = Text(
        "Kunci ini sudah dipakai untuk isi yang lain.",
        "This key was used with another body.",
    )
    mend = Text("Pakai kunci baru untuk isi yang baru.", "Use a new key for a new body.")


class PreconditionRequiredError(SimpulError):
    status, code = 428, "precondition-required"
    title = Text("If-Match diperlukan", "If-Match needed")
    detail = Text(
        "Perubahan ini memerlukan If-Match dengan versi yang Anda baca.",
        "This change needs If-Match with the version that you read.",
    )
    mend = Text(
        'Kirim If-Match: "<version>" dari jawaban terakhir.',
        'Send If-Match: "<version>" of the last answer.',
    )


class TooManyRequestsError(SimpulError):
    status, code = 429, "too-many-requests"
    title = Text("Terlalu banyak permintaan", "Too many requests")
    detail = Text(
        "Batas permintaan tercapai; tunggu selama Retry-After.",
        "The limit is reached; wait for Retry-After.",
    )
    mend = Text(
        "Tunggu, lalu ulangi dengan Idempotency-Key yang sama.",
        "Wait, then repeat with the same Idempotency-Key.",
    )

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.headers = {"Retry-After": str(max(1, retry_after))}  # type: ignore[misc]


class InternalError(SimpulError):
    status, code = 500, "internal-error"
    title = Text("Kesalahan di sisi kami", "Our fault")
    detail = Text(
        "Terjadi kesalahan di sisi kami; tidak ada yang disimpan.",
        "Something failed on our side; nothing was stored.",
    )
    mend = Text(
        "Ulangi; bila berulang, laporkan request_id.",
        "Repeat; if it fails again, report the request_id.",
    )


class PdfNotInstalledError(SimpulError):
    status, code = 501, "pdf-not-installed"
    title = Text("PDF tidak tersedia di sini", "No PDF here")
    detail = Text(
        "Server ini belum dapat membuat PDF. Pakai format=html lalu cetak dari peramban.",
        "This server cannot make PDFs. Use format=html and print it from a browser.",
    )
    mend = Text(
        "Bagi pengelola server: pasang simpul[pdf] dan pustaka Pango (Debian: libpango-1.0-0 "
        "libpangoft2-1.0-0 libharfbuzz-subset0), lalu jalankan ulang.",
        "For who runs the server: install simpul[pdf] and the Pango library (Debian: "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0), and start it again.",
    )

    def __init__(self, missing: Text) -> None:
        super().__init__(
            Text(
                f"Server ini belum dapat membuat PDF: {missing.id} tidak terpasang. Pakai "
                "format=html lalu cetak dari peramban.",
                f"This server cannot make PDFs: {missing.en} is not installed. Use format=html and "
                "print it from a browser.",
            )
        )


class PdfBusyError(SimpulError):
    status, code = 503, "pdf-busy"
    title = Text("PDF lain sedang dibuat", "Other PDFs are being made")
    detail = Text(
        "Server sedang membuat PDF lain.",
        "The server is busy with other PDFs.",
    )
    mend = Text("Ulangi setelah Retry-After.", "Repeat after Retry-After.")
    headers: ClassVar[dict[str, str]] = {"Retry-After": "5"}


class UnavailableError(SimpulError):
    status, code = 503, "unavailable"
    title = Text("Sedang tidak tersedia", "Not available now")
    detail = Text(
        "Basis data atau penyimpanan tidak terjangkau; tidak ada yang disimpan.",
        "The database or the storage cannot be reached; nothing was stored.",
    )
    mend = Text(
        "Ulangi setelah Retry-After, dengan Idempotency-Key yang sama.",
        "Repeat after Retry-After, with the same Idempotency-Key.",
    )
    headers: ClassVar[dict[str, str]] = {"Retry-After": "5"}


def catalogue() -> dict[str, type[SimpulError]]:
    """All error classes by code: what `/problems/{code}` can explain."""
    found: dict[str, type[SimpulError]] = {}
    pending = list(SimpulError.__subclasses__())
    while pending:
        error = pending.pop()
        pending += error.__subclasses__()
        if "code" in vars(error):  # one without is told as the class that it refines
            found[error.code] = error
    return dict(sorted(found.items()))
