"""What generators of clients need of the OpenAPI document, so that a client outlives a release of ours."""

import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
_PREFIX = "#/components/schemas/"
_TEXT: Schema = {"type": "string"}


def open_enums(document: Schema) -> None:
    """Let every enum of an answer be another string too, in place.

    A client of today must read an answer of tomorrow: generated code raises at a value that a closed
    enum does not list. Requests keep theirs, so that a wrong value shows where it is written.
    """
    schemas = document["components"]["schemas"]
    for name in answered(document):
        for field, schema in schemas[name].get("properties", {}).items():
            schemas[name]["properties"][field] = _opened(schema, schemas)


def answered(document: Schema) -> set[str]:
    """The names of the schemas that answers are made of, however deep."""
    found: set[str] = set()
    waiting = {
        name
        for path in document["paths"].values()
        for operation in path.values()
        for response in operation["responses"].values()
        for name in _references(response)
    }
    while waiting:
        found |= waiting
        schemas = document["components"]["schemas"]
        waiting = {inner for name in waiting for inner in _references(schemas[name])} - found
    return found


def name_enum_members(document: Schema) -> None:
    """Name every value of every enum, in place, by the extension that generators know.

    Without it they number what is no identifier (`-created_at`), and a value that is added later
    renames those after it.
    """
    for schema in document["components"]["schemas"].values():
        if "enum" in schema:
            schema["x-enum-varnames"] = [_member_name(value) for value in schema["enum"]]


def _member_name(value: str) -> str:
    name = re.sub(r"[^A-Z0-9]+", "_", value.upper()).strip("_")
    return f"{name}_DESCENDING" if value.startswith("-") else name


def drop_null_parameters(operation: Schema) -> None:
    """A query or header parameter is there or not, in place: `null` cannot be sent."""
    for parameter in operation.get("parameters", []):
        schema = parameter["schema"]
        choices = [choice for choice in schema.get("anyOf", []) if choice != {"type": "null"}]
        if len(choices) == 1:
            del schema["anyOf"]
            schema.update(choices[0])


def _opened(schema: Schema, schemas: Schema) -> Schema:
    if "items" in schema:
        return {**schema, "items": _opened(schema["items"], schemas)}
    if "anyOf" in schema:
        choices = schema["anyOf"]
        closed = any(_is_enum(choice, schemas) for choice in choices) and _TEXT not in choices
        return {**schema, "anyOf": [*choices, _TEXT]} if closed else schema
    if _is_enum(schema, schemas):
        rest = {key: value for key, value in schema.items() if key != "$ref"}
        return {"anyOf": [{"$ref": schema["$ref"]}, _TEXT], **rest}
    return schema


def _is_enum(schema: Schema, schemas: Schema) -> bool:
    return "enum" in schemas.get(schema.get("$ref", "").removeprefix(_PREFIX), {})


def _references(node: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a document
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].removeprefix(_PREFIX)
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)
