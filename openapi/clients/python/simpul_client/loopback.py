"""The address on this machine where the browser brings the authorization response (RFC 8252 7.3)."""

import secrets
import threading
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Full, Queue
from types import TracebackType
from typing import ClassVar, Self
from urllib.parse import parse_qsl, urlsplit

from simpul_client.problems import SignInError

_PATH = "/callback"
_TEXTS = {
    "id": ("Selesai", "Jendela ini boleh ditutup. Lanjutkan di program Anda."),
    "en": ("Done", "You may close this window and go on in your program."),
}
_REFUSED = {
    "id": (
        "Bukan dari sini",
        "Permintaan ini bukan bagian dari proses masuk yang sedang berjalan.",
    ),
    "en": ("Not from here", "This request is not part of the sign-in that is under way."),
}
_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>
<body><h1>{title}</h1><p>{text}</p></body></html>
"""
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}


class Listener:
    """Listens on a port of the system's choice until the response for `state` came, or `with` ends."""

    def __init__(self, state: str, language: str) -> None:
        self._state = state
        self._language = language if language in _TEXTS else "en"
        self._came: Queue[dict[str, str]] = Queue(1)

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _Handler, self)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        """What the browser is sent to."""
        return f"http://{self.host}{_PATH}"

    @property
    def host(self) -> str:
        """Address and port, as browsers name them."""
        return f"127.0.0.1:{self._server.server_port}"

    def wait(self, timeout: float) -> dict[str, str]:
        """The parameters of the response. Raises `SignInError` after `timeout` seconds without one."""
        try:
            return self._came.get(timeout=timeout)
        except Empty:
            raise SignInError("timeout", "Nobody signed in in time.") from None

    def parameters(self, path: str, host: str | None) -> dict[str, str] | None:
        """Those of a response to our request; None for anything else, from wherever it came.

        Another name for this machine in `Host` would be a web page that reaches for it.
        """
        asked = urlsplit(path)
        pairs = parse_qsl(asked.query)
        found = dict(pairs)
        ours = secrets.compare_digest(found.get("state", "").encode(), self._state.encode())
        whole = len(found) == len(pairs) and ("code" in found) != ("error" in found)
        return found if ours and whole and asked.path == _PATH and host == self.host else None

    def take(self, found: dict[str, str]) -> None:
        """Hand the response to who waits; the first counts."""
        try:
            self._came.put_nowait(found)
        except Full:
            return

    def page(self, *, accepted: bool) -> bytes:
        """What the person sees."""
        title, text = (_TEXTS if accepted else _REFUSED)[self._language]
        words = {"title": escape(title), "text": escape(text)}
        return _PAGE.format(language=self._language, **words).encode()


class _Server(ThreadingHTTPServer):
    """Threads, because browsers open connections that they never use."""

    daemon_threads = True

    def __init__(
        self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler], listener: Listener
    ) -> None:
        super().__init__(address, handler)
        self.listener = listener


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout: ClassVar[float] = 10  # seconds; of a connection that says nothing
    server_version, sys_version = "simpul-client", ""

    def do_GET(self) -> None:
        """Answer the browser first, and hand over then: this process may end at once."""
        listener = self.server.listener
        found = listener.parameters(self.path, self.headers.get("Host"))
        status = HTTPStatus.BAD_REQUEST if found is None else HTTPStatus.OK
        body = listener.page(accepted=found is not None)
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        if found is not None:
            listener.take(found)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: the line would hold the code."""
