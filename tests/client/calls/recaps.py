"""The recap page; `rollups` calls it."""

from simpul_client import raise_for_problem
from simpul_client.api.rollups import get_recap
from simpul_client.models import GetRecapLang, RecapFormat

from tests.client.calls.callers import Callers
from tests.client.people import OFFICE
from tests.product.people import today


def read(callers: Callers) -> None:
    """A month of the province, and of an office."""
    period = today()["period"]
    whole = raise_for_problem(get_recap.sync_detailed(period, client=callers.province("admin")))
    assert whole.startswith("<!doctype html>")
    own = raise_for_problem(
        get_recap.sync_detailed(
            period,
            client=callers.machine,
            tenant=OFFICE,
            lang=GetRecapLang.EN,
            format_=RecapFormat.HTML,
        )
    )
    assert '<html lang="en">' in own
