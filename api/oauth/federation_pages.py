"""The pages around the province's provider: the way there, and what went wrong."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.errors import Text
from api.oauth import cookies, pages
from api.oauth.federation import Vouched
from api.problems import in_language
from tenants.models import Tenant

TEXTS = {
    "leave": Text("Menuju halaman masuk", "On the way to sign in"),
    "leave_lead": Text(
        "Anda diantar ke penyedia masuk provinsi. Jika halaman ini tidak berganti, ikuti tautan ini.",
        "You are being taken to the province's sign-in service. If this page does not change, follow "
        "this link.",
    ),
    "go": Text("Ke penyedia masuk", "To the sign-in service"),
    "unknown": Text("Akun belum terdaftar", "No account yet"),
    "unknown_as": Text("Penyedia masuk mengenali Anda sebagai", "The sign-in service knows you as"),
    "unknown_lead": Text(
        "Belum ada pemerintah daerah yang mendaftarkan alamat surel itu sebagai anggota aktif, jadi "
        "Anda tidak dapat masuk. Jika Anda baru diundang, buka dahulu tautan dalam surel undangan.",
        "No government has registered that e-mail address as an active member, so you cannot sign "
        "in. If you have just been invited, open the link in the invitation first.",
    ),
    "unverified": Text("Alamat surel belum dipastikan", "E-mail address not confirmed"),
    "unverified_lead": Text(
        "Penyedia masuk tidak memastikan bahwa alamat surel Anda milik Anda, jadi Anda tidak dapat "
        "masuk dengannya. Pastikan alamat itu di penyedia masuk, lalu coba lagi.",
        "The sign-in service does not confirm that your e-mail address is yours, so you cannot sign "
        "in with it. Confirm the address there, then try again.",
    ),
    "ask": Text("Tanyakan kepada admin kantor Anda, atau kepada:", "Ask your office's admin, or:"),
    "other_account": Text("Masuk dengan akun lain", "Sign in with another account"),
    "cancelled": Text("Belum masuk", "Not signed in"),
    "cancelled_lead": Text(
        "Masuk dibatalkan atau ditolak di penyedia masuk. Tidak ada yang berubah.",
        "Signing in was cancelled or refused at the sign-in service. Nothing has changed.",
    ),
    "stale": Text("Masuk sekali lagi", "Sign in once more"),
    "stale_lead": Text(
        "Halaman ini hanya berlaku sepuluh menit, sekali, dan di peramban yang memulainya. Mulai lagi "
        "dari aplikasi Anda atau dari sini.",
        "This page is good for ten minutes, once, and in the browser that began. Start again from "
        "your application or from here.",
    ),
    "refused": Text("Tidak dapat masuk", "Cannot sign in"),
    "refused_lead": Text(
        "Jawaban penyedia masuk tidak dapat dipercaya, jadi Anda tidak dimasukkan. Coba lagi; jika "
        "terulang, beri tahu:",
        "The sign-in service's answer cannot be trusted, so you were not signed in. Try again; if it "
        "happens again, tell:",
    ),
    "unavailable": Text("Penyedia masuk tidak menjawab", "The sign-in service does not answer"),
    "unavailable_lead": Text(
        "Penyedia masuk provinsi tidak dapat dihubungi. Coba lagi beberapa menit lagi; jika terulang, "
        "beri tahu:",
        "The province's sign-in service cannot be reached. Try again in a few minutes; if it happens "
        "again, tell:",
    ),
    "too_long": Text("Permintaan terlalu panjang", "Request too long"),
    "too_long_lead": Text(
        "Aplikasi yang membuka halaman ini mengirim permintaan yang terlalu panjang untuk dibawa "
        "melalui penyedia masuk. Beri tahu pembuatnya.",
        "The application that opened this page sent a request too long to be carried through the "
        "sign-in service. Tell those who made it.",
    ),
    "again": Text("Coba lagi", "Try again"),
}


def leave(request: Request, address: str) -> HTMLResponse:
    """The way to the provider.

    A page, not a redirect: Chromium holds every redirect after a form against the form's page, and
    where a provider sends people on to is not known here.
    """
    return _page(request, "federated_leave.html", 200, address=address)


def unknown(
    request: Request, carried: str, province: Tenant | None, vouched: Vouched
) -> HTMLResponse:
    """For whom nobody has registered; names whom to ask."""
    return _page(
        request,
        "federated_unknown.html",
        403,
        carried,
        name="unknown" if vouched.verified else "unverified",
        vouched=vouched,
        province=province,
    )


def failed(
    request: Request, name: str, status: int, carried: str = "", province: Tenant | None = None
) -> HTMLResponse:
    """What went wrong, and the way back to the sign-in page. `name` is one of the texts."""
    return _page(
        request,
        "federated_failed.html",
        status,
        carried,
        name=name,
        province=province,
    )


def _page(
    request: Request,
    template: str,
    status: int,
    carried: str = "",
    **values: Any,  # noqa: ANN401 - what the template shows
) -> HTMLResponse:
    language, items = cookies.language(request), pages.unpack(carried)
    said = {name: in_language(text, language) for name, text in TEXTS.items()}
    values |= {"said": said, "carried": carried, "kept": items}
    return pages.page(request, template, status, items=items, **values)
