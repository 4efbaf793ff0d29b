"""rollups: the recap of a month, as a page or a PDF."""

from pathlib import Path
from typing import Annotated

import typer

from simpulctl.jobs import require_folder
from simpulctl.session import Session

app = typer.Typer()
_PDF = ".pdf"
_SECONDS = 90.0  # that laying out a PDF may take


@app.command("recap")
def save_recap(
    context: typer.Context,
    month: Annotated[str, typer.Argument()],
    one_tenant: Annotated[str | None, typer.Option("--tenant")] = None,
    save_recap: Annotated[Path | None, typer.Option("--save", dir_okay=False)] = None,
) -> None:
    """Save a month's recap."""
    import httpx
    from simpul_client import raise_for_problem
    from simpul_client.api.rollups import get_recap
    from simpul_client.models import GetRecapLang, RecapFormat
    from simpul_client.types import UNSET

    session: Session = context.obj
    path = save_recap or Path(f"rekap-{month}.html")
    require_folder(session, path)
    pdf = path.suffix.lower() == _PDF
    response = get_recap.sync_detailed(
        month,
        client=session.client.with_timeout(httpx.Timeout(_SECONDS)),
        tenant=one_tenant or UNSET,
        lang=GetRecapLang(session.language),
        format_=RecapFormat.PDF if pdf else RecapFormat.HTML,
    )
    raise_for_problem(response)
    path.write_bytes(response.content)
    facts = {"saved": str(path), "size": len(response.content)}
    session.show(facts, lambda: session.output.result("saved", path=path))
