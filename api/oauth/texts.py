"""The words of the sign-in pages, in both languages."""

from api.errors import Text

WORDS = {
    "sign_in": Text("Masuk", "Sign in"),
    "lead": Text(
        "Masuk dengan akun kantor Anda untuk melanjutkan.",
        "Sign in with your office account to continue.",
    ),
    "email": Text("Surel", "E-mail"),
    "password": Text("Kata sandi", "Password"),
    "continue": Text("Lanjutkan", "Continue"),
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
    "done": Text("Anda sudah masuk", "You are signed in"),
    "done_lead": Text(
        "Kembali ke aplikasi Anda, lalu mulai lagi dari sana.",
        "Go back to your application and start again from there.",
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
}
