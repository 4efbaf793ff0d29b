"""The loopback address of an application that somebody signs in to, and what arrives there."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

_PAGES = {
    "/callback": b"<!doctype html><title>arrived</title><link rel=icon href='data:,'>",
    # Tells whether the browser runs scripts at all.
    "/probe": b"<!doctype html><title>off</title><link rel=icon href='data:,'>"
    b"<script>document.title = 'on'</script>",
}


@dataclass
class Application:
    """What a command-line client does while its person is in the browser."""

    port: int
    arrivals: list[dict[str, str]] = field(default_factory=list)

    @property
    def redirect(self) -> str:
        """Where codes are to be sent."""
        return f"{self.address}/callback"

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def application() -> Iterator[Application]:
    """One that listens."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = urlsplit(self.path)
            if place.path == "/callback":
                query = parse_qs(place.query, strict_parsing=True)
                made.arrivals.append({name: value for name, (value,) in query.items()})
            page = _PAGES.get(place.path)
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page or b"")

        def log_message(self, *_: object) -> None:
            """Keep the terminal quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Application(server.server_port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
