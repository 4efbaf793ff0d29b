"""`simpul up` with small programs in the place of the API and the worker.

python small_stack.py DATA PORT [--province 32] [--slow-prepare] [--stubborn] [--no-worker]
"""

import argparse
import http.server
import signal
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

from api.stack.parts import Parts, UpOptions
from api.stack.up import run


class _Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the log empty."""


def _serve(port: int) -> None:
    http.server.HTTPServer(("127.0.0.1", port), _Answer).serve_forever()


def _prepare(environment: dict[str, str], _: UpOptions) -> dict[str, Any] | None:
    with psycopg.connect(environment["SIMPUL_DATABASE__OWNER_URL"]) as connection:
        connection.execute("create table if not exists start (at timestamptz default now())")
        connection.execute("insert into start default values")
        starts = connection.execute("select count(*) from start").fetchone()
    assert starts is not None
    return {"base_url": "", "people": [], "clients": []} if starts[0] == 1 else None


def _slowly(environment: dict[str, str], options: UpOptions) -> dict[str, Any] | None:
    made = _prepare(environment, options)
    sys.stderr.write("preparing\n")
    time.sleep(30)
    return made


def main() -> int:
    """Run the stack, or one of its small programs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("port", type=int)
    parser.add_argument("--province", default="32")
    parser.add_argument("--slow-prepare", action="store_true")
    parser.add_argument("--stubborn", action="store_true")
    parser.add_argument("--no-worker", action="store_true")
    flags = parser.parse_args()
    if flags.data in {"api", "worker"}:
        if flags.stubborn:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if flags.no_worker and flags.data == "worker":
            sys.exit("the worker is of no use")
        _serve(flags.port) if flags.data == "api" else time.sleep(600)
    passed = [f"--{name}" for name in ("stubborn", "no-worker") if name in " ".join(sys.argv)]
    this = [sys.executable, __file__]
    parts = Parts(
        load=lambda: None,
        prepare=_slowly if flags.slow_prepare else _prepare,
        api=lambda options: [*this, "api", str(options.port), *passed],
        worker=lambda options: [*this, "worker", str(options.port), *passed],
    )
    options = UpOptions(data=Path(flags.data), port=flags.port, province=flags.province)
    return run(options, parts)


if __name__ == "__main__":
    sys.exit(main())
