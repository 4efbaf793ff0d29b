"""JSON Merge Patch (RFC 7396) on the fields of a create request."""

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from api.errors import InvalidBodyError
from api.translations import fields_of

Model = TypeVar("Model", bound=BaseModel)


def merged(current: Model, patch: BaseModel) -> Model:
    """`current` with the members of `patch` that were sent; null removes a member.

    The result is validated as a whole, so a patch obeys the same rules as creation.
    Raises `InvalidBodyError`.
    """
    members = current.model_dump(mode="json")
    members.update(patch.model_dump(mode="json", exclude_unset=True))
    kept = {name: value for name, value in members.items() if value is not None}
    try:
        return type(current).model_validate_json(json.dumps(kept))
    except ValidationError as error:
        raise InvalidBodyError(fields_of(error.errors(include_url=False))) from error
