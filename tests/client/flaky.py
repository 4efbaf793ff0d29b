"""A line that breaks: an HTTP server between client and API that does what a test tells it to."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

_HOP = {"connection", "content-length", "transfer-encoding", "content-encoding", "date", "server"}


@dataclass(frozen=True)
class Seen:
    """A request that came."""

    method: str
    path: str
    key: str | None


@dataclass(frozen=True)
class Canned:
    """An answer that the API did not give; it never saw the request."""

    status: int
    body: str = "<html>Bad gateway</html>"
    content_type: str = "text/html"
    headers: dict[str, str] = field(default_factory=dict)


class Cut:
    """The API does its work, and then the connection is reset: nobody hears the answer."""


@dataclass(frozen=True)
class Rewritten:
    """The API's answer with another body."""

    change: Callable[[bytes], bytes]


Fault = Canned | Cut | Rewritten


class Line:
    """Where the client connects to. The next requests to a path meet the faults told for it."""

    def __init__(self, upstream: str, port: int = 0) -> None:
        self.seen: list[Seen] = []
        self._faults: list[tuple[str, Fault]] = []
        self._upstream = httpx.Client(base_url=upstream, timeout=30)
        self._came = threading.Condition()
        self._server = _Server(self, port)

    @property
    def base_url(self) -> str:
        """The address of the line."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def will(self, *faults: Fault, path: str = "/v1/") -> None:
        """Meet the next requests whose path starts so with these, one each."""
        self._faults += [(path, fault) for fault in faults]

    def sent(self, path: str) -> list[Seen]:
        """Requests to paths that start so."""
        return [seen for seen in self.seen if seen.path.startswith(path)]

    def wait_for(self, path: str) -> None:
        """Wait until a request to a path that starts so has come."""
        with self._came:
            assert self._came.wait_for(lambda: self.sent(path), 10)

    def fault_for(self, seen: Seen) -> Fault | None:
        """What the request meets."""
        with self._came:
            self.seen.append(seen)
            self._came.notify_all()
            for told in self._faults:
                if seen.path.startswith(told[0]):
                    self._faults.remove(told)
                    return told[1]
        return None

    def forward(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> httpx.Response:
        """The API's own answer."""
        return self._upstream.request(method, path, headers=headers, content=body)

    @contextmanager
    def open(self) -> Iterator["Line"]:
        """Serve until the end of `with`."""
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            self._upstream.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, line: Line, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.line = line


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def _any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        line = self.server.line
        seen = Seen(self.command, self.path.partition("?")[0], self.headers.get("Idempotency-Key"))
        fault = line.fault_for(seen)
        if isinstance(fault, Canned):
            self._answer(
                fault.status,
                fault.headers | {"Content-Type": fault.content_type},
                fault.body.encode(),
            )
            return
        headers = {n: v for n, v in self.headers.items() if n.lower() not in {"host", *_HOP}}
        answer = line.forward(self.command, self.path, headers, body)
        if isinstance(fault, Cut):
            self._reset()
            return
        content = fault.change(answer.content) if isinstance(fault, Rewritten) else answer.content
        kept = {n: v for n, v in answer.headers.items() if n.lower() not in _HOP}
        self._answer(answer.status_code, kept, content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _any  # noqa: N815 - http.server's names

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _reset(self) -> None:
        # No lingering: closing sends RST.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.shutdown(socket.SHUT_RD)
        self.close_connection = True

    def finish(self) -> None:
        """Close, also where the other side has gone."""
        try:
            super().finish()
        finally:
            self.connection.close()

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing."""
