"""Types that the fields of several rooms share: what a text, an address, a code or a period may be."""

import re
from typing import Annotated

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter
from pydantic_core import PydanticCustomError

_HTTP = TypeAdapter(HttpUrl)
_PLAIN_ADDRESS = re.compile(r"[^\s\\<>\"^`{|}]+")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class ShownOnce:
    """Marks a field of an answer that is told once: `Annotated[str | None, SHOWN_ONCE]`.

    The answer that is kept under an Idempotency-Key has null there.
    """


SHOWN_ONCE = ShownOnce()


class RequestBody(BaseModel):
    """A request's body: unknown fields are refused, and text is trimmed."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


def _visible(value: str) -> str:
    # NUL does not fit into PostgreSQL; direction overrides make a text read as another one.
    if _INVISIBLE.search(value):
        code = "control_character"
        raise PydanticCustomError(code, "control character")
    return value


def _one_line(value: str) -> str:
    # Whatever separates lines somewhere, U+2028 too: an e-mail's subject may have one line alone.
    if "\t" in value or value.splitlines() not in ([], [value]):
        code = "line_break"
        raise PydanticCustomError(code, "line break")
    return value


def _http_address(value: str) -> str:
    parsed = _HTTP.validate_python(value)
    # What others will click on must lead where it seems to: no account, no second reading.
    if parsed.username or parsed.password or not _PLAIN_ADDRESS.fullmatch(value):
        code = "url_parsing"
        raise PydanticCustomError(code, "not a plain address")
    return value


def _email_address(value: str) -> str:
    try:
        # ASCII before the @: many mail servers take nothing else.
        # Reserved endings such as `.test` are for trying things out; mail to them fails later.
        checked = validate_email(
            value, allow_smtputf8=False, check_deliverability=False, test_environment=True
        )
    except EmailNotValidError as error:
        code = "email"
        raise PydanticCustomError(code, "not an e-mail address") from error
    return checked.normalized.lower()


# For rooms whose texts have other bounds: `Annotated[str, Field(max_length=200), VISIBLE]`.
VISIBLE = AfterValidator(_visible)
ONE_LINE = AfterValidator(_one_line)
HTTP_ADDRESS = AfterValidator(_http_address)
URI = {"format": "uri"}

Title = Annotated[str, Field(min_length=1, max_length=300), VISIBLE, ONE_LINE]
Line = Annotated[str, Field(min_length=1, max_length=300), VISIBLE, ONE_LINE]
LongText = Annotated[str, Field(min_length=1, max_length=50_000), VISIBLE]
Note = Annotated[str, Field(min_length=1, max_length=2000), VISIBLE]
Url = Annotated[
    str, Field(min_length=1, max_length=2000, json_schema_extra=URI), VISIBLE, HTTP_ADDRESS
]
ExternalReference = Annotated[
    str,
    Field(min_length=1, max_length=100, description="your own id of it, unique in your tenant"),
    VISIBLE,
]
Period = Annotated[
    str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="a month, such as `2026-10`")
]
EmailAddress = Annotated[
    str,
    Field(max_length=254, description="kept in lower case", json_schema_extra={"format": "email"}),
    AfterValidator(_email_address),
]
TenantCode = Annotated[
    str, Field(pattern=r"^[0-9]{2}(\.[0-9]{2})?$", description="Kemendagri code, such as `32.04`")
]
ClarificationNumber = Annotated[str, Field(pattern=r"^KLR-20[0-9]{2}-[0-9]{6}$")]
Language = Annotated[
    str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35, description="BCP 47")
]
Count = Annotated[int, Field(ge=0, le=2_000_000_000, strict=True)]
