"""Ctrl-C and SIGTERM: a request to stop, however often it is made."""

import _thread
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType
from typing import Self

from api.stack.errors import InterruptedStartError

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequest:
    """Set by the first signal; the next ones change nothing, so that stopping goes on in order."""

    def __init__(self) -> None:
        self.event = Event()
        self._asked = False
        self._breaks = False

    @classmethod
    @contextmanager
    def listening(cls) -> Iterator[Self]:
        """Listen to the signals; the main thread only."""
        request = cls()
        # nohup asks us to outlive the terminal.
        heard = [number for number in _SIGNALS if not _is_ignored_hangup(number)]
        before = {number: signal.signal(number, request._receive) for number in heard}
        try:
            yield request
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def breaking(self) -> Iterator[None]:
        """Let a signal break off what runs inside, by raising `InterruptedStartError`.

        For long work that does not look at `event`, and starts no process that must be stopped.
        """
        self._breaks = True
        try:
            self.check()
            yield
        finally:
            self._breaks = False

    def check(self) -> None:
        """Raise `InterruptedStartError` if somebody asked to stop."""
        if self._asked or self.event.is_set():
            raise InterruptedStartError

    def _receive(self, _: int, __: FrameType | None) -> None:
        self._asked = True
        # Not here: what the signal interrupts may be this thread's own wait, which holds the event's
        # lock, and both would hang. `_thread`, because starting a `Thread` takes a lock as well.
        _thread.start_new_thread(self.event.set, ())
        if self._breaks:
            self._breaks = False
            raise InterruptedStartError


def _is_ignored_hangup(number: signal.Signals) -> bool:
    return number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN
