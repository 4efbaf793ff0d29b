"""What the worker does survives a moment without a database or a storage."""

from procrastinate.tasks import Task

import api.worker
from api.jobs.queue import queue

# A hint that who asked may ask for again; its lock is free for the next while it runs, and a job
# that is put back then would be in the way.
ONCE = {"channels.check_proof"}


def tasks() -> list[Task]:  # type: ignore[type-arg]
    """Our own, without procrastinate's and those of tests."""
    assert api.worker
    return [task for task in queue.tasks.values() if task.func.__module__.startswith("api.")]


def test_whatever_fails_runs_again() -> None:
    periodic = {name for name, _ in queue.periodic_registry.periodic_tasks}
    names = {each.name for each in tasks() if not each.retry_strategy}
    assert tasks()
    assert periodic
    assert names - periodic == ONCE
