"""The words of the sign-in pages, in both languages. Long because it is a catalogue."""

from api.errors import Text

_SIGN_IN = {
    "sign_in": Text("Masuk", "Sign in"),
    "lead": Text(
        "Masuk dengan akun kantor Anda untuk melanjutkan.",
        "Sign in with your office account to continue.",
    ),
    "lead_application": Text(
        "Masuk dengan akun kantor Anda untuk melanjutkan ke",
        "Sign in with your office account to continue to",
    ),
    "federated": Text("Masuk dengan", "Sign in with"),
    "federated_or": Text("Atau dengan kata sandi:", "Or with a password:"),
    "email": Text("Surel", "E-mail"),
    "password": Text("Kata sandi", "Password"),
    "continue": Text("Lanjutkan", "Continue"),
    "forgot": Text("Lupa kata sandi?", "Forgot your password?"),
    "help": Text(
        "Belum punya akun, atau tidak bisa masuk? Hubungi admin di kantor Anda.",
        "No account yet, or cannot sign in? Ask the admin of your office.",
    ),
    "choose": Text("Pilih pemerintah daerah", "Choose a government"),
    "choose_lead": Text(
        "Anda anggota di beberapa tempat. Untuk siapa Anda bekerja sekarang?",
        "You are a member in several places. For which do you work now?",
    ),
    "refused": Text("Permintaan ditolak", "Request refused"),
    "refused_lead": Text(
        "Aplikasi yang membuka halaman ini mengirim permintaan yang tidak dapat diterima. "
        "Tidak ada yang dikirim kepadanya.",
        "The application that opened this page sent a request that cannot be accepted. "
        "Nothing was sent to it.",
    ),
    "refused_mend": Text(
        "Tutup halaman ini, lalu mulai lagi dari aplikasi itu. Bila terulang, perbarui aplikasinya, "
        "atau kirim pesan di atas kepada pembuatnya.",
        "Close this page and start again from the application. If it happens again, update the "
        "application, or send the message above to its developer.",
    ),
    "wrong": Text("Surel atau kata sandi salah.", "The e-mail or the password is wrong."),
    "too_many": Text(
        "Terlalu banyak percobaan yang gagal. Tunggu beberapa menit, lalu coba lagi.",
        "Too many failed attempts. Wait a few minutes, then try again.",
    ),
    "stale": Text(
        "Halaman ini sudah kedaluwarsa. Silakan masuk sekali lagi.",
        "This page is out of date. Please sign in once more.",
    ),
    "elsewhere": Text(
        "Masuk di sini tidak memakai kata sandi.", "Passwords are not used to sign in here."
    ),
    "code": Text("Kode verifikasi", "Verification code"),
    "code_lead": Text(
        "Buka aplikasi autentikator Anda, lalu ketik kode enam angka untuk akun ini.",
        "Open your authenticator app and type the six digits for this account.",
    ),
    "code_field": Text(
        "Kode dari aplikasi, atau kode pemulihan", "Code from the app, or a recovery code"
    ),
    "code_lost": Text(
        "Ponsel hilang? Ketik salah satu kode pemulihan Anda. Bila tidak ada lagi, "
        "hubungi admin di kantor Anda.",
        "Lost your phone? Type one of your recovery codes. If none is left, ask the admin of your "
        "office.",
    ),
    "wrong_code": Text(
        "Kode ini salah atau sudah dipakai. Tunggu kode berikutnya, lalu coba lagi.",
        "This code is wrong, or was used already. Wait for the next one and try again.",
    ),
    "other_account": Text("Masuk dengan akun lain", "Sign in with another account"),
    "sign_out": Text("Keluar", "Sign out"),
    "sign_out_lead": Text(
        "Peramban ini tidak lagi masuk. Aplikasi yang sudah masuk tetap masuk.",
        "This browser will no longer be signed in. Applications that are signed in stay so.",
    ),
    "done_signed-out": Text("Anda sudah keluar.", "You are signed out."),
    "done_reset": Text(
        "Kata sandi sudah diganti. Silakan masuk dengan yang baru.",
        "The password was changed. Please sign in with the new one.",
    ),
    "done_joined": Text(
        "Undangan sudah diterima. Silakan masuk.", "The invitation is accepted. Please sign in."
    ),
}

