"""The OpenAPI document: FastAPI's, made pleasant to generate clients from."""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from api.access.authenticate import authenticate
from api.access.permissions import Permission
from api.conditional import precondition
from api.examples import EXAMPLES
from api.generation import drop_null_parameters, name_enum_members, open_enums
from api.problems import MEDIA_TYPE

VERSION = version("simpul")
SCHEME = "oauth2"
DESCRIPTION = """The coordination API of an Indonesian province: its kabupaten and kota register official
channels, submit activity reports and share verified clarifications of hoaxes.

Every answer that is not 2xx is a problem document (RFC 9457). Changes need `If-Match` with the version
that you read; `Idempotency-Key` makes every POST safe to repeat; a PATCH is a JSON Merge Patch (RFC 7396),
and may be sent as `application/json` too. Messages are Indonesian, or English with `Accept-Language: en`."""


def install(app: FastAPI) -> None:
    """Have the application describe itself with our document, at /openapi.json too."""

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = build(app)
        return app.openapi_schema

    app.openapi = describe  # type: ignore[method-assign]


def build(app: FastAPI) -> dict[str, Any]:
    """The document: problem media types, scopes per operation, the OAuth flows."""
    made = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
        openapi_version="3.1.0",
        separate_input_output_schemas=False,
    )
    for route in routes_of(app):
        if route.include_in_schema:
            for method in route.methods or ():
                _complete(made["paths"][route.path_format][method.lower()], route)
    made["components"].setdefault("securitySchemes", {})[SCHEME] = _scheme()
    for name, example in EXAMPLES.items():
        made["components"]["schemas"][name]["examples"] = [example]
    for unused in ("HTTPValidationError", "ValidationError"):
        made["components"]["schemas"].pop(unused, None)
    open_enums(made)
    name_enum_members(made)
    return made


def routes_of(app: FastAPI) -> Iterator[APIRoute]:
    """All operations of the application."""
    for context in iter_route_contexts(app.routes):
        if isinstance(context.original_route, APIRoute):
            yield context.original_route


def dependencies_of(dependant: Dependant) -> Iterator[Any]:
    """Everything that an operation depends on, however deep."""
    for child in dependant.dependencies:
        yield child.call
        yield from dependencies_of(child)


def permission_of(route: APIRoute) -> Permission | None:
    """The permission that an operation needs, None when any token (or none) does."""
    for call in dependencies_of(route.dependant):
        found: Permission | None = getattr(call, "permission", None)
        if found:
            return found
    return None


def is_authenticated(route: APIRoute) -> bool:
    """Whether an operation needs a token."""
    return authenticate in dependencies_of(route.dependant)


def _complete(operation: dict[str, Any], route: APIRoute) -> None:
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        for media_type in [name for name, body in content.items() if _is_problem(body)]:
            content[MEDIA_TYPE] = content.pop(media_type)
        named = _headers_of(status, route)
        if named:
            response["headers"] = {name: _HEADERS[name] for name in named}
    if is_authenticated(route):
        permission = permission_of(route)
        operation["security"] = [{SCHEME: [permission.value] if permission else []}]
    for parameter in operation.get("parameters", []):
        if parameter["name"].lower() == "if-match":
            parameter.update(required=True, schema={"type": "string"})
    drop_null_parameters(operation)
    _complete_body(operation.get("requestBody", {}).get("content", {}), route)


def _is_problem(body: dict[str, Any]) -> bool:
    reference: str = body.get("schema", {}).get("$ref", "")
    return reference.endswith("/Problem")


def _complete_body(content: dict[str, Any], route: APIRoute) -> None:
    for body in content.values():
        # An optional body is one that may be missing, not one that may be null.
        for choice in body["schema"].get("anyOf", []):
            if "$ref" in choice:
                body["schema"] = choice
    if "PATCH" in (route.methods or ()):
        # `application/json` is taken too, but a body of two media types makes generated code of two bodies.
        content["application/merge-patch+json"] = content.pop("application/json")


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


_HEADERS = {
    "ETag": _header("the version in quotes; send it back as If-Match"),
    "Link": _header('`rel="next"`: the next page'),
    "Location": _header("the address of what was created"),
    "Retry-After": _header("seconds to wait"),
    "WWW-Authenticate": _header("why the token was not taken (RFC 6750)"),
}


def _headers_of(status: str, route: APIRoute) -> list[str]:
    """The headers that an answer of this status carries."""
    if status in {"429", "503"}:
        return ["Retry-After"]
    if status == "401":
        return ["WWW-Authenticate"]
    if status == "202":  # long work: where to follow it, and when to ask
        return ["Location", "Retry-After"]
    name = route.operation_id or ""
    if name.startswith("list_") and status == "200":
        return ["Link"]
    creates = status == "201" and is_authenticated(route)  # strangers may not read what they made
    changes = precondition in dependencies_of(route.dependant) and status == "200"
    reads = name.startswith("get_") and route.path.endswith(("{id}", "{code}"))
    tagged = creates or changes or (reads and status == "200")
    return [*(["Location"] if creates else []), *(["ETag"] if tagged else [])]


def _scheme() -> dict[str, Any]:
    scopes = {permission.value: f"Permission {permission.value}" for permission in Permission}
    return {
        "type": "oauth2",
        "flows": {
            "clientCredentials": {"tokenUrl": "/oauth/token", "scopes": scopes},
            "authorizationCode": {
                "authorizationUrl": "/oauth/authorize",
                "tokenUrl": "/oauth/token",
                "refreshUrl": "/oauth/token",
                "scopes": scopes,
            },
        },
    }
