"""A request to stop that comes at the worst moment."""

import subprocess
import sys

# In a process of its own: what this finds would hang the tests as well.
_PROGRAM = """
import os, signal
from api.stack.signals import StopRequest

with StopRequest.listening() as request:
    with request.event._cond:  # as inside of `wait`, for some instructions
        os.kill(os.getpid(), signal.SIGINT)
    assert request.event.wait(10)
    request.check()
"""


def test_a_signal_while_the_main_thread_begins_to_wait_is_heard() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM], check=False, capture_output=True, text=True, timeout=30
    )
    assert ended.returncode == 1
    assert "InterruptedStartError" in ended.stderr