_PASSWORDS = {
    "password_advice": Text(
        "Paling sedikit 12 karakter. Yang terbaik: kalimat panjang dari beberapa kata acak yang mudah "
        "Anda ingat; spasi boleh. Angka atau tanda baca tidak wajib.",
        "At least 12 characters. Best is a long phrase of several random words that you remember "
        "easily; spaces are fine. Digits or signs are not required.",
    ),
    "new_password": Text("Kata sandi baru", "New password"),
    "again": Text("Ketik sekali lagi", "Type it again"),
    "keep": Text("Simpan", "Save"),
    "too_short": Text(
        "Kata sandi terlalu pendek: paling sedikit 12 karakter.",
        "The password is too short: at least 12 characters.",
    ),
    "too_long": Text(
        "Kata sandi terlalu panjang: paling banyak 1024 karakter.",
        "The password is too long: at most 1024 characters.",
    ),
    "too_common": Text(
        "Kata sandi ini terlalu umum atau mudah ditebak. Pilih beberapa kata acak.",
        "This password is too common or easily guessed. Choose several random words.",
    ),
    "too_personal": Text(
        "Kata sandi ini berisi nama atau surel Anda, jadi mudah ditebak. Pilih beberapa kata acak.",
        "This password is made of your name or e-mail, so it is easily guessed. "
        "Choose several random words.",
    ),
    "unreadable": Text(
        "Kata sandi berisi karakter yang tidak dapat diketik lagi dengan pasti.",
        "The password has characters that cannot be typed again reliably.",
    ),
    "not_same": Text("Kedua kata sandi tidak sama.", "The two passwords are not the same."),
    "reset": Text("Lupa kata sandi", "Forgotten password"),
    "reset_lead": Text(
        "Ketik surel akun Anda. Kami mengirim tautan untuk memilih kata sandi baru.",
        "Type the e-mail of your account. We send a link to choose a new password.",
    ),
    "send_link": Text("Kirim tautan", "Send the link"),
    "to_sign_in": Text("Ke halaman masuk", "To the sign-in page"),
    "reset_sent": Text("Periksa surel Anda", "Check your e-mail"),
    "reset_sent_lead": Text(
        "Bila surel itu milik akun yang aktif, tautannya tiba dalam beberapa menit dan berlaku satu jam. "
        "Periksa juga folder spam. Bila tidak ada, hubungi admin di kantor Anda.",
        "If the e-mail belongs to an active account, the link arrives within minutes and is good for "
        "an hour. Look into the spam folder too. If nothing comes, ask the admin of your office.",
    ),
    "choose_password": Text("Pilih kata sandi baru", "Choose a new password"),
    "reset_for": Text("Untuk akun", "For the account"),
    "reset_ends": Text(
        "Semua peramban dan aplikasi yang masuk dengan akun ini akan keluar.",
        "All browsers and applications signed in with this account will be signed out.",
    ),
    "reset_gone": Text("Tautan tidak berlaku lagi", "This link is no longer good"),
    "reset_gone_lead": Text(
        "Tautan ini sudah dipakai atau lewat satu jam. Minta yang baru.",
        "This link was used, or is older than an hour. Ask for a new one.",
    ),
    "ask_again": Text("Minta tautan baru", "Ask for a new link"),
}

