"""What may be uploaded for what, under which name it is read, and what may happen to it. Pure."""

import unicodedata
from urllib.parse import quote

from api.errors import FieldError, InvalidBodyError, Text
from api.media.models import AssetStatus
from api.media.schemas import AssetCreate, AssetPurpose, ContentType
from api.transitions import Machine

S, C, P = AssetStatus, ContentType, AssetPurpose
# The worker alone leads from checking to ready or refused.
LIFE = Machine(
    {
        "complete_asset": ({S.AWAITING_UPLOAD}, S.CHECKING),
        "update_asset": (set(S), None),
        "delete_asset": ({S.AWAITING_UPLOAD, S.READY, S.REFUSED}, None),
    }
)
_PICTURES = frozenset({C.JPEG, C.PNG, C.WEBP, C.GIF})
_DOCUMENTS = _PICTURES | {C.PDF}
_TAKEN = {
    P.EVIDENCE: _DOCUMENTS | {C.MP4},
    P.ATTACHMENT: frozenset(C),
    P.INFOGRAPHIC: _DOCUMENTS | {C.MP4},
    P.COVER: _PICTURES,
    P.LETTER: _DOCUMENTS,
    P.PROOF: _DOCUMENTS | {C.MP4},
    P.IMPORT: frozenset({C.XLSX, C.CSV}),
    P.CLAIM: _DOCUMENTS | {C.MP4},
}
# The first of each is added to a name that has none of them.
_EXTENSIONS = {
    C.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    C.PNG: (".png",),
    C.WEBP: (".webp",),
    C.GIF: (".gif",),
    C.PDF: (".pdf",),
    C.MP4: (".mp4", ".m4v"),
    C.XLSX: (".xlsx",),
    C.CSV: (".csv",),
}
_SHOWN_BY_BROWSERS = _DOCUMENTS | {C.MP4}


def check_fields(body: AssetCreate, largest: int) -> None:
    """Raise `InvalidBodyError` for a type that the purpose does not take, or too many bytes."""
    errors = []
    taken = _TAKEN[body.purpose]
    if body.content_type not in taken:
        names = ", ".join(sorted(taken))
        text = Text(
            f"Untuk {body.purpose.value} yang diterima: {names}.",
            f"For {body.purpose.value} these are taken: {names}.",
        )
        errors.append(FieldError("/content_type", "type-not-taken", text))
    if body.size > largest:
        text = Text(f"Paling besar {largest} byte.", f"At most {largest} bytes.")
        errors.append(FieldError("/size", "too-large", text))
    if errors:
        raise InvalidBodyError(errors)


def disposition(file_name: str, content_type: str) -> str:
    """The Content-Disposition (RFC 6266) to read a file with: shown where browsers can, else saved.

    The name ends as its type says, so that nobody saves a picture as `surat.html`.
    """
    kind = ContentType(content_type)
    name = file_name
    if not name.lower().endswith(_EXTENSIONS[kind]):
        name += _EXTENSIONS[kind][0]
    way = "inline" if kind in _SHOWN_BY_BROWSERS else "attachment"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = plain.replace('"', "'").replace("%", "_")
    return f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
