"""`simpul up`: starts the stack, watches it, and stops it in order."""

import http.client
import os
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress

from api.stack import database, environment, ports
from api.stack.errors import InterruptedStartError, StackError
from api.stack.folder import Folder
from api.stack.parts import Parts, UpOptions
from api.stack.postgres import Postgres
from api.stack.processes import Child, Program, end_left_over, spawn, stop_together, wait_until
from api.stack.seaweed import SeaweedFS
from api.stack.signals import StopRequest

_API_SECONDS = 60.0
_GRACE_SECONDS = 5.0
_WATCH_SECONDS = 0.25
_FILLING = "filling"


def run(options: UpOptions, parts: Parts | None = None) -> int:
    """Run the whole product until a signal; returns the exit status.

    0: stopped by SIGINT, SIGTERM or SIGHUP, also while it started. 1: it could not start, or one
    of its processes ended by itself; why is on stderr.
    """
    with StopRequest.listening() as request:
        try:
            with Folder(options.data) as folder:
                return _run(_Stack(folder, options, parts or Parts(), request))
        except StackError as error:
            say(f"simpul: {error}")
            return 1
        except InterruptedStartError:
            return 0


def say(sentence: str) -> None:
    """One line on stderr. A terminal that is gone must not keep the stack from stopping."""
    with suppress(OSError):
        sys.stderr.write(f"{sentence}\n")


def _run(stack: "_Stack") -> int:
    try:
        stack.start()
        with suppress(OSError):
            sys.stdout.write(f"ready {stack.options.base_url}\n")
            sys.stdout.flush()
        dead = stack.watch()
    finally:
        stack.stop()
    if dead is not None:
        say(f"simpul: {dead.name} ended by itself. The end of its log:\n{dead.tail()}")
        return 1
    return 0


class _Stack:
    """The servers and processes of one data folder."""

    def __init__(
        self, folder: Folder, options: UpOptions, parts: Parts, request: StopRequest
    ) -> None:
        self.folder = folder
        self.options = options
        self.parts = parts
        self.request = request
        self.postgres = Postgres(folder, options.postgres_bin, say=say)
        self.seaweed = SeaweedFS(folder)
        self.children: dict[str, Child] = {}

    def start(self) -> None:
        """Start everything; returns when the API is ready and the credentials are written."""
        end_left_over(self.folder.path)
        self.folder.remove_processes()
        ports.require_free(self.options.host, self.options.port)
        self._keep_province()
        say(f"Starting PostgreSQL and SeaweedFS in {self.folder.path} ...")
        say(f"E-mail is not sent: it lies in {self.folder.outbox} as files.")
        self._start_servers()
        made = self._prepare()
        self._start_children(made)
        self.folder.write_environment(environment.for_commands(made))
        self.folder.write_processes(self._pids())

    def _keep_province(self) -> None:
        known = self.folder.recall("province")
        if known not in {None, self.options.province}:
            message = (
                f"{self.folder.path} holds the data of province {known}, "
                f"not {self.options.province}. "
                "Change --province, or choose another folder with --data."
            )
            raise StackError(message)
        self.folder.remember(province=self.options.province)

    def _start_servers(self) -> None:
        with ThreadPoolExecutor(max_workers=2) as pool:
            starting = [
                pool.submit(server.start, self.request.event)
                for server in (self.postgres, self.seaweed)
            ]
            self.parts.load()
            wait(starting)
        for server in starting:
            server.result()

    def _prepare(self) -> environment.Environment:
        say("Preparing the database and the buckets ...")
        with self.request.breaking():
            # A first start that was ended while it seeded leaves half a database and no credentials.
            # Said of a new database alone: without the mark, what is there is kept.
            unfinished = self.folder.recall(_FILLING) is True
            if unfinished or not database.exists(self.postgres):
                self.folder.remember(**{_FILLING: True})
            database.prepare(self.postgres, self.folder.secrets, afresh=unfinished)
            made = environment.build(
                self.folder,
                self.postgres,
                self.seaweed,
                base_url=self.options.base_url,
                province=self.options.province,
            )
            credentials = self.parts.prepare(made.preparing, self.options)
            self.folder.write_credentials(credentials, self.options.base_url)
            self.folder.remember(**{_FILLING: False})
        return made

    def _start_children(self, made: environment.Environment) -> None:
        say("Starting the API and the worker ...")
        for name, command in (("api", self.parts.api), ("worker", self.parts.worker)):
            program = Program(
                name={"api": "The API", "worker": "The worker"}[name],
                arguments=command(self.options),
                log=self.folder.logs / f"{name}.log",
                environment=made.children,
            )
            self.children[name] = spawn(program)
        wait_until(self._api_is_ready, self.children["api"], _API_SECONDS, self.request.event)

    def _api_is_ready(self) -> bool:
        host = self.options.base_url.removeprefix("http://").rpartition(":")[0].strip("[]")
        connection = http.client.HTTPConnection(host, self.options.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _pids(self) -> dict[str, int]:
        pids = {name: child.pid for name, child in self.children.items()}
        pids["supervisor"] = os.getpid()
        return {**pids, "postgres": self.postgres.pid, "seaweedfs": self.seaweed.pid}

    def watch(self) -> Child | None:
        """Wait for a signal (None), or for a process that ends by itself."""
        servers = [child for child in (self.postgres.child, self.seaweed.child) if child]
        while not self.request.event.wait(_WATCH_SECONDS):
            for child in (*servers, *self.children.values()):
                if not child.alive:
                    return child
        return None

    def stop(self) -> None:
        """Stop what runs, each after those that use it: 18 s at the very most."""
        self.request.event.set()
        say("Stopping ...")
        stop_together(self.children.values(), _GRACE_SECONDS)
        self.seaweed.stop()
        self.postgres.stop()
        self.folder.remove_processes()