_INVITATION = {
    "invitation": Text("Undangan", "Invitation"),
    "invitation_lead": Text(
        "Anda diundang bekerja untuk pemerintah daerah ini:",
        "You are invited to work for this government:",
    ),
    "office": Text("Pemerintah daerah", "Government"),
    "roles": Text("Peran", "Roles"),
    "name": Text("Nama", "Name"),
    "role_viewer": Text("Pembaca", "Viewer"),
    "role_operator": Text("Operator", "Operator"),
    "role_verifier": Text("Verifikator", "Verifier"),
    "role_admin": Text("Admin", "Admin"),
    "accept": Text("Terima undangan", "Accept the invitation"),
    "invitation_known": Text(
        "Surel ini sudah punya akun. Ketik kata sandinya untuk menerima undangan.",
        "This e-mail has an account already. Type its password to accept the invitation.",
    ),
    "invitation_federated": Text(
        "Setelah menerima, masuklah dengan akun pemerintah provinsi Anda.",
        "After accepting, sign in with your account of the province.",
    ),
    "invitation_wrong": Text(
        "Bila ini bukan untuk Anda, tutup saja halaman ini.",
        "If this is not meant for you, just close this page.",
    ),
    "invitation_gone": Text("Undangan tidak berlaku lagi", "This invitation is no longer good"),
    "invitation_gone_lead": Text(
        "Undangan ini sudah dipakai, dibatalkan, atau lewat tujuh hari. Bila Anda sudah menerimanya, "
        "silakan masuk. Bila belum, minta admin di kantor yang mengundang mengirimnya lagi.",
        "This invitation was used, withdrawn, or is older than seven days. If you have accepted it, "
        "sign in. If not, ask the admin of the inviting office to send it again.",
    ),
    "account_exists": Text(
        "Sudah ada kata sandi untuk surel ini. Ketik kata sandi itu.",
        "There is a password for this e-mail already. Type that one.",
    ),
    "wrong_password": Text("Kata sandi salah.", "The password is wrong."),
}

_ACCOUNT = {
    "account": Text("Akun Anda", "Your account"),
    "back": Text("Kembali ke akun", "Back to your account"),
    "change_name": Text("Ganti nama", "Change the name"),
    "name_lead": Text(
        "Nama ini dilihat rekan Anda di semua kantor. Yang sudah ditulis tetap memakai nama yang lama.",
        "Your colleagues in all offices see this name. What was written keeps the former one.",
    ),
    "bad_name": Text(
        "Nama berisi 1 sampai 120 huruf pada satu baris, dan tidak diawali = + - atau @.",
        "A name has 1 to 120 letters on one line, and does not begin with = + - or @.",
    ),
    "done_name": Text("Nama sudah diganti.", "The name was changed."),
    "offices": Text("Bekerja untuk", "Works for"),
    "no_office": Text(
        "Anda tidak menjadi anggota di mana pun sekarang. Hubungi admin di kantor Anda.",
        "You are not a member anywhere now. Ask the admin of your office.",
    ),
    "suspended": Text("ditangguhkan", "suspended"),
    "safety": Text("Keamanan", "Security"),
    "no_password": Text(
        "Anda masuk lewat akun pemerintah provinsi; kata sandinya diatur di sana.",
        "You sign in with your account of the province; its password is managed there.",
    ),
    "change_password": Text("Ganti kata sandi", "Change the password"),
    "change_ends": Text(
        "Peramban lain dan semua aplikasi yang masuk dengan akun ini akan keluar.",
        "Other browsers and all applications signed in with this account will be signed out.",
    ),
    "present_password": Text("Kata sandi sekarang", "Present password"),
    "sessions": Text("Peramban yang masuk", "Browsers signed in"),
    "sessions_lead": Text(
        "Ada yang tidak Anda kenal? Akhiri, lalu ganti kata sandi.",
        "One that you do not know? End it, then change the password.",
    ),
    "unknown_device": Text("Peramban tak dikenal", "Unknown browser"),
    "this_one": Text("peramban ini", "this browser"),
    "since": Text("sejak", "since"),
    "used": Text("terakhir dipakai", "last used"),
    "end": Text("Akhiri", "End"),
    "end_others": Text("Akhiri semua yang lain", "End all others"),
    "applications": Text("Aplikasi yang masuk", "Applications signed in"),
    "no_application": Text("Tidak ada.", "None."),
    "done_ended": Text("Sudah diakhiri.", "Ended."),
    "done_password": Text(
        "Kata sandi sudah diganti. Peramban lain dan semua aplikasi sudah keluar.",
        "The password was changed. Other browsers and all applications are signed out.",
    ),
    "done_removed": Text("Langkah kedua dimatikan.", "The second step is off."),
    "out_of_date": Text("Halaman kedaluwarsa", "Page out of date"),
    "out_of_date_lead": Text(
        "Halaman ini sudah kedaluwarsa, jadi tidak ada yang diubah. Buka lagi, lalu ulangi.",
        "This page is out of date, so nothing was changed. Open it again and repeat.",
    ),
    "open_again": Text("Buka lagi", "Open it again"),
    "not_a_form": Text("Isi tidak diterima", "Not taken"),
    "not_a_form_lead": Text(
        "Halaman ini hanya menerima formulirnya sendiri, dan tidak ada yang diubah. Buka lagi, lalu "
        "ulangi.",
        "This page takes its own form alone, and nothing was changed. Open it again and repeat.",
    ),
    "crowded": Text("Terlalu banyak permintaan", "Too many requests"),
    "crowded_lead": Text(
        "Terlalu banyak permintaan dari jaringan Anda. Tunggu beberapa menit, lalu coba lagi.",
        "Too many requests came from your network. Wait a few minutes, then try again.",
    ),
}

