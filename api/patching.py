"""JSON Merge Patch (RFC 7396) on the fields of a create request."""

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from api.errors import InvalidBodyError
from api.translations import fields_of

Model = TypeVar("Model", bound=BaseModel)


def merged(current: Model, patch: BaseModel) -> Model:
    """`current` with the members of `patch` that were sent; null removes a member.

    The result is validated as a whole, so a patch obeys the same rules as creation.
    Raises `InvalidBodyError`.
    """
    changes = patch.model_dump(mode="json", exclude_unset=True)
    try:
        body = json.dumps(_merge(current.model_dump(mode="json"), changes))
        return type(current).model_validate_json(body)
    except ValidationError as error:
        raise InvalidBodyError(fields_of(error.errors(include_url=False))) from error


def _merge(members: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """RFC 7396, section 2: objects are merged as deep as they go, lists are replaced."""
    together = dict(members)
    for name, value in changes.items():
        inside = members.get(name)
        if isinstance(value, dict):
            together[name] = _merge(inside if isinstance(inside, dict) else {}, value)
        else:
            together[name] = value
    return {name: value for name, value in together.items() if value is not None}
