from datetime import date, timedelta

from simpul_client import if_match, iterate, raise_for_problem
from simpul_client.api.periods import (
    declare_completion,
    exempt_completion,
    extend_period,
    list_completions,
    list_extensions,
    list_periods,
    reopen_completion,
    update_period,
)
from simpul_client.models import (
    CompletionDeclare,
    CompletionReason,
    CompletionStatus,
    ExtensionCreate,
    PeriodPatch,
    PeriodState,
)

from tests.client.calls.callers import Callers
from tests.client.people import OFFICE
from tests.product.people import today

# Of long ago, where nobody else of the demo has anything.
MONTH = "2019-05"
REASON = CompletionReason(reason="Mohon diperiksa.")


async def call(callers: Callers) -> None:
    admin, office = callers.province("admin"), callers.machine
    _is_opened(callers)
    made = raise_for_problem(
        await declare_completion.asyncio_detailed(
            MONTH, client=office, body=CompletionDeclare(nil=True, note="Tidak ada kegiatan.")
        )
    )
    assert (made.status, made.nil, made.warnings) == (CompletionStatus.DECLARED, True, [])
    reopened = raise_for_problem(
        reopen_completion.sync_detailed(
            MONTH, OFFICE, client=admin, body=REASON, if_match=if_match(made)
        )
    )
    assert reopened.status == CompletionStatus.REOPENED
    exempt = raise_for_problem(
        exempt_completion.sync_detailed(
            MONTH, OFFICE, client=admin, body=REASON, if_match=if_match(reopened)
        )
    )
    assert (exempt.status, exempt.reason) == (CompletionStatus.EXEMPT, REASON.reason)
    listed = iterate(list_completions.sync_detailed, MONTH, client=admin, tenant=[OFFICE])
    assert list(listed) == [exempt]


def _is_opened(callers: Callers) -> None:
    """The province gives the month another opening day, and one office more time."""
    admin, office = callers.province("admin"), callers.machine
    (month,) = iterate(list_periods.sync_detailed, client=office, from_=MONTH, to=MONTH)
    assert (month.state, month.completion) == (PeriodState.CLOSED, None)
    changed = raise_for_problem(
        update_period.sync_detailed(
            MONTH,
            client=admin,
            body=PeriodPatch(due_on=date(2019, 6, 11)),
            if_match=if_match(month),
        )
    )
    assert (changed.due_on, changed.opens_on) == (date(2019, 6, 11), date(2019, 5, 1))
    until = date.fromisoformat(today()["starts_on"]) + timedelta(days=2)
    body = ExtensionCreate(tenant=OFFICE, open_until=until, reason="Jaringan terputus.")
    granted = raise_for_problem(extend_period.sync_detailed(MONTH, client=admin, body=body))
    own = iterate(list_extensions.sync_detailed, MONTH, client=office)
    assert granted.id in {extension.id for extension in own}
