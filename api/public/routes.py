"""/v1/public: anonymous, limited per address, cacheable."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.access.database import PublicDB
from api.clarifications.published_schemas import PublishedQuery
from api.clarifications.translation_schemas import LanguageWish
from api.clarifications.translations import languages_of
from api.problems import problems
from api.public import service
from api.public.caching import cacheable
from api.public.schemas import PublicClarificationAnswer, PublicClarificationPage

router = APIRouter(prefix="/v1/public/clarifications", tags=["public"])


@router.get(
    "",
    operation_id="list_public_clarifications",
    response_model=PublicClarificationPage,
    responses=problems(400),
)
async def list_public_clarifications(
    query: Annotated[PublishedQuery, Query()], session: PublicDB, request: Request
) -> Response:
    """Published clarifications, newest first; `region=32.04` also finds province-wide ones."""
    page = await service.list_clarifications(session, query)
    return cacheable(request, page, **languages_of([row.language for row in page.data]))


@router.get(
    "/{slug}",
    operation_id="get_public_clarification",
    response_model=PublicClarificationAnswer,
    responses=problems(404, 410),
)
async def get_public_clarification(
    slug: Annotated[str, Path(max_length=120, pattern=r"^[a-z0-9-]+$")],
    session: PublicDB,
    request: Request,
    language: Annotated[LanguageWish | None, Query()] = None,
) -> Response:
    """One published clarification; 410 with the public reason when it was retracted."""
    answer = await service.get_clarification(session, slug, language)
    return cacheable(request, answer, **languages_of([answer.language]))
