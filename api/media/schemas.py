"""Requests and answers about assets; the fields are those of the contract's examples."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError

from api.fields import Line, Note, RequestBody
from api.media.models import AssetStatus

_NOT_IN_NAMES = re.compile(r"[/\\\t\r\n]|^\.+$")


class AssetPurpose(StrEnum):
    """What a file is for; it decides which types are taken."""

    EVIDENCE = "evidence"
    ATTACHMENT = "attachment"
    INFOGRAPHIC = "infographic"
    COVER = "cover"
    LETTER = "letter"
    PROOF = "proof"
    IMPORT = "import"
    CLAIM = "claim"


class ContentType(StrEnum):
    """The types that are taken. SVG and HTML can run scripts and are not."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    GIF = "image/gif"
    PDF = "application/pdf"
    MP4 = "video/mp4"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    CSV = "text/csv"
    OGG = "audio/ogg"
    M4A = "audio/mp4"


def _file_name(value: str) -> str:
    if _NOT_IN_NAMES.search(value):
        code = "string_pattern_mismatch"
        raise PydanticCustomError(code, "not the name of a file")
    return value


FileName = Annotated[
    Line,
    Field(max_length=200, description="as people know it, without a folder"),
    AfterValidator(_file_name),
]
Alt = Annotated[
    Note, Field(max_length=500, description="what a picture shows, for those who do not see it")
]


class AssetCreate(RequestBody):
    """A file that you are about to upload."""

    purpose: AssetPurpose
    file_name: FileName
    content_type: ContentType
    size: int = Field(ge=1, strict=True, description="bytes")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the file, lower-case hex")
    alt: Alt | None = None


class AssetPatch(RequestBody):
    """A JSON Merge Patch: only what is sent changes; null removes."""

    file_name: FileName | None = None
    alt: Alt | None = None


class AssetVariant(BaseModel):
    """A smaller copy of a picture, of its first frame if it moves."""

    url: str = Field(description="to read it for five minutes")
    content_type: str
    width: int
    height: int
    size: int = Field(description="bytes")


class AssetAnswer(BaseModel):
    """A file and what is known of it."""

    id: UUID
    tenant: str
    status: AssetStatus
    version: int
    purpose: AssetPurpose
    file_name: str
    content_type: ContentType | str
    size: int
    sha256: str
    alt: str | None
    refusal: str | None = Field(description="why it was refused: a code, a colon, and a sentence")
    url: str | None = Field(description="to read it for five minutes; null until it is ready")
    variants: list[AssetVariant] = Field(
        description="a picture 1280, 640 and 320 pixels wide, if it is wider, in WebP and JPEG"
    )
    width: int | None = Field(description="pixels, of a picture as it is shown")
    height: int | None
    blurhash: str | None = Field(description="of a picture, to show before it is there")
    created_at: datetime
    updated_at: datetime


class AssetUpload(BaseModel):
    """How to upload: a multipart form with all `fields` first and the file as `file` last."""

    method: Literal["POST"]
    url: str
    fields: dict[str, str]
    expires_at: datetime


class AssetPart(BaseModel):
    """One part: PUT the file's bytes from `(number - 1) * part_size` on, exactly `size` of them."""

    number: int
    size: int
    url: str


class AssetUploadParts(BaseModel):
    """How to upload a large file: in any order the parts that the storage does not have yet.

    Each may be sent again. After `expires_at`, or when the line broke, get_asset_upload says what is
    left.
    """

    method: Literal["MULTIPART"]
    part_size: int
    parts: list[AssetPart]
    expires_at: datetime


Upload = Annotated[AssetUpload | AssetUploadParts, Field(discriminator="method")]


class AssetCreated(AssetAnswer):
    """A new asset and how to upload its file: in parts from 16 MiB on."""

    upload: Upload


class AssetUploadAnswer(BaseModel):
    """How to upload what is left of a file."""

    upload: Upload


class PurposeUsage(BaseModel):
    """What the files of one purpose take."""

    purpose: AssetPurpose | str
    count: int
    used: int = Field(description="bytes")


class StorageUsage(BaseModel):
    """What a tenant stores. Refused files and those of strangers do not count."""

    tenant: str
    quota: int = Field(description="bytes")
    used: int = Field(description="bytes, with what is announced and not uploaded yet")
    count: int
    by_purpose: list[PurposeUsage]
