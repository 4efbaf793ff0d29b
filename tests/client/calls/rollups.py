from simpul_client import iterate, raise_for_problem
from simpul_client.api.rollups import (
    create_snapshot,
    get_completeness,
    get_report_summary,
    get_snapshot,
    list_snapshots,
)
from simpul_client.models import Grouping, SnapshotCreate, Standing

from tests.client.calls import recaps
from tests.client.calls.callers import Callers
from tests.client.people import OFFICE

# Of long ago, where nobody of the demo has anything.
MONTH = "2019-04"


async def call(callers: Callers) -> None:
    recaps.read(callers)
    _is_counted(callers)
    _is_added_up(callers)
    await _is_frozen(callers)


def _is_counted(callers: Callers) -> None:
    own = raise_for_problem(get_completeness.sync_detailed(client=callers.machine, period=MONTH))
    (row,) = own.data
    assert (row.tenant, row.standing, row.expected) == (OFFICE, Standing.UNDECLARED, 1)
    assert own.whatsapp_text.splitlines()[1].startswith("0 sudah, 1 belum: ")
    all_of_them = raise_for_problem(
        get_completeness.sync_detailed(
            client=callers.province("operator"), from_=MONTH, to="2019-05", tenant=[OFFICE, "32"]
        )
    )
    assert [each.tenant for each in all_of_them.data] == ["32", OFFICE, "32", OFFICE]


def _is_added_up(callers: Callers) -> None:
    by = [Grouping.TENANT, Grouping.MONTH]
    found = raise_for_problem(
        get_report_summary.sync_detailed(client=callers.province("operator"), by=by)
    )
    assert found.by == [Grouping.TENANT, Grouping.MONTH]
    assert sum(row.activities for row in found.data) == found.totals.activities > 0


async def _is_frozen(callers: Callers) -> None:
    body = SnapshotCreate(period=MONTH, note="Untuk rapat koordinasi.")
    admin = callers.province("admin")
    made = raise_for_problem(await create_snapshot.asyncio_detailed(client=admin, body=body))
    assert (made.valid, [part.difference for part in made.parts]) == (True, [[]] * len(made.parts))
    own = raise_for_problem(get_snapshot.sync_detailed(made.id, client=callers.machine))
    assert ([part.tenant for part in own.parts], own.checksum) == ([OFFICE], made.checksum)
    listed = iterate(list_snapshots.sync_detailed, client=callers.machine, period=MONTH)
    assert made.id in {row.id for row in listed}
