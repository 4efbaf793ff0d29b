"""Jobs that failed go after thirty days."""

import pytest
from fastapi import FastAPI

import api.worker
from api.jobs.queue import defer, queue
from api.jobs.tasks import forget
from api.settings import Settings
from tenants.session import Sessions, as_system, transaction
from tests.tenants.attempts import ask

ADD = """
    insert into procrastinate_jobs (queue_name, task_name, status, args)
    values ('default', 'test.nothing', %(status)s::procrastinate_job_status, '{}') returning id
"""
AGE = """
    update procrastinate_events set at = now() - %(days)s * interval '1 day' where job_id = %(id)s
"""
EVENT = """
    insert into procrastinate_events (job_id, type, at) values (%(id)s, 'failed', now())
"""
LEFT = "select count(*) from procrastinate_jobs where id = %(id)s"


@pytest.mark.parametrize(("days", "left"), [(31, 0), (29, 1)])
async def test_a_failed_job_goes(
    app: FastAPI,
    sessions: Sessions,
    settings: Settings,
    superuser_url: str,
    days: int,
    left: int,
) -> None:
    assert app
    [(job,)] = ask(superuser_url, ADD, status="failed")
    ask(superuser_url, EVENT, id=job)
    ask(superuser_url, AGE, id=job, days=days)
    async with transaction(sessions, as_system("test")) as session:
        await defer(session, forget, timestamp=0)
    await api.worker.run(settings, wait=False)
    assert ask(superuser_url, LEFT, id=job) == [(left,)]
    ask(superuser_url, "delete from procrastinate_jobs where id = %(id)s", id=job)


def test_it_runs_every_night() -> None:
    periodic = queue.periodic_registry.periodic_tasks
    assert [one.cron for (name, _), one in periodic.items() if name == "jobs.forget"] == [
        "13 3 * * *"
    ]
