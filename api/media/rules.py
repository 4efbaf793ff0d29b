"""What may be uploaded for what, under which name it is read, and what may happen to it. Pure."""

import unicodedata
from urllib.parse import quote

from api.errors import FieldError, InvalidBodyError, Text
from api.media.models import AssetStatus
from api.media.schemas import AssetCreate, AssetPurpose, ContentType
from api.settings import StorageSettings
from api.transitions import Machine

S, C, P = AssetStatus, ContentType, AssetPurpose
# The worker alone leads from checking to ready or refused.
LIFE = Machine(
    {
        "complete_asset": ({S.AWAITING_UPLOAD}, S.CHECKING),
        "get_asset_upload": ({S.AWAITING_UPLOAD}, None),
        "update_asset": (set(S), None),
        "delete_asset": ({S.AWAITING_UPLOAD, S.READY, S.REFUSED}, None),
    }
)
_PICTURES = frozenset({C.JPEG, C.PNG, C.WEBP, C.GIF})
_DOCUMENTS = _PICTURES | {C.PDF}
_SOUND = frozenset({C.OGG, C.M4A})
_TAKEN = {
    P.EVIDENCE: _DOCUMENTS | {C.MP4},
    P.ATTACHMENT: frozenset(C) - _SOUND,
    P.INFOGRAPHIC: _DOCUMENTS | {C.MP4},
    P.COVER: _PICTURES,
    P.LETTER: _DOCUMENTS,
    P.PROOF: _DOCUMENTS | {C.MP4},
    P.IMPORT: frozenset({C.XLSX, C.CSV}),
    P.CLAIM: _DOCUMENTS | {C.MP4} | _SOUND,
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
    C.OGG: (".ogg", ".opus", ".oga"),
    C.M4A: (".m4a", ".mp4"),
}
_SHOWN_BY_BROWSERS = _DOCUMENTS | {C.MP4} | _SOUND


PARTS_FROM = 16 * 1024**2  # bytes: files of this size are uploaded in parts
_PART = 8 * 1024**2  # what a broken line costs; S3 wants at least 5 MiB
_MOST_PARTS = 1000  # as many as S3 lists at once


def part_size_of(size: int) -> int:
    """The bytes of each part of a file but its last."""
    return max(_PART, -(-size // _MOST_PARTS))


def parts_of(size: int) -> dict[int, int]:
    """The sizes of a file's parts, by their numbers."""
    part = part_size_of(size)
    starts = range(0, size, part)
    return {number: min(part, size - start) for number, start in enumerate(starts, start=1)}


def largest(body: AssetCreate, limits: StorageSettings) -> int:
    """The most bytes that a file of its purpose and type may have."""
    if body.content_type == C.MP4:
        return limits.largest_upload
    # Strangers send letters, in one piece.
    small = body.content_type in _PICTURES or body.purpose == P.LETTER
    own = limits.largest_picture if small else limits.largest_document
    return min(own, limits.largest_upload)


def check_fields(body: AssetCreate, limits: StorageSettings) -> None:
    """Raise `InvalidBodyError` for a type that the purpose does not take, or too many bytes."""
    errors = []
    most = largest(body, limits)
    taken = _TAKEN[body.purpose]
    if body.content_type not in taken:
        names = ", ".join(sorted(taken))
        text = Text(
            f"Untuk {body.purpose.value} yang diterima: {names}.",
            f"For {body.purpose.value} these are taken: {names}.",
        )
        errors.append(FieldError("/content_type", "type-not-taken", text))
    if body.size > most:
        text = Text(f"Paling besar {most} byte.", f"At most {most} bytes.")
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
