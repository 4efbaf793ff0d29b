"""Ports on the loopback interface."""

import errno
import secrets
import socket
from collections.abc import Callable

from api.stack.errors import StackError

LOOPBACK = "127.0.0.1"

# Below Linux' range for outgoing connections, so that no connection takes a port between our
# look at it and the server's start; so is the port 10,000 above, which SeaweedFS takes too.
_RANGE = range(11000, 22700)
_ATTEMPTS = 200


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether a server could listen on the port now."""
    try:
        _bind(host, port)
    except OSError:
        return False
    return True


def find(usable: Callable[[int], bool] = is_free) -> int:
    """A port for which `usable` holds.

    Drawn at random: two stacks that start at once rarely look at the same one.
    """
    for _ in range(_ATTEMPTS):
        port = _RANGE.start + secrets.randbelow(len(_RANGE))
        if usable(port):
            return port
    message = f"No port between {_RANGE.start} and {_RANGE.stop} is free on {LOOPBACK}."
    raise StackError(message)


def require_free(host: str, port: int) -> None:
    """Raise `StackError` with what to change, unless a server could listen there now."""
    try:
        _bind(host, port)
    except OSError as error:
        raise StackError(_explain(host, port, error)) from error


def _explain(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is taken by another program. Choose another with --port."
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"Port {port} is reserved for root. Choose one above 1023 with --port."
    return f"This machine cannot listen on {host} ({error.strerror}). Change --host."


def _bind(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # Connections of a server that just stopped linger; they are no obstacle to the next.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        probe.listen(1)
