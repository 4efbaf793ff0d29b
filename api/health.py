"""What machines and the lost ask: is it alive, is it ready, what does this problem mean."""

import json
from html import escape

from fastapi import APIRouter, Depends, Request, Response, status
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from api.access.limits import limited
from api.errors import NotFoundError, Text, catalogue
from api.problems import in_language, language_of, problems
from migrations.run import newest
from tenants.safety import revision_of
from tenants.session import as_system, transaction

router = APIRouter(tags=["health"])
_PAGE = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
<body><main>
<h1>{title}</h1><p><code>{code}</code></p>
<p>{detail}</p>
<h2>{mend_label}</h2><p>{mend}</p>
<h2>{example_label}</h2><pre>{example}</pre>
</main></body>
</html>
"""


class Health(BaseModel):
    """The process answers."""

    status: str


class Readiness(BaseModel):
    """Whether requests can be served, and what is missing."""

    ready: bool
    database: bool
    migrations: bool
    storage: bool


@router.get("/healthz", operation_id="get_health")
async def get_health() -> Health:
    """Whether the process lives."""
    return Health(status="ok")


@router.get(
    "/readyz",
    operation_id="get_readiness",
    responses={503: {"model": Readiness}},
    dependencies=[Depends(limited)],
)
async def get_readiness(request: Request, response: Response) -> Readiness:
    """Whether database, migrations and storage are there; 503 when one is not."""
    revision: str | None = None
    reachable = True
    try:
        async with transaction(request.app.state.sessions, as_system("readiness")) as session:
            revision = await revision_of(session)
    except (SQLAlchemyError, OSError):
        reachable = False
    # A newer schema works with this code: migrations run before the pods with the new code start.
    migrated = revision is not None and revision >= newest()
    storage: bool = await request.app.state.store.is_reachable()
    ready = reachable and migrated and storage
    if not ready:
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    return Readiness(ready=ready, database=reachable, migrations=migrated, storage=storage)


@router.get("/openapi.json", include_in_schema=False, dependencies=[Depends(limited)])
async def get_document(request: Request) -> JSONResponse:
    """The OpenAPI document."""
    return JSONResponse(request.app.openapi())


@router.get(
    "/problems/{code}",
    operation_id="get_problem",
    response_class=HTMLResponse,
    responses=problems(404),
    dependencies=[Depends(limited)],
)
async def get_problem(code: str, request: Request) -> HTMLResponse:
    """A page about an error code: what it means, how to mend it, and an example."""
    error = catalogue().get(code)
    if error is None:
        raise NotFoundError
    language = language_of(request)
    example = {"type": f"/problems/{code}", "status": error.status, "code": code}
    parts = {
        "language": language,
        "code": f"{error.status} {code}",
        "title": in_language(error.title, language),
        "detail": in_language(error.detail, language),
        "mend_label": in_language(Text("Cara memperbaiki", "How to mend it"), language),
        "mend": in_language(error.mend, language),
        "example_label": in_language(Text("Contoh", "Example"), language),
        "example": json.dumps(
            {**example, "title": in_language(error.title, language)}, indent=2, ensure_ascii=False
        ),
    }
    page = _PAGE.format_map({name: escape(value) for name, value in parts.items()})
    return HTMLResponse(page, headers={"Content-Security-Policy": "default-src 'none'"})
