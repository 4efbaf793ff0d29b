"""The page behind the e-mailed link: no script, no form, nothing from elsewhere."""

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.errors import Text
from api.problems import in_language, language_of

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
_TEMPLATES = Environment(
    loader=PackageLoader("api.registrations"), autoescape=True, undefined=StrictUndefined
)
_CONFIRMED = Text("Alamat surel terkonfirmasi", "E-mail address confirmed")
_NEXT = Text(
    "Pendaftaran {place} diteruskan kepada provinsi. Keputusannya dikirim ke surel Anda.",
    "The registration of {place} was passed on to the province. You will be e-mailed its decision.",
)
_UNKNOWN = Text("Tautan tidak berlaku", "Link not valid")
_AGAIN = Text(
    "Tautan ini tidak dikenal atau sudah lewat tujuh hari. Silakan mendaftar sekali lagi.",
    "This link is not known, or it is older than seven days. Please register once more.",
)


def confirmed(request: Request, place: str) -> HTMLResponse:
    """The registration of `place` goes on."""
    return _page(
        request, 200, _CONFIRMED, Text(_NEXT.id.format(place=place), _NEXT.en.format(place=place))
    )


def unknown(request: Request) -> HTMLResponse:
    """No such link, or no longer."""
    return _page(request, 404, _UNKNOWN, _AGAIN)


def _page(request: Request, status: int, title: Text, lead: Text) -> HTMLResponse:
    language = language_of(request)
    html = _TEMPLATES.get_template("page.html").render(
        language=language, title=in_language(title, language), lead=in_language(lead, language)
    )
    return HTMLResponse(html, status, {**HEADERS, "Content-Language": language})