_FACTOR = {
    "factor": Text("Verifikasi dua langkah", "Two-step verification"),
    "on": Text("Aktif", "On"),
    "off": Text("Belum aktif", "Off"),
    "set_up_factor": Text("Aktifkan", "Set it up"),
    "manage_factor": Text("Atur", "Manage"),
    "codes_left": Text("Kode pemulihan tersisa:", "Recovery codes left:"),
    "factor_lead": Text(
        "Selain kata sandi, ketik kode enam angka dari aplikasi di ponsel Anda. "
        "Orang yang mengetahui kata sandi Anda tetap tidak bisa masuk.",
        "Besides the password, type six digits from an app on your phone. "
        "Who knows your password still cannot sign in.",
    ),
    "factor_app": Text(
        "Pasang aplikasi autentikator di ponsel, misalnya Aegis atau Google Authenticator.",
        "Install an authenticator app on your phone, such as Aegis or Google Authenticator.",
    ),
    "factor_scan": Text("Pindai kode QR ini dengannya.", "Scan this QR code with it."),
    "factor_qr": Text("Kode QR untuk aplikasi autentikator", "QR code for the authenticator app"),
    "factor_type": Text("Tidak bisa memindai? Ketik kunci ini:", "Cannot scan? Type this key:"),
    "factor_link": Text("Buka di aplikasi pada perangkat ini", "Open it in an app on this device"),
    "factor_code": Text("Kode enam angka dari aplikasi", "The six digits that the app shows"),
    "confirm": Text("Konfirmasi", "Confirm"),
    "factor_late": Text(
        "Waktu penyiapan habis. Mulai sekali lagi.", "The set-up took too long. Start once more."
    ),
    "factor_change": Text(
        "Untuk kode pemulihan baru, atau pindah ke ponsel lain (matikan dulu, lalu aktifkan lagi), "
        "ketik kata sandi dan satu kode.",
        "For new recovery codes, or to move to another phone (turn it off, then set it up again), "
        "type your password and one code.",
    ),
    "renew_codes": Text("Buat kode pemulihan baru", "Make new recovery codes"),
    "remove_factor": Text("Matikan verifikasi dua langkah", "Turn two-step verification off"),
    "wrong_both": Text("Kata sandi atau kode salah.", "The password or the code is wrong."),
    "recovery": Text("Kode pemulihan", "Recovery codes"),
    "recovery_done": Text("Verifikasi dua langkah aktif.", "Two-step verification is on."),
    "recovery_lead": Text(
        "Cetak atau simpan kode ini di tempat aman, bukan di ponsel yang sama. Tiap kode berlaku sekali, "
        "sebagai ganti kode dari aplikasi. Kode ini tidak ditampilkan lagi; yang lama tidak berlaku.",
        "Print these or keep them in a safe place, not on the same phone. Each is good once, instead of "
        "a code from the app. They are not shown again; earlier ones are void.",
    ),
    "recovery_kept": Text("Sudah saya simpan", "I have kept them"),
}

WORDS: dict[str, Text] = {**_SIGN_IN, **_PASSWORDS, **_INVITATION, **_ACCOUNT, **_FACTOR}
