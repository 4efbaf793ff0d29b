"""/v1/rollups/{period}/recap: a month as a page to look at, to print and to pass on."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.access.callers import RollupsRead
from api.access.database import DB
from api.fields import Period
from api.problems import language_of, problems
from api.rollups import printing, recap, recap_page
from api.rollups.recap_schemas import RecapFormat, RecapQuery

router = APIRouter(prefix="/v1/rollups", tags=["rollups"])
PDF = "application/pdf"
RECAP: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The page",
        "content": {
            "text/html": {"schema": {"type": "string"}},
            PDF: {"schema": {"type": "string", "format": "binary"}},
        },
    },
    **problems(400, 401, 403, 404, 501),
}


@router.get(
    "/{period}/recap", operation_id="get_recap", response_class=HTMLResponse, responses=RECAP
)
async def get_recap(
    period: Period,
    query: Annotated[RecapQuery, Query()],
    caller: RollupsRead,
    session: DB,
    request: Request,
) -> Response:
    """A month as a printable page with charts and a map: of your tenant; for the province of all.

    It loads nothing, so it may be saved and passed on. `format=pdf` where the server has WeasyPrint.
    """
    about = await recap.recap(session, caller, period, query.tenant)
    language = query.lang or language_of(request)
    page = recap_page.draw(about, language)
    if query.format is RecapFormat.PDF:
        return _answer(about, await printing.print_page(page), language, RecapFormat.PDF)
    return _answer(about, page.encode(), language, RecapFormat.HTML)


def _answer(about: recap.Recap, body: bytes, language: str, ending: RecapFormat) -> Response:
    name = f"rekap-{about.period}-{about.code}.{ending}"
    shown = {
        **recap_page.headers(),
        "Content-Language": language,
        "Content-Disposition": f'inline; filename="{name}"',
        "Vary": "Accept-Language",
    }
    media_type = PDF if ending is RecapFormat.PDF else HTMLResponse.media_type
    return Response(body, media_type=media_type, headers=shown)
