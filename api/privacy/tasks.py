"""Every night: what was kept long enough goes."""

import structlog
from procrastinate import JobContext, RetryStrategy

from api.jobs.queue import queue, runtime_of
from api.privacy.erasing import erase
from api.privacy.guarding import ErasureRefusedError
from api.privacy.people import find
from api.privacy.retention import (
    erase_late_names,
    forget_applicants,
    forget_invitations,
    people_who_left,
)
from tenants.session import Sessions, as_system, transaction

_log = structlog.get_logger("api.privacy")
# An erasure takes rows of all tenants: other jobs may get in its way, and a night is long to wait.
_AGAIN = RetryStrategy(max_attempts=3)


@queue.periodic(cron="53 2 * * *")
@queue.task(name="privacy.forget", queueing_lock="privacy.forget", retry=_AGAIN, pass_context=True)
async def forget(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Forget tenant by tenant, then erase one by one who works nowhere any more."""
    runtime = runtime_of(context)
    async for session in runtime.each_tenant("what was kept long enough"):
        await forget_applicants(session)
        await forget_invitations(session)
        await erase_late_names(session)
    await erase_who_left(runtime.sessions)


async def erase_who_left(sessions: Sessions) -> None:
    """Erase who has been a member nowhere for long, each in a transaction of his own."""
    async with transaction(sessions, as_system("who left")) as session:
        left = await people_who_left(session)
    for person in left:
        try:
            async with transaction(sessions, as_system("erase who left")) as session:
                whom = await find(session, str(person))
                # He may have been invited again since we asked.
                if whom and not whom.erased and person in await people_who_left(session):
                    await erase(session, whom)
        except ErasureRefusedError:
            _log.warning("person-not-erased", person=str(person))
