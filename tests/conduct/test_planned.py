"""Who planned a publication has read the policy that is in force when its time comes."""

from datetime import UTC, datetime, timedelta

from fastapi import FastAPI

from api.clarifications import due_tasks
from api.jobs.queue import Runtime
from tests.clarifications.bodies import LIST, approved, moved
from tests.clarifications.pictures import context_of
from tests.conduct.policies import acknowledged, activated
from tests.tenants.attempts import ask
from tests.world import World


async def test_a_policy_that_came_meanwhile_stops_it(
    ruled: World, ruled_app: FastAPI, ruled_superuser: str
) -> None:
    state = ruled_app.state
    context = context_of(Runtime(state.settings, state.sessions, state.directory))
    verifier = await ruled.caller("32.04", "verifier")

    async def read_by_all() -> None:
        policy = await activated(ruled)
        for role in ("operator", "verifier"):
            await acknowledged(await ruled.caller("32.04", role), policy)

    async def after_its_time(*, unread: bool) -> dict[str, object]:
        await read_by_all()
        row = await approved(ruled)
        at = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
        row = await moved(verifier, row, "publish", {"publish_at": at})
        if unread:
            await activated(ruled)
        come = "update clarification set publish_at = now() where id = %(id)s"
        ask(ruled_superuser, come, id=row["id"])
        await due_tasks.publish_due.func(context, timestamp=0)
        found: dict[str, object] = (await verifier.get(f"{LIST}/{row['id']}")).json()
        return found

    left = await after_its_time(unread=True)
    assert (left["status"], left["publish_at"]) == ("approved", None)
    assert (await after_its_time(unread=False))["status"] == "published"
