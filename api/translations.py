"""Pydantic's findings in Indonesian and English. The input itself is never repeated."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from api.errors import FieldError, Text

_TEXTS: dict[str, Text] = {
    "missing": Text("Isian ini wajib.", "This field is required."),
    "extra_forbidden": Text("Isian ini tidak dikenal.", "This field is not known."),
    "json_invalid": Text("Isi bukan JSON yang sah.", "The body is not valid JSON."),
    "string_type": Text("Harus berupa teks.", "Must be text."),
    "string_too_short": Text(
        "Paling sedikit {min_length} huruf.", "At least {min_length} characters."
    ),
    "string_too_long": Text(
        "Paling banyak {max_length} huruf.", "At most {max_length} characters."
    ),
    "string_pattern_mismatch": Text("Bentuknya tidak sesuai.", "Not of the expected form."),
    "int_type": Text("Harus berupa bilangan bulat.", "Must be a whole number."),
    "int_parsing": Text("Harus berupa bilangan bulat.", "Must be a whole number."),
    "int_from_float": Text("Harus berupa bilangan bulat.", "Must be a whole number."),
    "bool_type": Text("Harus true atau false.", "Must be true or false."),
    "bool_parsing": Text("Harus true atau false.", "Must be true or false."),
    "enum": Text("Harus salah satu dari: {expected}.", "Must be one of: {expected}."),
    "literal_error": Text("Harus salah satu dari: {expected}.", "Must be one of: {expected}."),
    "greater_than_equal": Text("Paling kecil {ge}.", "At least {ge}."),
    "less_than_equal": Text("Paling besar {le}.", "At most {le}."),
    "list_type": Text("Harus berupa daftar.", "Must be a list."),
    "too_long": Text("Paling banyak {max_length} butir.", "At most {max_length} items."),
    "too_short": Text("Paling sedikit {min_length} butir.", "At least {min_length} items."),
    "uuid_parsing": Text("Harus berupa UUID.", "Must be a UUID."),
    "uuid_type": Text("Harus berupa UUID.", "Must be a UUID."),
    "email": Text("Bukan alamat surel.", "Not an e-mail address."),
    "url_parsing": Text("Harus berupa alamat http(s).", "Must be an http(s) address."),
    "url_scheme": Text("Harus berupa alamat http(s).", "Must be an http(s) address."),
    "date_from_datetime_parsing": Text(
        "Harus berupa tanggal YYYY-MM-DD.", "Must be a date YYYY-MM-DD."
    ),
    "date_parsing": Text("Harus berupa tanggal YYYY-MM-DD.", "Must be a date YYYY-MM-DD."),
    "date_type": Text("Harus berupa tanggal YYYY-MM-DD.", "Must be a date YYYY-MM-DD."),
    "datetime_parsing": Text(
        "Harus berupa waktu RFC 3339, misalnya 2026-10-14T09:00:00Z.",
        "Must be an RFC 3339 time such as 2026-10-14T09:00:00Z.",
    ),
    "timezone_aware": Text(
        "Waktu harus menyebut zona, misalnya Z.", "The time must name its zone, such as Z."
    ),
    "model_attributes_type": Text("Harus berupa objek JSON.", "Must be a JSON object."),
    "model_type": Text("Harus berupa objek JSON.", "Must be a JSON object."),
    "dict_type": Text("Harus berupa objek JSON.", "Must be a JSON object."),
    "line_break": Text("Harus satu baris.", "Must be one line."),
    "control_character": Text("Memuat huruf kendali.", "Holds a control character."),
}
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")  # the input is not repeated, whatever it is called
_OTHERWISE = Text("Nilainya tidak sesuai.", "The value does not fit.")


def translate(error: Mapping[str, Any]) -> Text:
    """The text of one Pydantic error (its `type` and `ctx`), with the bounds that it names."""
    text = _TEXTS.get(str(error["type"]), _OTHERWISE)
    bounds = {name: str(value) for name, value in (error.get("ctx") or {}).items()}
    try:
        return Text(text.id.format(**bounds), text.en.format(**bounds))
    except KeyError:
        return _OTHERWISE


def pointer(path: Sequence[Any]) -> str:
    """A JSON Pointer (RFC 6901) to a place in a body; a name that nobody would give ends it."""
    known = takewhile(lambda part: isinstance(part, int) or _NAME.fullmatch(part), path)
    return "".join(f"/{part}" for part in known)


def fields_of(errors: Sequence[Mapping[str, Any]]) -> list[FieldError]:
    """Pydantic's errors about a body as fields to change."""
    return [field_of(error, pointer(error["loc"])) for error in errors]


def field_of(error: Mapping[str, Any], place: str) -> FieldError:
    """One of Pydantic's errors, at the place that the caller knows it by."""
    return FieldError(place, str(error["type"]).replace("_", "-"), translate(error))
