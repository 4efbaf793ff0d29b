"""Types that the fields of several rooms share: what a text, an address, a code or a period may be."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from email_validator import EmailNotValidError, validate_email
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    TypeAdapter,
)
from pydantic_core import PydanticCustomError

from api.markdown import UNPRINTABLE

_HTTP = TypeAdapter(HttpUrl)
_PLAIN_ADDRESS = re.compile(r"[^\s\\<>\"^`{|}]+")

# What nobody sees in a line, yet tells it from another one that looks the same. A joiner belongs to
# emoji and to scripts such as Javanese; next to a Latin letter it only hides.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
    "|(?<![^\x00-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\u024f])"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})?")


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
    if UNPRINTABLE.search(value):
        code = "control_character"
        raise PydanticCustomError(code, "control character")
    return value


def _seen(value: Any) -> Any:  # noqa: ANN401 - before it is known to be text
    return _UNSEEN.sub("", value) if isinstance(value, str) else value


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


def _rfc_3339(value: Any) -> Any:  # noqa: ANN401 - before it is known to be text
    # Pydantic would also take a number: seconds, or milliseconds, since 1970.
    if isinstance(value, datetime) or (isinstance(value, str) and _MOMENT.fullmatch(value)):
        return value
    code = "datetime_parsing"
    raise PydanticCustomError(code, "not a moment")


def _iso_day(value: Any) -> Any:  # noqa: ANN401 - before it is known to be text
    # Pydantic would also take a number, and a midnight without a zone.
    if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    code = "date_parsing"
    raise PydanticCustomError(code, "not a day")


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
# Taken away, not refused: whoever pasted it from somewhere cannot see what to change.
SEEN = BeforeValidator(_seen)
HTTP_ADDRESS = AfterValidator(_http_address)
URI = {"format": "uri"}

Title = Annotated[str, Field(min_length=1, max_length=300), VISIBLE, ONE_LINE, SEEN]
Line = Annotated[str, Field(min_length=1, max_length=300), VISIBLE, ONE_LINE, SEEN]
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
Moment = Annotated[AwareDatetime, BeforeValidator(_rfc_3339)]
Day = Annotated[date, BeforeValidator(_iso_day)]
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
